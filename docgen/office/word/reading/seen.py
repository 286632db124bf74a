"""What a person sees of a Word document: what is struck out or hidden is no text.

Symbols, raised digits and equations are the text that they show, and of a field that is its result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from docgen.office.package.markup import is_marked
from docgen.office.package.plain_xml import UnusualError
from docgen.office.package.xml import is_on, parse_xml
from docgen.office.symbols import raised, symbol
from docgen.office.word.names import w
from docgen.office.word.reading.equation import MATH, linear
from docgen.problems import Place

UNSEEN: Final = w("delText")
"""What text becomes that stands in a document and is not to be read."""

Marks = frozenset[str]
Styles = Mapping[str, Marks]
"""The marks of each style that has any, by its identifier; of the paragraphs' default, by none."""

NO_STYLES: Final[Styles] = {}

_TOGGLES: Final = ("strike", "dstrike", "vanish")
_VALUE: Final = w("val")
_RUN, _TEXT, _RUN_LAYOUT, _ALIGNMENT = w("r"), w("t"), w("rPr"), w("vertAlign")
_FIELD, _SYMBOL, _EQUATION = w("fldChar"), w("sym"), f"{MATH}oMath"
_MARKED: Final = (*map(w, _TOGGLES), _ALIGNMENT, w("hidden"))
_IN_STYLES: Final = re.compile(rb"\b(?:d?strike|vanish|vertAlign)\b")
_MARKUP: Final = re.compile("[<>&\"']")  # what is written otherwise in a part
_DEEPEST: Final = 20  # styles that are based on one another
_LONGEST_KEPT: Final = 200_000  # what is kept comes from outside


def marked_styles(data: bytes, part: str) -> Styles:
    """The styles whose text is not seen as it stands there.

    Args:
        data: The part with the styles.
        part: Its name, for the problem.

    Raises:
        ProblemError: The part is damaged.
    """
    if _IN_STYLES.search(data) is None:
        return NO_STYLES
    return (_kept_styles if len(data) <= _LONGEST_KEPT else _styles)(data, part)


def is_used(styles: Iterable[str], data: bytes) -> bool:
    """Whether a document part may refer to one of these styles."""
    return any(_MARKUP.search(name) or not name or name.encode() in data for name in styles)


def show(root: etree._Element, styles: Styles = NO_STYLES, is_cut: bool = False) -> None:
    """Leave as text what is seen, and turn the rest of it into what is not read.

    Args:
        root: Root of a document part, without what was deleted.
        styles: Styles with marks.
        is_cut: Whether marks stand for its texts.

    Raises:
        UnusualError: What is seen depends on a text that was cut out.
    """
    for equation in list(root.iter(_EQUATION)):
        _write_instead(equation, linear(equation))
    for sign in list(root.iter(_SYMBOL)):
        shown = etree.Element(_TEXT)
        shown.text = symbol(sign.get(w("font"), ""), sign.get(w("char"), ""))
        _replace(sign, shown)
    for text in _in_instructions(root):
        text.tag = w("instrText")
    if styles or next(root.iter(*_MARKED), None) is not None:
        for run in root.iter(_RUN):
            _show_run(run, styles, is_cut)


def _show_run(run: etree._Element, styles: Styles, is_cut: bool) -> None:
    texts = list(run.iterchildren(_TEXT))
    if not texts:
        return
    own = run.find(_RUN_LAYOUT)
    named = _named_styles(run, own) if styles else ()
    inherited = [styles.get(name, frozenset()) for name in named]
    if any(_holds(own, toggle, inherited) for toggle in _TOGGLES) or _is_in_hidden_row(run):
        for text in texts:
            text.tag = UNSEEN
        return
    alignment = None if own is None else own.find(_ALIGNMENT)
    own_place = None if alignment is None else frozenset({alignment.get(_VALUE, "")})
    places = own_place or frozenset[str]().union(*inherited)
    for text in texts if places & {"superscript", "subscript"} else ():
        if is_cut and is_marked(text.text or ""):
            raise UnusualError  # whether there are digits in it is not known
        text.text = raised(text.text or "", places)


