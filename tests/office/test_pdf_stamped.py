"""PDFs that another program has worked on after they were exported: stamped, split, annotated."""

import io
import shutil
import sys
from pathlib import Path

import pytest
from pdf_by_hand import drawn, lattice, said
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
)

import docgen
from docgen.office.pdf.reader import read_pdf
from docgen.problems import ProblemError

ROWS = [["指标", "得分"], ["就业率", "5"], ["培训", "3"]]
XS, YS = (60, 200, 300), (60, 90, 120, 150)
TEXTS = [
    said(XS[column] + 5, YS[row] + 20, text)
    for row, cells in enumerate(ROWS)
    for column, text in enumerate(cells)
]
COMMANDS = "\n".join([lattice(XS, YS), *TEXTS])


def saved(writer, **how):
    stream = io.BytesIO()
    writer.write(stream, **how)
    return stream.getvalue()


def exported():
    return saved(drawn(COMMANDS))


def with_contents(make):
    """The page's contents made anew from its commands."""
    writer = PdfWriter(clone_from=io.BytesIO(exported()))
    page = writer.pages[0]
    page[NameObject("/Contents")] = make(writer)
    return saved(writer)


def stream_of(writer, commands, *, packed=True):
    stream = DecodedStreamObject()
    stream.set_data(commands.encode())
    return writer._add_object(stream.flate_encode() if packed else stream)


def in_pieces(*pieces, packed=True):
    return with_contents(
        lambda writer: ArrayObject([stream_of(writer, one, packed=packed) for one in pieces])
    )


def stamped(over):
    reader, stamp = PdfReader(io.BytesIO(exported())), drawn(said(400, 700, "已收到"))
    writer = PdfWriter()
    page = writer.add_page(reader.pages[0])
    page.merge_page(PdfReader(io.BytesIO(saved(stamp))).pages[0], over=over)
    return saved(writer)


def incremental():
    writer = PdfWriter(io.BytesIO(exported()), incremental=True)
    note = FreeText(text="已阅", rect=(400, 100, 460, 130))
    writer.add_annotation(0, note)
    return saved(writer)


def annotated():
    writer = PdfWriter(clone_from=io.BytesIO(exported()))
    writer.add_annotation(0, FreeText(text="已阅", rect=(400, 100, 460, 130)))
    return saved(writer)


def array_by_reference():
    return with_contents(
        lambda writer: writer._add_object(ArrayObject([stream_of(writer, COMMANDS)]))
    )


def with_blank_page(contents):
    writer = PdfWriter(clone_from=io.BytesIO(exported()))
    page = writer.add_blank_page(595, 842)
    if contents is not None:
        page[NameObject("/Contents")] = contents
    return saved(writer)


HALF = len(COMMANDS.split("\n")) // 2
FIRST = "\n".join(COMMANDS.split("\n")[:HALF])
SECOND = "\n".join(COMMANDS.split("\n")[HALF:])
WORKED_ON = {
    "one stream in an array": lambda: in_pieces(COMMANDS),
    "two streams": lambda: in_pieces(FIRST, SECOND),
    "many streams": lambda: in_pieces("q", FIRST, SECOND, "Q", "", "q", "Q"),
    "streams that are not packed": lambda: in_pieces("q", COMMANDS, "Q", packed=False),
    "an array by reference": array_by_reference,
    "a stamp above": lambda: stamped(True),
    "a stamp below": lambda: stamped(False),
    "an incremental note": incremental,
    "a note": annotated,
    "a blank page": lambda: with_blank_page(None),
    "a page whose contents are nothing": lambda: with_blank_page(NullObject()),
    "a page of no streams": lambda: with_blank_page(ArrayObject()),
}


@pytest.mark.parametrize("how", WORKED_ON)
def test_what_was_worked_on_after_export_reads_the_same(how):
    tables = read_pdf(WORKED_ON[how]()).tables
    found = [[[cell.text if cell else "" for cell in row] for row in one.rows] for one in tables]
    assert found == [ROWS]


@pytest.mark.parametrize(
    "make",
    [
        lambda writer: ArrayObject([stream_of(writer, FIRST), NumberObject(7)]),
        lambda writer: ArrayObject([writer._add_object(NullObject())]),
        lambda writer: DictionaryObject(),
    ],
    ids=["a number among them", "a stream that is not there", "no stream"],
)
def test_a_page_of_which_a_part_is_lost_is_damaged(make):
    with pytest.raises(ProblemError) as caught:
        read_pdf(with_contents(make))
    assert [found.code for found in caught.value.problems] == ["pdf.damaged"]


def test_a_bug_of_ours_is_no_damage_of_the_file(tmp_path, monkeypatch):
    copy = tmp_path / "docgen"
    shutil.copytree(Path(docgen.__file__).parent, copy)
    page = copy / "office/pdf/page.py"
    lines = page.read_text(encoding="utf-8").replace(
        "def read_page(",
        "def read_page(*_):\n    return [][1]\n\n\ndef _old(",
    )
    page.write_text(lines, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(IndexError) as caught:
        read_pdf(exported())
    assert "page.py" in "".join(caught.value.__notes__)
