"""What is left to do to a rendered part before it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import count
from typing import Final
from zlib import crc32

from docgen.office.tags.picture import PICTURE
from docgen.office.word.template.binding import SLOT_START
from docgen.office.word.template.grid import fit_tables
from docgen.office.word.template.placeholder import PLACEHOLDER
from docgen.office.word.template.structure import NEEDED, keep_paragraphs
from docgen.office.word.template.tags import visible_text
from docgen.office.word.template.text import (
    RICH_TEXT,
    expand_controls,
    misplaced_rich_text,
    stands_in_text,
)
from docgen.office.word.template.unique import with_unique_ids
from docgen.problems import Place, Problem, ProblemError, problem

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_DRAWING_ID: Final = re.compile(r'(<wp:docPr (?:[^>]*?\s)?id=")[^"]*')
_FIRST_DRAWING: Final = 1001
_PICTURES_IN_TEXT: Final = re.compile(f"(?<!{PICTURE})(?:{PICTURE}[A-Za-z0-9+/=]+{PICTURE})+")


def post_process(name: str, xml: str, file: str, pictures: bool = False) -> str:
    """A rendered part as it is written, except for values that only come later.

    Args:
        name: The part's name.
        xml: The part as Jinja rendered it.
        file: The template's name in messages.
        pictures: Whether pictures may stand in its texts.

    Raises:
        ProblemError: Rich text or a picture stands where it cannot, or something else in the place
            of a picture.
    """
    if "<wp:docPr " in xml:
        # A loop repeats drawings, and their numbers must differ, in all parts of a document.
        numbers = count(_FIRST_DRAWING if "<w:body" in xml else crc32(name.encode()) >> 2)
        xml = _DRAWING_ID.sub(lambda match: f"{match[1]}{next(numbers)}", xml)
    xml = with_unique_ids(xml)
    return _DECLARATION + post_process_values(fit_tables(xml), file, pictures)


def post_process_values(xml: str, file: str, pictures: bool = False) -> str:
    """A part with the control characters and the rich text of its values made Word's elements.

    Raises:
        ProblemError: Rich text or a picture stands in a text, or something else in the place
            of a picture.
    """
    if PICTURE in xml and (found := list(_picture_problems(xml, file, pictures))):
        raise ProblemError(found)
    if RICH_TEXT in xml:
        position = misplaced_rich_text(xml)
        if position >= 0:
            place = Place(file=file, field=visible_text(xml, position))
            raise ProblemError([problem("template.rich-text", place)])
        xml = xml.replace(RICH_TEXT, "")
    return expand_controls(keep_paragraphs(xml))


def is_post_processed(part: bytes) -> bool:
    """Whether a part holds no mark of what only its last values decide."""
    return not any(mark.encode() in part for mark in (PICTURE, NEEDED))


def _picture_problems(xml: str, file: str, allowed: bool) -> Iterator[Problem]:
    for placeholder in PLACEHOLDER.finditer(xml):
        printed, expression, _ = placeholder.groups()
        if printed and not printed.startswith((PICTURE, SLOT_START)):
            place = Place(file=file, field=visible_text(xml, placeholder.start()))
            tag, value = f"{{{{ {unescape(expression)} }}}}", unescape(printed)
            yield problem("template.not-a-picture", place, tag=tag, value=value)
    for picture in _PICTURES_IN_TEXT.finditer(xml):
        if allowed and stands_in_text(xml, picture.start()):
            continue
        text = _PICTURES_IN_TEXT.sub("", xml[picture.start() :])
        field = visible_text(xml[: picture.start()] + text, picture.start())
        yield problem("template.picture-in-text", Place(file=file, field=field))
