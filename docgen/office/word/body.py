"""The text of a Word file outside its fields and outside its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.office.archive import Package
from docgen.office.word.names import w
from docgen.office.word.reader import _document, _text

_CONTROL, _CONTENT, _TABLE, _PARAGRAPH, _TEXT = map(w, ("sdt", "sdtContent", "tbl", "p", "t"))


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a Word file.

    Attributes:
        outside: All text outside content controls, paragraph after paragraph.
        lines: The paragraphs outside tables.
        behind: Those of them that stand behind the last table.
    """

    outside: str
    lines: tuple[str, ...]
    behind: tuple[str, ...]


def read_body(package: Package) -> Body:
    """Read the text of a Word file.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    root = _document(package)
    outside = "".join(text.text or "" for text in root.iter(_TEXT) if not _is_inside(text))
    lines: list[str] = []
    behind: list[str] = []
    for block in _blocks(root):
        if block.tag == _TABLE:
            behind = []
        else:
            text = _text(block)
            lines.append(text)
            behind.append(text)
    return Body(outside, tuple(lines), tuple(behind))


def _is_inside(text: etree._Element) -> bool:
    return next(text.iterancestors(_CONTENT), None) is not None


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in (_TABLE, _PARAGRAPH):
            yield child
        else:
            yield from _blocks(child)
