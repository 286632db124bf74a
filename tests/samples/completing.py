"""Completes generated forms the way people do: types into Excel and Word, and saves.

What is saved depends on the input alone: no clock, one order of parts, one compression.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Final
from unittest.mock import patch

from docx import Document
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.merge import MergedCellRange

from docgen.office.package.archive import deflate, read_package, write_archive
from docgen.office.package.properties import (
    CORE_PART,
    CoreProperties,
    core_properties,
    read_core_properties,
)
from docgen.office.word.names import w

DOCUMENT: Final = "word/document.xml"
# What Word shows in a content control that was emptied.
PROMPT: Final = "单击或点击此处输入文字。"
_APPLICATION: Final = "docProps/app.xml"
_EXCEL: Final = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>Microsoft Excel</Application></Properties>'
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def fill_workbook(data: bytes, values: Mapping[str, object], *, saved: datetime) -> bytes:
    """Type values into the cells with these names; None empties a cell.

    openpyxl saves formulas without their values, like a program that does not calculate.
    """
    book = load_workbook(io.BytesIO(data))
    for name, value in values.items():
        ((sheet, cell),) = book.defined_names[name].destinations
        book[sheet][cell].value = value
    return save_workbook(book, saved=saved)


def opened(data: bytes, *, computed: bool = False) -> Workbook:
    """A workbook to be looked at and not to be saved.

    The borders of merged cells, with which openpyxl spends most of its time, are left out.

    Args:
        data: The file.
        computed: Values instead of formulas.
    """
    with patch.object(MergedCellRange, "format"):
        return load_workbook(io.BytesIO(data), data_only=computed)


def save_workbook(book: Workbook, *, saved: datetime) -> bytes:
    """A workbook as Excel saves it at that time."""
    buffer = io.BytesIO()
    book.save(buffer)
    parts = unpacked(buffer.getvalue())
    # openpyxl writes its own version there, which differs between machines.
    return packed(parts | {_APPLICATION: _EXCEL}, saved=saved)


def cell_of(data: bytes, name: str) -> tuple[str, str]:
    """Sheet and cell that a name of a workbook stands for."""
    book = etree.fromstring(unpacked(data)["xl/workbook.xml"])
    (found,) = (one.text for one in book.iter("{*}definedName") if one.get("name") == name)
    sheet, cell = found.replace("$", "").split("!")
    return sheet.strip("'"), cell


def fill_word(data: bytes, texts: Mapping[str, str], *, saved: datetime) -> bytes:
    """Type texts into the content controls with these tags; the empty text empties a control."""
    parts = unpacked(data)
    root = etree.fromstring(parts[DOCUMENT])
    for tag, text in texts.items():
        first, *others = _controls(root, tag)
        for other in others:
            paragraph = next(other.iterancestors(w("p")))
            paragraph.getparent().remove(paragraph)
        _type_into(first, text)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts, saved=saved)


def letter(paragraphs: list[str], *, saved: datetime) -> bytes:
    """A Word letter that is none of the forms."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return packed(unpacked(buffer.getvalue()), saved=saved)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], *, saved: datetime, level: int = 9) -> bytes:
    """An office file of these parts that says when it was saved."""
    core = write_archive([deflate(CORE_PART, parts[CORE_PART])])
    known = read_core_properties(read_package(core))
    dated = {**parts, CORE_PART: core_properties(CoreProperties(known.title, known.author, saved))}
    return write_archive(deflate(name, part, level) for name, part in dated.items())


def _controls(root: etree._Element, tag: str) -> list[etree._Element]:
    """The controls with this tag: one for each paragraph of the field."""
    marks = [mark for mark in root.iter(w("tag")) if mark.get(w("val")) == tag]
    if not marks:
        raise KeyError(tag)
    return [next(mark.iterancestors(w("sdt"))) for mark in marks]


def _type_into(control: etree._Element, text: str) -> None:
    _show_prompt(control, not text)
    content = control.find(w("sdtContent"))
    line, *more = (text or PROMPT).split("\n")
    _set_text(content, line)
    if more:
        _grow(control, more)


def _grow(control: etree._Element, lines: list[str]) -> None:
    """Add paragraphs as Enter does in Word: the control then holds them, and the first one too."""
    paragraph = next(control.iterancestors(w("p")))
    content = control.find(w("sdtContent"))
    home = paragraph.getparent()
    home.replace(paragraph, control)
    for run in content.findall(w("r")):
        paragraph.append(run)
    content.append(paragraph)
    for line in lines:
        another = deepcopy(paragraph)
        _set_text(another, line)
        content.append(another)


def _show_prompt(control: etree._Element, shown: bool) -> None:
    properties = control.find(w("sdtPr"))
    for flag in properties.findall(w("showingPlcHdr")):
        properties.remove(flag)
    if shown:
        properties.insert(len(properties) - 1, etree.Element(w("showingPlcHdr")))


def _set_text(parent: etree._Element, text: str) -> None:
    """Replace the runs by one with this text, in the look of the first; ``\\n`` is a line break."""
    first, *others = parent.findall(w("r")) or [etree.SubElement(parent, w("r"))]
    for run in others:
        parent.remove(run)
    for node in [node for node in first if node.tag != w("rPr")]:
        first.remove(node)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(first, w("br"))
        etree.SubElement(first, w("t"), {_SPACE: "preserve"}).text = line
