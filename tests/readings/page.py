"""The page docs/reading.md: two matrices, each written and held fresh by a test of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[2] / "docs" / "reading.md"
SEEN_HEAD: Final = "# What a person sees is what is read"
_BREAK: Final = f"\n{SEEN_HEAD}\n"


def handling_part() -> str:
    """The matrix of ways of handling a form."""
    return _parts()[0]


def seen_part() -> str:
    """The matrix of marks and states of cells."""
    return _parts()[1]


def write_handling_part(text: str) -> None:
    """Renew the matrix of ways of handling a form."""
    PAGE.write_text(text + _parts()[1], encoding="utf-8")


def write_seen_part(text: str) -> None:
    """Renew the matrix of marks and states of cells."""
    PAGE.write_text(_parts()[0] + text, encoding="utf-8")


def cells_of(part: str, first_head: str) -> Mapping[tuple[str, str, str], str]:
    """The cells of the tables of a part by section, row and column; blank ones left out.

    Args:
        part: The part.
        first_head: Head of the first column.
    """
    section, heads, cells = "", [""], {}
    for line in part.splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("| "):
            first, *others = [cell.strip() for cell in line.strip("|").split(" | ")]
            if first == first_head:
                heads = others
            elif not first.startswith("---"):
                found = zip(heads, others, strict=True)
                cells |= {(section, first, head): cell for head, cell in found}
    return {key: cell for key, cell in cells.items() if cell != "–"}


def _parts() -> tuple[str, str]:
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    handling, middle, seen = text.partition(_BREAK)
    return handling, middle + seen
