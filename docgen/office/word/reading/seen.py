"""What a person sees of a Word document: what is struck out or hidden is no text.

Symbols, raised digits and equations are the text that they show, and of a field that is its result.
What floats over the page in a text box is no part of the line that it is tied to.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import islice
from typing import Final

from lxml import etree

from docgen.office.package.markup import is_marked
from docgen.office.package.plain_xml import UnusualError
from docgen.office.package.xml import is_on
from docgen.office.symbols import in_font, is_symbol_font, raised, symbol
from docgen.office.word.names import w
from docgen.office.word.reading.equation import MATH, linear
from docgen.office.word.reading.styles import (
    DEFAULTS,
    NO_STYLES,
    TOGGLES,
    Marks,
    Styles,
    font_of,
)

UNSEEN: Final = w("delText")
"""What text becomes that stands in a document and is not to be read."""

_BEFORE_CONTENT: Final = 8  # children of which the properties are one
_VALUE: Final = w("val")
_RUN, _TEXT, _RUN_LAYOUT, _ALIGNMENT = w("r"), w("t"), w("rPr"), w("vertAlign")
_FONTS: Final = w("rFonts")
_FIELD, _SYMBOL, _EQUATION = w("fldChar"), w("sym"), f"{MATH}oMath"
_MARKED: Final = (*map(w, TOGGLES), _ALIGNMENT, w("hidden"))
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_OLD_BOX: Final = "{urn:schemas-microsoft-com:vml}textbox"


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
    signs = set(map(_write_sign, list(root.iter(_SYMBOL))))
    for text in _in_instructions(root):
        text.tag = w("instrText")
    for box in _boxes_over_the_page(root):
        for text in box.iter(_TEXT):
            text.tag = UNSEEN
    if styles or next(root.iter(*_MARKED), None) is not None or _has_symbol_font(root):
        for run in root.iter(_RUN):
            _show_run(run, styles, signs, is_cut)


def _show_run(
    run: etree._Element, styles: Styles, signs: Container[etree._Element], is_cut: bool
) -> None:
    texts = list(run.iterchildren(_TEXT))
    if not texts:
        return
    own = run.find(_RUN_LAYOUT)
    named = _named_styles(run, own) if styles else ()
    inherited = [styles.get(name, frozenset()) for name in named]
    default = styles.get(DEFAULTS, frozenset())
    if any(_holds(own, toggle, inherited, default) for toggle in TOGGLES) or _is_in_hidden_row(run):
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
    font = font_of(own, inherited)
    for text in texts if is_symbol_font(font) else ():
        if is_cut and is_marked(text.text or ""):
            raise UnusualError
        if text not in signs:
            text.text = in_font(text.text or "", font)


def _holds(
    own: etree._Element | None, toggle: str, inherited: Iterable[Marks], default: Marks
) -> bool:
    """Whether a mark holds; styles that both have it undo each other, as Word reads them."""
    mark = None if own is None else own.find(w(toggle))
    if mark is not None:
        return is_on(mark.get(_VALUE))
    return toggle in default or sum(toggle in marks for marks in inherited) % 2 == 1


def _named_styles(run: etree._Element, own: etree._Element | None) -> Iterable[str]:
    """The styles of a run, of its paragraph, and of the table around it."""
    character = None if own is None else own.find(w("rStyle"))
    if character is not None:
        yield character.get(_VALUE, "")
    paragraph = next(run.iterancestors(w("p")), None)
    style = None if paragraph is None else _property(paragraph, "pPr", "pStyle")
    yield "" if style is None else style.get(_VALUE, "")
    table = next(run.iterancestors(w("tbl")), None)
    style = None if table is None else _property(table, "tblPr", "tblStyle")
    if style is not None:
        yield style.get(_VALUE, "")


def _property(element: etree._Element, properties: str, name: str) -> etree._Element | None:
    """A property of a paragraph, a row or a table; they stand before all that it holds."""
    first = islice(element, _BEFORE_CONTENT)
    found = next((child for child in first if child.tag == w(properties)), None)
    return None if found is None else found.find(w(name))


def _is_in_hidden_row(run: etree._Element) -> bool:
    marks = (_property(row, "trPr", "hidden") for row in run.iterancestors(w("tr")))
    return any(mark is not None and is_on(mark.get(_VALUE)) for mark in marks)


def _has_symbol_font(root: etree._Element) -> bool:
    return any(is_symbol_font(font_of(one.getparent())) for one in root.iter(_FONTS))


def _boxes_over_the_page(root: etree._Element) -> Iterator[etree._Element]:
    """Text boxes that float, so that nothing tells which line their text belongs to.

    One with a field of a form in it was put there by whoever made the form.
    """
    for box in root.iter(_DRAWN, _OLD_BOX):
        shape = box.getparent()
        style = "" if shape is None else shape.get("style", "")
        floats = box.tag == _DRAWN or "position:absolute" in style.replace(" ", "")
        if floats and next(box.iter(w("sdt")), None) is None:
            yield box


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


def _write_sign(sign: etree._Element) -> etree._Element:
    """Put the text that an inserted symbol shows in its place, and give it back."""
    shown = etree.Element(_TEXT)
    shown.text = symbol(sign.get(w("font"), ""), sign.get(w("char"), ""))
    _replace(sign, shown)
    return shown


def _write_instead(element: etree._Element, text: str) -> None:
    run = etree.Element(_RUN)
    etree.SubElement(run, _TEXT).text = text
    _replace(element, run)


def _replace(element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        other.tail = element.tail
        parent.replace(element, other)
