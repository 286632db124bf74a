"""What is struck out, hidden or raised in a Word form is no value, and it is told."""

from decimal import Decimal

import pytest
from lxml import etree
from readings import handling_word as word
from samples.completing import packed, unpacked

from docgen.office.word.names import WORD, w

OPINION, COUNTY, SUMMARY = "review.county.opinion", "county", "application.summary"
STYLES = "word/styles.xml"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRUCK = "<w:rPr><w:strike/></w:rPr>"
DOUBLE = "<w:rPr><w:dstrike/></w:rPr>"
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
STYLED = '<w:rPr><w:rStyle w:val="Gone"/></w:rPr>'
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


@pytest.fixture
def application(office, applicant):
    return office.application(applicant, word.SAVED, reviewed=True).data


@pytest.fixture
def paper(office, applicant):
    return office.paper(applicant, word.SAVED).data


def run(text, layout=""):
    return f'<w:r>{layout}<w:t xml:space="preserve">{text}</w:t></w:r>'


def write(key, runs):
    """Type runs into the control of a field, in place of its first paragraph's text."""
    parsed = etree.fromstring(f'<w:p xmlns:w="{WORD}" xmlns:m="{MATH}">{runs}</w:p>')

    def edit(root):
        control = word.controls(root, key)[-1]
        old = list(control.iter(w("r")))
        home = old[0].getparent()
        at = home.index(old[0])
        for one in old:
            if one.getparent() is home:
                home.remove(one)
        home[at:at] = list(parsed)

    return edit


def with_style(data, style):
    parts = unpacked(data)
    end = b"</w:styles>"
    parts[STYLES] = parts[STYLES].replace(end, style.encode() + end)
    return packed(parts, saved=word.SAVED)


def told(reading):
    return [(one.code, one.place.field) for one in reading.problems]


@pytest.mark.parametrize("layout", [STRUCK, DOUBLE, HIDDEN])
def test_struck_out_and_hidden_words_are_no_opinion(read, application, layout):
    reading = read(word.edited(application, write(OPINION, run("不", layout) + run("同意推荐。"))))
    assert reading.record.reviews[COUNTY].opinion == "同意推荐。"
    (problem,) = reading.problems
    assert problem.code == "form.struck-out"
    assert problem.place.row == 3
    assert dict(problem.facts)["found"] == "不"
    assert reading.accepted


def test_words_in_a_style_that_strikes_out_are_no_opinion(read, application):
    style = (
        '<w:style w:type="character" w:styleId="Base"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Gone"><w:basedOn w:val="Base"/></w:style>'
    )
    edit = write(OPINION, run("不", STYLED) + run("同意推荐。"))
    reading = read(with_style(word.edited(application, edit), style))
    assert reading.record.reviews[COUNTY].opinion == "同意推荐。"
    assert [one.code for one in reading.problems] == ["form.struck-out"]


def test_a_mark_that_is_switched_off_strikes_nothing_out(read, application):
    off = '<w:rPr><w:strike w:val="0"/><w:vanish w:val="false"/></w:rPr>'
    reading = read(word.edited(application, write(OPINION, run("同意推荐。", off))))
    assert reading.record.reviews[COUNTY].opinion == "同意推荐。"
    assert not reading.problems


@pytest.mark.parametrize("layout", [STRUCK, DOUBLE, HIDDEN])
def test_an_opinion_of_which_nothing_is_left_is_a_problem(read, application, layout):
    reading = read(word.edited(application, write(OPINION, run("同意推荐。", layout))))
    assert ("form.nothing-left", reading.problems[0].place.field) in told(reading)
    assert not reading.accepted


def test_a_score_struck_out_before_the_new_one_is_not_read(read, paper):
    runs = run("1.5", STRUCK) + run("2")
    reading = read(word.edited(paper, write("score.1.1.1", runs)))
    assert reading.record.scores["1.1.1"] == 2
    assert ("form.struck-out", "得分 1.1.1") in told(reading)


def test_a_score_struck_out_without_controls_is_not_read(read, paper):
    edits = write("score.1.1.1", run("1.5", STRUCK) + run("2")), word.lose_controls
    reading = read(word.edited(paper, *edits))
    assert reading.record.scores["1.1.1"] == 2
    assert ("form.struck-out", "得分 1.1.1") in told(reading)


def test_an_opinion_struck_out_without_controls_is_not_read(read, application):
    edits = write(OPINION, run("不", HIDDEN) + run("同意推荐。")), word.lose_controls
    reading = read(word.edited(application, *edits))
    assert reading.record.reviews[COUNTY].opinion == "同意推荐。"
    assert [one.code for one in reading.problems] == ["form.struck-out"]


