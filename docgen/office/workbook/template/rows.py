"""The rows of a template sheet as one Jinja program, run to say which rows to print with what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from jinja2 import Undefined

from docgen.office.package.xml import illegal_character
from docgen.office.tags.failures import failure, line_of
from docgen.office.tags.picture import Picture
from docgen.office.workbook.template.fields import NamedCell
from docgen.office.workbook.template.pictures import can_be_shown
from docgen.office.workbook.template.rich_text import MARKS, Piece, in_pieces, plain
from docgen.office.workbook.template.row_map import LAST_ROW, Iteration, PrintedRow
from docgen.office.workbook.template.source import CellTag, Program, SheetEnvironment
from docgen.problems import Problem, ProblemError

_TEXT_LIMIT: Final = 32_767
Typed = Callable[[PrintedRow, int, Any], Any]
"""What a value becomes in its cell: of a row and a column of the template."""


def run(
    program: Program, context: Mapping[str, Any], typed: Typed | None = None
) -> list[PrintedRow]:
    """The rows to print.

    Args:
        program: The sheet's program.
        context: What its tags refer to.
        typed: What the value of a cell becomes; the value itself if None.

    Raises:
        ProblemError: A tag cannot be computed, or gives what a cell cannot hold.
    """
    rows = _Rows(program.tags, typed)
    try:
        program.template.render(context, _print=rows)
    except _TooManyRowsError as error:
        raise ProblemError(
            [error.tag.problem("workbook.too-many-rows", most=f"{LAST_ROW}")]
        ) from None
    except Exception as error:
        line = line_of(error)
        if not line:
            raise
        environment = program.template.environment
        assert isinstance(environment, SheetEnvironment)
        why = failure(error, context, environment.heads)
        raise ProblemError([program.tags[line - 1].problem(why.code, **why.facts)]) from error
    if rows.problems:
        raise ProblemError(rows.problems)
    return rows.printed


class _TooManyRowsError(Exception):
    """More rows than a sheet has."""

    def __init__(self, tag: CellTag) -> None:
        self.tag = tag
        super().__init__()


class _Rows:
    """What a program calls while it runs: collects the rows with their cells."""

    def __init__(self, tags: Sequence[CellTag], typed: Typed | None) -> None:
        self.printed: list[PrintedRow] = []
        self.problems: list[Problem] = []
        self._tags = tags
        self._typed = typed
        self._turns: list[Iteration] = []
        self._inside: tuple[Iteration, ...] = ()
        self._count = 0

    def rows(self, source: int, count: int) -> None:
        """Print rows of the template."""
        self._count += count
        if self._count > LAST_ROW:
            places = (tag for tag in self._tags if tag.controls_rows)
            raise _TooManyRowsError(next(places, self._tags[0]))
        self.printed.append(PrintedRow(source, count, inside=self._inside))

    def turn(self, loop: int) -> None:
        """Begin a turn of a loop; the one before ends."""
        begun = next((turn.whole for turn in self._turns if turn.loop == loop), None)
        self._close(loop)
        start = len(self.printed)
        whole = begun or Iteration(loop, start, start)
        self._turns.append(Iteration(loop, start, start, whole))
        self._inside = tuple(self._turns)

    def end(self, loop: int) -> None:
        """End a loop."""
        self._close(loop)
        self._inside = tuple(self._turns)

    def _close(self, loop: int) -> None:
        if not any(turn.loop == loop for turn in self._turns):
            return
        ended = None
        while ended != loop:
            turn = self._turns.pop()
            turn.end, ended = len(self.printed), turn.loop
            if turn.whole is not None:
                turn.whole.end = turn.end

    def merge(self, line: int, starts: object) -> None:
        """Start a block of merged cells, or go on with the one above."""
        self.printed[-1].merging[self._tags[line].column] = not starts

    def cell(self, line: int, value: object) -> None:
        """Fill a cell of the row that was printed last."""
        if isinstance(value, Undefined):
            str(value)  # a missing value complains when it is used
        tag, row = self._tags[line], self.printed[-1]
        found = None
        if isinstance(value, str):
            found = self._wrong_text(tag, value)
        elif isinstance(value, Picture):
            if not can_be_shown(value):
                found = tag.problem("template.picture-unreadable")
        elif not (value is None or isinstance(value, int | Decimal | date | NamedCell)):
            found = tag.problem("template.unsupported-value", kind=type(value).__name__)
        elif isinstance(value, NamedCell) and row.merging.get(tag.column):
            found = tag.problem("workbook.field-merged-away", name=value.name)
        if found:
            self.problems.append(found)
            return
        given: Any = value
        if isinstance(value, str) and MARKS[0] in value:
            given = in_pieces(value)
        elif self._typed is not None:
            try:
                given = self._typed(row, tag.column, value)
            except ProblemError as error:
                self.problems += (
                    tag.problem(one.code, **dict(one.facts)) for one in error.problems
                )
                return
        if isinstance(given, str) and tag.look and given:
            given = (Piece(tag.look, str(given)),)
        row.values[tag.column] = given

    def text(self, line: int, number: int, value: str) -> None:
        """Fill a text that belongs to the row that was printed last."""
        tag = self._tags[line]
        found = self._wrong_text(tag, value)
        if found:
            self.problems.append(found)
        else:
            self.printed[-1].texts[number] = in_pieces(value)

    def _wrong_text(self, tag: CellTag, text: str) -> Problem | None:
        said = plain(in_pieces(text)) if MARKS[0] in text else text
        if len(said) > _TEXT_LIMIT:
            return tag.problem("workbook.text-too-long", most=f"{_TEXT_LIMIT}")
        character = illegal_character(said)
        if character is None:
            return None
        return tag.problem("package.illegal-character", field=tag.text, character=character)
