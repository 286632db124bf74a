"""Labels as bureaus write them: the value that a reader names, or where it is unclear."""

from datetime import date
from decimal import Decimal

import pytest
from readings.layout_blocks import Cell, Grid, row
from readings.layout_files import as_docx, as_xlsx
from readings.layout_outcomes import filled
from readings.layouts_application import OFFICIAL, SUMMARY, TITLE
from readings.layouts_score import ScoreLayout, score_page
from samples.official_blank import unit_line

from docgen.desk.reader import Reader
from docgen.forms import Directory
from docgen.records import Applicant

MINE = filled(Applicant("常德市", "津市市", "示例澧水街道", "示例竹园社区"))
COUNTY, CITY, PROVINCE = OFFICIAL
AGREED, REFUSED = "同意推荐。2017年9月20日", "不同意推荐。2017年10月10日"
FORMATS = pytest.mark.parametrize("save", [as_docx, as_xlsx])


@pytest.fixture(scope="module")
def read(setting):
    reader, directory = Reader(setting), Directory([MINE.applicant])
    return lambda data: reader.read(data, "file")[0].of(directory)


def application(*lines):
    """An application with these rows of opinions."""
    names = unit_line(MINE.applicant.short)
    top = [row("单位名称", names), [Cell(f"{SUMMARY}\n各项工作均已达标。", across=2)]]
    return [TITLE, Grid([*top, *lines])]


def sheet(layout, *changes):
    """A score sheet, some texts of its table changed: row and column, from 0, and the text."""
    *above, grid = score_page(layout, MINE.sheet)
    lines = [list(line) for line in grid.rows]
    for at, column, text in changes:
        lines[at][column] = Cell(text)
    return [*above, Grid(lines)]


def opinions(reading):
    return {level: (one.opinion, one.date) for level, one in reading.record.reviews.items()}


def codes(reading):
    return {one.code for one in reading.problems}


def wide(text):
    return [Cell(text, across=2)]


RIGHT = {
    "county": ("同意推荐。", date(2017, 9, 20)),
    "city": ("不同意推荐。", date(2017, 10, 10)),
}


@FORMATS
@pytest.mark.parametrize(
    "lines",
    [
        [row(COUNTY, CITY), row(AGREED, REFUSED), wide(PROVINCE)],
        [wide("县级意见"), wide(AGREED), wide(CITY), wide(REFUSED), wide(PROVINCE)],
        [row("县级意见", AGREED), row("市 级 意 见", REFUSED), row("省级意见", "")],
        [wide(f"{COUNTY}{AGREED}"), wide(f"{CITY} {REFUSED}"), wide(PROVINCE)],
        [wide(f"{COUNTY}\n{AGREED}\n{CITY}\n{REFUSED}"), wide(PROVINCE)],
        [row("县人社局意见：", "市人社局意见："), row(AGREED, REFUSED), wide("省人社厅意见：")],
        [wide(f"三、县级审核意见：{AGREED}"), wide(f"四、市级审核意见：{REFUSED}"), wide(PROVINCE)],
        [
            [Cell("县级意见", down=2), Cell("同意推荐。")],
            row("（盖章）2017年9月20日"),
            row("市级意见", REFUSED),
            row("省级意见", "（盖章）  年  月  日"),
        ],
        [
            row(COUNTY, CITY),
            row("同意推荐。", "不同意推荐。"),
            row("（公章）2017年9月20日", "（公章）2017年10月10日"),
            wide(PROVINCE),
            wide("注：本表一式三份。"),
        ],
    ],
)
def test_an_opinion_stands_below_beside_or_behind_its_label(read, save, lines):
    reading = read(save(application(*lines)))
    assert opinions(reading) == RIGHT
    assert reading.record.summary == "各项工作均已达标。"
    assert reading.accepted


@FORMATS
@pytest.mark.parametrize(
    ("lines", "text"),
    [
        # The neighbour is a label of nobody's; the cells below do not stand under their labels.
        ([row("县级意见", "乡镇街道情况："), row("省级意见", "")], "乡镇街道情况："),
        ([row("县级意见", " "), row(AGREED, " "), row("省级意见", "")], AGREED),
        ([wide("县级意见"), row("联系人", "张三"), wide("省级意见")], "联系人"),
        ([row("县级意见", "经办科室意见："), row("省级意见", "")], "经办科室意见："),
        ([row("县级意见", "市级意见"), wide("均同意推荐。"), wide("省级意见")], "均同意推荐。"),
    ],
)
def test_what_may_be_an_opinion_or_not_is_told_and_not_taken(read, save, lines, text):
    reading = read(save(application(*lines)))
    told = [one for one in reading.problems if one.code == "form.text-unplaced"]
    assert text in {dict(one.facts)["found"] for one in told}
    assert all(one.place.row or one.place.cell for one in told)
    assert not opinions(reading)
    assert not reading.accepted


