"""The rows of a template sheet as one Jinja program, run to say which rows to print with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Template, Undefined
from openpyxl.worksheet.worksheet import Worksheet

from docgen.office.package.xml import illegal_character
from docgen.office.tags.failures import failure, line_of
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.workbook.template.fields import NamedCell
from docgen.office.workbook.template.source import CellTag, compile_source
from docgen.office.workbook.values import CellValue
from docgen.problems import Problem, ProblemError


@dataclass(slots=True)
class PrintedRow:
    """A row to print.

    Attributes:
        source: Number of the template's row that it is a copy of.
        values: What its cells with tags hold, by column from 1.
        merging: Columns of the cells that belong to a block of merged cells: False where
            the cell starts a new block, True where it is merged with the one above.
    """

    source: int
    values: dict[int, CellValue | NamedCell] = field(default_factory=dict)
    merging: dict[int, bool] = field(default_factory=dict)


class RowProgram:
    """A template sheet, ready to be run with different contexts.

    Attributes:
        moves_rows: It has row tags, so that rows can be repeated or left out.
    """

    def __init__(self, template: Template, tags: Sequence[CellTag]) -> None:
        self.moves_rows = any(tag.controls_rows for tag in tags)
        self._template = template
        self._tags = tags

    @classmethod
    def compile(cls, sheet: Worksheet, file: str, heads: Heads = NO_HEADS) -> RowProgram:
        """Compile the tags of a sheet.

        Args:
            sheet: The template's sheet.
            file: The template's name in messages.
            heads: The heads of the table that its tags may name.

        Raises:
            ProblemError: Every tag that is wrong, with its cell.
        """
        return cls(*compile_source(sheet, file, heads))

    def run(self, context: Mapping[str, Any]) -> list[PrintedRow]:
        """The rows to print.

        Raises:
            ProblemError: A tag cannot be computed, or gives what a cell cannot hold.
        """
        rows = _Rows(self._tags)
        try:
            self._template.render(context, _print=rows)
        except Exception as error:
            tag = self._failed(error)
            if tag is None:
                raise
            why = failure(error, context)
            raise ProblemError([tag.problem(why.code, **why.facts)]) from error
        if rows.problems:
            raise ProblemError(rows.problems)
        return rows.printed

    def _failed(self, error: Exception) -> CellTag | None:
        """The tag that failed: Jinja gives its own frames the lines of the program."""
        line = line_of(error)
        return self._tags[line - 1] if line else None


class _Rows:
    """What a program calls while it runs: collects the rows with their cells."""

    def __init__(self, tags: Sequence[CellTag]) -> None:
        self.printed: list[PrintedRow] = []
        self.problems: list[Problem] = []
        self._tags = tags

    def row(self, source: int) -> None:
        """Print a row of the template."""
        self.printed.append(PrintedRow(source))

    def merge(self, line: int, starts: object) -> None:
        """Start a block of merged cells, or go on with the one above."""
        self.printed[-1].merging[self._tags[line].column] = not starts

    def cell(self, line: int, value: object) -> None:
        """Fill a cell of the row that was printed last."""
        if isinstance(value, Undefined):
            str(value)  # a missing value complains when it is used
        tag, row = self._tags[line], self.printed[-1]
        if not (value is None or isinstance(value, str | int | Decimal | date | NamedCell)):
            kind = type(value).__name__
            self.problems.append(tag.problem("template.unsupported-value", kind=kind))
            return
        row.values[tag.column] = value
        if isinstance(value, NamedCell) and row.merging.get(tag.column):
            self.problems.append(tag.problem("workbook.field-merged-away", name=value.name))
        character = illegal_character(value) if isinstance(value, str) else None
        if character:
            found = tag.problem("package.illegal-character", field=tag.text, character=character)
            self.problems.append(found)
