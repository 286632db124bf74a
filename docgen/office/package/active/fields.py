"""Word's fields that fetch, run or include something: their results stay as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lxml import etree

from docgen.office.package.active.kinds import Active, Kind, attributes, is_plain_link
from docgen.office.package.active.where import standing

KINDS: Final = {
    "DDE": Kind.DDE,
    "DDEAUTO": Kind.DDE,
    "LINK": Kind.LINK,
    "INCLUDE": Kind.INCLUDED,
    "INCLUDETEXT": Kind.INCLUDED,
    "INCLUDEPICTURE": Kind.INCLUDED,
    "IMPORT": Kind.INCLUDED,
    "RD": Kind.INCLUDED,
    "DATABASE": Kind.QUERY,
    "DATA": Kind.QUERY,
    "MACROBUTTON": Kind.MACRO,
    "PRINT": Kind.MACRO,
    "ADDIN": Kind.ADD_IN,
    "EMBED": Kind.OBJECT,
    "CONTROL": Kind.CONTROL,
    "OCX": Kind.CONTROL,
    "HTMLCONTROL": Kind.CONTROL,
}
"""What the fields are that are active whatever they say, by their first word."""

_LINK: Final = "HYPERLINK"
_WORD: Final = re.compile(r'\s*"?([^\s"\\]+)"?\s*')
_TARGET: Final = re.compile(r'(?:\\[a-z]\s*)*(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_INSIDE: Final = re.compile(r"\s*\\[lm]\b", re.IGNORECASE)
_BUTTON: Final = re.compile(r'\s*"?MACROBUTTON"?\s+\S+\s?(.*)', re.IGNORECASE | re.DOTALL)
# As the bytes of a part have them.
_CODE: Final = re.compile(rb"nstrText\b[^>]*>([^<]*)|fldSimple\b[^>]*?\binstr=\"([^\"]*)\"")
_MARK: Final = re.compile(rb"fldCharType=[\"'](begin)|fldCharType|nstrText\b[^>]*>\s*[^\s<]")
_SIMPLE: Final = b"fldSimple"
_ACTIVE: Final = re.compile(
    rb"&#|<|\\|HYPERLINK|" + b"|".join(word.encode() for word in KINDS), re.IGNORECASE
)


@dataclass(slots=True)
class _Field:
    """A field from its beginning on.

    Attributes:
        marks: Its beginning, what parts code and result, and its end.
        code: What stands in its code: pieces of runs.
        words: The text of its code, without that of fields in it.
        is_code: Whether its code goes on.
        is_made: Whether its first word is made by another field.
    """

    marks: list[etree._Element]
    code: list[etree._Element] = field(default_factory=list)
    words: str = ""
    is_code: bool = True
    is_made: bool = False


def may_hold_fields(data: bytes) -> bool:
    """Whether a part may hold active fields: if not, it needs no parsing."""
    if b"nstrText" not in data and _SIMPLE not in data:
        return False
    found = _CODE.findall(data)
    marks = [one[1] for one in _MARK.finditer(data)]
    if any(one and next_ for one, next_ in pairwise(marks)):
        return True  # a field whose first word another one makes
    simple = sum(bool(attribute) for _, attribute in found)
    if simple != data.count(b"<w:fldSimple") or data.count(_SIMPLE) > 2 * simple:
        return True
    # A word may be divided among pieces, and blanks are as good as nothing.
    return _ACTIVE.search(b"".join(code or attribute for code, attribute in found)) is not None


def take_out_fields(root: etree._Element, part: str) -> Iterator[Active]:
    """Make active fields plain text: their results.

    Args:
        root: Root of a part; it is changed.
        part: Its name.

    Yields:
        What was taken out.
    """
    for one in list(root.iter("{*}fldSimple")):
        words = next((text for name, text in attributes(one) if name.endswith("instr")), "")
        kind = _kind(words)
        if kind:
            yield standing(Active(kind, words.strip(), part), one)
            unwrap(one)
    for found in list(_fields(root)):
        kind = Kind.INCLUDED if found.is_made else _kind(found.words)
        if kind:
            yield standing(Active(kind, found.words.strip(), part), found.marks[0])
            _make_plain(found)


def _fields(root: etree._Element) -> Iterator[_Field]:
    """The fields of a part, an inner one before an outer one; one without an end at last."""
    opened: list[_Field] = []
    for run in root.iter("{*}r"):
        for piece in run.iterchildren("{*}*"):
            name = etree.QName(piece).localname
            kind = _value(piece, "fldCharType") if name == "fldChar" else ""
            for one in opened:
                if one.is_code and (kind in ("", "begin") or one is not opened[-1]):
                    one.code.append(piece)
            if kind == "begin":
                if opened and opened[-1].is_code and not opened[-1].words.strip():
                    opened[-1].is_made = True
                opened.append(_Field([piece]))
            elif kind and opened:
                opened[-1].marks.append(piece)
                opened[-1].is_code = False
                if kind == "end":
                    yield opened.pop()
            elif name in ("instrText", "delInstrText") and opened and opened[-1].is_code:
                opened[-1].words += piece.text or ""
    yield from reversed(opened)


def _make_plain(found: _Field) -> None:
    button = _BUTTON.match(found.words)
    if button and len(found.marks) < 3:  # whose face is part of its code
        first = next((one for one in found.code if one.tag.endswith("instrText")), None)
        if first is not None and (run := first.getparent()) is not None:
            text = run.makeelement(f"{{{etree.QName(run).namespace}}}t")
            text.text = button[1]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.insert(run.index(first), text)
    for piece in (*found.marks, *found.code):
        if (run := piece.getparent()) is not None:
            run.remove(piece)


def _kind(words: str) -> Kind | None:
    """What a field is by its code; None if it may stay."""
    first = _WORD.match(words)
    if not first:
        return None
    word = first[1].upper()
    if word != _LINK:
        return KINDS.get(word)
    rest = words[first.end() :]
    if _INSIDE.match(rest):
        return None
    target = _TARGET.match(rest)
    plain = target is None or is_plain_link(target[1] or target[2] or "")
    return None if plain else Kind.FILE_LINK


def _value(element: etree._Element, name: str) -> str:
    return next((text for key, text in attributes(element) if key.rpartition("}")[2] == name), "")


def unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    parent.remove(element)
