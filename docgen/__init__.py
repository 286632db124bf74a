"""Makes the forms and notices of an official assessment, and reads the completed forms back."""

__version__ = "0.1.0"
