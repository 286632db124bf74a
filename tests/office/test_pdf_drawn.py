"""PDFs as other programs make them, with form fields too, and the files that are refused."""

import random
from itertools import pairwise

import pytest
from pdf_by_hand import data, drawn, lattice, named, ruled, said, with_form
from pypdf.generic import ArrayObject, BooleanObject, NameObject, RectangleObject

from docgen.characters import as_text
from docgen.office.incoming.bounded import bounded
from docgen.office.pdf import reader as pdf_reading
from docgen.office.pdf.reader import PdfContent, read_pdf
from docgen.problems import Problem, ProblemError

XS, YS = (50, 150, 350), (100, 130, 160)


def texts(content):
    return [[[cell.text for cell in row] for row in table.rows] for table in content.tables]


def read(*pages):
    """Read pages in this process, which is faster than starting one for each case."""
    content = pdf_reading._read(data(drawn(*map("\n".join, pages))))
    assert isinstance(content, PdfContent)
    return content


def refusal(given, **more):
    with pytest.raises(ProblemError) as error:
        read_pdf(given, "表.pdf", **more)
    (found,) = error.value.problems
    assert found.place.file == "表.pdf"
    return found.code


def table(*rows, xs=XS, top=100, height=30):
    """A table of texts; the commands that draw it."""
    ys = [top + height * number for number in range(len(rows) + 1)]
    cells = [
        said(x + 4, y + 18, text)
        for y, row in zip(ys, rows, strict=False)
        for x, text in zip(xs, row, strict=False)
        if text
    ]
    return [lattice(xs, ys), *cells]


@pytest.mark.parametrize("how", ["stroke", "fill"])
def test_lines_may_be_strokes_or_thin_boxes(how):
    content = read([lattice(XS, YS, how), said(60, 118, "姓名"), said(160, 148, "３")])
    assert texts(content) == [[["姓名", ""], ["", "３"]]]


def test_outlines_of_cells_and_backgrounds_and_underlines_are_no_cells_of_their_own():
    outlines = [
        f"{x0} {842 - y1} {x1 - x0} {y1 - y0} re S"
        for x0, x1 in pairwise(XS)
        for y0, y1 in pairwise(YS)
    ]
    background = "0.9 g 60 715 60 12 re f 0 g"
    underline = ruled(170, 122, 300, 122)
    content = read([*outlines, background, underline, said(60, 118, "甲"), said(180, 118, "乙")])
    assert texts(content) == [[["甲", "乙"], ["", ""]]]


def test_a_table_without_lines_at_its_sides():
    lines = [ruled(50, y, 350, y) for y in YS]
    content = read([*lines, ruled(150, 100, 150, 160), said(60, 118, "甲"), said(160, 148, "乙")])
    assert texts(content) == [[["甲", ""], ["", "乙"]]]


def test_double_lines_are_one():
    second = lattice((51.5, 148.5, 151.5, 348.5), (101.5, 131.5, 158.5))
    assert texts(read([lattice(XS, YS), second, said(60, 118, "甲")])) == [[["甲", ""], ["", ""]]]


def test_a_box_to_tick_belongs_to_its_cell_and_a_frame_around_the_page_to_none():
    box = "60 712 10 10 re S"
    content = read(
        ["20 20 555 802 re S", lattice(XS, YS), box, said(60, 129, "√"), said(75, 129, "是")]
    )
    assert texts(content) == [[["√是", ""], ["", ""]]]


@pytest.mark.parametrize(
    ("angle", "turned"),
    [(90, "0 1 -1 0 895 0"), (180, "-1 0 0 -1 595 842"), (270, "0 -1 1 0 -300 842")],
)
def test_a_page_that_lies_on_its_side(angle, turned):
    writer = drawn("\n".join([f"{turned} cm", *table(["1", "甲"])]))
    writer.pages[0].rotate(angle)
    assert texts(read_pdf(data(writer))) == [[["1", "甲"]]]


def test_a_page_whose_corner_is_not_at_zero():
    mark = named(Type="Annot", Subtype="FreeText", Rect=(160, 715, 340, 740), Contents="=同意")
    writer = drawn("\n".join(table(["1", ""])), marks=[mark])
    writer.pages[0].mediabox = RectangleObject((-100, -50, 695, 892))
    assert texts(read_pdf(data(writer))) == [[["1", "同意"]]]


def test_bold_by_drawing_twice_is_read_once():
    content = read([said(60, 50, "社社区11"), said(60.3, 50, "社社区11")])
    assert content.lines == ("社社区11",)


def test_wide_gaps_read_as_spaces_unless_the_line_is_spread():
    gap = [said(60, 50, "长沙"), said(120, 50, "市（州）"), said(165, 50, "2"), said(173, 50, "个")]
    spread = [said(60 + 30 * n, 90, char) for n, char in enumerate("单位名称")]
    assert read([*gap, *spread]).lines == ("长沙 市（州）2个", "单位名称")


