"""Word templates: compiled once, rendered often."""
