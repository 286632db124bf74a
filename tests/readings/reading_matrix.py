"""Forms in many hands and many formats: how each is made, and what reading it must give."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from samples import official_blank
from samples.completing import fill_workbook, unpacked
from samples.example_forms import APPLICATION, PAPER, SHEET, Completed, Office

from docgen.desk.reader import Reader
from docgen.desk.received import receive
from docgen.forms import Directory, Reading, values
from docgen.forms.shortlist import ShortlistReading
from docgen.office.soffice.convert import convert
from docgen.records import Applicant, Application, FormKind, Record, Review
from readings import handling_word as word
from readings import handling_workbook as book

# Steps of LibreOffice on the way to each format.
WORD_FORMATS: Final = {
    ".docx": (),
    ".docx, re-saved": ("docx",),
    ".docx, by way of .odt": ("odt", "docx"),
    ".doc, .wps": ("doc",),
    ".odt": ("odt",),
    ".rtf": ("rtf",),
    ".pdf": ("pdf",),
    ".pdf, fields": (),
    ".xlsx": (),
    ".xls, .et": ("xls",),
    ".ods": ("ods",),
}
# Columns of Word forms that are there for some rows only.
_SPECIAL: Final = (".pdf, fields", ".xlsx", ".xls, .et", ".ods")
BOOK_FORMATS: Final = {
    ".xlsx": (),
    ".xlsx, re-saved": ("xlsx",),
    ".xlsx, by way of .ods": ("ods", "xlsx"),
    ".xls, .et": ("xls",),
    ".ods": ("ods",),
    ".csv, GB 18030": ("csv", "gb18030"),
    ".csv, UTF-8": ("csv", "utf-8-sig"),
    ".pdf": ("pdf",),
}
FORMATS: Final = {SHEET: BOOK_FORMATS, PAPER: WORD_FORMATS, APPLICATION: WORD_FORMATS}
_MANY: Final = 40  # files
_WITHOUT_EXCEL: Final = {"湘潭市", "怀化市", "湘西自治州"}
_ALSO: Final = {"doc": "wps", "xls": "et"}  # the same content under the name that WPS gives it
SUMMARIES: Final = (
    "一、基本情况。社区位于城区中心，常住人口6,200人，“十三五”以来坚持就业优先；服务中心面积57.5平方米"
    "，配备专职人员2名，持证率达到100%。\n二、主要做法：（1）建立台账；（2）入户走访，做到"
    "“底数清、情况明”；（3）用 WPS Office 等软件实行电子化管理。\n三、下一步打算。\n继续努力。",
    "社区登记失业人员12人，实现就业11人，就业率91.67%；就业困难人员８人，全部就业。\n"
    "附：《就业创业证》发放记录、《零就业家庭动态清零台账》。",
    "对照《评定考核表》逐项自评，总分96分。",
)
DATES: Final = (
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}.{0.month}.{0.day}",
    "{0:%Y-%m-%d}",
    "{0.year} 年 {0.month} 月 {0.day} 日",
    "{0.year}/{0.month}/{0.day}",
)
_OPINIONS: Final = {
    "county": Review("经初审，情况属实，同意推荐。", date(2017, 9, 20)),
    "city": Review(
        "经复核，该社区各项指标达到省级充分就业星级社区标准，材料真实、程序规范，公示无异议。\n同意推荐。",
        date(2017, 10, 20),
    ),
    "province": Review("同意认定。", date(2017, 11, 20)),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A way of handling a form.

    Attributes:
        form: The form.
        handling: What is done to it.
        make: Completes and handles the form of an applicant; the number varies what is filled in.
        core: Whether every run tries it in every format.
        formats: Formats that it makes sense in; all if not given.
    """

    form: FormKind
    handling: str
    make: Callable[[Office, Applicant, int], Completed]
    core: bool = False
    formats: tuple[str, ...] = ()

    def steps(self) -> Mapping[str, tuple[str, ...]]:
        """The formats that it is tried in, with the steps on the way to each."""
        known = FORMATS[self.form]
        usual = known if self.form is SHEET else [one for one in known if one not in _SPECIAL]
        return {name: known[name] for name in self.formats or usual}


Cell = tuple[Row, str, int]
"""A way of handling, a format, and the number that varies the applicant and what it fills in."""


@dataclass(frozen=True, slots=True)
class Case:
    """A cell of the matrix: a file that is to be read."""

    row: Row
    format: str
    path: Path
    record: Record

    @property
    def key(self) -> tuple[str, str, str]:
        """Form, handling and format."""
        return self.row.form.value, self.row.handling, self.format


def uncalculated(office: Office, applicant: Applicant, number: int) -> Completed:
    """The workbook as a program saves it that does not calculate: no value beside a formula."""
    applicant = next(one for one in office.answers if one.city in _WITHOUT_EXCEL)
    return score_sheet(office, applicant, number)


