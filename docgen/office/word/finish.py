"""What is left to do to a rendered part before it is written."""

from __future__ import annotations

import re
from itertools import count
from typing import Final

from docgen.office.word.grid import fit_tables
from docgen.office.word.source import visible_text
from docgen.office.word.text import RICH_TEXT, expand_controls, misplaced_rich_text
from docgen.problems import Place, ProblemError, problem

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_DRAWING_ID: Final = re.compile(r'(<wp:docPr (?:[^>]*?\s)?id=")[^"]*')
_FIRST_DRAWING: Final = 1001


def finished(xml: str, file: str) -> str:
    """A rendered part as it is written, except for values that only come later.

    Args:
        xml: The part as Jinja rendered it.
        file: The template's name in messages.

    Raises:
        ProblemError: Rich text stands in a text.
    """
    if "<wp:docPr " in xml and "<w:body" in xml:
        # A loop repeats drawings, and their numbers must differ.
        numbers = count(_FIRST_DRAWING)
        xml = _DRAWING_ID.sub(lambda match: f"{match[1]}{next(numbers)}", xml)
    xml = fit_tables(xml)
    return _DECLARATION + settled(xml, file)


def settled(xml: str, file: str) -> str:
    """A part with the control characters and the rich text of its values made Word's elements.

    Raises:
        ProblemError: Rich text stands in a text.
    """
    if RICH_TEXT in xml:
        position = misplaced_rich_text(xml)
        if position >= 0:
            place = Place(file=file, field=visible_text(xml, position))
            raise ProblemError([problem("template.rich-text", place)])
        xml = xml.replace(RICH_TEXT, "")
    return expand_controls(xml)
