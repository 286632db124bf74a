"""File names from a pattern and a row of data: safe, readable, and never outside their folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from docgen.desk.tables import DataRow, column_name
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.problems import ProblemError, problem

NUMBER: Final = "#"
"""What stands in a pattern for the number of the row."""

_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_SEPARATOR: Final = re.compile(r"[/\\](?![^{}]*\})")  # not within a field
_UNSAFE: Final = frozenset('/\\:*?"<>|')
_SPACES: Final = re.compile(r"\s+")
# Names of devices, which Windows gives to no file.
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE
)
_MARK: Final = "~$"  # of a file that is open: what begins so is taken for no file of anybody
_OFFICE: Final = (".docx", ".xlsx", ".doc", ".xls", ".wps", ".et", ".pdf")
_MOST_BYTES: Final = 255  # of a name, in UTF-8
_LONGEST: Final = _MOST_BYTES - len(".docx")


class NamePattern:
    """A pattern for file names, such as ``{town}/{name}.docx``.

    Attributes:
        columns: The columns whose values it uses.

    Args:
        pattern: Text in which ``{column}`` stands for a value, ``{column.key}`` for a value
            inside it and ``{#}`` for the number of the row; ``/`` parts folders.
        suffix: Ending of the files, which the pattern may leave out.
        heads: The heads of the table, which may stand for its columns.

    Raises:
        ProblemError: The pattern can name no file, or none inside the folder.
    """

    def __init__(self, pattern: str, suffix: str, heads: Heads = NO_HEADS) -> None:
        self._suffix = suffix
        self._heads = heads
        has_suffix = pattern.lower().endswith(suffix)
        stem = pattern[: len(pattern) - len(suffix)] if has_suffix else pattern
        self._parts = _SEPARATOR.split(stem)
        paths = map(self._path, _FIELD.findall(stem))
        self.columns = frozenset(path[0] for path in paths) - {NUMBER}
        plain = [_FIELD.sub("x", part) for part in self._parts]
        ending = next((end for end in _OFFICE if stem.lower().endswith(end)), None)
        if any("{" in part or "}" in part for part in plain):
            raise ProblemError([problem("merge.pattern-braces", pattern=pattern)])
        if not all(map(safe_name, plain)):
            raise ProblemError([problem("merge.pattern-outside", pattern=pattern)])
        if ending is not None:
            found = problem("merge.pattern-format", found=ending, suffix=suffix)
            raise ProblemError([found])

    def name(self, number: str, row: DataRow) -> tuple[str, bool]:
        """Name of a row's file, with ``/`` between folders; and whether values had to give way.

        Args:
            number: Number of the row among the rows of data, as it is to be shown.
            row: The row.

        Raises:
            ProblemError: A value is not there, or cannot stand in a name.
        """

        def text(field: re.Match[str]) -> str:
            path = self._path(field[1])
            return number if path == (NUMBER,) else _text(path, row)

        names: list[str] = []
        changed = False
        for part in self._parts:
            wanted = _FIELD.sub(text, part)
            names.append(safe_name(wanted))
            changed |= names[-1] != _SPACES.sub(" ", wanted).strip()
            if not names[-1]:
                field = ".".join(self._path(_FIELD.findall(part)[0]))
                raise ProblemError([problem("merge.name-empty", row.place, name=field)])
        return "/".join(names) + self._suffix, changed

    def _path(self, field: str) -> tuple[str, ...]:
        """The column that a field names, and the keys that lead on inside its value."""
        whole = self._heads.name(field)
        if whole is not None:
            return (whole,)
        column, *keys = field.split(".")
        name = NUMBER if column == NUMBER else self._heads.name(column) or column_name(column)
        return name, *keys


def _text(path: tuple[str, ...], row: DataRow) -> str:
    value: Any = row.values
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    if value is None:
        return ""
    if not isinstance(value, str | int | Decimal | date):
        raise ProblemError([problem("merge.name-no-text", row.place, name=".".join(path))])
    return str(value)


def safe_name(part: str) -> str:
    """A name that any system takes; empty if nothing is left of it."""
    spaced = _SPACES.sub(" ", part)
    shown = "".join("_" if one in _UNSAFE or not one.isprintable() else one for one in spaced)
    shown = shown.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return f"_{shown}" if _DEVICE.fullmatch(shown) or shown.startswith(_MARK) else shown


def name_fault(name: str) -> str | None:
    """What keeps some system from taking a file of this name: the code of a problem, or None."""
    if len(name.encode(errors="surrogatepass")) > _MOST_BYTES:
        return "name.too-long"
    if _DEVICE.fullmatch(name):
        return "name.device"
    if name != name.strip(" .") or name.startswith(_MARK):
        return "name.ends"
    if any(one in _UNSAFE or not one.isprintable() for one in name):
        return "name.characters"
    return None


def same_to_a_disk(name: str) -> str:
    """A name as disks compare it that know no case and no two ways to write a letter."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
