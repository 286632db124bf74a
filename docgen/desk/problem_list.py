"""The list of all that is wrong with the files that were read, as a workbook to sort and send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

from docgen import assets
from docgen.forms import Setting
from docgen.office.workbook.template.template import WorkbookTemplate
from docgen.problems import Lang, Problem
from docgen.records import Applicant, FormKind

if TYPE_CHECKING:
    # What reads files takes long to import, and checking a round reads none.
    from docgen.desk.intake import Intake

TEMPLATE: Final = "problem-list.xlsx"
_NOBODY: Final = Applicant("", "", "", "")
_SEVERITIES: Final = {"error": ("错误", "error"), "warning": ("提醒", "warning")}


def problem_list(
    setting: Setting, intake: Intake, copies: Mapping[str, str], lang: Lang = "zh"
) -> bytes:
    """A workbook with a row for each problem.

    Args:
        setting: The round.
        intake: What was read.
        copies: Name of the returned copy of each file that has one, by the file's name.
        lang: Language of what is wrong.
    """
    forms = {one.file: (one.reading.kind, one.reading.applicant) for one in intake.returned}
    rows = [
        list_row(number, found, forms.get(found.place.file, (None, None)), copies, lang)
        for number, found in enumerate(intake.problems, 1)
    ]
    good, wrong = len(intake.accepted), len(intake.returned)
    summary = (
        f"读入{intake.files}个文件：{good}份可用，{wrong}份需要改正，共{len(rows)}个问题。"
        if lang == "zh"
        else f"{intake.files} files: {good} good, {wrong} to be corrected, {len(rows)} problems."
    )
    return write_list(setting, summary, rows)


def write_list(setting: Setting, summary: str, rows: Sequence[SimpleNamespace]) -> bytes:
    """The workbook itself.

    Args:
        setting: The round.
        summary: What stands above the list.
        rows: Its rows.

    Raises:
        ProblemError: The template cannot be used.
    """
    template = WorkbookTemplate.compile(assets.template(TEMPLATE, setting.templates))
    book = template.expand({"round": setting.round, "summary": summary, "rows": rows})
    return book.render({})


def list_row(
    number: int,
    found: Problem,
    form: tuple[FormKind | None, Applicant | None],
    copies: Mapping[str, str],
    lang: Lang,
) -> SimpleNamespace:
    """What the template prints of a problem.

    Args:
        number: Its number in the list.
        found: The problem.
        form: Kind of the form that it was found in, and whose it is, as far as that is known.
        copies: Name of the returned copy of each file that has one.
        lang: Language of the message.
    """
    kind, applicant = form
    city, county, street, name = applicant or _NOBODY
    return SimpleNamespace(
        number=number,
        city=city,
        county=county,
        street=street,
        name=name,
        form=kind.label(lang) if kind else "",
        severity=_SEVERITIES[found.severity][lang != "zh"],
        place=found.within_file().place_text(lang),
        message=found.message(lang),
        file=found.place.file,
        copy=copies.get(found.place.file, ""),
    )
