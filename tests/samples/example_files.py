"""The files of the example round as they came back: who sent what, and where it lies."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from faults.example_mistakes import MISTAKES, Mistake
from pypdf import PdfWriter

from docgen.forms import Setting
from docgen.records import Applicant, FormKind, Record
from samples.completing import cell_of, letter, packed, unpacked
from samples.example_forms import APPLICATION, PAPER, SHEET, Completed, Office

# Each city's way of handing files in.
_FOLDERS: Final = {
    "长沙市": "长沙市/{0.county}/",
    "株洲市": "株洲市人社局报送/",
    "湘潭市": "湘潭市/{0.name}/",
    "衡阳市": "0922邮件附件（衡阳）/",
    "邵阳市": "邵阳市/各县市区材料/{0.county}/",
    "岳阳市": "岳阳/",
    "常德市": "常德市就业服务局/第一批/",
    "张家界市": "",
    "益阳市": "益阳市/益阳汇总 0921/",
    "郴州市": "郴州/",
    "永州市": "永州市/{0.county}/{0.street}/",
    "怀化市": "怀化市（王科长转）/",
    "娄底市": "娄底市/",
    "湘西自治州": "湘西州报送材料.zip/湘西州/",
}
_RENAMED: Final = {
    ("示例和平社区", SHEET): "新建 Microsoft Excel 工作表.xlsx",
    ("示例团结社区", SHEET): "附件2(1).xlsx",
    ("示例幸福社区", APPLICATION): "申报表（最终版）.docx",
    ("示例碧湖社区", PAPER): "碧湖社区考核表（盖章版）.docx",
}
_ON_PAPER: Final = {"示例桂花社区", "示例竹园社区", "示例滨河社区", "示例临江社区"}
_WITHOUT: Final = {
    ("示例新华社区", APPLICATION),
    ("示例东城社区", APPLICATION),
    ("示例惠民社区", SHEET),
}
_REVIEWED: Final = {"长沙市", "益阳市", "衡阳市", "岳阳市", "郴州市", "娄底市"}
# Older good versions that newer ones replace, and an older wrong one.
REPLACED: Final = (("示例鹿鸣社区", SHEET), ("示例松林社区", APPLICATION))
_FORGOTTEN: Final = {"awards_county": 0, "awards_city": 0, "awards_province": 0}
_CORRECTED: Final = ("示例胜利社区", SHEET)
_OTHER_FILE: Final = {("示例红旗社区", SHEET), ("示例长乐社区", SHEET)}
_FIRST_SAVED: Final = datetime(2017, 9, 4, 8, 30)
_LATER: Final = timedelta(days=16)


@dataclass(frozen=True, slots=True)
class Expected:
    """A problem that a file has: its code and place."""

    code: str
    sheet: str = ""
    cell: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came back.

    Attributes:
        path: Where it lies below the folder ``completed``.
        data: Its content.
        record: What was put in; None for a file with a mistake.
        problems: What is wrong with it.
        replaced: Whether a newer good file of the same applicant takes its place.
    """

    path: str
    data: bytes
    record: Record | None = None
    problems: tuple[Expected, ...] = ()
    replaced: bool = False


def files_sent(setting: Setting) -> tuple[Sent, ...]:
    """Everything that came back, in the order of its paths."""
    office = Office(setting)
    files = [*_good(office), *_newer(office), *_mistaken(office), *_strange(office)]
    assert len({one.path for one in files}) == len(files), "two files in one place"
    return tuple(sorted(files, key=lambda one: one.path))


def _good(office: Office) -> Iterator[Sent]:
    not_good = {(one.applicant, one.kind) for one in MISTAKES} | _OTHER_FILE | _WITHOUT
    for applicant in office.answers:
        for kind in (PAPER if applicant.name in _ON_PAPER else SHEET, APPLICATION):
            key = (applicant.name, kind)
            if key not in not_good:
                completed = _complete(office, applicant, kind)
                path = _path(office, applicant, kind)
                replaced = key in REPLACED
                newer = (Expected("form.two-forms"),) if replaced else ()
                yield Sent(path, completed.data, completed.record, newer, replaced)


def _newer(office: Office) -> Iterator[Sent]:
    """Corrected versions; their paths come first, so that only the time of saving can tell."""
    for name, kind in (*REPLACED, _CORRECTED):
        applicant = office.by_name[name]
        saved = _saved(office, applicant) + _LATER
        path = f"0925更正/{office.file_name(applicant, kind)}"
        if kind is APPLICATION:
            completed = office.application(applicant, saved, reviewed=True)
        else:
            completed = office.score_sheet(applicant, office.answers[applicant], saved)
        yield Sent(path, completed.data, completed.record)


