"""Records as one table: for Excel, for other programs, for the file of the round."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from docgen.desk.files import write_output
from docgen.desk.folder import LoadedRound
from docgen.desk.standing import Standing
from docgen.desk.store import Store
from docgen.forms import values
from docgen.forms.roster_columns import NAME_COLUMNS
from docgen.office.workbook.template.plain_table import plain_table
from docgen.problems import Place, ProblemError, problem
from docgen.programme.standard import score
from docgen.records import Applicant, FormKind, Record, ScoreSheet, to_data

FORMATS: Final = (".xlsx", ".csv", ".json")
# A spreadsheet program takes text that begins so for a formula when it opens a .csv.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")

Cellable = str | int | Decimal | None


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
        write_output(path, plain_table("记录", head, table[1:], len(NAME_COLUMNS)))
    else:
        write_output(path, _csv(table))
    return len(table) - 1


def _table(loaded: LoadedRound, store: Store, standing: Standing) -> list[list[Cellable]]:
    standard = loaded.setting.standard
    sheets = store.current(FormKind.SCORE_SHEET)
    papers = store.current(FormKind.PAPER_SCORE_SHEET)
    applications = store.current(FormKind.APPLICATION)
    head: list[Cellable] = [*NAME_COLUMNS, "总分", "申报表"]
    head += [*(f"{stage.label}推荐" for stage in loaded.setting.round.stages), "取消资格"]
    head += [f"{indicator.id} {indicator.title}" for indicator in standard.indicators]
    head += [entry.label for entry in standard.entries]
    totals = {one.applicant: one.total for one in standing.candidates}
    table = [head]
    for applicant in loaded.roster.applicants:
        sheet = sheets.get(applicant)
        answers = sheet.answers if isinstance(sheet, ScoreSheet) else {}
        points: list[Cellable] = _points(loaded, sheet or papers.get(applicant))
        total = totals.get(applicant)
        table.append(
            [
                *applicant,
                None if total is None else values.decimal(total),
                "有" if applicant in applications else "缺",
                *(_decision(decided, applicant) for decided in standing.decisions.values()),
                _revocation(standing, applicant),
                *points,
                *(values.shown(answers.get(entry.key)) for entry in standard.entries),
            ]
        )
    return table


def _points(loaded: LoadedRound, sheet: Record | None) -> list[Cellable]:
    standard = loaded.setting.standard
    if not isinstance(sheet, ScoreSheet):
        return [None] * len(standard.indicators)
    if not sheet.answers:
        return [sheet.scores.get(indicator.id) for indicator in standard.indicators]
    exact = score(standard, sheet.answers).by_indicator
    return [None if points is None else values.decimal(points) for points in exact.values()]


def _revocation(standing: Standing, applicant: Applicant) -> str | None:
    found = standing.revoked.get(applicant)
    return None if found is None else f"{found.number}：{found.reason}"


def _decision(decisions: Mapping[Applicant, bool], applicant: Applicant) -> str | None:
    decided = decisions.get(applicant)
    return None if decided is None else ("推荐" if decided else "不推荐")


def _data(loaded: LoadedRound, store: Store, standing: Standing) -> list[dict[str, Any]]:
    records = {kind: store.current(kind) for kind in FormKind}
    totals = {one.applicant: one.total for one in standing.candidates}
    rows: list[dict[str, Any]] = []
    for applicant in loaded.roster.applicants:
        row: dict[str, Any] = dict(
            zip(("city", "county", "street", "name"), applicant, strict=True)
        )
        total = totals.get(applicant)
        row["total"] = None if total is None else values.plain(total)
        for kind, known in records.items():
            row[kind.value] = to_data(known[applicant]) if applicant in known else None
        row["recommended"] = {
            stage: decided.get(applicant) for stage, decided in standing.decisions.items()
        }
        found = standing.revoked.get(applicant)
        row["revoked"] = None if found is None else asdict(found) | {"date": str(found.date)}
        rows.append(row)
    return rows


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