def test_text_cut_at_the_edge_of_its_cell_stays_in_it():
    content = read(
        [
            *table(["", ""], ["", ""]),
            said(54, 118, "文字多得写不下的一个格子"),
            said(250, 118, "乙"),
        ]
    )
    assert texts(content) == [[["文字多得写不下的一个格子", "乙"], ["", ""]]]


def test_a_line_across_the_edge_of_its_cell_belongs_to_the_line_beside_it():
    three = [said(54, y, text) for y, text in ((133, "第一"), (146, "第二"), (159, "第三"))]
    content = read([*table(["上", ""], ["", ""]), *three])
    assert texts(content) == [[["上", ""], ["第一\n第二\n第三", ""]]]


def test_turned_text_reads_along_its_line():
    up = said(80, 158, "就业", matrix="0 1 -1 0"), said(95, 158, "情况", matrix="0 1 -1 0")
    down = said(180, 104, "2017年", matrix="0 -1 1 0")
    content = read([lattice(XS, (100, 160)), *up, down, said(200, 300, "样稿", 60, "1 1 -1 1")])
    assert texts(content) == [[["就业\n情况", "2017年"]]]
    assert content.lines == ()


def test_radicals_are_read_as_they_stand_and_are_taken_for_the_characters_that_they_show():
    [line] = read([said(60, 50, "⻓沙市⼈社㎡：（１）")]).lines
    assert line == "⻓沙市人社㎡：（１）"
    assert as_text(line) == "长沙市人社㎡：（１）"


def test_a_table_over_pages_is_one_without_its_repeated_head():
    head = ["序号", "内容"]
    content = read(
        [*table(head, ["1", "甲"]), said(280, 800, "— 1 —")],
        [*table(head, ["2", "乙"]), said(280, 800, "— 2 —")],
        [said(60, 50, "另表"), *table(head, ["1", "丙"])],
    )
    assert texts(content) == [
        [head, ["1", "甲"], ["2", "乙"]],
        [head, ["1", "丙"]],
    ]
    assert content.lines == ("— 1 —", "— 2 —", "另表")


def test_a_table_of_another_width_is_another_table():
    content = read(table(["1", "甲"]), table(["2", "乙"], xs=(50, 150, 400)))
    assert len(content.tables) == 2


def test_a_head_in_the_margin_parts_no_table_and_a_title_does():
    rows = table(["1", "甲"]), table(["2", "乙"])
    running = read(*([said(60, 40, "湘人社函 第1页"), *each] for each in rows))
    titled = read(*([said(60, 80, "申报表"), *each] for each in rows))
    assert (len(running.tables), len(titled.tables)) == (1, 2)


def test_a_row_without_its_label_is_the_rest_of_the_row_before():
    content = read(table(["1", "上半"], ["2", "下半"]), table(["", "续"], ["3", "完"]))
    assert texts(content) == [[["1", "上半"], ["2", "下半\n续"], ["3", "完"]]]


def test_a_row_of_one_cell_goes_on_unless_it_is_headed_like_a_field():
    wide = (50, 350)
    torn = table(["情况：甲"], xs=wide, top=130)
    first = [*table(["单位", "名"]), *torn]
    goes_on = read(first, table(["乙"], xs=wide))
    another = read(first, table(["意见："], xs=wide))
    assert texts(goes_on) == [[["单位", "名"], ["情况：甲\n乙"] * 2]]
    assert texts(another) == [[["单位", "名"], ["情况：甲"] * 2, ["意见："] * 2]]


def test_a_row_with_no_line_at_the_break_goes_on():
    def open_table(upper, lower, *cells):
        sides = [ruled(x, 100, x, 160) for x in XS]
        return [*sides, *(ruled(50, y, 350, y) for y in (upper, lower)), *cells]

    content = read(
        open_table(100, 130, said(54, 118, "1"), said(54, 148, "2"), said(154, 148, "上")),
        open_table(130, 160, said(54, 118, "甲"), said(154, 118, "下"), said(54, 148, "3")),
    )
    assert texts(content) == [[["1", ""], ["2\n甲", "上\n下"], ["3", ""]]]


# Form fields


def widget(name, kind, box=(160, 715, 340, 735), **more):
    entries = {"T": f"={name}", "FT": kind, "Type": "Annot", "Subtype": "Widget", "Rect": box}
    return named(**entries, **more)


def form(*fields, **more):
    writer = drawn("\n".join(table(["单位名称", ""], ["意见", ""])), marks=fields)
    return with_form(writer, fields, **more)


