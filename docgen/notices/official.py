"""What the frame of an official document prints, worked out from the round's data."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

from docgen.notices.title import title_lines
from docgen.programme import Stage
from docgen.round import OfficialDocument, Period, Round, official_date

_TWIPS: Final = 20
# A name of two characters is spaced to the width of one with three (GB/T 9704-2012, 7.2.6).
_SHORT_NAME: Final = 2
_NAMED_ISSUERS: Final = 3
_DOCUMENT: Final = "文件"


def elements(
    document: OfficialDocument,
    title: str,
    issuer: str,
    date: datetime.date,
    *,
    words: Sequence[str] = (),
    names_issuer: bool = True,
    upward: bool = False,
) -> Mapping[str, Any]:
    """The elements of an official document's format, for frame and wording.

    The legal source is GB/T 9704-2012, clauses 7 and 10.1.

    Args:
        document: What the round's data say of it.
        title: Its title without the issuer's name.
        issuer: Who issues it, if its data do not say.
        date: Date of issue.
        words: Names in the title that must not be broken.
        names_issuer: Whether the title opens with the issuer's name.
        upward: Whether it goes to a higher body, so that its signers are printed (7.2.5, 7.2.6).
    """
    issuers = document.issuers or (issuer,)
    named = _named(issuers) if names_issuer else ()
    lines = document.title_lines or title_lines(title, named, words)
    return {
        "title": "\n".join(lines),
        "issuers": issuers,
        **_marks(document, issuers),
        "number": document.number,
        "upward": upward,
        "copy_number": document.copy_number,
        "classification": document.classification,
        "urgency": document.urgency,
        "signers": [_spaced(name) for name in document.signers],
        "date": official_date(date),
        "sealed": document.sealed,
        "remark": document.remark,
        "copies_to": document.copies_to,
        "imprint": _imprint(document, issuers[0], date),
    }


def period_facts(period: Period | None) -> Mapping[str, Any]:
    """A period of publicity as documents state it; nothing where there is none."""
    if period is None:
        return {"period": None}
    first, last = official_date(period.first), official_date(period.last)
    return {"period": {"first": first, "last": last, "length": period.rule.length}}


def stage_facts(round_: Round, stage: Stage) -> Mapping[str, Any]:
    """Which stage a document is of, and whether it is the first one."""
    is_first = stage is round_.stages[0]
    return {"stage": stage.key, "is_first": is_first, "awards": stage.awards}


def annex(title: str, words: Sequence[str]) -> Mapping[str, str]:
    """Title of the annex, as the annex note names it and broken by sense above the annex.

    The legal source is GB/T 9704-2012, 7.3.4 and 7.3.7.

    Args:
        title: The title.
        words: Names in it that must not be broken.
    """
    return {"annex_title": title, "annex_heading": "\n".join(title_lines(title, (), words))}


def line_pitch(document: OfficialDocument) -> int | None:
    """Line pitch in twips; None for that of the frame."""
    return None if document.line_pitch is None else round(document.line_pitch * _TWIPS)


def _named(issuers: Sequence[str]) -> Sequence[str]:
    """Issuers as the title names them: of many only the first, for page 1 to show text (7.3.3)."""
    many = len(issuers) > _NAMED_ISSUERS
    return (f"{issuers[0]}等{len(issuers)}部门",) if many else issuers


def _marks(document: OfficialDocument, issuers: Sequence[str]) -> Mapping[str, Any]:
    """The lines of the issuer's mark, and 文件 if it stands beside several of them.

    A letter of several issuers bears the mark of the one in charge (10.1).
    """
    if document.format != "document":
        return {"marks": document.mark or issuers[:1], "beside_marks": ""}
    *names, last = document.mark or (*issuers, _DOCUMENT)
    if last != _DOCUMENT or not names:
        return {"marks": (*names, last), "beside_marks": ""}
    if len(names) == 1:
        return {"marks": (f"{names[0]}{last}",), "beside_marks": ""}
    return {"marks": names, "beside_marks": last}


def _imprint(
    document: OfficialDocument, issuer: str, date: datetime.date
) -> Mapping[str, str] | None:
    """The issuing line; letters and plain papers have none (10.1)."""
    if document.format != "document":
        return None
    office = document.issuing_office or f"{issuer}办公室"
    return {"office": office, "date": official_date(document.issuing_date or date)}


def _spaced(name: str) -> str:
    return "\u3000".join(name) if len(name) == _SHORT_NAME else name
