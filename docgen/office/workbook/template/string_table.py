"""The texts that the cells of a workbook share: those with tags leave it, others may join it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.xml import escape
from docgen.office.tags.language import may_hold_tags
from docgen.office.workbook.template.markup import prefix_of, serialized

_CODED: Final = re.compile("_x([0-9A-Fa-f]{4})_")


Looks = Sequence[etree._Element | None]
"""The looks of a text's parts, as their elements."""


class CellText(NamedTuple):
    """The text of a cell.

    Attributes:
        parts: Its parts.
        looks: The look of each, as its element.
    """

    parts: tuple[str, ...]
    looks: tuple[etree._Element | None, ...]

    @property
    def has_tags(self) -> bool:
        """Whether it holds tags."""
        return may_hold_tags("".join(self.parts))


def cell_text(element: etree._Element) -> CellText:
    """The text of an ``si`` or ``is``."""
    runs = element.findall("{*}r")
    texts = [run.findtext("{*}t") or "" for run in runs or [element]]
    looks = [run.find("{*}rPr") for run in runs] or [None]
    return CellText(tuple(map(_decoded, texts)), tuple(looks))


def look_markup(look: etree._Element | None, prefix: str) -> str:
    """The look of a part of a text as it stands in a sheet.

    Args:
        look: Its element.
        prefix: That of the sheet's own elements, with its colon.
    """
    if look is None:
        return ""
    inner = "".join(
        f"<{prefix}{etree.QName(one).localname!s}"
        + "".join(f' {name!s}="{escape(str(value), str(name))}"' for name, value in one.items())
        + "/>"
        for one in look.iterchildren("{*}*")
    )
    return f"<{prefix}rPr>{inner}</{prefix}rPr>"


class SharedTexts:
    """The table of shared texts of a template.

    Attributes:
        was_changed: Whether it is another one than the template's.
        prefix: That of its elements, with its colon.

    Args:
        root: The table.
    """

    def __init__(self, root: etree._Element) -> None:
        entries = root.findall("{*}si")
        self._texts = list(map(cell_text, entries))
        self._root = root
        self._space = etree.QName(root).namespace
        self._numbers: dict[bytes, str] = {}
        self.was_changed = False
        self.prefix = prefix_of(root)
        for entry, text in zip(entries, self._texts, strict=True):
            if text.has_tags:
                self._blank(entry)

    def text(self, number: str) -> CellText:
        """A text by its number; a blank one if there is none."""
        if number.isdecimal() and int(number) < len(self._texts):
            return self._texts[int(number)]
        return CellText(("",), (None,))

    def take(self, cell: etree._Element) -> None:
        """Take over the text of a cell that has its own, and leave its number there."""
        text = cell.find("{*}is")
        if text is None:
            return
        cell.remove(text)
        text.tail = None
        key = etree.tostring(text)
        if key not in self._numbers:
            self._numbers[key] = str(len(self._texts))
            self._texts.append(cell_text(text))
            text.tag = f"{{{self._space}}}si"
            self._root.append(text)
            self.was_changed = True
        cell.set("t", "s")
        etree.SubElement(cell, f"{{{etree.QName(cell).namespace}}}v").text = self._numbers[key]

    @cached_property
    def data(self) -> bytes:
        """The part, when no more cells are taken."""
        for name in ("count", "uniqueCount"):
            self._root.attrib.pop(name, "")
        return serialized(self._root)

    def _blank(self, entry: etree._Element) -> None:
        """A text with tags is no cell's any more once they are filled."""
        for child in list(entry):
            entry.remove(child)
        etree.SubElement(entry, f"{{{self._space}}}t").text = ""
        self.was_changed = True

    def __len__(self) -> int:
        return len(self._texts)


class MoreTexts:
    """Texts of one document, behind those that its template shares.

    Attributes:
        prefix: That of the table's elements, with its colon.

    Args:
        shared: Those of the template.
    """

    def __init__(self, shared: SharedTexts) -> None:
        self.prefix = shared.prefix
        self._shared = shared
        self._numbers: dict[str, int] = {}

    def number(self, markup: str) -> int:
        """Number of a text.

        Args:
            markup: What stands in its entry.
        """
        return self._numbers.setdefault(markup, len(self._shared) + len(self._numbers))

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return bool(self._numbers)

    @property
    def data(self) -> bytes:
        """The part with all of them."""
        data = self._shared.data
        if not self._numbers:
            return data
        name = f"{self.prefix}si"
        entries = "".join(f"<{name}>{markup}</{name}>" for markup in self._numbers)
        if data.rstrip().endswith(b"/>"):
            return b"%s>%s</%ssst>" % (
                data[: data.rindex(b"/>")],
                entries.encode(),
                self.prefix.encode(),
            )
        end = data.rindex(b"</")
        return data[:end] + entries.encode() + data[end:]


def _decoded(text: str) -> str:
    return _CODED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