def _holds(own: etree._Element | None, toggle: str, inherited: Iterable[Marks]) -> bool:
    """Whether a mark holds; styles that both have it undo each other, as Word reads them."""
    mark = None if own is None else own.find(w(toggle))
    if mark is not None:
        return is_on(mark.get(_VALUE))
    return sum(toggle in marks for marks in inherited) % 2 == 1


def _named_styles(run: etree._Element, own: etree._Element | None) -> Iterable[str]:
    """The styles of a run, of its paragraph, and of the table around it."""
    character = None if own is None else own.find(w("rStyle"))
    if character is not None:
        yield character.get(_VALUE, "")
    paragraph = next(run.iterancestors(w("p")), None)
    style = None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    yield "" if style is None else style.get(_VALUE, "")
    table = next(run.iterancestors(w("tbl")), None)
    style = None if table is None else table.find(f"{w('tblPr')}/{w('tblStyle')}")
    if style is not None:
        yield style.get(_VALUE, "")


def _is_in_hidden_row(run: etree._Element) -> bool:
    marks = (row.find(f"{w('trPr')}/{w('hidden')}") for row in run.iterancestors(w("tr")))
    return any(mark is not None and is_on(mark.get(_VALUE)) for mark in marks)


def _in_instructions(root: etree._Element) -> list[etree._Element]:
    """The texts between the beginning of a field and its result; none if a field has no end."""
    if next(root.iter(_FIELD), None) is None:
        return []
    found: list[etree._Element] = []
    has_result: list[bool] = []  # of each field that is open
    for node in root.iter(_FIELD, _TEXT):
        kind = node.get(w("fldCharType"), "")
        if node.tag == _TEXT:
            if not all(has_result):
                found.append(node)
        elif kind == "begin":
            has_result.append(False)
        elif has_result and kind == "separate":
            has_result[-1] = True
        elif has_result and kind == "end":
            has_result.pop()
    return [] if has_result else found


def _write_instead(element: etree._Element, text: str) -> None:
    run = etree.Element(_RUN)
    etree.SubElement(run, _TEXT).text = text
    _replace(element, run)


def _replace(element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        other.tail = element.tail
        parent.replace(element, other)


def _styles(data: bytes, part: str) -> Styles:
    root = parse_xml(data, Place(field=part))
    known = {style.get(w("styleId"), ""): style for style in root.iterchildren(w("style"))}
    found = {name: _marks_of(style, known) for name, style in known.items()}
    default = next((name for name, style in known.items() if _is_default(style)), "")
    return {name: marks for name, marks in found.items() if marks} | (
        {"": found[default]} if found.get(default) else {}
    )


# The part is the same in every copy of a form.
_kept_styles: Final = lru_cache(maxsize=32)(_styles)


def _is_default(style: etree._Element) -> bool:
    return style.get(w("type")) == "paragraph" and is_on(style.get(w("default"), "0"))


def _marks_of(style: etree._Element, known: Mapping[str, etree._Element]) -> Marks:
    """The marks of a style: its own, else those of the one that it is based on."""
    marks: dict[str, bool] = {}
    place = ""
    for _ in range(_DEEPEST):
        own = style.find(_RUN_LAYOUT)
        for mark in () if own is None else own:
            name = etree.QName(mark).localname
            if name in _TOGGLES:
                marks.setdefault(name, is_on(mark.get(_VALUE)))
            elif mark.tag == _ALIGNMENT:
                place = place or mark.get(_VALUE, "")
        base = style.find(w("basedOn"))
        following = None if base is None else known.get(base.get(_VALUE, ""))
        if following is None:
            break
        style = following
    raising = {place} & {"superscript", "subscript"}
    return frozenset(name for name, holds in marks.items() if holds) | raising
