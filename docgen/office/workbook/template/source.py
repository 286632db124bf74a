"""The tags of a template sheet put together as the source of one Jinja program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Template, TemplateSyntaxError
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.office.tags.environment import TagEnvironment
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.syntax import text_failure
from docgen.office.tags.writing import prepared
from docgen.problems import Place, Problem, ProblemError, problem

_TAG: Final = re.compile(r"\{[{%#]")
_ROW_TAG: Final = re.compile(r"\s*\{%-?\s*tr\s+(?P<tag>(?P<word>\w+).*?)\s*-?%\}\s*", re.DOTALL)
_MERGE_TAG: Final = re.compile(r"\s*\{%-?\s*vm\s+(?P<test>.+?)\s*-?%\}\s*", re.DOTALL)
_ENDS: Final = {"for": "endfor", "if": "endif"}
_BETWEEN: Final = {"else": ("for", "if"), "elif": ("if",)}
_NUMBER_OR_ONE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|\S")


def stacked(text: str) -> str:
    """Text with one character on each line, numbers kept whole, for a narrow column."""
    return "\n".join(_NUMBER_OR_ONE.findall(text))


class SheetEnvironment(TagEnvironment):
    """The environment of workbook templates."""

    def printed(self, value: Any) -> Any:
        """A value as it is printed among others."""
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        return "" if value is None else value


_ENVIRONMENT: Final = SheetEnvironment({"stacked": stacked}, autoescape=False)


@dataclass(frozen=True, slots=True)
class CellTag:
    """A cell with tags, for one or more lines of the program.

    Attributes:
        place: The cell.
        column: Its column, from 1.
        text: The tag, or the text that it stands in.
        controls_rows: It is a row tag.
    """

    place: Place
    column: int
    text: str
    controls_rows: bool = False

    def problem(self, code: str, **facts: str) -> Problem:
        """A problem of this tag."""
        return problem(code, self.place, tag=self.text, **facts)


def compile_source(
    sheet: Worksheet, file: str, heads: Heads = NO_HEADS
) -> tuple[Template, list[CellTag]]:
    """Compile a sheet.

    Args:
        sheet: The template's sheet.
        file: The template's name in messages.
        heads: The heads of the table that its tags may name.

    Returns:
        The program and, for each of its lines, the tag that it comes from.

    Raises:
        ProblemError: Every tag that is wrong, with its cell.
    """
    source = _Source(Place(file=file, sheet=sheet.title), heads)
    for number, row in enumerate(sheet.iter_rows(), 1):
        texts = {
            column: cell.value
            for column, cell in enumerate(row, 1)
            if isinstance(cell.value, str) and cell.data_type != "f"
        }
        filled = sum(cell.value is not None for cell in row)
        source.add_row(number, texts, filled)
    return source.compiled()


class _Source:
    """The lines of a program while it is put together."""

    def __init__(self, sheet: Place, heads: Heads) -> None:
        self._sheet = sheet
        self._heads = heads
        self._lines: list[str] = []
        self._tags: list[CellTag] = []
        self._open: list[tuple[str, CellTag]] = []
        self._problems: list[Problem] = []

    def add_row(self, number: int, texts: Mapping[int, str], filled: int) -> None:
        """Add a row: a row tag, which is not printed, or a row with the tags of its cells."""
        read = {column: prepared(text, self._heads) for column, text in texts.items()}
        for column, text in read.items():
            row_tag = _ROW_TAG.match(text)
            if row_tag:
                tag = self._tag(number, column, texts[column], controls_rows=True)
                if filled > 1 or row_tag.end() < len(text):
                    self._problems.append(tag.problem("workbook.row-tag-not-alone"))
                else:
                    self._add_row_tag(tag, row_tag["word"], row_tag["tag"])
                return
        self._add(self._tag(number, 1, ""), f"{{{{ _print.row({number}) }}}}")
        for column, text in read.items():
            if _TAG.search(text):
                self._add_cell(self._tag(number, column, texts[column]), text)

    def compiled(self) -> tuple[Template, list[CellTag]]:
        """The whole program with the tag of each line."""
        for word, tag in self._open:
            self._problems.append(tag.problem("workbook.row-tag-open", end=_ENDS[word]))
        if not self._problems:
            try:
                return _ENVIRONMENT.from_string("\n".join(self._lines)), self._tags
            except TemplateSyntaxError as error:
                tag = self._tags[error.lineno - 1]
                self._problems.append(tag.problem("template.unpaired-tag"))
            except (SyntaxError, RecursionError, MemoryError, OverflowError):
                deepest = next(tag for tag in self._tags if tag.controls_rows)
                self._problems.append(deepest.problem("template.too-deep"))
        raise ProblemError(self._problems)

    def _tag(self, row: int, column: int, text: str, controls_rows: bool = False) -> CellTag:
        cell = f"{get_column_letter(column)}{row}"
        place = Place(file=self._sheet.file, sheet=self._sheet.sheet, cell=cell)
        return CellTag(place, column, text.strip(), controls_rows)

    def _add(self, tag: CellTag, line: str) -> None:
        self._lines.append(line)
        self._tags += [tag] * (line.count("\n") + 1)

    def _add_row_tag(self, tag: CellTag, word: str, text: str) -> None:
        innermost = self._open[-1][0] if self._open else ""
        if word in _ENDS:
            self._open.append((word, tag))
        elif innermost and word == _ENDS[innermost]:
            self._open.pop()
        elif innermost not in _BETWEEN.get(word, ()):
            self._problems.append(tag.problem("workbook.row-tag-unexpected"))
        # A tag that opens can be tried alone; the others show when the whole is compiled.
        alone = f"{{% {text} %}}{{% {_ENDS[word]} %}}" if word in _ENDS else ""
        if self._parses(tag, alone):
            self._add(tag, f"{{% {text} %}}")

    def _add_cell(self, tag: CellTag, text: str) -> None:
        merge = _MERGE_TAG.match(text)
        if merge:
            text = text[merge.end() :]
            if not self._parses(tag, f"{{{{ ({merge['test']}) }}}}"):
                return
            self._add(tag, f"{{{{ _print.merge({len(self._tags)}, ({merge['test']})) }}}}")
        if not self._parses(tag, text):
            return
        value = _only_expression(text)
        if value is None:
            self._add(tag, f"{{% set _text %}}{text}{{% endset %}}")
            value = "_text"
        self._add(tag, f"{{{{ _print.cell({len(self._tags)}, ({value})) }}}}")

    def _parses(self, tag: CellTag, source: str) -> bool:
        why = text_failure(_ENVIRONMENT, source, self._heads, tag.text)
        if why:
            self._problems.append(tag.problem(why.code, **why.facts))
        return why is None


def _only_expression(text: str) -> str | None:
    """The expression of a text that is nothing but one ``{{ }}``, whose value keeps its type."""
    tokens = list(_ENVIRONMENT.lex(text.strip()))
    kinds = [kind for _, kind, _ in tokens]
    if kinds.count("variable_begin") != 1 or kinds[0] != "variable_begin":
        return None
    if kinds[-1] != "variable_end":
        return None
    return "".join(value for _, _, value in tokens[1:-1])
