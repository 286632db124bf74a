"""What a reader of a PDF page would not take for its text is left out of it, and told."""

import pytest
from pdf_by_hand import HEIGHT, data, drawn, lattice, named, ruled, said
from pypdf.generic import NameObject, RectangleObject

from docgen.office.pdf import reader as pdf_reading
from docgen.office.pdf.reader import PdfContent

XS, YS = (50, 150, 350), (100, 130, 160)
TABLE = [lattice(XS, YS), said(54, 118, "意见")]
OLD, NEW = said(154, 118, "不"), said(164, 118, "同意推荐")
LINE = ruled(154, 114.5, 164, 114.5)


def outcome(writer):
    return pdf_reading._read(data(writer))


def cell(*commands, marks=(), prepare=None):
    """Text of the cell beside its label, and what is left out of it."""
    writer = drawn("\n".join([*TABLE, *commands]), marks=marks)
    if prepare:
        prepare(writer)
    content = outcome(writer)
    assert isinstance(content, PdfContent)
    found = content.tables[0].rows[0][1]
    return found.text, found.left_out


def box(x0, y0, x1, y1, colour="1 g"):
    return f"q {colour} {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f Q"


def mark(kind, **more):
    return named(Type="Annot", Subtype=kind, Rect=[154, 724, 164, 734], **more)


@pytest.mark.parametrize(
    "lines",
    [
        [LINE],
        [ruled(154, 114.5, 164, 114.5, "fill")],
        [ruled(154, 113, 164, 113), ruled(154, 115, 164, 115)],
        [ruled(154, 114.5, 158, 114.5), ruled(158, 114.5, 164, 114.5)],
        [ruled(154, 117, 164, 110)],
        [ruled(154, 110, 164, 117), ruled(154, 117, 164, 110)],
    ],
    ids=["stroke", "thin box", "double", "in pieces", "slash", "cross"],
)
def test_what_a_line_goes_through_is_left_out(lines):
    assert cell(OLD, NEW, *lines) == ("同意推荐", "不")


def test_a_line_through_the_middle_of_a_text_leaves_no_gap():
    text = said(154, 118, "情况不完全属实")
    assert cell(text, ruled(174, 114.5, 204, 114.5)) == ("情况属实", "不完全")


def test_a_line_through_all_of_a_text_leaves_nothing():
    assert cell(NEW, ruled(164, 114.5, 204, 114.5)) == ("", "同意推荐")


def test_a_line_as_long_as_its_cell_strikes_out_and_parts_no_row():
    text = said(154, 118, "文字有一整行那么多多多多多多多多多多多")
    content = outcome(drawn("\n".join([*TABLE, text, ruled(151, 114.5, 349, 114.5)])))
    assert len(content.tables[0].rows) == 2
    assert content.tables[0].rows[0][1].text == ""


def test_a_line_that_is_of_no_table_may_be_longer_than_the_text_that_it_strikes_out():
    for start, end in ((156, 176), (160, 340)):
        assert cell(said(164, 118, "不"), ruled(start, 114, end, 114)) == ("", "不")
    assert cell(said(164, 118, "不"), ruled(160, 117.5, 340, 117.5)) == ("不", "")


@pytest.mark.parametrize(
    "lines",
    [
        [ruled(154, 119.5, 204, 119.5)],
        [ruled(154, 107, 204, 107)],
        [ruled(154, 119, 204, 119), ruled(154, 121, 204, 121)],
        ["154 720 54 16 re S"],
    ],
    ids=["under", "over", "twice under", "around"],
)
def test_lines_under_over_and_around_a_text_leave_it_as_it_is(lines):
    assert cell(OLD, NEW, *lines) == ("不同意推荐", "")


def test_an_edge_of_a_table_that_text_lies_across_strikes_nothing_out():
    content = outcome(drawn("\n".join([*TABLE, said(160, 134, "跨线的文字")])))
    said_ = [one.text for row in content.tables[0].rows for one in row]
    assert "跨线的文字" in said_
    assert not any(one.left_out for row in content.tables[0].rows for one in row)


