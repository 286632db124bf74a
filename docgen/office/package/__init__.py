"""The package that an office file is: a zip archive, its parts, relationships, properties, XML."""
