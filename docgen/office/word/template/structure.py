"""What keeps a rendered part whole: blocks nest with elements, each cell ends in a paragraph."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from docgen.office.tags.language import BETWEEN, BLOCKS, keyword
from docgen.office.word.names import w
from docgen.office.word.template.binding import SLOT_END

_ELEMENT: Final = re.compile(r"<(/?)([^\s/>?!]+)[^>]*?(/?)>")
# Elements that must end with a paragraph.
_CONTAINERS: Final = tuple(map(w, ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")))
_PARAGRAPH_TAG: Final = re.compile(r"{[{%]p\s")
# Stands where a paragraph must not be missing until the part is complete; no text can hold it.
NEEDED: Final = "\ufdd4"
# After a slot it is not known yet.
_LAST: Final = re.compile(f"(</w:p>|</w:sdt>)?(?<!{SLOT_END}){NEEDED}")


class Nesting:
    """Follows a source, to find the blocks that would leave elements open or end them twice.

    Attributes:
        torn: Number of each tag that has other elements open around it than its partner.
    """

    def __init__(self) -> None:
        self.torn: list[int] = []
        self._rest = ""
        self._open: list[str] = []
        self._blocks: list[list[str]] = []
        self._tag = 0

    def add_xml(self, xml: str) -> None:
        """Go on with what stands between two tags."""
        # The tag before may stand in an attribute.
        xml = self._rest + xml
        done = 0
        for element in _ELEMENT.finditer(xml):
            done = element.end()
            end, name, empty = element.groups()
            if end and self._open[-1:] == [name]:
                self._open.pop()
            elif end:
                self.torn.append(self._tag)
            elif not empty:
                self._open.append(name)
        self._rest = xml[done:]

    def add_tag(self, number: int, tag: str) -> None:
        """Go on with a tag."""
        self._tag = number
        word = keyword(tag)
        if word == "raw":
            self.add_xml(tag)
        elif word in BLOCKS:
            self._blocks.append(self._open.copy())
        elif self._blocks and (word in BETWEEN or word.startswith("end")):
            if self._blocks[-1] != self._open:
                self.torn.append(number)
            if word not in BETWEEN:
                self._blocks.pop()


def mark_containers(root: etree._Element) -> None:
    """Mark where a part must have a paragraph though tags may take all away."""
    for container in root.iter(*_CONTAINERS):
        paragraphs = container.iter(w("p"))
        texts = ("".join(text.text or "" for text in found.iter(w("t"))) for found in paragraphs)
        if any(map(_PARAGRAPH_TAG.search, texts)):
            container[-1].tail = NEEDED


def keep_paragraphs(xml: str) -> str:
    """Put an empty paragraph where a rendered part needs one and has none."""
    if NEEDED not in xml:
        return xml
    return _LAST.sub(lambda last: last[1] or "<w:p/>", xml)
