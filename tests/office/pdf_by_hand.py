"""PDFs drawn by hand, command by command, for what office programs do not make at will."""

import io
from collections.abc import Sequence

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

HEIGHT = 842


def said(x: float, y: float, text: str, size: float = 10, matrix: str = "1 0 0 1") -> str:
    """Text that starts at a place, y from the top down to its base line."""
    written = text.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {matrix} {x} {HEIGHT - y} Tm <{written}> Tj ET"


def ruled(x0: float, y0: float, x1: float, y1: float, how: str = "stroke") -> str:
    """A line: a stroke, or a thin box that is filled."""
    if how == "stroke":
        return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S"
    return f"{x0} {HEIGHT - y1 - 0.5} {x1 - x0 + 0.5} {y1 - y0 + 0.5} re f"


def lattice(xs: Sequence[float], ys: Sequence[float], how: str = "stroke") -> str:
    """All lines of a table without merged cells."""
    across = [ruled(xs[0], y, xs[-1], y, how) for y in ys]
    return "\n".join([*across, *(ruled(x, ys[0], x, ys[-1], how) for x in xs)])


def drawn(*pages: str, marks: Sequence[DictionaryObject] = ()) -> PdfWriter:
    """A PDF with these commands on its pages, and marks on its first one."""
    writer = PdfWriter()
    font = writer._add_object(named(Type="Font", Subtype="Type0", BaseFont="STSong-Light"))
    font.get_object()[NameObject("/Encoding")] = NameObject("/UniGB-UCS2-H")
    collection = DictionaryObject(
        {
            NameObject("/Registry"): TextStringObject("Adobe"),
            NameObject("/Ordering"): TextStringObject("GB1"),
            NameObject("/Supplement"): NumberObject(4),
        }
    )
    descendant = named(Type="Font", Subtype="CIDFontType0", BaseFont="STSong-Light")
    descendant[NameObject("/CIDSystemInfo")] = collection
    font.get_object()[NameObject("/DescendantFonts")] = ArrayObject([descendant])
    for commands in pages:
        page = writer.add_blank_page(595, HEIGHT)
        content = DecodedStreamObject()
        content.set_data(commands.encode())
        page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
        fonts = DictionaryObject({NameObject("/F"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if marks:
        references = ArrayObject(writer._add_object(mark) for mark in marks)
        writer.pages[0][NameObject("/Annots")] = references
    return writer


def with_form(writer: PdfWriter, fields: Sequence[DictionaryObject], **more: object) -> PdfWriter:
    """The PDF as a form with these fields."""
    form = named(**more)
    form[NameObject("/Fields")] = ArrayObject(
        field.indirect_reference or writer._add_object(field) for field in fields
    )
    writer.root_object[NameObject("/AcroForm")] = form
    return writer


def named(**entries: object) -> DictionaryObject:
    """A dictionary; a text that starts with no ``=`` is a name."""
    return DictionaryObject(
        {NameObject(f"/{key}"): _value(value) for key, value in entries.items()}
    )


def _value(value: object) -> object:
    if isinstance(value, str):
        return TextStringObject(value[1:]) if value.startswith("=") else NameObject(f"/{value}")
    if isinstance(value, int):
        return NumberObject(value)
    if isinstance(value, list | tuple):
        return ArrayObject(map(_value, value))
    return value


def data(writer: PdfWriter) -> bytes:
    """The file."""
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
