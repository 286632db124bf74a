"""The shapes in which programs show the notes of a worksheet: VML, as Excel has it to this day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from lxml import etree
from openpyxl.worksheet.cell_range import CellRange

from docgen.office.workbook.template.layout import text_height

FONT_SIZE: Final = 9

_VML: Final = "urn:schemas-microsoft-com:vml"
_OFFICE: Final = "urn:schemas-microsoft-com:office:office"
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel"
_SPACES: Final = f'xmlns:v="{_VML}" xmlns:o="{_OFFICE}" xmlns:x="{_EXCEL}"'
_BOX: Final = "_x0000_t202"  # the number of text boxes among all shapes
_NUMBER: Final = re.compile(r"_x0000_s([0-9]{1,8})")
_BLOCK: Final = 1024  # of shape numbers, one for each drawing

_PIXELS_PER_POINT: Final = 4 / 3
_WIDTHS: Final = (150, 220, 330)  # of a note in points
_TALL: Final = 150  # where a note that is higher gets wider
_GAP: Final = 15  # pixels between a cell and its note
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 8.43, 15.0
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575


class NoteShapes:
    """The shapes of a drawing that show notes.

    Args:
        drawing: Root of the drawing.
        sheet: Root of the worksheet.
    """

    def __init__(self, drawing: etree._Element, sheet: etree._Element) -> None:
        self._drawing = drawing
        self._grid = _Grid(sheet)

    def remove(self, cells: Iterable[CellRange]) -> None:
        """Remove the notes of cells."""
        places = {(f"{cell.min_row - 1}", f"{cell.min_col - 1}") for cell in cells}
        for data in self._drawing.findall("{*}shape/{*}ClientData[@ObjectType='Note']"):
            place = data.findtext("{*}Row", ""), data.findtext("{*}Column", "")
            shape = data.getparent()
            if shape is not None and place in places:
                self._drawing.remove(shape)

    def is_empty(self) -> bool:
        """Whether the drawing shows nothing, no note of anybody else either."""
        kinds = {etree.QName(child).localname for child in self._drawing.iterchildren("{*}*")}
        return kinds <= {"shapelayout", "shapetype"}

    def add(self, area: CellRange, text: str) -> None:
        """Add a note beside the cells of an area; hidden until someone points at its cell."""
        if self._drawing.find(f"{{*}}shapetype[@id='{_BOX}']") is None:
            self._drawing.append(etree.fromstring(_BOX_TYPE))
        width, height = _size(text)
        anchor = self._grid.anchor(area, width * _PIXELS_PER_POINT, height * _PIXELS_PER_POINT)
        shape = _SHAPE.format(
            id=self._free_number(),
            width=f"{width:g}",
            height=f"{height:g}",
            anchor=", ".join(map(str, anchor)),
            row=area.min_row - 1,
            column=area.min_col - 1,
        )
        self._drawing.append(etree.fromstring(shape))

    def _free_number(self) -> int:
        layout = self._drawing.find("{*}shapelayout/{*}idmap")
        block = "" if layout is None else layout.get("data", "").split(",")[0].strip()
        used = [
            int(match[1])
            for shape in self._drawing.iter(f"{{{_VML}}}shape")
            if (match := _NUMBER.fullmatch(shape.get("id", "")))
        ]
        return 1 + max(used, default=_BLOCK * (int(block) if block.isdecimal() else 1))


def new_drawing(number: int) -> etree._Element:
    """A drawing without shapes.

    Args:
        number: Its number in the workbook, from 1: shapes are numbered through all drawings.
    """
    return etree.fromstring(
        f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/>'
        "</o:shapelayout></xml>"
    )


class _Grid:
    """Widths of columns and heights of rows in pixels, numbered from 0."""

    def __init__(self, sheet: etree._Element) -> None:
        setup = sheet.find("{*}sheetFormatPr")
        self._width = _number(setup, "defaultColWidth", _DEFAULT_WIDTH)
        self._height = _number(setup, "defaultRowHeight", _DEFAULT_HEIGHT)
        self._columns = sheet.findall("{*}cols/{*}col")
        self._following = sheet.iterfind("{*}sheetData/{*}row")
        self._rows: dict[str, etree._Element] = {}
        self._known = 0  # rows up to this number are among them

    def anchor(self, area: CellRange, width: float, height: float) -> Sequence[int]:
        """Where a box on the right of an area begins and ends, as drawings tell it.

        Returns:
            Column, pixels in it, row and pixels in it, of the left upper corner and the other.
        """
        column, row = min(area.max_col, _LAST_COLUMN), max(area.min_row - 2, 0)
        right = _walk(column, _GAP + width, self._column_width, _LAST_COLUMN)
        bottom = _walk(row, _GAP + height, self._row_height, _LAST_ROW)
        return column, _GAP, row, _GAP, *right, *bottom

    def _column_width(self, column: int) -> float:
        for one in self._columns:
            if _number(one, "min", 0) <= column + 1 <= _number(one, "max", 0):
                hidden = one.get("hidden") in ("1", "true")
                return 0 if hidden else _number(one, "width", self._width) * 7 + 5
        return self._width * 7 + 5

    def _row(self, number: int) -> etree._Element | None:
        """A row that the sheet has; those far below are not looked at before they are needed."""
        while self._known < number:
            following = next(self._following, None)
            if following is None:
                self._known = _LAST_ROW + 1
                break
            self._rows[following.get("r", "")] = following
            self._known = max(self._known, int(_number(following, "r", 0)))
        return self._rows.get(str(number))

    def _row_height(self, row: int) -> float:
        one = self._row(row + 1)
        hidden = one is not None and one.get("hidden") in ("1", "true")
        return 0 if hidden else _number(one, "ht", self._height) * _PIXELS_PER_POINT


def _walk(start: int, way: float, length: Callable[[int], float], last: int) -> tuple[int, int]:
    """The step in which a way from the beginning of a step ends, and how far in it."""
    step = start
    while step < last and way > (one := length(step)):
        step, way = step + 1, way - one
    return step, round(way)


def _size(text: str) -> tuple[float, float]:
    for width in _WIDTHS:
        height = text_height(text, FONT_SIZE, width, wraps=True)
        if height <= _TALL:
            break
    return width, height + FONT_SIZE


def _number(element: etree._Element | None, name: str, default: float) -> float:
    try:
        return default if element is None else float(element.get(name, default))
    except ValueError:
        return default


_BOX_TYPE: Final = (
    f'<v:shapetype {_SPACES} id="{_BOX}" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    f'<v:shape {_SPACES} id="_x0000_s{{id}}" type="#{_BOX}" style="position:absolute;'
    'width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1"'
    ' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
