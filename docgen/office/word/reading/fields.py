"""The content controls of a Word document, found by tag or title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.markup import MarkupCache, Texts
from docgen.office.package.plain_xml import UnusualError
from docgen.office.word.names import w
from docgen.office.word.reading.content import Control
from docgen.office.word.reading.look import PLAIN, Look
from docgen.office.word.reading.numbering import with_numbers
from docgen.office.word.reading.runs import seams, tidied
from docgen.office.word.reading.tree import WordTree, see

# Numbers of editing sessions, of paragraphs, their texts and other pieces.
_SESSION: Final = re.compile(rb'rsid([A-Za-z]*)="[0-9A-F]{8}"')
_PIECE: Final = re.compile(rb'Id="[0-9A-F]{8}"')
# Text that was not cut out, in which something may look like an attribute; it holds no mark.
_TEXT: Final = re.compile(rb">\s*[^<>\s\xf3]")
_LIKE_AN_ATTRIBUTE: Final = re.compile(rb'>[^<>]*="')
_LARGEST_KEPT: Final = 10_000  # what is kept comes from outside


class Spot(NamedTuple):
    """A field: a control, or several of one name in one cell, which are its paragraphs.

    Attributes:
        place: Table, row and column; all are None outside tables.
        text: Its text; None if nothing was typed.
        left_out: What is left out of the text of each of its controls, where anything is.
    """

    place: tuple[int | None, int | None, int | None]
    text: str | None
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class FieldPlan:
    """The content controls of every document of one markup.

    Attributes:
        controls: In their order, an outer one before an inner one; texts may be marks.
        outside: All text outside the content of controls, in one piece.
    """

    controls: Sequence[Control]
    outside: str

    @cached_property
    def by_tag(self) -> dict[str, Spot | None]:
        """The fields with a tag, in the order in which each first stands there; None for copies."""
        return _spots((one.tag, one) for one in self.controls if one.tag)

    @cached_property
    def by_alias(self) -> dict[str, Spot | None]:
        """The fields of controls that have a title and no tag, likewise."""
        return _spots((one.alias, one) for one in self.controls if one.alias and not one.tag)

    @cached_property
    def names(self) -> frozenset[str]:
        """The tags, and the titles of controls without one."""
        return frozenset((*self.by_tag, *self.by_alias))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags in the order in which each first stands there."""
        return tuple(self.by_tag)


class Fields:
    """The content controls of a Word file, and the text beside them.

    Args:
        plan: What the file's markup says.
        texts: The file's own texts in it.
    """

    def __init__(self, plan: FieldPlan, texts: Texts) -> None:
        self._plan = plan
        self._texts = texts

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the controls, in the order in which each first stands there."""
        return self._plan.tags

    @property
    def names(self) -> frozenset[str]:
        """The tags of the controls, and the titles of those without one."""
        return self._plan.names

    @property
    def controls(self) -> list[Control]:
        """All controls in their order, an outer one before an inner one."""
        return [
            one._replace(text=self._filled(one.text), left_out=self._filled(one.left_out))
            for one in self._plan.controls
        ]

    @property
    def outside(self) -> str:
        """All text outside the content of controls, in one piece."""
        return self._filled(self._plan.outside)

    @property
    def tagged(self) -> Mapping[str, Spot | None]:
        """The fields with a tag, as the plan has them."""
        return self._plan.by_tag

    @property
    def titled(self) -> Mapping[str, Spot | None]:
        """The fields of controls with a title and without a tag, as the plan has them."""
        return self._plan.by_alias

    def text(self, spot: Spot) -> str | None:
        """The text of a field of the plan in this file; None if nothing was typed."""
        return None if spot.text is None else self._filled(spot.text)

    def left_out(self, spot: Spot) -> str:
        """What is left out of the text of a field of the plan in this file."""
        return "".join(map(self._filled, spot.left_out)) if spot.left_out else ""

    def _filled(self, text: str) -> str:
        return with_numbers(self._texts.fill(text))


def fields_of(tree: WordTree) -> Fields:
    """The fields of a document that is read by its own tree."""
    return Fields(_plan_of(tree), Texts())


def known_fields(data: bytes, look: Look = PLAIN) -> Fields | None:
    """The fields of a document whose markup is plain or known.

    Args:
        data: The document part.
        look: What other parts say of its text.

    Returns:
        They; None if the document is to be read by its tree.
    """
    found = _CACHE.find(data, look) if look.is_kept else None
    return Fields(*found) if found else None


def _plan_of(tree: WordTree) -> FieldPlan:
    return FieldPlan(tree.controls, tree.outside)


def _spots(controls: Iterable[tuple[str, Control]]) -> dict[str, Spot | None]:
    found: dict[str, list[Control]] = {}
    for name, control in controls:
        found.setdefault(name, []).append(control)
    return {name: _spot(same) for name, same in found.items()}


def _spot(controls: Sequence[Control]) -> Spot | None:
    """The field of controls of one name; None if they stand in several cells, as copies do."""
    places = {one.place for one in controls}
    if len(places) > 1:
        return None
    texts = [one.text for one in controls if not one.placeholder]
    left_out = tuple([one.left_out for one in controls if one.left_out])
    return Spot(places.pop(), "\n".join(texts) if texts else None, left_out)


def _kept_plan(root: etree._Element, look: Look) -> FieldPlan:
    plan = _plan_of(WordTree(see(root, look, is_cut=True), is_cut=True))
    # A text stands in every control around it.
    sizes = (len(text) for one in plan.controls for text in one[:3])
    size = sum(sizes) + sum(len(one.left_out) for one in plan.controls)
    if size + len(plan.controls) + len(plan.outside) > _LARGEST_KEPT:
        raise UnusualError
    return plan


def _without_numbers(markup: bytes) -> bytes:
    start = markup.find(b"?>") + 2
    if markup.find(b"'", start) >= 0:
        raise UnusualError
    if _TEXT.search(markup, start) and _LIKE_AN_ATTRIBUTE.search(markup, start):
        raise UnusualError
    return _PIECE.sub(b'Id="0"', _SESSION.sub(rb'rsid\1="0"', markup))


_CACHE: Final = MarkupCache({"w:t": w("t")}, _kept_plan, _without_numbers, tidied, seams)
