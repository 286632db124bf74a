"""The text of a Word file outside its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.office.package.archive import Package
from docgen.office.word.names import w
from docgen.office.word.reading.reader import read_root
from docgen.office.word.reading.tree import left_out_of, text_of

_TABLE, _PARAGRAPH = map(w, ("tbl", "p"))


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a Word file.

    Attributes:
        lines: The paragraphs outside tables.
        behind: Those of them that stand behind the last table.
        left_out: What is struck out or hidden in each of the paragraphs.
    """

    lines: tuple[str, ...]
    behind: tuple[str, ...]
    left_out: tuple[str, ...]


def read_body(package: Package) -> Body:
    """Read the text of a Word file.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    lines: list[str] = []
    behind: list[str] = []
    left_out: list[str] = []
    for block in _blocks(read_root(package)):
        if block.tag == _TABLE:
            behind = []
        else:
            text = text_of(block)
            lines.append(text)
            behind.append(text)
            left_out.append(left_out_of(block))
    return Body(tuple(lines), tuple(behind), tuple(left_out))


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables of the body, also those in content controls."""
    for child in element:
        if child.tag in (_TABLE, _PARAGRAPH):
            yield child
        else:
            yield from _blocks(child)