def score_sheet(office: Office, applicant: Applicant, number: int) -> Completed:
    """The workbook."""
    completed = office.score_sheet(applicant, office.answers[applicant], word.SAVED)
    shown = office.paper(applicant, word.SAVED).record
    return replace(
        completed, record=replace(completed.record, scores=shown.scores, total=shown.total)
    )


def paper(office: Office, applicant: Applicant, number: int) -> Completed:
    """The paper score sheet."""
    return office.paper(applicant, word.SAVED)


def application(office: Office, applicant: Applicant, number: int) -> Completed:
    """The application with its summary and the opinions of one, two or three levels."""
    completed = in_one_control(office, applicant, number)
    return replace(completed, data=word.edited(completed.data, word.spread_controls))


def in_one_control(office: Office, applicant: Applicant, number: int) -> Completed:
    """The same, all paragraphs of a field in one control, as Word has them when they are typed."""
    summary = SUMMARIES[number % len(SUMMARIES)]
    reviews = dict(list(_OPINIONS.items())[: 1 + number % 3])
    texts = {"application.summary": summary}
    for at, (level, review) in enumerate(reviews.items()):
        texts[f"review.{level}.opinion"] = review.opinion
        texts[f"review.{level}.date"] = DATES[(number + at) % len(DATES)].format(review.date)
    completed = office.application(applicant, word.SAVED, texts, reviewed=False)
    return Completed(completed.data, replace(completed.record, summary=summary, reviews=reviews))


_MAKERS: Final = {SHEET: score_sheet, PAPER: paper, APPLICATION: application}


def handled(form: FormKind, *edits: Callable[..., None]) -> Callable[..., Completed]:
    """Makes a form and edits it."""
    edited = book.edited if form is SHEET else word.edited

    def make(office: Office, applicant: Applicant, number: int) -> Completed:
        completed = _MAKERS[form](office, applicant, number)
        data = edited(completed.data, *edits) if edits else completed.data
        return replace(completed, data=data)

    return make


def nameless(form: FormKind) -> Callable[..., Completed]:
    """Makes a Word form that lost its anchors and says nothing of itself."""

    def make(office: Office, applicant: Applicant, number: int) -> Completed:
        completed = handled(form, word.lose_controls)(office, applicant, number)
        return replace(completed, data=word.without_properties(completed.data))

    return make


def saved_on_the_web(form: FormKind) -> Callable[..., Completed]:
    """Makes a Word form whose document part has another name."""

    def make(office: Office, applicant: Applicant, number: int) -> Completed:
        completed = handled(form)(office, applicant, number)
        return replace(completed, data=word.renamed_as_on_the_web(completed.data))

    return make


def annexed(note: str, *first: str) -> Callable[..., Completed]:
    """Makes an application whose summary stands on pages behind it."""

    def make(office: Office, applicant: Applicant, number: int) -> Completed:
        completed = application(office, applicant, number)
        lines = completed.record.summary.split("\n")
        pages = word.attach_pages(*first, *lines)
        typed = word.set_text("application.summary", note)
        return replace(completed, data=word.edited(completed.data, typed, pages))

    return make


def typed_as_text(office: Office, applicant: Applicant, number: int) -> Completed:
    """Makes a workbook with numbers typed as text: with units, in full width, ticks for yes."""
    answers = office.answers[applicant]
    typed: dict[str, object] = {}
    for at, entry in enumerate(office.setting.standard.entries):
        shown = values.shown(answers[entry.key])
        if isinstance(answers[entry.key], bool):
            typed[entry.anchor] = (("√", "是"), ("×", "否"))[shown != "是"][at % 2]
        elif at % 2:
            typed[entry.anchor] = f"{shown}{entry.unit}"
        else:
            typed[entry.anchor] = str(shown).translate(_FULL_WIDTH)
    completed = score_sheet(office, applicant, number)
    return replace(completed, data=fill_workbook(completed.data, typed, saved=word.SAVED))


_FULL_WIDTH: Final = str.maketrans("0123456789.", "０１２３４５６７８９．")


def blank_paper(office: Office, applicant: Applicant, number: int) -> Completed:
    """The official blank score sheet, completed by hand."""
    record = office.paper(applicant, word.SAVED).record
    scores = [f"{values.plain(one)}{'分' * (number % 2)}" for one in record.scores.values()]
    names = list(applicant if number % 2 else applicant.short)
    data = official_blank.score_sheet(names, scores, f"{values.plain(record.total)}分")
    return Completed(data, record)


def blank_workbook(office: Office, applicant: Applicant, number: int) -> Completed:
    """The official score sheet copied into a workbook."""
    record = office.paper(applicant, word.SAVED).record
    names = list(applicant.short)
    scores = [float(one) for one in record.scores.values()]
    data = official_blank.score_workbook(names, scores, float(record.total))
    return Completed(data, record)


