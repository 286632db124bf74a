"""The documents that are measured: the example round's, at many lengths, rendered together."""

from __future__ import annotations

import datetime
import io
import itertools
from pathlib import Path

import docx
from measuring import Document

from docgen.forms.blank import blank_forms
from docgen.notices import (
    Office,
    determination,
    notice,
    publicity,
    recommendation,
    revocation,
)
from docgen.office.soffice import convert
from docgen.procedure import LevelName, Period
from docgen.records import Community

LENGTHS = range(40)
# No punctuation: a line of it is as many characters as fit.
_WORDS = "推动充分就业社区创建工作深入开展"


def render(office: Office, folder: Path) -> dict[str, Document]:
    """Make, convert and open all documents.

    `filled` has more than a page of text, `pitched` its lines further apart, `marked` all that
    may stand above the mark; `determination +7` has seven lines of text and seven rows of the
    list more than `determination +0`.
    """
    issuers = ("湖南省人力资源和社会保障厅", "湖南省民政厅")
    copies = ("省财政厅", "省民政厅")
    marks = {"copy_number": "000001", "classification": "机密★1年", "urgency": "特急"}
    documents = {
        "notice": notice(office, blank_forms(office.standard)).data,
        "determination": _determination(office, rows=40),
        "filled": longer(_determination(office, rows=3), 60),
        "copied": _determination(office, rows=3, copies_to=copies),
        "marked": _determination(office, rows=3, **marks),
        "unsealed": _determination(office, rows=3, sealed=False),
        "joint": _determination(office, rows=3, issuers=issuers),
        "pitched": longer(_determination(office, rows=3, line_pitch=30.0), 60),
        "letter": _determination(office, rows=3, format="letter", copies_to=copies),
        "publicity": _publicity(office, rows=40),
        "recommendation": _recommendation(office, rows=30),
    }
    for more in LENGTHS:
        documents[f"determination +{more}"] = longer(_determination(office, 1 + more), more)
        documents[f"publicity +{more}"] = longer(_publicity(office, 1 + more), more)
        documents[f"revocation +{more}"] = longer(_revocation(office), more)
    files = {}
    for name, data in documents.items():
        files[name] = folder / f"{name}.docx"
        files[name].write_bytes(data)
    made = convert(list(files.values()), "pdf", folder)
    assert not made.problems
    return {name: Document(made.made[file]) for name, file in files.items()}


def longer(data: bytes, lines: int) -> bytes:
    """A document with as many lines of text more, in a paragraph after its first one."""
    if not lines:
        return data
    document = docx.Document(io.BytesIO(data))
    first = next(text for text in document.paragraphs if text.style.name == "公文正文")
    following = first._p.getnext()
    characters = itertools.islice(itertools.cycle(_WORDS), 28 * lines - 12)
    paragraph = document.add_paragraph("".join(characters), first.style)
    following.addprevious(paragraph._p)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _determination(office: Office, rows: int, **changes: object) -> bytes:
    document = office.round.determination.model_copy(update=changes)
    return determination(office, document, _communities(rows)).data


def _publicity(office: Office, rows: int) -> bytes:
    first, last = datetime.date(2017, 11, 16), datetime.date(2017, 11, 22)
    period = Period(first, last, working_days=5)
    return publicity(office, LevelName.PROVINCE, "湖南省", _communities(rows), period, first).data


def _revocation(office: Office) -> bytes:
    return revocation(office, office.round.revocation, _communities(2), "复查不达标").data


def _recommendation(office: Office, rows: int) -> bytes:
    document = office.round.levels[LevelName.CITY].recommendation
    period = Period(datetime.date(2017, 10, 18), datetime.date(2017, 10, 24), working_days=5)
    communities = _communities(rows)
    return recommendation(office, LevelName.CITY, "长沙市", document, communities, period).data


def _communities(count: int) -> list[Community]:
    return [
        Community("长沙市", "岳麓区", "样例街道", f"示例{number}社区")
        for number in range(1, count + 1)
    ]
