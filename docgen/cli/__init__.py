"""The commands: arguments, echo and exit codes; everything else is done by the library."""

from docgen.cli.commands import main

__all__ = ["main"]