def test_turned_text_is_struck_out_along_its_line():
    up = [said(180, 128, "同意", matrix="0 1 -1 0"), ruled(176.5, 108, 176.5, 128)]
    assert cell(*up) == ("", "同意")
    aside = [said(180, 128, "同意", matrix="0 1 -1 0"), ruled(182, 108, 182, 128)]
    assert cell(*aside) == ("同意", "")


@pytest.mark.parametrize(
    "hidden",
    [
        f"3 Tr {OLD} 0 Tr",
        f"7 Tr {OLD} 0 Tr",
        f"q 1 g {OLD} Q",
        f"q 1 1 1 rg {OLD} Q",
        f"q 0 0 0 0 k {OLD} Q",
        f"{box(154, 108, 164, 119, '1 0 0 rg')} q 1 0 0 rg {OLD} Q",
        f"{OLD} {box(153, 107, 165, 120)}",
        f"{OLD} {box(153, 107, 165, 120, '0 g')}",
        said(154, 118, "不", 0.1),
    ],
    ids=["mode 3", "mode 7", "grey", "rgb", "cmyk", "red on red", "white", "black", "tiny"],
)
def test_what_nobody_sees_is_left_out(hidden):
    text, left_out = cell(hidden, NEW)
    assert (text, left_out) == ("同意推荐", "不")


@pytest.mark.parametrize(
    "seen",
    [
        f"{box(154, 108, 164, 119, '0 g')} q 1 g {OLD} Q",
        f"{box(153, 107, 165, 120)} {OLD}",
        f"q 1 0 0 rg {OLD} Q",
        f"q 1 Tr {OLD} Q",
        f"{OLD} q 400 400 10 10 re W n {box(0, 0, 595, 842)} Q",
        f"{OLD} q /Clear gs {box(153, 107, 165, 120, '1 1 0 rg')} Q",
        f"{OLD} q /Blend gs {box(153, 107, 165, 120, '1 1 0 rg')} Q",
    ],
    ids=["white on black", "on white", "red", "outlined", "clipped", "see-through", "blended"],
)
def test_what_is_seen_is_read(seen):
    assert cell(seen, NEW, prepare=with_states) == ("不同意推荐", "")


def with_states(writer):
    states = {"Clear": named(), "Blend": named(BM="Multiply")}
    from pypdf.generic import FloatObject

    states["Clear"][NameObject("/ca")] = FloatObject(0.4)
    writer.pages[0]["/Resources"][NameObject("/ExtGState")] = named(**states)


def test_a_layer_that_is_switched_off_is_left_out():
    def prepare(writer):
        layer = writer._add_object(named(Type="OCG", Name="=旧"))
        other = writer._add_object(named(Type="OCG", Name="=新"))
        setting = named(OFF=[layer])
        writer.root_object[NameObject("/OCProperties")] = named(OCGs=[layer, other], D=setting)
        properties = named(Old=layer, New=other, Both=named(Type="OCMD", OCGs=[layer]))
        writer.pages[0]["/Resources"][NameObject("/Properties")] = properties

    for name in ("Old", "Both"):
        found = cell(f"/OC /{name} BDC {OLD} EMC", NEW, prepare=prepare)
        assert found == ("同意推荐", "不")
    assert cell(f"/OC /New BDC {OLD} EMC", NEW, prepare=prepare) == ("不同意推荐", "")


def test_a_text_that_is_drawn_twice_once_unseen_is_read_once():
    assert cell(f"3 Tr {NEW} 0 Tr", NEW) == ("同意推荐", "")


def test_text_outside_the_page_and_what_is_shown_of_it_is_not_read():
    def cropped(writer):
        writer.pages[0].cropbox = RectangleObject((40, 400, 400, 800))

    away = [said(154, 700, "页外"), said(420, 118, "页外"), said(700, 118, "页外")]
    writer = drawn("\n".join([*TABLE, NEW, *away]))
    cropped(writer)
    content = outcome(writer)
    assert content.lines == ()
    assert content.tables[0].rows[0][1].text == "同意推荐"


