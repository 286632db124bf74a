"""The list of all that is wrong with the files that were read, as a workbook to sort and send."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Final

from docgen import assets
from docgen.desk.intake import Intake
from docgen.forms import Setting
from docgen.office.workbook.template import WorkbookTemplate
from docgen.problems import Lang, Problem
from docgen.records import Community, FormKind

TEMPLATE: Final = "problem-list.xlsx"
_NOBODY: Final = Community("", "", "", "")
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
    forms = {one.file: (one.reading.kind, one.reading.community) for one in intake.returned}
    rows = [
        _row(number, found, forms.get(found.place.file, (None, None)), copies, lang)
        for number, found in enumerate(intake.problems, 1)
    ]
    good, wrong = len(intake.accepted), len(intake.returned)
    summary = (
        f"读入{intake.files}个文件：{good}份可用，{wrong}份需要改正，共{len(rows)}个问题。"
        if lang == "zh"
        else f"{intake.files} files: {good} good, {wrong} to be corrected, {len(rows)} problems."
    )
    template = WorkbookTemplate.compile(assets.template(TEMPLATE, setting.templates))
    book = template.expand({"round": setting.round, "summary": summary, "rows": rows})
    return book.render({})


def _row(
    number: int,
    found: Problem,
    form: tuple[FormKind | None, Community | None],
    copies: Mapping[str, str],
    lang: Lang,
) -> SimpleNamespace:
    kind, community = form
    city, county, street, name = community or _NOBODY
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
