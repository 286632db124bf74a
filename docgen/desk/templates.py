"""Templates of any bureau or program, Word or Excel, compiled once and filled row by row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, Protocol

from docgen.forms import values
from docgen.forms.values import Raw
from docgen.office.tags.environment import Filters
from docgen.office.tags.failures import UnprintableError
from docgen.office.tags.heads import Heads
from docgen.office.tags.picture import Picture
from docgen.office.tags.qr import qr_code
from docgen.office.word.template.template import WordTemplate
from docgen.office.workbook.template.mail_merge import MergeWorkbook
from docgen.problems import Place, ProblemError, problem
from docgen.round import official_date

_FIGURES: Final = re.compile("[0-9]")
_TIME_BEHIND: Final = re.compile(r"(\S*[0-9日号])[ T]\d{1,2}:\d{2}(?::\d{2})?")


MADE: Final[Mapping[str, str]] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), ".docx"),
    **dict.fromkeys((".xlsx", ".xltx"), ".xlsx"),
}
"""The ending of the files that are made from a template, by its own."""


class Template(Protocol):
    """What a merge needs of a template, whatever program it is for."""

    @property
    def variables(self) -> frozenset[str]:
        """The names that it uses at the top level of the context."""

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Make a document.

        Raises:
            ProblemError: A tag cannot be filled from this context.
        """


@dataclass(frozen=True)
class TemplateSource:
    """A template with what its tags may name.

    Attributes:
        path: The file.
        shown: Its name in messages.
        columns: Head and name of each column of the table.
        folder: Folder of the table, in which the pictures lie that it names.
    """

    path: Path
    shown: str
    columns: tuple[tuple[str, str], ...] = ()
    folder: Path = Path()


def load_template(source: TemplateSource) -> Template:
    """Compile a template of either kind.

    Raises:
        ProblemError: Everything that is wrong with it.
    """
    path, place = source.path, Place(file=source.shown)
    if path.suffix.lower() not in MADE:
        found = problem("merge.template-format", place, found=path.suffix or path.name)
        raise ProblemError([found])
    content = path.read_bytes() if path.is_file() else b""
    return _compiled(source, hashlib.sha256(content).digest())


def official(raw: Raw) -> str:
    """A date as official documents write it, 2017年9月5日; words such as 待定 or 2017年9月 stay.

    Raises:
        UnprintableError: It is figures that tell no day for certain, such as 9/5/2017 or 42983.
    """
    written = values.text(raw)
    at_a_time = _TIME_BEHIND.fullmatch(written)
    try:
        day = values.day(at_a_time[1] if at_a_time else raw)
    except ValueError:
        if _FIGURES.search(written) and "年" not in written:
            raise UnprintableError("template.not-a-date", value=written) from None
        return written
    return official_date(day) if day else ""


def amount(raw: Raw) -> str:
    """A number as an amount of money, 12,345.60; a text that tells none stays."""
    try:
        number = raw if isinstance(raw, Decimal) else values.number(raw)
    except ValueError:
        return values.text(raw)
    return f"{number:,.2f}" if number is not None else ""


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "date": official,
    "money": amount,
    "qr": qr_code,
}
"""Filters of Word templates; in Excel the format of the cell does the same."""


@lru_cache(maxsize=1)
def _compiled(source: TemplateSource, content: bytes) -> Template:
    """A template, compiled once in every worker for as long as its content stays the same."""
    heads = Heads(dict(source.columns))
    picture = partial(Picture.below, source.folder)
    if MADE[source.path.suffix.lower()] == ".xlsx":
        pictures: Filters = {"qr": qr_code, "picture": picture}
        return MergeWorkbook.compile(source.path, source.shown, heads, pictures)
    filters: Filters = {**FILTERS, "picture": picture}
    template = WordTemplate.compile(source.path, source.shown, filters, heads)
    try:
        bound = template.bind()
    except ProblemError as error:
        lasting = [one for one in error.problems if one.code != "template.not-known-yet"]
        if lasting:
            raise ProblemError(lasting) from None
        return template
    # A value that was not printed alone, but within a list perhaps, is not known to the bound one.
    return bound if bound.variables == template.variables else template
