"""Pictures as values of cells: each stands over its cell, no larger than it is."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING, Final

from lxml import etree

from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.package.parts import OfficeParts
from docgen.office.package.xml import whole_number
from docgen.office.tags.picture import Picture
from docgen.office.workbook.template.schema import SHEET, insert_in_order, sibling

if TYPE_CHECKING:
    from docgen.office.workbook.template.sheet import PlacedPicture

_TYPES: Final = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_SPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES: Final = f'xmlns:xdr="{_SPACE}" xmlns:a="{_MAIN}" xmlns:r="{_LINKS}"'
_PER_POINT: Final = 12_700  # units of a drawing
_PER_PIXEL: Final = 9_525
_PICTURE: Final = (
    "<xdr:oneCellAnchor {spaces}><xdr:from><xdr:col>{column}</xdr:col>"
    "<xdr:colOff>{across}</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:from>"
    '<xdr:ext cx="{width}" cy="{height}"/><xdr:pic><xdr:nvPicPr>'
    '<xdr:cNvPr id="{id}" name="{name}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/>'
    '</xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="{link}"/><a:stretch>'
    '<a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>"
)


def can_be_shown(picture: Picture) -> bool:
    """Whether a workbook can show a picture."""
    return picture.image.extension in _TYPES


class SheetPictures:
    """The pictures that the cells of a sheet hold in one document.

    Args:
        parts: The document.
        part: The sheet's part.
    """

    def __init__(self, parts: OfficeParts, part: str) -> None:
        self._parts = parts
        self._part = part

    def add(self, sheet: etree._Element, pictures: list[PlacedPicture]) -> None:
        """Place pictures.

        Args:
            sheet: The sheet, which gets a drawing if it has none.
            pictures: The pictures with their places.
        """
        drawing = self._parts.target(self._part, "drawing")
        if drawing is None:
            root = etree.fromstring(f"<xdr:wsDr {_SPACES}/>")
            name = "xl/drawings/drawing{}.xml"
            link = self._parts.add(self._part, "drawing", root, name, _DRAWING_TYPE)
            attributes = {f"{{{self._parts.space}}}id": link}
            made = sheet.makeelement(
                sibling(sheet, "drawing"), attributes, {"r": self._parts.space}
            )
            insert_in_order(sheet, made, SHEET)
            drawing = self._parts.target(self._part, "drawing")
        assert drawing is not None, "it was added"
        root = self._parts.xml(drawing)
        taken = (whole_number(one.get("id"), 0) for one in root.iter("{*}cNvPr"))
        numbers = count(1 + max(taken, default=0))
        for placed in pictures:
            root.append(self._anchor(placed, drawing, next(numbers)))

    def _anchor(self, placed: PlacedPicture, drawing: str, number: int) -> etree._Element:
        """A picture in the middle of its cell, as large as the cell or as itself."""
        image, cell = placed.picture.image, placed.cell
        room = placed.width * _PER_POINT, placed.height * _PER_POINT
        whole = image.width * _PER_PIXEL, image.height * _PER_PIXEL
        scale = min(1.0, *(have / want for have, want in zip(room, whole, strict=True)))
        width, height = (max(1, round(side * scale)) for side in whole)
        markup = _PICTURE.format(
            spaces=_SPACES,
            column=cell.left - 1,
            row=cell.top - 1,
            across=round((room[0] - width) / 2),
            down=round((room[1] - height) / 2),
            width=width,
            height=height,
            id=number,
            name=f"Picture {number}",
            link=self._link(placed.picture, drawing),
        )
        return etree.fromstring(markup)

    def _link(self, picture: Picture, drawing: str) -> str:
        """The relationship of a drawing to a picture, which stands in the file once."""
        extension = picture.image.extension
        name = f"xl/media/{hashlib.sha256(picture.data).hexdigest()[:16]}.{extension}"
        for identifier, one in self._parts.by_identifier(drawing).items():
            if one.target == name:
                return identifier
        self._declare(extension)
        return self._parts.add_binary(drawing, "image", picture.data, name)

    def _declare(self, extension: str) -> None:
        types = self._parts.xml(CONTENT_TYPES)
        known = {one.get("Extension", "").lower() for one in types.iterfind("{*}Default")}
        if extension not in known:
            attributes = {"Extension": extension, "ContentType": _TYPES[extension]}
            types.insert(0, types.makeelement(sibling(types, "Default"), attributes))