def _mistaken(office: Office) -> Iterator[Sent]:
    for mistake in MISTAKES:
        applicant = office.by_name[mistake.applicant]
        data = _complete(office, applicant, mistake.kind, mistake.typed).data
        path = _path(office, applicant, mistake.kind)
        yield Sent(path, data, problems=tuple(_expected(mistake, data)))


def _expected(mistake: Mistake, data: bytes) -> Iterator[Expected]:
    for code, name, label in mistake.problems:
        sheet, cell = cell_of(data, name) if mistake.kind is SHEET else ("", "")
        yield Expected(code, sheet, cell, label)


def _strange(office: Office) -> Iterator[Sent]:
    """Files that are wrong as a whole."""
    saved = _FIRST_SAVED + _LATER
    yield _neighbours_file(office, saved)
    yield _file_of_a_stranger(office, saved)
    yield _last_years_file(office, saved)
    paragraphs = ["关于报送充分就业星级社区申报材料的函", "现将我区申报材料随函报送，请审核。"]
    other = Expected("form.unknown-kind")
    yield Sent("怀化市（王科长转）/报送函.docx", letter(paragraphs, saved=saved), problems=(other,))
    broken = Expected("package.not-office")
    yield Sent("株洲市人社局报送/东风社区盖章扫描件.pdf", _scan(), problems=(Expected("pdf.scan"),))
    cut = office.by_name["示例长乐社区"]
    parts = unpacked(office.score_sheet(cut, office.answers[cut], saved).data)
    half = packed(parts, saved=saved, level=0)[:20_000]
    yield Sent(_path(office, cut, SHEET), half, problems=(broken,))


def _neighbours_file(office: Office, saved: datetime) -> Sent:
    """The file of the applicant next door, with the names typed over."""
    own, next_door = office.by_name["示例红旗社区"], office.by_name["示例星火社区"]
    names = {"community_street": own.short.street, "community_name": own.short.name}
    data = office.score_sheet(next_door, office.answers[own], saved, names).data
    mismatch = Expected("form.community-mismatch", *cell_of(data, "community_name"), "社区")
    return Sent(_path(office, own, SHEET), data, problems=(mismatch,))


def _file_of_a_stranger(office: Office, saved: datetime) -> Sent:
    """An applicant that got its form but was taken off the roster since."""
    like = office.by_name["示例清泉社区"]
    stranger = replace(like, name="示例桥头社区")
    data = office.score_sheet(stranger, office.answers[like], saved).data
    unknown = Expected("form.community-unknown", *cell_of(data, "community_name"), "社区")
    return Sent(_path(office, stranger, SHEET), data, problems=(unknown,))


def _last_years_file(office: Office, saved: datetime) -> Sent:
    late = office.by_name["示例阳光社区"]
    round_ = office.setting.round.model_copy(update={"name": "2016年省级充分就业星级社区认定"})
    last_year = Office(replace(office.setting, round=round_))
    data = last_year.score_sheet(late, office.answers[late], saved).data
    return Sent("娄底市/2016年/阳光社区考核表.xlsx", data, problems=(Expected("form.other-round"),))


def _scan() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _complete(
    office: Office,
    applicant: Applicant,
    kind: FormKind,
    typed: Mapping[str, Any] = MappingProxyType({}),
) -> Completed:
    """A form as it first came back."""
    saved = _saved(office, applicant)
    if kind is SHEET:
        answers = office.answers[applicant]
        if (applicant.name, kind) in REPLACED:
            answers = answers | _FORGOTTEN
        return office.score_sheet(applicant, answers, saved, typed)
    if kind is PAPER:
        return office.paper(applicant, saved, typed)
    reviewed = applicant.city in _REVIEWED
    return office.application(applicant, saved, typed, reviewed=reviewed)


def _saved(office: Office, applicant: Applicant) -> datetime:
    return _FIRST_SAVED + timedelta(hours=7 * list(office.answers).index(applicant))


def _path(office: Office, applicant: Applicant, kind: FormKind) -> str:
    name = _RENAMED.get((applicant.name, kind)) or office.file_name(applicant, kind)
    return _FOLDERS[applicant.city].format(applicant) + name
