"""The tags of a template sheet put together as the source of one Jinja program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import Template, TemplateSyntaxError
from openpyxl.utils import get_column_letter

from docgen.office.tags.environment import NO_FILTERS, Filters, TagEnvironment
from docgen.office.tags.failures import UnprintableError
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.language import may_hold_tags, tags_in
from docgen.office.tags.picture import Picture
from docgen.office.tags.syntax import text_failure
from docgen.office.tags.writing import prepared
from docgen.office.workbook.template.escaping import ESCAPES, Escape
from docgen.office.workbook.template.rich_text import MARKS, marked, prepared_parts
from docgen.problems import Place, Problem, ProblemError, problem

_ROW_TAG: Final = re.compile(r"\s*\{%-?\s*tr\s+(?P<tag>(?P<word>\w+).*?)\s*-?%\}\s*", re.DOTALL)
_MERGE_TAG: Final = re.compile(r"\s*\{%-?\s*vm\s+(?P<test>.+?)\s*-?%\}\s*", re.DOTALL)
_ENDS: Final = {"for": "endfor", "if": "endif"}
_BETWEEN: Final = {"else": ("for", "if"), "elif": ("if",)}
_NUMBER_OR_ONE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|\S")


def stacked(text: str) -> str:
    """Text with one character on each line, numbers kept whole, for a narrow column."""
    return "\n".join(_NUMBER_OR_ONE.findall(text))


class SheetEnvironment(TagEnvironment):
    """The environment of a workbook template.

    Attributes:
        heads: The heads of the table that its tags may name.

    Args:
        filters: Filters beyond those of all templates, by name.
    """

    def __init__(self, filters: Filters = NO_FILTERS, heads: Heads = NO_HEADS) -> None:
        escapes = {f"_{escape}": function for escape, function in ESCAPES.items()}
        super().__init__({**filters, **escapes, "stacked": stacked}, autoescape=False)
        self.heads = heads

    def printed(self, value: Any) -> Any:
        """A value as it is printed among others."""
        if isinstance(value, Picture):
            raise UnprintableError("template.picture-in-text")
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        return "" if value is None else value


@dataclass(frozen=True, slots=True)
class CellTag:
    """A cell or another text with tags, for one or more lines of the program.

    Attributes:
        place: The cell, or where else the text stands.
        column: Its column, from 1.
        text: The tag, or the text that it stands in.
        controls_rows: It is a row tag.
        look: Number of the part of a cell's text where its only tag begins.
    """

    place: Place
    column: int
    text: str
    controls_rows: bool = False
    look: int = 0

    def problem(self, code: str, **facts: str) -> Problem:
        """A problem of this tag."""
        return problem(code, self.place, tag=self.text, **facts)


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text with tags that is no cell's.

    Attributes:
        number: Its number.
        place: Where it stands.
        parts: Its parts, each with a look of its own.
        escape: How values are written into it.
    """

    number: int
    place: Place
    parts: tuple[str, ...]
    escape: Escape = "text"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a template sheet as its program needs it.

    Attributes:
        number: Its number.
        texts: The texts of its cells that hold no formula, in their parts, by column from 1.
        filled: How many of its cells hold anything.
        others: Texts that are printed once for each time that the row is.
    """

    number: int
    texts: Mapping[int, Sequence[str]] = field(default_factory=dict)
    filled: int = 0
    others: Sequence[TextSource] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it holds no tags."""
        return not self.others and not any(
            may_hold_tags("".join(parts)) for parts in self.texts.values()
        )


@dataclass(frozen=True, slots=True)
class Program:
    """The program of a sheet.

    Attributes:
        template: The program.
        tags: For each of its lines, the tag that it comes from.
    """

    template: Template
    tags: Sequence[CellTag]


def row_tag_word(text: str) -> str:
    """The first word of the row tag with which a cell's text begins; empty if it has none."""
    match = _ROW_TAG.match(prepared(text))
    return match["word"] if match else ""


