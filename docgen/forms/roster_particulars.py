"""What a row of a roster says of an applicant's kind, and of the facts that conditions name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from docgen.forms import values
from docgen.forms.labels import squeezed
from docgen.forms.roster_columns import VARIANT, Columns
from docgen.office.tables.reader import TableRow
from docgen.problems import Problem, problem
from docgen.programme.standard import Fact, FactValue, Standard
from docgen.records import NO_PARTICULARS, Particulars

_WHAT: Final[Mapping[str, Mapping[str, str]]] = {
    "date": {"what_zh": "日期（如2017年9月5日）", "what_en": "date (such as 2017-09-05)"},
    "yes_no": {"what_zh": "“是”或“否”", "what_en": "是 (yes) or 否 (no)"},
    "number": {"what_zh": "数字", "what_en": "number"},
}


class ParticularsReader:
    """Reads particulars row by row; applicants of whom the same is known share one value.

    Args:
        standard: Names kinds and facts.
        known: The columns of the roster.
    """

    def __init__(self, standard: Standard, known: Columns) -> None:
        self._standard = standard
        self._facts = [
            (index, column.holds)
            for index, column in known.values()
            if isinstance(column.holds, Fact)
        ]
        self._variant = known[VARIANT][0] if VARIANT in known else None
        self._variants = {
            squeezed(called).casefold(): each.key
            for each in standard.variants
            for called in (each.key, each.label)
        }
        self._shared: dict[tuple[object, ...], Particulars] = {}

    def read(self, row: TableRow, problems: list[Problem]) -> Particulars:
        """The kind and the facts of a row's applicant.

        Args:
            row: The row.
            problems: Takes what is wrong with them.
        """
        if self._variant is None and not self._facts:
            return NO_PARTICULARS
        variant = "" if self._variant is None else self._kind(row, self._variant, problems)
        facts = {fact.key: self._fact(row, index, fact, problems) for index, fact in self._facts}
        # 1 and True are equal, and are not the same fact.
        key = (variant, *((type(value), value) for value in facts.values()))
        if key not in self._shared:
            there = {key: value for key, value in facts.items() if value is not None}
            self._shared[key] = Particulars(variant, there)
        return self._shared[key]

    def _kind(self, row: TableRow, index: int, problems: list[Problem]) -> str:
        column = self._standard.variants_label
        if index in row.faults:
            problems.append(row.problem(index, column))
            return ""
        typed = values.text(row.cells[index]) if index < len(row.cells) else ""
        variant = self._variants.get(squeezed(typed).casefold(), "")
        if not variant:
            facts = {"column": column, "found": typed}
            facts["known"] = "、".join(each.label for each in self._standard.variants)
            code = "roster.variant-unknown" if typed else "roster.variant-missing"
            problems.append(problem(code, row.at(index, column), **facts))
        return variant

    def _fact(
        self, row: TableRow, index: int, fact: Fact, problems: list[Problem]
    ) -> FactValue | None:
        if index in row.faults:
            problems.append(row.problem(index, fact.label))
            return None
        raw = row.cells[index] if index < len(row.cells) else None
        try:
            return values.fact(fact, raw)
        except ValueError:
            facts = {"label": fact.label, "found": values.text(raw), **_WHAT[fact.kind]}
            problems.append(problem("roster.fact-unread", row.at(index, fact.label), **facts))
            return None
