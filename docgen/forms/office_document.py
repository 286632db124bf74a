"""What Word files and workbooks say of themselves: whose form they are, and when it was saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from docgen.forms.signs import Signs
from docgen.office.package.archive import Package
from docgen.office.package.properties import read_core_properties, read_custom_properties
from docgen.problems import Problem


class OfficeDocument:
    """A file of an office program; its properties are read when they are asked for.

    Args:
        file: Its name in messages.
        package: Its parts.
    """

    def __init__(self, file: str, package: Package) -> None:
        self.file = file
        self.signs = Signs()
        self._package = package

    @property
    def passed_over(self) -> Sequence[Problem]:
        """Nothing: what is told here is told of sheets."""
        return ()

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """What the file says of itself (custom document properties).

        Raises:
            ProblemError: The part that says it is damaged.
        """
        return read_custom_properties(self._package)

    @cached_property
    def saved_at(self) -> str:
        """When its program saved it, in ISO 8601; empty if it does not say.

        Raises:
            ProblemError: The part that says it is damaged.
        """
        modified = read_core_properties(self._package).modified
        return modified.isoformat() if modified else ""
