"""The documents that are measured: the example round's, at many lengths, rendered together."""

from __future__ import annotations

import copy
import datetime
import functools
import io
import itertools
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from measuring import Document
from samples.bureau_templates import HUNAN_TEMPLATES, template_of_hunan
from samples.hunan import HUNAN
from samples.sample_answers import typical

from docgen.forms import Setting
from docgen.forms.blank import blank_forms
from docgen.forms.score_sheet import ScoreSheetForm
from docgen.forms.shortlist import ShortlistForm
from docgen.notices import (
    Office,
    determination,
    notice,
    publicity,
    quota_table,
    recommendation,
    revocation,
)
from docgen.office.soffice.convert import convert
from docgen.programme import PublicityRule
from docgen.records import Applicant, Candidate, rank
from docgen.round import Period

LENGTHS = range(40)
# Longer documents, at some lengths of those.
SOME_LENGTHS = range(0, 40, 8)
# No punctuation: a line of it is as many characters as fit.
_WORDS = "推动充分就业社区创建工作深入开展"
ISSUERS = ("湖南省人力资源和社会保障厅", "湖南省民政厅", "湖南省财政厅", "湖南省教育厅")
SIGNERS = ("示例甲", "示例", "示例丙")
# Counties have long names: 17 and 25 characters with the bureau's.
LONG_NAMES = (
    "江华瑶族自治县人力资源和社会保障局",
    "双江拉祜族佤族布朗族傣族自治县人力资源和社会保障局",
)


def render(office: Office, folder: Path) -> dict[str, Document]:
    """Make, convert and open all documents, in one start of LibreOffice."""
    documents = {
        **_single(office),
        "across": _across(office, folder),
        **dict(_at_lengths(office)),
    }
    contents = {f"{name}.docx": data for name, data in documents.items()} | _workbooks(office)
    files = {}
    for name, data in contents.items():
        files[name.removesuffix(".docx")] = folder / name
        (folder / name).write_bytes(data)
    made = convert(list(files.values()), "pdf", folder)
    assert not made.problems
    return {name: Document(made.made[file]) for name, file in files.items()}


def _single(office: Office) -> dict[str, bytes]:
    """`filled` has more than a page of text, `pitched` its lines further apart, `marked` all that
    may stand above the mark."""
    copies = ("省财政厅", "省民政厅")
    marks = {"copy_number": "000001", "classification": "机密★1年", "urgency": "特急"}
    few = functools.partial(_determination, office, 3)
    return {
        "notice": _notice(office),
        "determination": _determination(office, rows=40),
        "filled": longer(few(), 60),
        "copied": few(copies_to=copies),
        "marked": few(**marks),
        "unsealed": few(sealed=False),
        "unsealed, short name": few(sealed=False, issuers=("湖南省民政厅",)),
        "joint of 2": few(issuers=ISSUERS[:2]),
        "joint of 3": few(issuers=ISSUERS[:3]),
        "joint of 4": few(issuers=ISSUERS),
        "joint, names alone": few(issuers=ISSUERS[:2], mark=ISSUERS[:2]),
        "joint, unsealed": few(issuers=ISSUERS[:3], sealed=False),
        "long name": few(issuers=LONG_NAMES[:1]),
        "longest name": few(issuers=LONG_NAMES[1:], copies_to=copies),
        "letter, long name": few(format="letter", issuers=LONG_NAMES[:1]),
        "letter, longest name": few(format="letter", issuers=LONG_NAMES[1:]),
        "pitched": longer(few(line_pitch=30.0), 60),
        "letter": few(format="letter", copies_to=copies),
        "letter, marked": few(format="letter", issuers=ISSUERS[:2], **marks),
        "publicity": _publicity(office, rows=40),
        "publicity, numbered": _publicity(office, rows=3, number="湘人社公示〔2017〕9号"),
        "recommendation": _recommendation(office, rows=30),
        "recommendation of 2": _recommendation(office, rows=3, signers=SIGNERS[:2]),
        "recommendation of 3": _recommendation(office, rows=3, signers=SIGNERS),
    }