def test_fields_have_values_and_titles():
    parent = named(T="=review")
    kids = [widget("opinion", "Tx", V="=同意\r（公章）", TU="=审核意见", box=(160, 685, 340, 705))]
    radio = named(T="=level", FT="Btn", Ff=1 << 15, V="1", Opt=["=三星", "=四星"])
    fields = [
        widget("name", "Tx", V="=星火社区"),
        widget("blank", "Tx"),
        widget("met", "Btn", V="Yes", AS="Yes"),
        widget("unmet", "Btn", V="Off", AS="Off"),
        widget("shown", "Btn", AS="On", box=(340, 715, 348, 723)),
        widget("city", "Ch", V="=长沙市", F=2),
        widget("send", "Btn", Ff=1 << 16),
    ]
    writer = form(*fields)
    parent[NameObject("/Kids")] = ArrayObject(writer._add_object(kid) for kid in kids)
    entries = writer.root_object["/AcroForm"]["/Fields"]
    entries.append(writer._add_object(parent))
    entries.append(writer._add_object(radio))
    content = read_pdf(data(writer))
    assert content.fields == {
        "name": "星火社区",
        "blank": "",
        "met": "是",
        "unmet": "否",
        "shown": "是",
        "city": "长沙市",
        "review.opinion": "同意\n（公章）",
        "level": "四星",
    }
    assert content.field_titles == {"审核意见": "review.opinion"}


def test_what_is_typed_into_fields_and_text_boxes_stands_in_the_cells_too():
    box = (160, 685, 340, 710)
    free = named(Type="Annot", Subtype="FreeText", Rect=box, Contents="=同意推荐\r9月1日")
    content = read_pdf(data(form(widget("name", "Tx", V="=星火社区"), free)))
    assert texts(content) == [[["单位名称", "星火社区"], ["意见", "同意推荐\n9月1日"]]]


def test_a_form_for_adobe_only_is_refused():
    assert refusal(data(form(XFA="=<xdp/>"))) == "pdf.xfa"
    both = form(widget("name", "Tx", V="=甲"), XFA="=<xdp/>")
    assert read_pdf(data(both)).fields == {"name": "甲"}
    both.root_object[NameObject("/NeedsRendering")] = BooleanObject(True)
    assert refusal(data(both)) == "pdf.xfa"


# Refusals

PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q"


def test_a_scan_is_named_even_if_a_program_guessed_its_text():
    assert refusal(data(drawn(PICTURE))) == "pdf.scan"
    assert refusal(data(drawn(f"{PICTURE}\n3 Tr {said(60, 50, '附件')}"))) == "pdf.scan"
    assert refusal(data(drawn(""))) == "pdf.scan"
    assert texts(read([PICTURE, *table(["1", "甲"])])) == [[["1", "甲"]]]


def test_a_password_to_open_is_refused_and_one_to_change_is_not():
    for algorithm in ("RC4-128", "AES-256"):
        writer = drawn("\n".join(table(["1", "甲"])))
        writer.encrypt("open", "owner", algorithm=algorithm)
        assert refusal(data(writer)) == "pdf.encrypted"
        writer = form(widget("name", "Tx", V="=星火社区"))
        writer.encrypt("", "owner", algorithm=algorithm)
        assert read_pdf(data(writer)).fields == {"name": "星火社区"}


def test_limits(monkeypatch):
    assert refusal(data(drawn(*[""] * 201))) == "pdf.too-many-pages"
    assert refusal(b"%PDF-1.7" + b" " * 50_000_001) == "pdf.too-large"
    assert refusal(data(drawn("0 0 m 1 1 l S\n" * 200_000)), timeout=1) == "pdf.timeout"
    monkeypatch.setattr(pdf_reading, "_MEGABYTES", 200)
    assert refusal(data(drawn(" " * 150_000_000))) == "pdf.too-large"


def test_what_is_cut_off_or_no_pdf_is_damaged():
    whole = data(drawn("\n".join(table(["1", "甲"]))))
    for given in (b"", b"PK\x03\x04", whole[: len(whole) // 2], whole[:-20], b"%PDF-1.7\n%%EOF"):
        assert refusal(given) == "pdf.damaged"


def mutated(seed):
    rng = random.Random(seed)
    fields = [widget("name", "Tx", V="=星火社区"), widget("met", "Btn", V="Yes", AS="Yes")]
    given = bytearray(data(form(*fields)))
    for _ in range(rng.choice((1, 3, 10, 30))):
        at = rng.randrange(len(given))
        match rng.randrange(4):
            case 0:
                given[at] = rng.randrange(256)
            case 1:
                del given[at : at + rng.randrange(1, 20)]
            case 2:
                given[at:at] = given[rng.randrange(len(given)) :][: rng.randrange(40)]
            case 3:
                given[at : at + 1] = str(rng.choice((0, -1, 2**31, 10**9, 1e300))).encode()
    return bytes(given)


def outcomes(seeds):
    return [type(pdf_reading._read(mutated(seed))) for seed in seeds]


def test_mutated_files_give_content_or_a_problem():
    found = bounded(outcomes, range(400), seconds=120, megabytes=1024)
    assert set(found) == {PdfContent, Problem}
