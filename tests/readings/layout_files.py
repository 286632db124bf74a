"""Pages as files: in Word, in a workbook, and in the formats that LibreOffice opens as text."""

from __future__ import annotations

import io
from typing import Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from readings.layout_blocks import Box, Break, Grid, Header, Page

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BOX: Final = (
    f'<w:r xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:shape style="position:absolute;width:300pt;height:30pt"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_ODF: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.{kind}"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
)


def as_docx(page: Page, *, landscape: bool = False) -> bytes:
    """A page typed in Word."""
    document = Document()
    if landscape:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for block in page:
        if isinstance(block, Grid):
            _fill_table(document.add_table(len(block.rows), block.width), block)
            document.add_paragraph()
        elif isinstance(block, Box):
            document.add_paragraph()._p.append(parse_xml(_BOX.format(escape(block.text))))
        elif isinstance(block, Header):
            document.sections[0].header.paragraphs[0].text = block.text
        elif isinstance(block, Break):
            document.add_page_break()
        else:
            document.add_paragraph(block)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _fill_table(table: Any, grid: Grid) -> None:
    places = [row.cells for row in table.rows]
    for number, column, cell in grid.placed():
        target = places[number][column]
        if cell.across > 1 or cell.down > 1:
            target = target.merge(places[number + cell.down - 1][column + cell.across - 1])
        target.text = cell.text
        if cell.inner is not None:
            inner = target.add_table(len(cell.inner.rows), cell.inner.width)
            _fill_table(inner, cell.inner)
            target.add_paragraph()


def as_xlsx(page: Page) -> bytes:
    """A page typed in Excel: numbers as numbers, each line in a row of its own."""
    book = Workbook()
    sheet = book.active
    top = 1
    for block in page:
        if isinstance(block, Grid):
            for number, column, cell in block.placed():
                at = sheet.cell(top + number, column + 1, _typed(cell.text))
                if cell.across > 1 or cell.down > 1:
                    end = f"{get_column_letter(column + cell.across)}{top + number + cell.down - 1}"
                    sheet.merge_cells(f"{at.coordinate}:{end}")
            top += len(block.rows)
        elif isinstance(block, Break):
            sheet, top = book.create_sheet(block.sheet), 1
        elif isinstance(block, str):
            sheet.cell(top, 1, block)
            top += 1
        else:
            sheet.oddHeader.center.text = block.text
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _typed(text: str) -> str | float | None:
    try:
        return float(text) if text.isascii() else text
    except ValueError:
        return text or None


def as_fodt(page: Page) -> bytes:
    """A page as a text document that LibreOffice opens."""
    body = "".join(
        _odf_table(block) if isinstance(block, Grid) else _odf_text(_line(block)) for block in page
    )
    return _ODF.format(kind="text", body=body).encode()


def as_fods(page: Page) -> bytes:
    """A page as a workbook that LibreOffice opens."""
    sheets: list[list[str]] = [[]]
    for block in page:
        if isinstance(block, Break):
            sheets.append([])
        elif isinstance(block, Grid):
            sheets[-1].append(_odf_rows(block, typed=True))
        else:
            cell = f"<table:table-cell>{_odf_text(_line(block))}</table:table-cell>"
            sheets[-1].append(f"<table:table-row>{cell}</table:table-row>")
    body = "".join(
        f'<table:table table:name="表{number}">{"".join(rows)}</table:table>'
        for number, rows in enumerate(sheets, 1)
    )
    return _ODF.format(kind="spreadsheet", body=body).encode()


def _line(block: str | Box | Header | Break | Grid) -> str:
    return block if isinstance(block, str) else getattr(block, "text", "")


def _odf_table(grid: Grid) -> str:
    columns = f'<table:table-column table:number-columns-repeated="{grid.width}"/>'
    return f"<table:table>{columns}{_odf_rows(grid)}</table:table>"


def _odf_rows(grid: Grid, *, typed: bool = False) -> str:
    cells = {(number, column): cell for number, column, cell in grid.placed()}
    rows = []
    for number in range(len(grid.rows)):
        texts = []
        for column in range(grid.width):
            cell = cells.get((number, column))
            if cell is None:
                texts.append("<table:covered-table-cell/>")
                continue
            spans = f' table:number-columns-spanned="{cell.across}"'
            spans += f' table:number-rows-spanned="{cell.down}"'
            if typed and isinstance(_typed(cell.text), float):
                spans += f' office:value-type="float" office:value="{cell.text}"'
            inner = _odf_table(cell.inner) if cell.inner else ""
            text = _odf_text(cell.text) + inner
            texts.append(f"<table:table-cell{spans}>{text}</table:table-cell>")
        rows.append(f"<table:table-row>{''.join(texts)}</table:table-row>")
    return "".join(rows)


def _odf_text(text: str) -> str:
    """Paragraphs, their runs of blanks kept."""
    blanks = escape(text).replace("  ", '<text:s text:c="2"/>')
    return "".join(f"<text:p>{line}</text:p>" for line in blanks.split("\n"))
