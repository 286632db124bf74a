"""A wording in each frame: head, signature and imprint as the data say, each element optional."""

import io
import re
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from samples.hunan import HUNAN

from docgen.forms.blank import blank_forms
from docgen.notices import Office, determination, notice, publicity
from docgen.notices.official import elements
from docgen.problems import ProblemError
from docgen.round import OfficialDocument, publicity_period

PROVINCE = "湖南省人力资源和社会保障厅"


@pytest.fixture
def made(office, applicants):
    """The determination with a part of its data changed."""

    def of(count=3, **changes):
        document = office.round.determination.model_copy(update=changes)
        return determination(office, document, applicants(count))

    return of


def part(paper, name):
    with zipfile.ZipFile(io.BytesIO(paper.data)) as package:
        return package.read(name).decode()


def markup(paper):
    with zipfile.ZipFile(io.BytesIO(paper.data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


def markup_names(paper):
    with zipfile.ZipFile(io.BytesIO(paper.data)) as package:
        return " ".join(package.namelist())


def test_the_document_format_prints_what_is_given_and_nothing_else(made, texts):
    head = texts(made())[:2]
    assert head == [f"{PROVINCE}文件", "湘人社函〔2017〕999号"]
    full = made(copy_number="000012", classification="机密★1年", urgency="特急")
    assert texts(full)[:5] == ["000012", "机密★1年", "特急", *head]


@pytest.mark.parametrize("given", [{}, {"urgency": "特急"}, {"copy_number": "000001"}])
def test_the_mark_stands_below_three_lines_whatever_they_hold(made, opened, given):
    styles = [one.style.name for one in opened(made(**given)).paragraphs]
    mark = next(number for number, name in enumerate(styles) if name.startswith("发文机关标志"))
    assert mark == 3


def test_the_letter_format_has_its_mark_in_the_first_header_and_no_issuing_line(made, texts):
    letter = made(format="letter", copies_to=("省民政厅",))
    assert texts(letter)[0].endswith("湘人社函〔2017〕999号")
    assert "办公室" not in part(letter, "word/document.xml")
    assert "抄送：省民政厅。" in part(letter, "word/document.xml")
    header = part(letter, "word/frame-header1.xml")
    assert PROVINCE in header
    assert f"{PROVINCE}文件" not in header


def test_the_format_is_a_setting_and_not_read_from_the_number(made, texts):
    assert texts(made(number="湘人社函〔2017〕1号"))[0].endswith("文件")
    assert not texts(made(number="湘人社发〔2017〕1号", format="letter"))[0].endswith("文件")


def test_a_line_pitch_is_that_of_all_text_but_the_head(made):
    styles = part(made(line_pitch=30.0), "word/styles.xml")
    (normal,) = re.findall(r'<w:style [^>]*w:default="1"[^>]*w:styleId="a">.*?</w:style>', styles)
    assert 'w:line="600"' in normal
    assert styles.count('w:line="579"') == part(made(), "word/styles.xml").count('w:line="579"') - 1


def test_several_issuers_share_the_mark_the_title_and_the_signature(made, texts, opened):
    joint = made(issuers=(PROVINCE, "湖南省民政厅", "湖南省财政厅"))
    mark = [[cell.text for cell in row.cells] for row in opened(joint).tables[0].rows]
    assert mark == [[f"{PROVINCE}\n湖南省民政厅\n湖南省财政厅", "文件"]]
    lines = texts(joint)
    assert lines[1] == (
        f"{PROVINCE}\n湖南省民政厅\n湖南省财政厅\n关于认定2017年省级充分就业星级社区的通知"
    )
    signature = lines.index(f"\t{PROVINCE}\t湖南省民政厅")
    assert lines[signature + 1 : signature + 3] == ["\t\t湖南省财政厅", "\t\t2017年11月24日"]


def test_a_title_names_the_first_of_many_issuers(made, texts):
    joint = made(issuers=(PROVINCE, "湖南省民政厅", "湖南省财政厅", "湖南省教育厅"))
    assert texts(joint)[1].startswith(f"{PROVINCE}等4部门\n关于认定")


@pytest.mark.parametrize(
    ("mark", "names", "beside"),
    [
        ((), (PROVINCE, "湖南省民政厅"), "文件"),
        (("省厅", "民政厅", "文件"), ("省厅", "民政厅"), "文件"),
        (("省厅", "民政厅"), ("省厅", "民政厅"), ""),
        (("省厅", "文件"), ("省厅文件",), ""),
        (("省厅",), ("省厅",), ""),
    ],
)
def test_the_mark_of_several_issuers_may_be_set_line_by_line(office, mark, names, beside):
    changes = {"issuers": (PROVINCE, "湖南省民政厅"), "mark": mark}
    document = office.round.determination.model_copy(update=changes)
    made = elements(document, "关于认定的通知", PROVINCE, document.date)
    assert (tuple(made["marks"]), made["beside_marks"]) == (names, beside)


@pytest.mark.parametrize(
    ("written", "mark"), [("省厅", ("省厅",)), (["省厅", "民政厅"], ("省厅", "民政厅"))]
)
def test_a_mark_is_written_as_one_text_or_as_a_list(written, mark):
    assert OfficialDocument.model_validate({"mark": written}).mark == mark


def test_a_letter_of_several_issuers_bears_the_mark_of_the_one_in_charge(made):
    letter = made(format="letter", issuers=(PROVINCE, "湖南省民政厅"))
    header = part(letter, "word/frame-header1.xml")
    assert PROVINCE in header
    assert "湖南省民政厅" not in header


def test_without_a_seal_issuer_and_date_stand_as_7_3_5_2_has_them(made, opened):
    paragraphs = opened(made(sealed=False)).paragraphs
    lines = [one.text for one in paragraphs]
    date = lines.index("\u3000" * (28 - 13) + "2017年11月24日")
    assert lines[date - 1] == PROVINCE
    assert paragraphs[date - 1].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_a_title_that_is_broken_by_hand_stays_so(made, texts):
    assert texts(made(title_lines=("甲", "乙的通知")))[2] == "甲\n乙的通知"


def test_the_issuing_line_may_be_another_s(made):
    given = part(made(issuing_office="厅印制中心"), "word/document.xml")
    assert "厅印制中心" in given
    assert f"{PROVINCE}办公室" not in given


def test_a_bureau_s_own_wording_and_frame_win(setting, applicants, tmp_path):
    document = docx.Document()
    document.add_paragraph("本局自拟：{{ count }}个。")
    document.add_paragraph('{%p include "signature.docx" %}')
    document.save(tmp_path / "determination.docx")
    office = Office(setting.round, setting.standard, HUNAN, (tmp_path,))
    paper = determination(office, setting.round.determination, applicants(2))
    whole = part(paper, "word/document.xml")
    assert "本局自拟：2个。" in whole
    assert PROVINCE in whole
    assert "印发" in whole


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("frame-document.docx", "没有正文的位置", "template.no-wording"),
        ("determination.docx", '{%p include "no-such.docx" %}', "file.missing"),
    ],
)
def test_a_frame_or_wording_that_cannot_be_used_is_named(
    setting, applicants, tmp_path, name, text, code
):
    document = docx.Document()
    document.add_paragraph(text)
    document.save(tmp_path / name)
    office = Office(setting.round, setting.standard, HUNAN, (tmp_path,))
    with pytest.raises(ProblemError) as raised:
        determination(office, setting.round.determination, applicants(2))
    assert [found.code for found in raised.value.problems] == [code]


