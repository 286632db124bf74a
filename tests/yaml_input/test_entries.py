"""Every kind of error that a model can raise names key, place and cure, and quotes no library."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic_core._pydantic_core import list_all_errors

from docgen import assets
from docgen.problems import Problem, ProblemError
from docgen.programme.standard import Standard, load_standard
from docgen.round import Round, load_round
from docgen.yaml_input import read_yaml
from docgen.yaml_input.entries import Entries

EXAMPLE = (assets.example_round() / "round.yaml").read_text(encoding="utf-8")
STANDARD = assets.builtin_standards()["hunan-2017"].read_text(encoding="utf-8")
# The words of pydantic's own messages, up to the first thing that it puts in.
SENTENCES = {
    text
    for error in list_all_errors()
    for text in re.split(r"\{[^}]*\}", error["message_template_python"])
    if text.strip().count(" ") >= 2
}


@pytest.fixture
def write(tmp_path) -> Callable[[str, list[tuple[str, str]]], Path]:
    def written(text: str, changes: list[tuple[str, str]]) -> Path:
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / "f.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def problems(load: Callable[[Path, str], object], path: Path) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        load(path, "f.yaml")
    for found in caught.value.problems:
        for lang in ("zh", "en"):
            assert not [one for one in SENTENCES if one in found.text(lang)], found.text(lang)
        assert found.place.line
        assert found.message("zh") != found.message("en")
    return list(caught.value.problems)


DEADLINE = "deadline: 2017-09-25"
DAYS = "first_day: 2017-09-18"
LEVEL = "stages.county.deadline"

# What is changed, the code, the key by its whole path, and words of the message in both languages.
ROUND = [
    ("year: 2017\n", "", "yaml.missing-key", "year", "缺少", "missing"),
    ("year: 2017\n", "yera: 2017\n", "yaml.misspelt-key", "yera", "「year」", "“year”"),
    (DEADLINE, "DeadLine: 2017-09-25", "yaml.misspelt-key", "stages.county.DeadLine",
     "「deadline」", "“deadline”"),
    ("region: 湖", "phone: 0731-1\nregion: 湖", "yaml.misplaced-key", "phone",
     "contact.phone", "contact.phone"),
    ("region: 湖", "颜色: 红\nregion: 湖", "yaml.unknown-key", "颜色",
     "programme、", "programme, "),
    ("  phone: 0731-00000000", "  phone:", "yaml.value-missing", "contact.phone",
     "没有内容", "Nothing"),
    ("year: 2017\n", "year: 2017年\n", "yaml.wrong-value", "year", "整数", "whole number"),
    (DAYS, f"{DAYS}\n      days: 5.5", "yaml.wrong-value", "stages.county.publicity.days",
     "整数", "whole number"),
    (DAYS, f"{DAYS}\n      days: 0", "yaml.wrong-value", "stages.county.publicity.days",
     "不小于1", "at least 1"),
    (DAYS, f"{DAYS}\n      days: 99", "yaml.wrong-value", "stages.county.publicity.days",
     "不大于90", "at most 90"),
    (DAYS, f"{DAYS}\n      counted: 工作日", "yaml.not-a-choice",
     "stages.county.publicity.counted", "working、calendar", "working, calendar"),
    (DAYS, f"{DAYS}\n      first_day_counts: 是", "yaml.wrong-value",
     "stages.county.publicity.first_day_counts", "true（是）", "true or false"),
    ('"410000"', "410000", "yaml.wrong-value", "contact.postcode", "双引号", "double quotes"),
    ("issuer: 湖南省人力资源和社会保障厅", "issuer: ' '", "yaml.wrong-value", "issuer",
     "不能为空", "not blank"),
    ("  remark: 此件主动公开\n  issuing", "  copy_number: '1'\n  issuing", "yaml.wrong-value",
     "notice.copy_number", "六位数字", "six digits"),
    ("  remark: 此件主动公开\n  issuing", "  line_pitch: 宽\n  issuing", "yaml.wrong-value",
     "notice.line_pitch", "数字", "a number"),
    ("  remark: 此件主动公开\n  issuing", "  format: leter\n  issuing", "yaml.misspelt-choice",
     "notice.format", "「letter」", "“letter”"),
    ("  remark: 此件主动公开\n  issuing", "  format: 红头\n  issuing", "yaml.not-a-choice",
     "notice.format", "document、letter、plain", "document, letter, plain"),
    ("  addressees:\n    - 各市州人力资源和社会保障局", "  addressees: 甲局", "yaml.wrong-value",
     "notice.addressees", "列表", "a list"),
    ("  addressees:\n    - 各市州人力资源和社会保障局", "  addressees: [1]", "yaml.wrong-value",
     "notice.addressees[1]", "文字", "text"),
    ("days_off: []", "days_off: [2017-10-09, 后天]", "yaml.date-unclear", "calendar.days_off[2]",
     "「后天」", "“后天”"),
    (DEADLINE, "deadline: 2017-02-30", "yaml.no-such-day", LEVEL, "日历", "no calendar"),
    (DEADLINE, "deadline: 17/9/25", "yaml.date-unclear", LEVEL, "年、月、日", "year, month"),
    (DEADLINE, "deadline: 9/25/2017", "yaml.date-unclear", LEVEL, "「9/25/2017」", "“9/25/2017”"),
    (DEADLINE, "deadline: [2017]", "yaml.wrong-value", LEVEL, "日期，如", "a date such as"),
    (DEADLINE, "deadline: 2017-09-25 08:00:00", "yaml.wrong-value", LEVEL, "日期", "a date"),
    (DEADLINE, "deadline: 1917-09-25", "yaml.wrong-value", LEVEL, "2000-01-01", "2000-01-01"),
    ("    publicity:\n      first_day: 2017-09-18", "    publicity: 甲", "yaml.wrong-value",
     "stages.county.publicity", "一组内容", "a group of entries"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{jahr}年局", "yaml.unknown-name"),
        ("{edition}局", "yaml.unknown-name"),
        ("{county}局", "yaml.unknown-name"),
        ("第{年局", "yaml.stray-brace"),
        ("{year}年{region}局", None),
    ],
)
def test_a_name_in_braces_is_one_that_a_text_can_be_filled_with(write, text, code):
    path = write(EXAMPLE, [("issuer: 湖南省人力资源和社会保障厅", f'issuer: "{text}"')])
    if code is None:
        assert load_round(path).issuer == "2017年湖南省局"
        return
    (found,) = problems(load_round, path)
    assert found.code == code
    assert "{period.first}" in found.message("en")


@pytest.mark.parametrize(("old", "new", "code", "key", "zh", "en"), ROUND)
def test_an_entry_of_a_round(write, old, new, code, key, zh, en):
    path = write(EXAMPLE, [(old, new)])
    (found,) = problems(load_round, path)
    assert found.code == code
    assert (f"「{key}」" in found.message("zh"), f"“{key}”" in found.message("en")) == (True, True)
    assert (zh in found.message("zh"), en in found.message("en")) == (True, True)
    before = (EXAMPLE + "\n").split(old)[0]
    assert 0 <= found.place.line - (before.count("\n") + 1) <= 2 or code == "yaml.missing-key"


MEASURE = "kind: yes_no\n    label: 已经"
TERM = "- {kind: per_case, measure: certificate_errors, points: -0.5}"

STANDARD_ENTRIES = [
    ("points: 100\n", "points: 一百\n", "yaml.wrong-value", "points"),
    ("points: 100\n", "points: .nan\n", "yaml.wrong-value", "points"),
    ("points: 100\n", "points: []\n", "yaml.wrong-value", "points"),
    ("points: 100\n", "points: 0\n", "yaml.wrong-value", "points"),
    ("points: 100\n", "points: 200000\n", "yaml.wrong-value", "points"),
    ("points: 100\n", "points: 0.001\n", "yaml.wrong-value", "points"),
    ("year: 2017\n", "year: 1_0_0_0_0\n", "yaml.wrong-value", "year"),
    ("year: 2017\n", f"year: '{'9' * 5000}'\n", "yaml.wrong-value", "year"),
    ("id: hunan-2017", "id: 湖南", "yaml.wrong-value", "id"),
    ('version: "1"', "version: 1", "yaml.wrong-value", "version"),
    ('version: "1"', 'version: ""', "yaml.wrong-value", "version"),
    ("- key: city_standard_met", "- key: City", "yaml.wrong-value", "measures[1].key"),
    ("kind: yes_no", "kind: yes-no", "yaml.misspelt-choice", "measures[1].kind"),
    ("first: 2016-01-01", "first: 元旦", "yaml.date-unclear", "period.first"),
    ("first: 2016-01-01", "first: 2016-13-01", "yaml.no-such-day", "period.first"),
    (TERM, TERM.replace("per_case", "per_cas"), "yaml.misspelt-choice", ".terms[2].kind"),
    (TERM, TERM.replace("per_case", "各例"), "yaml.not-a-choice", ".terms[2].kind"),
    (TERM, TERM.replace("kind: per_case, ", ""), "yaml.missing-key", ".terms[2].kind"),
    (TERM, TERM.replace("points: -0.5", "point: -0.5"), "yaml.misspelt-key", ".terms[2].point"),
    (TERM, "- 每例扣0.5分", "yaml.wrong-value", ".terms[2]"),
    ("measures:\n", "measures: []\nmeasurs:\n", "yaml.misspelt-key", "measurs"),
    ("  reviews:\n", "  reviews: {}\n  revews: &blocks\n", "yaml.misspelt-key", ".revews"),
    ("  columns:\n", "  colums:\n", "yaml.misspelt-key", ".colums"),
]


@pytest.mark.parametrize(("old", "new", "code", "key"), STANDARD_ENTRIES)
def test_an_entry_of_a_standard(write, old, new, code, key):
    found = problems(load_standard, write(STANDARD, [(old, new)]))
    told = [one for one in found if one.code == code]
    assert [one for one in told if f"{key}」" in one.message("zh")]
    assert [one for one in told if f"{key}”" in one.message("en")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["yaml.empty"]),
        ("# nothing\n", ["yaml.empty"]),
        ("- a\n", ["yaml.not-entries"]),
        ("year\n", ["yaml.not-entries"]),
    ],
)
def test_a_file_without_entries(tmp_path, text, codes):
    path = tmp_path / "f.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        load_round(path)
    assert [one.code for one in caught.value.problems] == codes


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("publicity:\n      first_day:", "publicity:\n      first_day：", "yaml.wide-colon"),
        ("    publicity:\n      first_day: ", "    publicity:\n      first_day:",
         "yaml.colon-without-space"),
        ("    - 各市州", "    -各市州", "yaml.dash-without-space"),
        ('"{year}年省级充分就业星级社区认定"', "{year}", "yaml.odd-start"),
        ("region: 湖", "　region: 湖", "yaml.wide-blank"),
    ],
)  # fmt: skip
def test_a_slip_that_leaves_yaml_of_another_kind_is_told_as_the_slip(write, old, new, code):
    assert code in {one.code for one in problems(load_round, write(EXAMPLE, [(old, new)]))}


@pytest.mark.parametrize(
    "day",
    ["2017-9-25", "2017年9月25日", "2017.9.25", "2017/09/25", "20170925", "二〇一七年九月二十五日",
     "２０１７年９月２５日", '"2017 年 9 月 25 日"'],
)  # fmt: skip
def test_days_are_taken_in_the_writings_of_forms(write, day):
    written = load_round(write(EXAMPLE, [(DEADLINE, f"deadline: {day}")]))
    assert written == load_round(write(EXAMPLE, []))


def test_a_misspelt_key_is_not_missing_too_and_all_are_told_in_order(write):
    changes = [
        ('name: "', 'nane: "'),
        (DEADLINE, "dedline: 2017-09-25"),
        ("year: 2017", "year: x"),
    ]
    found = problems(load_round, write(EXAMPLE, changes))
    assert [one.code for one in found] == [
        "yaml.wrong-value",
        "yaml.misspelt-key",
        "yaml.misspelt-key",
    ]


@pytest.mark.parametrize("error", list_all_errors(), ids=lambda error: error["type"])
@pytest.mark.parametrize("model", [Round, Standard])
def test_no_kind_of_error_at_all_is_told_in_the_library_s_words(write, error, model):
    source = read_yaml(write(EXAMPLE, []), "f.yaml")
    details = {
        "type": error["type"],
        "loc": ("contact", "phone"),
        "msg": error["message_template_python"],
        "input": "甲",
        "ctx": error.get("example_context") or {},
    }
    (found,) = Entries(source, model).problems([details])
    assert found.place.line
    for lang in ("zh", "en"):
        assert "contact" in found.message(lang)
        assert not [one for one in SENTENCES if one in found.text(lang)]