def blank_application(office: Office, applicant: Applicant, number: int) -> Completed:
    """The official blank application, completed by hand."""
    record = application(office, applicant, number).record
    reviews = {
        level: (review.opinion, DATES[number % len(DATES)].format(review.date))
        for level, review in record.reviews.items()
    }
    names = list(applicant if number % 2 else applicant.short)
    return Completed(official_blank.application(names, record.summary, reviews), record)


def make_cases(cells: Iterable[Cell], office: Office, folder: Path) -> list[Case]:
    """Make files, each step of all that need it in one start of LibreOffice."""
    applicants = [one for one in office.answers if one.city not in _WITHOUT_EXCEL]
    cases: list[Case] = []
    waiting: list[tuple[Case, tuple[str, ...]]] = []
    for at, (row, format_, number) in enumerate(cells):
        completed = row.make(office, applicants[number % len(applicants)], number)
        data, steps = completed.data, row.steps()[format_]
        path = folder / f"{at}{_ending(data)}"
        if steps[:1] == ("csv",):
            data, path, steps = book.as_csv(data, steps[1]), path.with_suffix(".csv"), ()
        path.write_bytes(data)
        case = Case(row, format_, path, completed.record)
        (waiting.append((case, steps)) if steps else cases.append(case))
    round_ = 0
    while waiting:
        round_ += 1
        done: list[tuple[Case, tuple[str, ...]]] = []
        for to in sorted({steps[0] for _, steps in waiting}):
            group = [(case, steps) for case, steps in waiting if steps[0] == to]
            out = folder / f"{round_}-{to}"
            # A second LibreOffice takes as long to start as to convert so many files.
            jobs = 1 if len(group) < _MANY else 2
            conversion = convert([case.path for case, _ in group], to, out, jobs=jobs)
            assert not conversion.problems
            done += [(replace(c, path=conversion.made[c.path]), s[1:]) for c, s in group]
        cases += [_named(case) for case, steps in done if not steps]
        waiting = [(case, steps) for case, steps in done if steps]
    return cases


def _ending(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return ".pdf"
    return ".xlsx" if "xl/workbook.xml" in unpacked(data) else ".docx"


def _named(case: Case) -> Case:
    """Every second old file under the name that WPS would give it."""
    also = _ALSO.get(case.path.suffix[1:])
    if also is None or int(case.path.stem) % 2:
        return case
    return replace(case, path=case.path.rename(case.path.with_suffix(f".{also}")))


def read_all(paths: Sequence[Path], reader: Reader, directory: Directory) -> dict[Path, Reading]:
    """Receive and read files; many of them in two batches side by side."""

    def read(share: Sequence[Path]) -> dict[Path, Reading]:
        found: dict[Path, Reading] = {}
        for one in receive([(path, path.as_posix()) for path in share]):
            reading = Reading(problems=(one.problem,) if one.problem else ())
            if one.current is not None:
                reading, _ = reader.read(one.current, one.file)
                assert not isinstance(reading, ShortlistReading)
                reading = reading.of(directory)
            found[Path(one.file)] = reading
        return found

    if len(paths) < 2 * _MANY:
        return read(paths)
    with ThreadPoolExecutor(2) as threads:
        shares = threads.map(read, (paths[::2], paths[1::2]))
        return {path: reading for share in shares for path, reading in share.items()}


def outcome(reading: Reading) -> str:
    """What the matrix says of a file that was read."""
    named = sorted({f"`{one.code}`" for one in reading.problems})
    return ", ".join([*(["same"] if reading.accepted else []), *named])


def differences(reading: Reading, case: Case) -> list[str]:
    """The fields in which the record of a file is not what was put in.

    Scores and total of a workbook follow from its answers: they may be left out, or be others where
    a warning says so. A PDF tells no space at the end of a line from none, and not always a line's
    end from a paragraph's.
    """
    found, put_in = reading.record, case.record
    if type(found) is not type(put_in):
        return [f"{found!r}"]
    differing = []
    is_stale = any(one.code.endswith("-stale") for one in reading.problems)
    if isinstance(put_in, Application) and case.path.suffix == ".pdf":
        found, put_in = _without_blanks(found), _without_blanks(put_in)
    for field in dataclasses.fields(put_in):
        is_, was = getattr(found, field.name), getattr(put_in, field.name)
        derived = getattr(put_in, "answers", None) and field.name in ("scores", "total")
        if not isinstance(was, Mapping):
            is_, was = {field.name: is_}, {field.name: was}
        for key in [*was, *(key for key in is_ if key not in was)]:
            value = is_.get(key)
            if value != was.get(key) and not (derived and (value is None or is_stale)):
                differing.append(f"{key}: {value!r}, not {was.get(key)!r}")
    return differing


def _without_blanks(application: Application) -> Application:
    reviews = {
        level: replace(review, opinion="".join(review.opinion.split()))
        for level, review in application.reviews.items()
    }
    return replace(application, summary="".join(application.summary.split()), reviews=reviews)