@pytest.mark.parametrize(
    "stamp",
    [
        said(150, 150, "样稿", 60, "0.7 0.7 -0.7 0.7"),
        said(100, 150, "样稿", 90),
        f"/Artifact <</Subtype /Watermark>> BDC {said(170, 112, '内部', 12)} EMC",
    ],
    ids=["aslant", "large", "named"],
)
def test_a_watermark_is_no_part_of_a_value(stamp):
    assert cell(NEW, stamp) == ("同意推荐", "")


def test_the_text_of_a_seal_is_no_part_of_a_value():
    turns = [
        ("0.87 0.5 -0.5 0.87", 158, 124),
        ("1 0 0 1", 170, 120),
        ("0.87 -0.5 0.5 0.87", 182, 121),
    ]
    seal = [said(x, y, char, 12, turn) for (turn, x, y), char in zip(turns, "人社局", strict=True)]
    assert cell(said(220, 118, "同意"), *seal) == ("同意", "")


@pytest.mark.parametrize("kind", ["StrikeOut", "Redact"])
def test_what_is_marked_to_be_left_out_is(kind):
    quads = [154, 734, 164, 734, 154, 724, 164, 724]
    assert cell(OLD, NEW, marks=[mark(kind, QuadPoints=quads)]) == ("同意推荐", "不")
    assert cell(OLD, NEW, marks=[mark(kind)]) == ("同意推荐", "不")
    assert cell(OLD, NEW, marks=[mark(kind, F=2)]) == ("不同意推荐", "")


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Text", "Popup"])
def test_other_marks_change_no_text(kind):
    quads = [154, 734, 164, 734, 154, 724, 164, 724]
    assert cell(OLD, NEW, marks=[mark(kind, QuadPoints=quads)]) == ("不同意推荐", "")


def test_lines_and_boxes_that_are_put_on_a_page_count_as_drawn_ones():
    line = mark("Line", L=[154, 728, 164, 728])
    ink = mark("Ink", InkList=[[154, 727, 158, 729, 164, 728]])
    cover = mark("Square", IC=[1, 1, 1])
    for one in (line, ink, cover):
        assert cell(OLD, NEW, marks=[one]) == ("同意推荐", "不")
    assert cell(OLD, NEW, marks=[mark("Square")]) == ("不同意推荐", "")


def test_a_text_box_with_a_ground_covers_what_it_lies_on():
    over = named(Type="Annot", Subtype="FreeText", Rect=[152, 720, 210, 738], Contents="=同意")
    over[NameObject("/C")] = named(C=[1, 1, 1])["/C"]
    assert cell(OLD, NEW, marks=[over]) == ("同意", "不同意推荐")


@pytest.mark.parametrize(("angle", "turned"), [(90, "0 1 -1 0 895 0"), (180, "-1 0 0 -1 595 842")])
def test_a_text_box_on_a_page_that_lies_on_its_side(angle, turned):
    rect = {90: [158, 160, 178, 250], 180: [255, 105, 435, 125]}[angle]
    free = named(Type="Annot", Subtype="FreeText", Rect=rect, Contents="=同意")
    writer = drawn("\n".join([f"{turned} cm", *TABLE]), marks=[free])
    writer.pages[0].rotate(angle)
    content = outcome(writer)
    assert "同意" in [one.text for row in content.tables[0].rows for one in row]


@pytest.mark.parametrize(
    ("small", "shown"), [((170, 113.5), "45²"), ((170, 121), "45₂"), ((170, 118), "452")]
)
def test_a_raised_digit_is_no_digit_of_the_number(small, shown):
    x, y = small
    assert cell(said(160, 118, "45", 10), said(x + 5, y, "2", 6)) == (shown, "")


def test_a_bar_beside_changed_lines_is_no_table():
    bar = ruled(30, 100, 30, 160)
    content = outcome(drawn("\n".join([bar, *TABLE, NEW])))
    assert len(content.tables) == 1
    assert content.tables[0].rows[0][1].text == "同意推荐"
