"""Lines of a cell in a PDF are joined into the paragraphs that somebody typed."""

import pytest
from pdf_by_hand import data, drawn, lattice, said

from docgen.office.pdf.reader import read_pdf

SIZE = 10
LEFT, RIGHT = 55, 155  # of the text in its cell: ten characters


def read(*lines):
    """The text of a cell with these lines: each with its indent in characters."""
    drawing = [
        said(LEFT + indent * SIZE, 70 + 14 * number, text)
        for number, (indent, text) in enumerate(lines)
    ]
    content = read_pdf(data(drawn("\n".join([lattice([50, 160], [50, 200]), *drawing]))))
    ((cell,),) = content.tables[0].rows
    return cell.text


def test_a_full_line_goes_on_in_the_next_one():
    assert read((2, "社区登记失业人员"), (0, "十二人。")) == "社区登记失业人员十二人。"


def test_an_indented_line_begins_a_paragraph_even_behind_a_full_one():
    assert read((2, "社区登记失业人。"), (2, "下一段。")) == "社区登记失业人。\n下一段。"


def test_a_line_with_room_left_ends_its_paragraph():
    assert read((0, "同意推荐。"), (0, "特此说明。")) == "同意推荐。\n特此说明。"


def test_what_cannot_be_parted_moves_to_the_next_line_as_a_whole():
    assert read((0, "做到底数清，情况"), (0, "明”。如实")) == "做到底数清，情况明”。如实"
    assert read((0, "做到底数清，情况"), (0, "明。如实")) == "做到底数清，情况\n明。如实"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("使用WPS Office", "Writer等", "使用WPS Office Writer等"),
        ("共计人数一百二十", "300人", "共计人数一百二十300人"),
    ],
)
def test_latin_words_have_a_space_between_them(end, start, joined):
    assert read((0, end), (0, start)) == joined


def test_lines_behind_the_last_table_are_paragraphs_without_page_numbers():
    table = lattice([50, 160], [50, 80])
    texts = ["附页", "一、基本情况。", "— 1 —"]
    page = "\n".join([table, *(said(50, 100 + 30 * n, text) for n, text in enumerate(texts))])
    assert read_pdf(data(drawn(page))).behind == ("附页", "一、基本情况。")