def compile_sheet(
    rows: Iterable[SourceRow], end: int, sheet: Place, environment: SheetEnvironment
) -> Program:
    """Compile the tags of a sheet.

    Args:
        rows: Its rows in their order; those that are not there are blank.
        end: Number of its last row.
        sheet: The sheet.
        environment: The template's environment.

    Raises:
        ProblemError: Every tag that is wrong, with its cell.
    """
    source = _Source(sheet, environment)
    done = 0
    for row in rows:
        if not row.is_plain:
            source.add_plain(done + 1, row.number - 1)
            source.add_row(row)
            done = row.number
    source.add_plain(done + 1, end)
    return source.compiled()


def compile_texts(texts: Sequence[TextSource], environment: SheetEnvironment) -> Program:
    """Compile texts that no row repeats.

    Raises:
        ProblemError: Every tag that is wrong, with its place.
    """
    source = _Source(Place(), environment)
    source.add_plain(1, 1)
    for text in texts:
        source.add_text(text)
    return source.compiled()


class _Source:
    """The lines of a program while it is put together."""

    def __init__(self, sheet: Place, environment: SheetEnvironment) -> None:
        self._sheet = sheet
        self._environment = environment
        self._lines: list[str] = []
        self._tags: list[CellTag] = []
        self._open: list[tuple[str, CellTag, int]] = []
        self._problems: list[Problem] = []

    def add_plain(self, first: int, last: int) -> None:
        """Add rows without tags, if there are any."""
        if first <= last:
            count = last - first + 1
            self._add(self._tag(first, 1, ""), f"{{{{ _print.rows({first}, {count}) }}}}")

    def add_row(self, row: SourceRow) -> None:
        """Add a row: a row tag, which is not printed, or a row with the tags of its cells."""
        for column, parts in row.texts.items():
            typed = "".join(parts)
            text = prepared(typed, self._environment.heads)
            row_tag = _ROW_TAG.match(text)
            if row_tag:
                tag = self._tag(row.number, column, typed, controls_rows=True)
                if row.filled > 1 or row_tag.end() < len(text):
                    self._problems.append(tag.problem("workbook.row-tag-not-alone"))
                else:
                    self._add_row_tag(tag, row_tag["word"], row_tag["tag"], row.number)
                return
        self._add(self._tag(row.number, 1, ""), f"{{{{ _print.rows({row.number}, 1) }}}}")
        for column, parts in row.texts.items():
            if may_hold_tags("".join(parts)):
                self._add_cell(row.number, column, parts)
        for other in row.others:
            self.add_text(other)

    def add_text(self, text: TextSource) -> None:
        """Add a text that is no cell's."""
        tag = CellTag(text.place, 0, "".join(text.parts).strip())
        parts = prepared_parts(text.parts, self._environment.heads)
        if self._is_legal(tag, "".join(text.parts)) and self._parses(tag, "".join(parts)):
            escaped = self._escaped(marked(parts), text.escape)
            self._add(tag, f"{{% set _text %}}{escaped}{{% endset %}}")
            self._add(tag, f"{{{{ _print.text({len(self._tags)}, {text.number}, _text) }}}}")

    def compiled(self) -> Program:
        """The whole program with the tag of each line."""
        for word, tag, _ in self._open:
            self._problems.append(tag.problem("workbook.row-tag-open", end=_ENDS[word]))
        if not self._problems:
            source = "\n".join(self._lines)
            try:
                return Program(self._environment.from_string(source), self._tags)
            except TemplateSyntaxError as error:
                tag = self._tags[error.lineno - 1]
                self._problems.append(tag.problem("template.unpaired-tag"))
            except (SyntaxError, RecursionError, MemoryError, OverflowError):
                # Python's compiler takes no more than so many blocks inside each other.
                self._problems.append(self._deepest().problem("template.too-deep"))
        raise ProblemError(self._problems)

    def _deepest(self) -> CellTag:
        """The tag that makes a program too deep, which is none that is so alone."""
        return max(self._tags, key=lambda tag: tag.text.count("{%") + 2 * tag.controls_rows)

    def _tag(
        self, row: int, column: int, text: str, controls_rows: bool = False, look: int = 0
    ) -> CellTag:
        place = self._sheet._replace(cell=f"{get_column_letter(column)}{row}")
        return CellTag(place, column, text.strip(), controls_rows, look)

    def _add(self, tag: CellTag, line: str) -> None:
        self._lines.append(line)
        self._tags += [tag] * (line.count("\n") + 1)

    def _add_row_tag(self, tag: CellTag, word: str, text: str, row: int) -> None:
        innermost = self._open[-1][0] if self._open else ""
        if innermost and word == _ENDS[innermost]:
            _, _, opened = self._open.pop()
            self._add(tag, f"{{% {text} %}}")
            if innermost == "for":
                self._add(tag, f"{{{{ _print.end({opened}) }}}}")
            return
        if word in _ENDS:
            self._open.append((word, tag, row))
        elif innermost not in _BETWEEN.get(word, ()):
            self._problems.append(tag.problem("workbook.row-tag-unexpected"))
        # A tag that opens can be tried alone; the others show when the whole is compiled.
        alone = f"{{% {text} %}}{{% {_ENDS[word]} %}}" if word in _ENDS else ""
        if self._parses(tag, alone):
            self._add(tag, f"{{% {text} %}}")
            if word == "for":
                self._add(tag, f"{{{{ _print.turn({row}) }}}}")
            elif word == "else" and innermost == "for":
                self._add(tag, f"{{{{ _print.end({self._open[-1][2]}) }}}}")

    def _add_cell(self, row: int, column: int, parts: Sequence[str]) -> None:
        typed = "".join(parts)
        tag = self._tag(row, column, typed, look=_look_of_tag(parts))
        if not self._is_legal(tag, typed):
            return
        parts = prepared_parts(parts, self._environment.heads)
        text = "".join(parts)
        merge = _MERGE_TAG.match(text)
        if merge:
            parts = _without(parts, merge.end())
            text = "".join(parts)
            if not self._parses(tag, f"{{{{ ({merge['test']}) }}}}"):
                return
            self._add(tag, f"{{{{ _print.merge({len(self._tags)}, ({merge['test']})) }}}}")
        if not self._parses(tag, text):
            return
        value = self._only_expression(text)
        if value is None:
            self._add(tag, f"{{% set _text %}}{marked(parts)}{{% endset %}}")
            value = "_text"
        self._add(tag, f"{{{{ _print.cell({len(self._tags)}, ({value})) }}}}")

    def _is_legal(self, tag: CellTag, text: str) -> bool:
        found = next((sign for sign in MARKS if sign in text), None)
        if found:
            shown = repr(found)[1:-1]
            facts = {"field": tag.text, "character": shown}
            self._problems.append(problem("package.illegal-character", tag.place, **facts))
        return found is None

    def _parses(self, tag: CellTag, source: str) -> bool:
        why = text_failure(self._environment, source, self._environment.heads, tag.text)
        if why:
            self._problems.append(tag.problem(why.code, **why.facts))
        return why is None

    def _only_expression(self, text: str) -> str | None:
        """The expression of a text that is one ``{{ }}`` alone, whose value keeps its type."""
        tokens = list(self._environment.lex(text.strip()))
        kinds = [kind for _, kind, _ in tokens]
        if kinds.count("variable_begin") != 1 or kinds[0] != "variable_begin":
            return None
        if kinds[-1] != "variable_end":
            return None
        return "".join(value for _, _, value in tokens[1:-1])

    def _escaped(self, source: str, escape: Escape) -> str:
        """A source whose values are written as the text around them asks for."""
        if escape == "text":
            return source
        pieces = []
        for _, kind, value in self._environment.lex(source):
            if kind == "variable_begin":
                value = f"{value} ("
            elif kind == "variable_end":
                value = f")|_{escape} {value}"
            pieces.append(value)
        return "".join(pieces)


def _look_of_tag(parts: Sequence[str]) -> int:
    """The part of a text in which its first tag begins."""
    tag = next(tags_in("".join(parts)), None)
    start, end = tag.start if tag else 0, 0
    for look, part in enumerate(parts):
        end += len(part)
        if start < end:
            return look
    return 0


def _without(parts: Sequence[str], count: int) -> list[str]:
    """The parts of a text without its first characters; all parts are still there."""
    left = []
    for part in parts:
        left.append(part[count:])
        count = max(0, count - len(part))
    return left
