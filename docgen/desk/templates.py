"""Templates of any bureau or program, Word or Excel, compiled once and filled row by row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

from docgen.forms import values
from docgen.forms.values import Raw
from docgen.office.tags.failures import UnprintableError
from docgen.office.word.template.template import WordTemplate
from docgen.office.workbook.template.mail_merge import MergeWorkbook
from docgen.problems import Place, ProblemError, problem
from docgen.procedure import official_date

_SUFFIXES: Final = (".docx", ".xlsx")
_FIGURES: Final = re.compile("[0-9]")
_TIME_BEHIND: Final = re.compile(r"(\S*[0-9日号])[ T]\d{1,2}:\d{2}(?::\d{2})?")


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


def load_template(path: Path, name: str | None = None) -> Template:
    """Compile a template of either kind.

    Args:
        path: The file, .docx or .xlsx.
        name: Its name in messages; its path if not given.

    Raises:
        ProblemError: Everything that is wrong with it.
    """
    shown = name or str(path)
    if path.suffix.lower() not in _SUFFIXES:
        found = problem("merge.template-format", Place(file=shown), found=path.suffix or path.name)
        raise ProblemError([found])
    content = path.read_bytes() if path.is_file() else b""
    return _compiled(path, shown, hashlib.sha256(content).digest())


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


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {"date": official, "money": amount}
"""Filters of Word templates; in Excel the format of the cell does the same."""


@lru_cache(maxsize=1)
def _compiled(path: Path, name: str, content: bytes) -> Template:
    """A template, compiled once in every worker for as long as its content stays the same."""
    if path.suffix.lower() == ".xlsx":
        return MergeWorkbook.compile(path, name)
    template = WordTemplate.compile(path, name, FILTERS)
    try:
        bound = template.bind()
    except ProblemError as error:
        lasting = [one for one in error.problems if one.code != "template.not-known-yet"]
        if lasting:
            raise ProblemError(lasting) from None
        return template
    # A value that was not printed alone, but within a list perhaps, is not known to the bound one.
    return bound if bound.variables == template.variables else template
