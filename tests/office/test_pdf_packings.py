"""A PDF reads the same however programs pack it, stamp it or add to it after export."""

import io

import pytest
from pdf_by_hand import data, drawn, lattice, named, said
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject
from samples.pdf_packings import PACKINGS, in_pieces, stamped

from docgen.office.pdf import reader as pdf_reading
from docgen.office.pdf.reader import PdfContent, read_pdf
from docgen.problems import Problem, ProblemError

XS, YS = (50, 150, 350), (100, 130, 160)
ROWS = [["单位名称", "星火社区"], ["意见", "同意推荐"]]


@pytest.fixture(scope="module")
def form():
    texts = [
        said(x + 4, y + 18, text)
        for y, row in zip(YS, ROWS, strict=False)
        for x, text in zip(XS, row, strict=False)
    ]
    page = "\n".join([lattice(XS, YS), *texts])
    return data(drawn(page, page))


def read(given):
    content = pdf_reading._read(given)
    assert isinstance(content, PdfContent), content
    return [[cell.text for cell in row] for table in content.tables for row in table.rows]


@pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
def test_a_form_reads_the_same_however_it_is_packed(pack, form):
    packed = pack(form)
    assert len(PdfReader(io.BytesIO(packed)).pages) == 2
    assert read(packed) == read(form)


def test_a_stamp_over_each_page_changes_no_value(form):
    words = data(drawn(said(400, 815, "已收件", 14)))
    aslant = data(drawn(said(200, 130, "已审核", 30, "0.7 0.7 -0.7 0.7")))
    picture = data(drawn("q 60 0 0 60 200 690 cm BI /W 1 /H 1 /BPC 1 /IM true ID \x00 EI Q"))
    for stamp in (words, aslant, picture):
        assert read(stamped(form, stamp)) == read(form)
        assert read(stamped(in_pieces(form), stamp)) == read(form)


def test_a_stamp_that_covers_a_value_leaves_it_out(form):
    cover = data(drawn("1 g 152 710 100 28 re f"))
    content = pdf_reading._read(stamped(form, cover))
    cell = content.tables[0].rows[0][1]
    assert (cell.text, cell.left_out) == ("", "星火社区")


@pytest.mark.parametrize("left", [None, named(A=7)], ids=["nothing", "no stream"])
def test_content_of_which_a_piece_is_lost_is_damaged(left, form):
    writer = PdfWriter(clone_from=io.BytesIO(in_pieces(form)))
    piece = list.__getitem__(writer.pages[0]["/Contents"], 1)
    writer._objects[piece.idnum - 1] = left
    found = pdf_reading._read(data(writer))
    assert isinstance(found, Problem)
    assert found.code == "pdf.damaged"


def test_a_page_without_any_content_is_an_empty_one(form):
    writer = PdfWriter(clone_from=io.BytesIO(form))
    writer.add_blank_page(595, 842)
    writer.add_blank_page(595, 842)[NameObject("/Contents")] = ArrayObject()
    assert read(data(writer)) == read(form)


@pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
def test_a_file_without_its_end_is_damaged_however_it_is_packed(pack, form):
    with pytest.raises(ProblemError) as error:
        read_pdf(pack(form)[:-20])
    assert [one.code for one in error.value.problems] == ["pdf.damaged"]