def _at_lengths(office: Office) -> Iterator[tuple[str, bytes]]:
    """`determination +7` has seven lines of text and seven rows of the list more than
    `determination +0`."""
    letter = {"format": "letter", "copies_to": ("省财政厅", "省民政厅")}
    for more in LENGTHS:
        yield f"determination +{more}", longer(_determination(office, 1 + more), more)
        yield f"letter +{more}", longer(_determination(office, 1 + more, **letter), more)
        yield f"publicity +{more}", longer(_publicity(office, 1 + more), more)
        yield f"revocation +{more}", longer(_revocation(office), more)
    for more in SOME_LENGTHS:
        yield f"notice +{more}", longer(_notice(office), more)
        yield f"recommendation +{more}", longer(_recommendation(office, 3), more)


def _workbooks(office: Office) -> dict[str, bytes]:
    """Their names are long: the widest that columns have to hold."""
    setting = Setting(office.round, office.standard)
    long = Applicant("湘西土家族苗族自治州", "江华瑶族自治县", "示例土家族苗族自治乡", "示例社区")
    candidates = [
        Candidate(one, Fraction(95), complete=True, has_application=True)
        for one in (long, *_applicants(60))
    ]
    proposal = {one.applicant: True for one in candidates}
    ranked = rank(office.round, candidates)
    shortlist = ShortlistForm(setting).render(
        office.round.programme.last, "湖南省", ranked, proposal
    )
    [quotas] = [one.data for one in quota_table(office) if one.file_name.endswith(".xlsx")]
    sheet = ScoreSheetForm(setting).render(long, typical(office.standard))
    return {"score sheet.xlsx": sheet, "quota table.xlsx": quotas, "shortlist.xlsx": shortlist}


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


def _notice(office: Office) -> bytes:
    return notice(office, blank_forms(HUNAN, office.standard)).data


def _determination(office: Office, rows: int, **changes: object) -> bytes:
    document = office.round.determination.model_copy(update=changes)
    return determination(office, document, _applicants(rows)).data


def _across(office: Office, folder: Path) -> bytes:
    """A determination whose annex a bureau has turned in Word, with a section break before it."""
    name = "determination.docx"
    document = docx.Document(str(template_of_hunan(name)))
    [label] = [one for one in document.paragraphs if one.text == "附件"]
    section = document.sections[-1]
    label.insert_paragraph_before()._p.get_or_add_pPr().append(copy.deepcopy(section._sectPr))
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.save(folder / name)
    own = Office(office.round, office.standard, HUNAN, (folder, HUNAN_TEMPLATES))
    return _determination(own, rows=40)


def _publicity(office: Office, rows: int, **changes: object) -> bytes:
    stage = office.round.programme.last
    document = office.round.plan(stage).publicity.model_copy(update=changes)
    first, last = datetime.date(2017, 11, 16), datetime.date(2017, 11, 22)
    period = Period(first, last, PublicityRule())
    return publicity(office, stage, "湖南省", document, _applicants(rows), period, first).data


def _revocation(office: Office) -> bytes:
    return revocation(office, office.round.revocation, _applicants(2), "复查不达标").data


def _recommendation(office: Office, rows: int, signers: tuple[str, ...] = ()) -> bytes:
    document = office.round.plans["city"].recommendation
    if signers:
        own = {
            bureau: one.model_copy(update={"signers": signers})
            for bureau, one in document.bureaus.items()
        }
        document = document.model_copy(update={"bureaus": own})
    period = Period(datetime.date(2017, 10, 18), datetime.date(2017, 10, 24), PublicityRule())
    applicants = _applicants(rows)
    city = office.round.programme.stage("city")
    return recommendation(office, city, "长沙市", document, applicants, period).data


def _applicants(count: int) -> list[Applicant]:
    return [
        Applicant("长沙市", "岳麓区", "样例街道", f"示例{number}社区")
        for number in range(1, count + 1)
    ]
