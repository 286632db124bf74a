"""Records as one table: for Excel, for other programs, for the file of the round."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from docgen.desk.files import write_output
from docgen.desk.folder import LoadedRound
from docgen.desk.standing import Standing, scores_of
from docgen.desk.store import Store
from docgen.forms import values
from docgen.office.workbook.template.plain_table import plain_table
from docgen.problems import Place, ProblemError, problem
from docgen.programme.standard import FactValue, Standard
from docgen.records import (
    Applicant,
    Candidate,
    FormKind,
    Particulars,
    Record,
    ScoreSheet,
    to_data,
)

FORMATS: Final = (".xlsx", ".csv", ".json")
# A spreadsheet program takes text that begins so for a formula when it opens a .csv.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")

Cellable = str | int | Decimal | date | None


def export(loaded: LoadedRound, store: Store, standing: Standing, path: Path) -> int:
    """Write what is known of every applicant on the roster.

    Args:
        loaded: The round.
        store: Its records.
        standing: Where it stands.
        path: The file; its ending says how: .xlsx, .csv or .json.

    Returns:
        How many applicants were written.

    Raises:
        ProblemError: The ending is none of the three.
    """
    if path.suffix not in FORMATS:
        raise ProblemError([problem("file.format", Place(file=path.name), found=path.suffix)])
    if path.suffix == ".json":
        rows = _data(loaded, store, standing)
        write_output(path, json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n")
        return len(rows)
    table = _table(loaded, store, standing)
    if path.suffix == ".xlsx":
        head = [str(label) for label in table[0]]
        write_output(path, plain_table("记录", head, table[1:], len(loaded.setting.path)))
    else:
        write_output(path, _csv(table))
    return len(table) - 1


def _table(loaded: LoadedRound, store: Store, standing: Standing) -> list[list[Cellable]]:
    standard = loaded.setting.standard
    sheets = store.current(FormKind.SCORE_SHEET)
    papers = store.current(FormKind.PAPER_SCORE_SHEET)
    applications = store.current(FormKind.APPLICATION)
    head: list[Cellable] = [*(unit.head for unit in loaded.setting.path)]
    head += [*_particular_heads(standard), "总分", *_shown_heads(standard), "申报表"]
    head += [*(f"{stage.label}推荐" for stage in loaded.setting.round.stages), "取消资格"]
    head += [f"{indicator.id} {indicator.title}" for indicator in standard.indicators]
    head += [entry.label for entry in standard.entries]
    candidates = {one.applicant: one for one in standing.candidates}
    table = [head]
    for applicant in loaded.roster.applicants:
        sheet = sheets.get(applicant)
        answers = sheet.answers if isinstance(sheet, ScoreSheet) else {}
        particulars = loaded.roster.particulars(applicant)
        points: list[Cellable] = _points(loaded, sheet or papers.get(applicant), particulars)
        known = candidates.get(applicant)
        table.append(
            [
                *applicant,
                *_particulars(standard, particulars),
                None if known is None else values.decimal(known.total),
                *_shown(standard, known),
                "有" if applicant in applications else "缺",
                *(_decision(decided, applicant) for decided in standing.decisions.values()),
                _revocation(standing, applicant),
                *points,
                *(values.shown(answers.get(entry.key)) for entry in standard.entries),
            ]
        )
    return table


def _particular_heads(standard: Standard) -> list[str]:
    """Heads of what the roster says of kinds and facts, where the standard asks for them."""
    kinds = [standard.variants_label] if standard.variants else []
    return [*kinds, *(fact.label for fact in standard.facts)]


def _particulars(standard: Standard, particulars: Particulars) -> list[Cellable]:
    """What stands below these heads."""
    kinds: list[Cellable] = []
    if standard.variants:
        kinds.append(standard.variant(particulars.variant).label)
    return [*kinds, *(values.shown(particulars.facts.get(fact.key)) for fact in standard.facts)]


def _points(loaded: LoadedRound, sheet: Record | None, particulars: Particulars) -> list[Cellable]:
    """The points of all indicators; of those that the applicant's kind does not have, none."""
    standard = loaded.setting.standard
    if not isinstance(sheet, ScoreSheet):
        return [None] * len(standard.indicators)
    if not sheet.answers:
        return [sheet.scores.get(indicator.id) for indicator in standard.indicators]
    exact = scores_of(loaded.setting, sheet, particulars).by_indicator
    found = (exact.get(indicator.id) for indicator in standard.indicators)
    return [None if points is None else values.decimal(points) for points in found]


def _shown_heads(standard: Standard) -> list[str]:
    """Heads of what is only told where it tells something."""
    heads = ["等级"] if len(standard.awards) > 1 else []
    return [*heads, "不能申报的原因"] if standard.has_gates else heads


def _shown(standard: Standard, known: Candidate | None) -> list[Cellable]:
    """What stands below these heads."""
    shown: list[Cellable] = []
    if len(standard.awards) > 1:
        shown.append(known.grade(standard) or "无" if known else None)
    if standard.has_gates:
        shown.append("；".join(known.bars) or None if known else None)
    return shown


def _revocation(standing: Standing, applicant: Applicant) -> str | None:
    found = standing.revoked.get(applicant)
    return None if found is None else f"{found.number}：{found.reason}"


def _decision(decisions: Mapping[Applicant, bool], applicant: Applicant) -> str | None:
    decided = decisions.get(applicant)
    return None if decided is None else ("推荐" if decided else "不推荐")


def _data(loaded: LoadedRound, store: Store, standing: Standing) -> list[dict[str, Any]]:
    records = {kind: store.current(kind) for kind in FormKind}
    standard = loaded.setting.standard
    candidates = {one.applicant: one for one in standing.candidates}
    rows: list[dict[str, Any]] = []
    for applicant in loaded.roster.applicants:
        row: dict[str, Any] = dict(loaded.setting.programme.applicant.named(applicant))
        particulars = loaded.roster.particulars(applicant)
        if standard.variants:
            row["variant"] = particulars.variant
        if standard.facts:
            row["facts"] = {key: _plain(one) for key, one in particulars.facts.items()}
        one = candidates.get(applicant)
        row["total"] = None if one is None else values.plain(one.total)
        if len(standard.awards) > 1:
            row["grade"] = None if one is None else one.grade(standard) or None
        if standard.has_gates:
            row["bars"] = [] if one is None else list(one.bars)
        for kind, known in records.items():
            row[kind.value] = to_data(known[applicant]) if applicant in known else None
        row["recommended"] = {
            stage: decided.get(applicant) for stage, decided in standing.decisions.items()
        }
        found = standing.revoked.get(applicant)
        row["revoked"] = None if found is None else asdict(found) | {"date": str(found.date)}
        rows.append(row)
    return rows


def _plain(fact: FactValue) -> str | int | bool:
    if isinstance(fact, date):
        return fact.isoformat()
    return values.plain(fact) if isinstance(fact, Decimal) else fact


def _csv(table: Sequence[Sequence[Cellable]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    for row in table:
        writer.writerow(
            "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
            for cell in row
        )
    # Excel needs the mark to see that it is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()