@pytest.mark.parametrize("edits", [(), (word.lose_controls,)])
def test_a_score_of_which_nothing_is_left_is_a_problem(read, paper, edits):
    reading = read(word.edited(paper, write("score.1.1.1", run("2", STRUCK)), *edits))
    assert ("form.nothing-left", "得分 1.1.1") in told(reading)
    assert not reading.accepted


def test_a_raised_digit_does_not_become_part_of_a_score(read, paper):
    runs = run("1") + run("2", RAISED)
    reading = read(word.edited(paper, write("score.1.1.2", runs)))
    assert ("form.not-a-number", "得分 1.1.2") in told(reading)
    assert "1.1.2" not in reading.record.scores


def test_a_raised_digit_in_sentences_is_read_as_it_is_shown(read, application):
    runs = run("场地57m") + run("2", RAISED) + run("。")
    reading = read(word.edited(application, write(SUMMARY, runs)))
    assert "场地57m²。" in reading.record.summary
    assert not reading.problems


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "≥"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Wingdings 2" w:char="0052"/>', "☑"),
        ('<w:sym w:font="宋体" w:char="25A1"/>', "□"),
    ],
)
def test_an_inserted_symbol_is_read_as_it_is_shown(read, application, sign, shown):
    runs = run("达标率") + f"<w:r>{sign}</w:r>" + run("95%")
    reading = read(word.edited(application, write(SUMMARY, runs)))
    assert f"达标率{shown}95%" in reading.record.summary
    assert reading.accepted


def test_a_symbol_that_is_not_known_is_a_problem(read, application):
    runs = run("达标率") + '<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>' + run("95%")
    reading = read(word.edited(application, write(SUMMARY, runs)))
    assert ("form.sign-unread", "基本工作和各项标准达标情况") in told(reading)
    assert not reading.accepted


@pytest.mark.parametrize(
    ("equation", "shown"),
    [
        ("<m:f><m:num>{1}</m:num><m:den>{2}</m:den></m:f>", "169/176"),
        ("<m:f><m:num>{1}<m:r><m:t>+1</m:t></m:r></m:num><m:den>{2}</m:den></m:f>", "(169+1)/176"),
        ("<m:sSup><m:e>{1}</m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "169²"),
    ],
)
def test_an_equation_is_read_in_one_line(read, application, equation, shown):
    numbers = ["", *(f"<m:r><m:t>{one}</m:t></m:r>" for one in (169, 176))]
    runs = f"{run('就业率')}<m:oMath>{equation.format(*numbers)}</m:oMath>{run('。')}"
    reading = read(word.edited(application, write(SUMMARY, runs)))
    assert f"就业率{shown}。" in reading.record.summary
    assert reading.accepted


def test_an_equation_over_several_lines_is_a_problem(read, application):
    matrix = "<m:m><m:mr><m:e><m:r><m:t>1</m:t></m:r></m:e></m:mr></m:m>"
    runs = f"{run('就业率')}<m:oMath>{matrix}</m:oMath>"
    reading = read(word.edited(application, write(SUMMARY, runs)))
    assert ("form.sign-unread", "基本工作和各项标准达标情况") in told(reading)


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    "runs",
    [
        f'<w:fldSimple w:instr="DATE">{run("2017")}</w:fldSimple>',
        f"{field('begin')}<w:r><w:instrText>DATE</w:instrText></w:r>{field('separate')}"
        f"{run('2017')}{field('end')}",
        f"{field('begin')}<w:r><w:instrText>IF</w:instrText></w:r>{field('begin')}"
        f"{field('separate')}{run('1')}{field('end')}{field('separate')}{run('2017')}"
        f"{field('end')}",
    ],
)
def test_of_a_field_its_result_is_read_and_no_instruction(read, application, runs):
    reading = read(word.edited(application, write(SUMMARY, run("截至") + runs + run("年"))))
    assert "截至2017年" in reading.record.summary.split("\n")
    assert reading.accepted


def test_deleted_and_moved_text_is_no_value_and_inserted_text_is(read, paper):
    runs = (
        '<w:del w:id="1" w:author="a"><w:r><w:delText>1</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="2" w:author="a">{run("7")}</w:moveFrom>'
        f'<w:ins w:id="3" w:author="a">{run("1.5")}</w:ins>'
    )
    reading = read(word.edited(paper, write("score.1.1.1", runs)))
    assert reading.record.scores["1.1.1"] == Decimal("1.5")


def test_hyphens_are_read_as_they_are_shown(read, application):
    runs = "<w:r><w:t>Hu</w:t><w:softHyphen/><w:t>nan</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>"
    reading = read(word.edited(application, write(SUMMARY, runs)))
    assert "Hunan-1" in reading.record.summary.split("\n")
    assert reading.accepted
