"""Automatic numbers of paragraphs, as Word counts them, written as the text that they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.xml import is_on, parse_xml
from docgen.office.symbols import UNREADABLE, symbol
from docgen.office.word.names import w
from docgen.office.word.reading.number_text import number_text
from docgen.problems import Place

_VALUE: Final = w("val")
_LEVELS: Final = 9
_DEEPEST: Final = 20  # styles that are based on one another
_NUMBER: Final = re.compile(r"%([1-9])")
# Behind these a number needs no blank to be told from the text.
_SEPARATES: Final = "、。．）：】〕"
# Word allows 31 characters for what is shown of a number.
_LONGEST_TEXT: Final = 50
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
# Around a number that was written, until it is known whether any text stands behind it.
_NUMBER_SIGN: Final = "\U0010fffd"
_WRITTEN: Final = re.compile(
    f"{_NUMBER_SIGN}([^{_NUMBER_SIGN}]*){_NUMBER_SIGN}([^\n{_NUMBER_SIGN}]*)"
)
_BESIDE: Final = frozenset(
    map(w, ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "sdtPr"))
)


class Level(NamedTuple):
    """A level of a list.

    Attributes:
        start: Its first number.
        kind: Format of its numbers.
        text: What is shown, with ``%1`` for the number of the first level.
        restart: Number of the level whose numbers begin it anew; 0 for none of them.
        is_legal: Whether the numbers of outer levels are shown in figures.
        font: Font of a sign that stands for a number.
    """

    start: int
    kind: str
    text: str
    restart: int
    is_legal: bool
    font: str


@dataclass(frozen=True, eq=False)
class Numbering:
    """The lists of a document.

    Attributes:
        lists: The levels of each list, by its number, with the name of what counts them.
        starts: Where a list begins levels anew that another counted before.
        styles: List and level of each paragraph style that has one; of the default by "".
    """

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    starts: Mapping[str, Mapping[int, int]]
    styles: Mapping[str, tuple[str, int]]


def numbering_of(data: bytes, styles: bytes) -> Numbering:
    """The lists that a file declares.

    Args:
        data: The part with the numbering.
        styles: The part with the styles; empty if there is none.

    Raises:
        ProblemError: One of them is damaged.
    """
    root = parse_xml(data, Place(field="numbering"))
    abstract = {one.get(w("abstractNumId"), ""): one for one in root.iterchildren(w("abstractNum"))}
    linked = {link: name for name, one in abstract.items() if (link := _value(one, "styleLink"))}
    levels_of = {name: _levels(one) for name, one in abstract.items()}
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    starts: dict[str, Mapping[int, int]] = {}
    for num in root.iterchildren(w("num")):
        name = _value(num, "abstractNumId")
        if name in abstract:
            # A list that refers to a style counts with the list that the style is linked to.
            name = linked.get(_value(abstract[name], "numStyleLink"), name)
        overrides = list(num.iterchildren(w("lvlOverride")))
        levels = levels_of.get(name, {})
        for one in overrides:
            levels = levels | _levels(one)
        number = num.get(w("numId"), "")
        lists[number] = name, levels
        begun = ((_int(one.get(w("ilvl"))), one.find(w("startOverride"))) for one in overrides)
        starts[number] = {at: _int(one.get(_VALUE)) for at, one in begun if one is not None}
    return Numbering(lists, starts, numbered_styles(styles) if styles else {})


def numbered_styles(data: bytes) -> dict[str, tuple[str, int]]:
    """List and level of each paragraph style that has one; of the default by ``""``.

    Raises:
        ProblemError: The part with the styles is damaged.
    """
    root = parse_xml(data, Place(field="styles"))
    known = {one.get(w("styleId"), ""): one for one in root.iterchildren(w("style"))}
    found: dict[str, tuple[str, int]] = {}
    for name, style in known.items():
        place = _place_of(style, known)
        if place:
            found[name] = place
            if is_on(style.get(w("default"), "0")):
                found[""] = place
    return found


def write_numbers(root: etree._Element, numbering: Numbering) -> None:
    """Write the numbers of a document's paragraphs as text at their beginnings.

    They are marked as such: `with_numbers` makes text of them once that behind them is known.
    """
    counted: dict[str, dict[int, int]] = {}
    begun: set[str] = set()
    for paragraph in root.iter(w("p")):
        place = _numbered(paragraph, numbering)
        if place is None or place[0] not in numbering.lists:
            continue
        number, at = place
        name, levels = numbering.lists[number]
        level = levels.get(at)
        if level is None:
            continue
        counts = counted.setdefault(name, {})
        if number not in begun:
            begun.add(number)
            for one in numbering.starts[number]:
                counts.pop(one, None)
        start = numbering.starts[number].get(at, level.start)
        counts[at] = counts.get(at, start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            restart = levels[deeper].restart if deeper in levels else deeper
            if at < restart:
                del counts[deeper]
        shown = _shown(at, levels, counts)
        if shown:
            _write(paragraph, f"{_NUMBER_SIGN}{shown}{_NUMBER_SIGN}")


def with_numbers(text: str) -> str:
    """A text with the numbers that were written into it.

    A paragraph without text shows its number to nobody who looks for a value; and where a number
    does not end in a sign of its own, a blank keeps it apart from a figure behind it, whatever
    the list says: 1. before 3 is not 1.3.
    """
    return _WRITTEN.sub(_joined, text) if _NUMBER_SIGN in text else text


def _joined(written: re.Match[str]) -> str:
    number, text = written.groups()
    if not text.strip():
        return text
    return f"{number}{text}" if number[-1] in _SEPARATES else f"{number} {text}"


def _shown(at: int, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    level = levels[at]
    if level.kind == "bullet":
        text = "".join(symbol(level.font, f"{ord(sign):X}") for sign in level.text)
    else:

        def number(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            other = levels.get(one, level)
            kind = "decimal" if level.is_legal and one != at else other.kind
            return number_text(counts.get(one, other.start), kind)

        text = _NUMBER.sub(number, level.text)
    return text


def _write(paragraph: etree._Element, number: str) -> None:
    home, at = _beginning(paragraph)
    run = etree.Element(w("r"))
    etree.SubElement(run, w("t")).text = number
    home.insert(at, run)


def _beginning(element: etree._Element) -> tuple[etree._Element, int]:
    """Where the text of a paragraph begins: in the content control that it begins with."""
    at = 0
    for child in element:
        if child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            return (element, at) if content is None else _beginning(content)
        if child.tag not in _BESIDE:
            break
        at += 1
    return element, at


def _numbered(paragraph: etree._Element, numbering: Numbering) -> tuple[str, int] | None:
    """List and level of a paragraph: its own, else those of its style."""
    layout = paragraph.find(w("pPr"))
    style = None if layout is None else layout.find(w("pStyle"))
    of_style = numbering.styles.get("" if style is None else style.get(_VALUE, ""))
    own = None if layout is None else layout.find(w("numPr"))
    if own is None:
        return of_style
    number = own.find(w("numId"))
    level = own.find(w("ilvl"))
    if number is None:
        if of_style is None or level is None:
            return of_style
        return of_style[0], _int(level.get(_VALUE))
    if number.get(_VALUE) == "0":
        return None
    return number.get(_VALUE, ""), 0 if level is None else _int(level.get(_VALUE))


def _place_of(style: etree._Element, known: Mapping[str, etree._Element]) -> tuple[str, int] | None:
    """List and level of a style: its own, else those of the one that it is based on."""
    level: int | None = None
    for one in _line(style, known):
        own = one.find(f"{w('pPr')}/{w('numPr')}")
        if own is None:
            continue
        if level is None and own.find(w("ilvl")) is not None:
            level = _int(_value(own, "ilvl"))
        number = _value(own, "numId")
        if number:
            return None if number == "0" else (number, level or 0)
    return None


def _line(style: etree._Element, known: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    for _ in range(_DEEPEST):
        yield style
        base = known.get(_value(style, "basedOn"))
        if base is None:
            return
        style = base


def _levels(element: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in element.iterchildren(w("lvl")):
        at = _int(one.get(w("ilvl")))
        if at >= _LEVELS:
            continue
        fonts = one.find(f"{w('rPr')}/{w('rFonts')}")
        restart = one.find(w("lvlRestart"))
        legal = one.find(w("isLgl"))
        found[at] = Level(
            start=_int(_value(one, "start")),
            kind=_kind(one),
            text=_text(one),
            restart=at if restart is None else _int(restart.get(_VALUE)),
            is_legal=legal is not None and is_on(legal.get(_VALUE)),
            font="" if fonts is None else fonts.get(w("ascii"), fonts.get(w("hAnsi"), "")),
        )
    return found


def _kind(level: etree._Element) -> str:
    """Format of a level's numbers; of one of Word's later formats, how its numbers begin."""
    chosen = level.find(f"{{*}}AlternateContent/{_CHOICE}/{w('numFmt')}")
    if chosen is not None:
        return chosen.get(w("format"), "") if chosen.get(_VALUE) == "custom" else "?"
    return _value(level, "numFmt") or "decimal"


def _text(level: etree._Element) -> str:
    """What is shown of a level's numbers; nothing where that is hidden."""
    hidden = level.find(f"{w('rPr')}/{w('vanish')}")
    if hidden is not None and is_on(hidden.get(_VALUE)):
        return ""
    text = _value(level, "lvlText")
    return text if len(text) <= _LONGEST_TEXT else UNREADABLE


def _value(element: etree._Element, name: str) -> str:
    child = element.find(w(name))
    return "" if child is None else child.get(_VALUE, "")


def _int(text: str | None) -> int:
    """A number that Word wrote; 0 for what is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
