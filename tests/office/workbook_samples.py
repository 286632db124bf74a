"""Small workbooks for the tests of this folder."""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from docgen.office.workbook.template.template import WorkbookTemplate
from docgen.problems import ProblemError

Rows = Sequence[Sequence[Any]]


def save_template(
    path: Path, rows: Rows, prepare: Callable[[Worksheet], object] | None = None
) -> Path:
    """A template of one sheet, 表, with these rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in rows:
        sheet.append(row)
    if prepare:
        prepare(sheet)
    book.save(path)
    return path


def expanded(
    path: Path,
    rows: Rows,
    context: Mapping[str, Any],
    prepare: Callable[[Worksheet], object] | None = None,
) -> Workbook:
    """The workbook that a template gives for a context, its fields blank."""
    template = WorkbookTemplate.compile(save_template(path, rows, prepare))
    return opened(template.expand(context).render({}))


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def texts(book: Workbook) -> list[list[Any]]:
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def found(error: ProblemError) -> list[tuple[str, str]]:
    """Code and cell of each problem."""
    return [(problem.code, problem.place.cell) for problem in error.problems]
