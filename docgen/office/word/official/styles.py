"""The styles of Word documents that become one: the same by name, whatever their ids."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from docgen.office.word.names import w

_NAMING: Final = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")


class StyleSheet:
    """Styles, joined by those that only another document has.

    Attributes:
        root: Their XML.
    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._ids = {_name(style): style.get(w("styleId"), "") for style in root.iter(w("style"))}

    def adopt(self, other: etree._Element) -> dict[str, str]:
        """Add what is missing.

        Returns:
            For each id over there the id of the style of the same name here.
        """
        ids: dict[str, str] = {}
        added: list[etree._Element] = []
        for style in other.iter(w("style")):
            theirs, name = style.get(w("styleId"), ""), _name(style)
            if name not in self._ids:
                taken = theirs in self._ids.values()
                self._ids[name] = f"{theirs}-{len(self._ids)}" if taken else theirs
                added.append(deepcopy(style))
                added[-1].set(w("styleId"), self._ids[name])
                added[-1].attrib.pop(w("default"), "")
            ids[theirs] = self._ids[name]
        for style in added:
            rename_styles(style, ids)
            self.root.append(style)
        return ids

    def set_pitch(self, twips: int) -> None:
        """Set the line pitch of all text whose style does not set one of its own."""
        default = f"{w('style')}[@{w('default')}='1'][@{w('type')}='paragraph']"
        spacing = self.root.find(f"{default}/{w('pPr')}/{w('spacing')}")
        if spacing is not None:
            spacing.set(w("line"), str(twips))


def rename_styles(element: etree._Element, ids: Mapping[str, str]) -> None:
    """Put other ids in the place of those by which an element names styles."""
    for one in element.iter(*map(w, _NAMING)):
        style = one.get(w("val"), "")
        one.set(w("val"), ids.get(style, style))


def _name(style: etree._Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else name.get(w("val"), "").lower()