@FORMATS
@pytest.mark.parametrize(
    "deleted", [wide(""), row("", ""), wide("　　\n（公章）"), wide("备注：略。")]
)
def test_a_sentence_whose_label_was_deleted_is_told_at_its_cell(read, save, deleted):
    lines = [deleted, wide("经初审，情况属实，同意推荐。"), row("省级意见", "")]
    reading = read(save(application(*lines)))
    told = [one for one in reading.problems if one.code == "form.text-unlabelled"]
    assert [dict(one.facts)["found"] for one in told] == ["经初审，情况属实，同意推荐。"]
    assert all(one.place.row or one.place.cell for one in told)
    assert not opinions(reading)


@FORMATS
@pytest.mark.parametrize("aside", ["备注：本表一式三份。", "填表说明：以上均须如实填写。", ""])
def test_what_stands_in_rows_of_its_own_is_not_told(read, save, aside):
    reading = read(save(application(wide("县级意见"), wide(AGREED), wide(aside))))
    assert not [one for one in reading.problems if one.code == "form.text-unlabelled"]


@pytest.mark.parametrize("county", ["县级意见：同意推荐。", "县（市、区）人社部门意见：同意推荐。"])
def test_a_form_without_a_table_is_read_line_by_line(read, county):
    names = f"单位名称：{MINE.applicant.full_name}"
    lines = [TITLE, names, SUMMARY, "各项工作均已达标。", county, "2017年9月20日"]
    reading = read(as_docx([*lines, "市级意见：不同意推荐。2017年10月10日", PROVINCE]))
    assert opinions(reading) == RIGHT
    assert reading.accepted


@FORMATS
@pytest.mark.parametrize(
    "columns",
    [
        "考核内容 评分标准 自评得分",
        "评分标准 得分（分） 考核内容",
        "考核内容 评分标准 得分/满分 得分/社区自评",
        "考核内容 评分标准 自评得分 市级审核",
    ],
)
@pytest.mark.parametrize("total", ["合  计", "合计：{total}分", "总分（100分）"])
def test_scores_are_found_by_what_their_head_says(read, save, columns, total):
    layout = ScoreLayout(columns, number="{n}.", behind="（{points}分）", total=total)
    reading = read(save(sheet(layout)))
    assert list(reading.record.scores.values()) == list(MINE.sheet.scores)
    assert reading.record.total == MINE.sheet.total
    assert reading.accepted


@FORMATS
def test_a_blank_beside_what_another_hand_gave_is_unclear(read, save):
    reading = read(save(sheet(ScoreLayout("考核内容 评分标准 自评得分 县级评分"), (3, 2, ""))))
    told = [one for one in reading.problems if one.place.field == "得分 1.1.3"]
    assert [one.code for one in told] == ["form.field-unclear"] * 2
    assert len({one.place for one in told}) == 2
    assert "1.1.3" not in reading.record.scores


@FORMATS
@pytest.mark.parametrize(
    ("parts", "columns", "score"),
    [
        (("2", "1.5"), "考核内容 评分标准 分值 得分", Decimal("3.5")),
        (("2", "2"), "考核内容 评分标准 分值 得分", Decimal(4)),
        (("2", "1.5"), "考核内容 评分标准 得分", None),
        (("2", "2"), "考核内容 评分标准 得分", None),
        (("5", "1"), "考核内容 评分标准 分值 得分", None),
        (("2", ""), "考核内容 评分标准 分值 得分", None),
    ],
)
def test_parts_of_an_indicator_add_up_only_if_their_points_do(read, save, parts, columns, score):
    width = len(columns.split())
    first, second = parts
    changed = sheet(ScoreLayout(columns, split=(1,)), (2, width - 1, first), (3, width - 2, second))
    reading = read(save(changed))
    told = [one for one in reading.problems if one.place.field == "得分 1.1.2"]
    assert reading.record.scores.get("1.1.2") == score
    if score is None:
        code = "form.field-unclear" if second else "form.score-missing"
        assert [one.code for one in told] == [code] * (2 if second else 1)


@FORMATS
@pytest.mark.parametrize("names", ["whole", "spaced", "labelled", "colons", "cells", "heads"])
def test_names_without_the_printed_units_are_whole(read, save, names):
    reading = read(save(sheet(ScoreLayout(names=names))))
    assert reading.applicant == MINE.applicant
    assert reading.accepted


@FORMATS
@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        ("考核内容 评分标准 结果", "「得分」一栏"),
        ("考核内容 分值 数", "「得分」一栏"),
    ],
)
def test_what_cannot_be_read_says_what_is_missing_and_where(read, save, columns, missing):
    reading = read(save(sheet(ScoreLayout(columns))))
    (told,) = reading.problems
    assert told.code == "form.partly-known"
    assert missing in dict(told.facts)["missing"]
    assert told.place.file == "file"


@FORMATS
def test_points_behind_a_title_that_are_not_its_own_make_it_another(read, save):
    changed = sheet(ScoreLayout(merged=False), (2, 2, "新增城镇就业人数（9分）"))
    reading = read(save(changed))
    assert "form.field-missing" in codes(reading)
    assert "1.1.2" not in reading.record.scores