@pytest.fixture
def across(setting, applicants, tmp_path):
    """The determination with an annex that a bureau has drawn up on a page across."""

    def of(frame=None, **changes):
        annex = docx.Document()
        annex.add_paragraph("横排的表")
        turn(annex.sections[0])
        annex.save(tmp_path / "wide.docx")
        wording = docx.Document()
        for text in ("正文", '{%p include "wide.docx" %}', "以后"):
            wording.add_paragraph(text)
        wording.save(tmp_path / "determination.docx")
        if frame is not None:
            frame.save(tmp_path / "frame-document.docx")
        office = Office(setting.round, setting.standard, HUNAN, (tmp_path,))
        document = setting.round.determination.model_copy(update=changes)
        return determination(office, document, applicants(1))

    return of


def turn(section):
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


@pytest.mark.parametrize("form", ["document", "letter", "plain"])
def test_an_annex_that_lies_across_gets_the_frame_s_page_for_it(across, opened, form):
    sections = list(opened(across(format=form)).sections)
    assert [one.orientation for one in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    upright, wide, after = sections
    assert (wide.top_margin, wide.left_margin) == (upright.left_margin, upright.bottom_margin)
    footers = [one.footer.part.partname for one in sections]
    assert footers[0] == footers[2] != footers[1]
    assert [one.different_first_page_header_footer for one in sections] == [
        form == "letter",
        False,
        False,
    ]
    assert after.first_page_header.is_linked_to_previous


def test_the_frame_s_page_across_is_not_printed_itself(made, texts):
    assert "横排表格的页面" not in "".join(texts(made()))
    assert "footer3" not in markup_names(made())


def test_a_frame_without_a_page_across_leaves_the_annex_its_own(across, opened):
    frame = docx.Document()
    frame.add_paragraph('{%p include "wording" %}')
    sections = list(opened(across(frame)).sections)
    own = docx.Document().sections[0]
    assert sections[1].orientation == WD_ORIENT.LANDSCAPE
    assert sections[1].left_margin == own.left_margin


def test_nothing_is_bold_and_every_font_is_an_official_one(made):
    for paper in (made(), made(format="letter")):
        whole = markup(paper)
        assert not re.search(r"<w:b(?:Cs)?[ /]", whole)
        fonts = set(re.findall(r'w:eastAsia="([^"]+)"', whole)) - {"zh-CN"}
        assert fonts <= {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}


def test_tables_have_fixed_widths_that_agree_and_rows_that_hold_together(made, opened):
    table = max(opened(made(30)).tables, key=lambda one: len(one.columns))._tbl
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    columns = [int(one.get(f"{space}w")) for one in table.iter(f"{space}gridCol")]
    assert sum(columns) == int(next(table.iter(f"{space}tblW")).get(f"{space}w"))
    rows = table.findall(f"{space}tr")
    for row in rows:
        assert [int(one.get(f"{space}w")) for one in row.iter(f"{space}tcW")] == columns
        assert row.find(f"{space}trPr/{space}cantSplit") is not None
    kept = [next(row.iter(f"{space}keepNext"), None) is not None for row in rows]
    assert kept == [True, True, *[False] * 28, True]


def test_every_table_bound_into_the_notice_has_fixed_widths_that_agree(office, opened):
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    tables = [
        one._tbl for one in opened(notice(office, blank_forms(HUNAN, office.standard))).tables
    ]
    assert len(tables) == 4
    for table in tables:
        (layout,) = table.iter(f"{space}tblLayout")
        assert layout.get(f"{space}type") == "fixed"
        width = sum(int(one.get(f"{space}w")) for one in table.iter(f"{space}gridCol"))
        assert int(next(table.iter(f"{space}tblW")).get(f"{space}w")) == width
        for row in table.iterfind(f"{space}tr"):
            assert sum(int(one.get(f"{space}w")) for one in row.iter(f"{space}tcW")) == width


def test_publicity_has_no_head_until_it_is_given_one(office, setting, applicants, texts):
    stage = setting.round.programme.last
    document = setting.round.plan(stage).publicity
    first = document.first_day
    period = publicity_period(setting.round, setting.round.rule(stage), first)
    plain = publicity(office, stage, "湖南省", document, applicants(3), period, first)
    assert texts(plain)[0].startswith("关于2017年")
    assert "附件" not in "".join(texts(plain))
    long = publicity(office, stage, "湖南省", document, applicants(11), period, first)
    assert "附件：2017年省级充分就业星级社区拟认定社区名单" in texts(long)
