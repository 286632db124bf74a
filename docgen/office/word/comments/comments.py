"""Comments in a copy of a Word file: at content controls, cells of tables, or the beginning."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from docgen.office.package.active.content import take_out_active
from docgen.office.package.archive import Package
from docgen.office.package.parts import OfficeParts, legal, lines_of
from docgen.office.word.comments.places import (
    Places,
    Span,
    name_of,
    value_of,
)
from docgen.problems import Place, ProblemError, problem

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_START, _END, _REFERENCE = "commentRangeStart", "commentRangeEnd", "commentReference"
# A document's body text is large, spaced and indented; a remark in the margin is not.
_PARAGRAPH: Final = (
    ("spacing", {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}),
    ("ind", {"left": "0", "firstLineChars": "0", "firstLine": "0"}),
    ("jc", {"val": "left"}),
)
_TEXT_SIZE, _MARK_SIZE = "18", "16"  # in half points


@dataclass(frozen=True, slots=True)
class WordComment:
    r"""A remark on a place of a Word file.

    Where there is no such control, the place is the cell; where there is no such cell, the
    beginning of the document.

    Attributes:
        text: What it says, paragraphs separated by ``\n``.
        control: Tag, or else alias, of the content control that it is about.
        table: Number of the table in the document, as the reader counts, from 1.
        row: Row of that table, from 1; the first if None.
        column: Column of the table's grid, from 1; the row's last cell if None.
    """

    text: str
    control: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None


def comment_word(package: Package, comments: Sequence[WordComment], author: str) -> bytes:
    """A copy of a Word file with comments; those at one place become one.

    Earlier comments of the same author and all that is active are taken out; all else stays.

    Args:
        package: The file.
        comments: The comments; with none, the copy is only cleaned.
        author: Who makes them.

    Raises:
        ProblemError: The file is no Word document, or a part that matters is damaged.
    """
    parts = OfficeParts(package)
    document = parts.xml(parts.main)
    if name_of(document) != "document" or document.find("{*}body") is None:
        raise ProblemError([problem("word.not-word", Place(file=package.file))])
    take_out_active(parts)
    author = legal(author)
    part = parts.target(parts.main, "comments")
    removed = part is not None and _remove(document, parts.xml(part), author)
    if comments:
        _add(document, _comments_part(parts, document), comments, author)
    elif part is not None and removed and not len(parts.xml(part)) and not _has_more(parts):
        parts.remove(part)
    return parts.write()


def _remove(document: etree._Element, root: etree._Element, author: str) -> bool:
    """Remove an author's comments and their marks; whether there were any."""
    own = [one for one in root.iterchildren("{*}comment") if value_of(one, "author") == author]
    identifiers = {value_of(one, "id") for one in own}
    for one in own:
        root.remove(one)
    for mark in list(document.iter(*(f"{{*}}{name}" for name in (_START, _END, _REFERENCE)))):
        if value_of(mark, "id") in identifiers:
            run = _removed(mark)
            if name_of(run) == "r" and all(name_of(child) == "rPr" for child in run):
                _removed(run)
    return bool(own)


def _removed(element: etree._Element) -> etree._Element:
    """Remove an element; the one that it stood in."""
    parent = element.getparent()
    assert parent is not None, "only a root has no parent"
    parent.remove(element)
    return parent


def _has_more(parts: OfficeParts) -> bool:
    """Whether there are parts of newer programs that add to the comments."""
    kinds = (one.kind for one in parts.related(parts.main))
    return any(kind.startswith("comments") and kind != "comments" for kind in kinds)


def _comments_part(parts: OfficeParts, document: etree._Element) -> etree._Element:
    """Root of the comments part, which is made if there is none."""
    part = parts.target(parts.main, "comments")
    if part is None:
        word = etree.QName(document).namespace
        name = posixpath.join(posixpath.dirname(parts.main), "comments{}.xml")
        root = etree.Element(f"{{{word}}}comments", nsmap={"w": word})
        parts.add(parts.main, "comments", root, name, _TYPE)
        return root
    return parts.xml(part)


def _add(
    document: etree._Element, root: etree._Element, comments: Sequence[WordComment], author: str
) -> None:
    places = Places(document)
    texts: dict[Span, list[str]] = {}
    for comment in comments:
        texts.setdefault(_span(places, comment), []).append(comment.text)
    marks = [*root.iter("{*}comment"), *document.iter(f"{{*}}{_REFERENCE}")]
    numbers = [value_of(mark, "id") for mark in marks]
    first = 1 + max((int(number) for number in numbers if number.isdecimal()), default=-1)
    for number, (span, lines) in enumerate(texts.items(), first):
        _mark(span, places.reference_home(span), str(number))
        element = _child(root, "comment", id=str(number), author=author)
        for line in lines_of("\n".join(lines)):
            _add_line(element, line)


def _span(places: Places, comment: WordComment) -> Span:
    span = places.control(comment.control) if comment.control else None
    if span is None and comment.table is not None:
        span = places.cell(comment.table, comment.row or 1, comment.column)
    return span or places.beginning()


def _mark(span: Span, other: etree._Element | None, number: str) -> None:
    """Put the marks of a comment into paragraphs, or around a control in a line.

    Args:
        span: The piece that the comment is about.
        other: The paragraph that holds its reference; None for where the piece ends.
        number: Number of the comment.
    """
    first, last = span
    if name_of(first) == "p":
        _insert(first, _start(first), _START, number)
        home, end = last, len(last)
    else:
        around = first.getparent()
        assert around is not None, "a control in a line has a paragraph around it"
        _insert(around, around.index(first), _START, number)
        home, end = around, around.index(last) + 1
    _insert(home, end, _END, number)
    run = _insert(home, end + 1, "r") if other is None else _insert(other, _start(other), "r")
    properties = _child(run, "rPr")
    # Must not make a line higher.
    _child(properties, "sz", val=_MARK_SIZE)
    _child(properties, "szCs", val=_MARK_SIZE)
    _child(run, _REFERENCE, id=number)


def _start(paragraph: etree._Element) -> int:
    return 0 if paragraph.find("{*}pPr") is None else 1


def _insert(home: etree._Element, at: int, name: str, number: str = "") -> etree._Element:
    element = _child(home, name, **({"id": number} if number else {}))
    home.insert(at, element)
    return element


def _add_line(comment: etree._Element, line: str) -> None:
    paragraph = _child(comment, "p")
    properties = _child(paragraph, "pPr")
    for name, attributes in _PARAGRAPH:
        _child(properties, name, **attributes)
    run = _child(paragraph, "r")
    size = _child(run, "rPr")
    _child(size, "sz", val=_TEXT_SIZE)
    _child(size, "szCs", val=_TEXT_SIZE)
    for number, text in enumerate(line.split("\t")):
        if number:
            _child(run, "tab")
        _child(run, "t").text = text
        run[-1].set(_SPACE, "preserve")


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """A new child of Word's own, in the namespace of its parent."""
    space = f"{{{etree.QName(parent).namespace}}}"
    return etree.SubElement(
        parent, space + name, {space + key: value for key, value in attributes.items()}
    )
