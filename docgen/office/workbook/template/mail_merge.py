"""A workbook template filled with other data each time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

from jinja2 import meta

from docgen.office.tags.environment import NO_FILTERS, Filters
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.writing import prepared
from docgen.office.workbook.template.book import TemplateBook
from docgen.office.workbook.template.cell_types import typed
from docgen.office.workbook.template.filling import Filling
from docgen.office.workbook.template.row_map import PrintedRow
from docgen.office.workbook.template.sheet_template import SheetTemplate
from docgen.office.workbook.template.source import CellTag, SheetEnvironment
from docgen.office.workbook.template.template import read_template

_ROW_TAG: Final = re.compile(r"\{%(-?)\s*tr\b")
_MERGE_TAG: Final = re.compile(r"\{%-?\s*vm\b(.*?)-?%\}", re.DOTALL)
_LEVEL: Final = 1  # of parts that are one document's own


class MergeWorkbook:
    """A workbook template of which no two documents hold the same values.

    Attributes:
        name: Its name in messages.
        variables: The names that it uses at the top level of the context.
    """

    def __init__(self, book: TemplateBook) -> None:
        self.name = book.file
        self._book = book
        tags = [tag for program in book.programs for tag in program.tags]
        self.variables = _variables(tags, book.environment)
        self._typed = {sheet.title: partial(self._value, sheet) for sheet in book.sheets}

    @classmethod
    def compile(
        cls,
        path: Path,
        name: str | None = None,
        heads: Heads = NO_HEADS,
        filters: Filters = NO_FILTERS,
    ) -> Self:
        """Read a template and check its tags.

        Args:
            path: The .xlsx file.
            name: Its name in messages; its path if not given.
            heads: The heads of the table that its tags may name.
            filters: Filters beyond those of all templates, by name.

        Raises:
            ProblemError: It is no workbook, or tags are wrong: all of them, each with its cell.
        """
        file = name or str(path)
        environment = SheetEnvironment(filters, heads)
        return cls(TemplateBook(read_template(path, file), file, environment, shares_texts=False))

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Make a workbook.

        Args:
            context: The values that the tags use.

        Raises:
            ProblemError: A tag cannot be computed, or gives what a cell cannot hold.
        """
        return Filling(self._book, context, self._typed).compiled(_LEVEL).render({})

    def _value(self, sheet: SheetTemplate, row: PrintedRow, column: int, value: Any) -> Any:
        """What a value becomes in a cell of the template."""
        if (row.source, column) in sheet.heads:
            return None if value is None else str(value)
        return typed(value, self._book.styles.of(sheet.style_of(row.source, column)).code)


def _variables(tags: Sequence[CellTag], environment: SheetEnvironment) -> frozenset[str]:
    texts = (prepared(tag.text, environment.heads) for tag in dict.fromkeys(tags))
    source = "\n".join(_MERGE_TAG.sub(r"{{\1}}", _ROW_TAG.sub(r"{%\1", text)) for text in texts)
    return frozenset(meta.find_undeclared_variables(environment.parse(source)))
