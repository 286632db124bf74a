"""What stands beside the lines of a page: half a line higher, or small over the others."""

import pytest
from pdf_by_hand import data, drawn, lattice, said

from docgen.office.pdf import reader as pdf_reading
from docgen.office.pdf.reader import PdfContent
from docgen.office.symbols import UNREADABLE

FRAME = lattice([50, 260], [50, 150])


def read(*said_in_it):
    """Text of a cell, and what is left out of it."""
    content = pdf_reading._read(data(drawn("\n".join([FRAME, *said_in_it]))))
    assert isinstance(content, PdfContent)
    ((cell,),) = content.tables[0].rows
    return cell.text, cell.left_out


@pytest.mark.parametrize(("lower", "size"), [(6, 10), (8, 10), (-6, 10), (-8, 10), (11, 14)])
def test_what_stands_half_a_line_lower_or_higher_has_no_sure_order(lower, size):
    text, _ = read(said(80, 80, "同意推荐。"), said(60, 80 + lower, "不", size))
    assert text == f"不{UNREADABLE}同意推荐。"
    text, _ = read(said(80, 80, "同意推荐。"), said(140, 80 + lower, "不", size))
    assert text == f"同意推荐。{UNREADABLE}不"


def test_what_lies_between_two_lines_of_a_text_has_no_sure_order():
    text, _ = read(said(60, 80, "同意推荐。"), said(64, 86, "不"))
    assert UNREADABLE in text


@pytest.mark.parametrize("pitch", [9, 10, 14])
def test_lines_of_one_text_are_read_from_top_to_bottom(pitch):
    lines = said(60, 80, "同意推荐。"), said(180, 80 + pitch, "二〇一七年")
    assert read(*lines) == ("同意推荐。\n二〇一七年", "")
    lines = said(60, 80, "同意推荐。"), said(60, 80 + pitch, "二〇一七年")
    assert read(*lines) == ("同意推荐。\n二〇一七年", "")


def test_larger_text_in_a_line_belongs_to_it():
    assert read(said(60, 80, "不", 14), said(80, 80, "同意推荐。")) == ("不同意推荐。", "")


def test_pronunciation_is_left_out_of_what_it_stands_over():
    found = read(said(60, 80, "同意推荐。"), said(61, 70, "tóng", 4))
    assert found == ("同意推荐。", "tóng")


@pytest.mark.parametrize(
    "beside",
    [
        said(61, 70, "填", 4),  # no letters of another script
        said(61, 70, "12", 4),
        said(61, 62, "tong", 4),  # too far above
        said(130, 70, "tong", 4),  # over nothing
        said(61, 68, "tong", 9),  # as large as the text
    ],
    ids=["Chinese", "digits", "far", "over nothing", "large"],
)
def test_other_text_over_a_line_is_part_of_the_text(beside):
    text, left_out = read(said(60, 80, "同意推荐。"), beside)
    assert len(text) > len("同意推荐。\n")
    assert not left_out
