"""Where a programme lies: a folder that comes with docgen, or one of the bureau's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.assets import builtin_programmes

PROGRAMME_FILE: Final = "programme.yaml"
STANDARD_FILE: Final = "standard.yaml"


@dataclass(frozen=True, slots=True)
class ProgrammeHome:
    """The folder of a programme.

    Attributes:
        path: The folder.
        name: What messages call it: the name of a built-in programme, or the folder as given.
        is_builtin: Whether it comes with docgen.
    """

    path: Path
    name: str
    is_builtin: bool

    @property
    def programme(self) -> Path:
        """Who applies and who decides."""
        return self.path / PROGRAMME_FILE

    @property
    def standard(self) -> Path:
        """What is assessed."""
        return self.path / STANDARD_FILE

    @property
    def templates(self) -> Path:
        """Its own templates, as far as they differ from the built-in ones."""
        return self.path / "templates"

    def shown(self, path: Path) -> str:
        """A file of it as messages name it."""
        return f"{self.name}/{path.name}"


def programme_home(name: str, folder: Path) -> ProgrammeHome:
    """Where a programme lies, be it there or not.

    Args:
        name: Name of a built-in programme, or a folder relative to the round's.
        folder: Folder that the round's file lies in.
    """
    builtin = builtin_programmes().get(name)
    if builtin is not None:
        return ProgrammeHome(builtin, name, is_builtin=True)
    return ProgrammeHome(folder / name, name.rstrip("/\\") or name, is_builtin=False)
