"""Whatever in a round is of another year is told, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.assets import builtin_standards
from docgen.problems import Problem
from docgen.programme.standard import Standard, load_standard
from docgen.round import check_year, check_years, load_round, written_years
from docgen.yaml_input import read_yaml

DETERMINATION = "湘人社函〔2017〕999号"


def warnings(path: Path, standard: Standard, own: Path | None = None) -> list[Problem]:
    source = read_yaml(path, "round.yaml")
    standard_source = read_yaml(own, "standard.yaml") if own else None
    return list(check_years(load_round(path), standard, source, standard_source))


def told(found: list[Problem], path: Path) -> list[tuple[str, str]]:
    """Each problem's code, and the text that stands at its place."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (one.code, lines[(one.place.line or 0) - 1][(one.place.column or 0) - 1 :]) for one in found
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("关于开展2017年认定工作的通知", [2017]),
        ("２０１７年度", [2017]),
        ("2016—2017年", [2016, 2017]),
        ("二〇一七年、二○一六年和二零一五年", [2017, 2016, 2015]),
        ("甲函〔2017〕1号和乙函[2016]2号、丙函（2015）3号", [2017, 2016, 2015]),
        ("2017 年", [2017]),
        ("共2017个社区，120170年前，电话0731-20172018，标准GB/T 9704-2012", []),
        ("三年、2年、1949 (2017)", []),
    ],
)
def test_years_are_found_as_texts_write_them(text: str, years: list[int]) -> None:
    assert sorted(one.year for one in written_years(text)) == sorted(years)


def test_a_standard_of_another_year_is_an_error_at_the_round_s_year(write, standard) -> None:
    path = write({"year: 2017": "year: 2026"})
    source = read_yaml(path, "round.yaml")
    (found,) = check_year(load_round(path), standard, source.place)
    assert (found.code, found.severity) == ("round.other-year", "error")
    assert told([found], path) == [("round.other-year", "year: 2026")]
    assert not list(check_year(load_round(write()), standard, source.place))


def test_a_round_of_its_year_has_nothing_to_be_told(write, standard) -> None:
    assert warnings(write(), standard) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("关于开展认定", "关于开展2015年认定", "round.text-other-year", "title:"),
        ("2017年认定", "二〇一五年认定", "round.text-other-year", "name:"),
        ("此件主动公开", "依据甲函〔2015〕1号", "round.text-other-year", "remark:"),
        (DETERMINATION, "湘人社函〔2018〕999号", "round.number-other-year", "number:"),
        ("湘人社函〔2017〕246号", "湘人社函〔2016〕246号", "round.number-other-year", "number:"),
    ],
)
def test_another_year_in_a_text_is_told_at_its_entry(write, standard, old, new, code, at) -> None:
    path = write({old: new})
    ((told_code, text),) = told(warnings(path, standard), path)
    assert told_code == code
    assert text.startswith(at)


def test_a_text_may_name_the_year_of_its_own_section_s_date(write, standard) -> None:
    revocation = "revocation:\n  number: 甲〔2018〕1号\n  date: 2018-06-15\n  addressees: [乙]\n"
    path = write({"determination:\n": f"{revocation}  remark: 2018年\ndetermination:\n"})
    assert warnings(path, standard) == []
    wrong = path.read_text(encoding="utf-8").replace("甲〔2018〕", "甲〔2017〕")
    path.write_text(wrong, encoding="utf-8")
    assert told(warnings(path, standard), path) == [
        ("round.number-other-year", "number: 甲〔2017〕1号")
    ]


def test_a_date_that_was_left_over_excuses_no_text_beside_it(write, standard) -> None:
    path = write({"year: 2017": "year: 2026", "关于开展认定": "关于开展2017年认定"})
    found = told(warnings(path, standard), path)
    assert ("round.text-other-year", "title: 关于开展2017年认定工作的通知") in found
    assert ("round.text-other-year", "number: 湘人社函〔2017〕246号") in found
    assert ("round.date-other-year", "date: 2017-08-14") in found


def test_the_years_of_the_period_may_be_named(write, standard) -> None:
    assert warnings(write({"示例路1号": "2016年楼"}), standard) == []


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"关于开展认定": "关于开展2016年认定"}, "title: 关于开展2016年认定工作的通知"),
        ({"name: 2017年认定": "name: 2016年认定"}, "name: 2016年认定"),
    ],
)
def test_what_a_round_is_called_is_of_its_own_year(write, standard, changes, at) -> None:
    """As a whole notice that was left over from the year before would be."""
    path = write(changes)
    assert told(warnings(path, standard), path) == [("round.text-other-year", at)]


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"date: 2017-08-14": "date: 2015-08-14"}, "date: 2015-08-14"),
        ({"date: 2017-11-24": "date: 2019-11-24"}, "date: 2019-11-24"),
        ({"deadline: 2017-11-25": "deadline: 2019-11-25"}, "deadline: 2019-11-25"),
    ],
)
def test_a_date_far_from_the_round_s_year_is_told(write, standard, changes, at) -> None:
    path = write(changes)
    found = told(warnings(path, standard), path)
    assert ("round.date-other-year", at) in found


def test_the_notice_may_be_of_the_year_before_and_the_rest_of_the_next(write, standard) -> None:
    path = write(
        {
            "date: 2017-08-14": "date: 2016-12-14",
            "湘人社函〔2017〕246号": "湘人社函〔2016〕246号",
            "deadline: 2017-11-25": "deadline: 2018-11-25",
        }
    )
    assert warnings(path, standard) == []


def own_standard(folder: Path, *changes: tuple[str, str]) -> Path:
    text = builtin_standards()["hunan-2017"].read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "standard.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_standard_s_texts_and_period_are_of_the_round_s_year(write, tmp_path) -> None:
    path = write()
    own = own_standard(
        tmp_path,
        ("last: 2016-12-31", "last: 2015-12-31"),
        ("first: 2016-01-01", "first: 2015-01-01"),
        ('title: "{year}年', 'title: "2014年'),
    )
    found = warnings(path, load_standard(own), own)
    places = told(found, own)
    assert ("round.period-other-year", "last: 2015-12-31}") in places
    assert [text for _, text in places if text.startswith("title:")] == [
        'title: "2014年省级充分就业星级社区名额分配表"'
    ]
    # What the built-in standard says of its period follows the period.
    assert len(places) == 2


@pytest.mark.parametrize("name", builtin_standards())
def test_a_built_in_standard_names_no_other_years(write, name) -> None:
    standard = load_standard(builtin_standards()[name])
    round_ = load_round(write()).model_copy(update={"year": standard.year})
    source = read_yaml(builtin_standards()[name])
    assert not [
        one
        for one in check_years(round_, standard, read_yaml(write()), source)
        if one.place.file == source.file
    ]
