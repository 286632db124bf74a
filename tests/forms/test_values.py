"""What people write into forms, as values."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.forms import values


@pytest.mark.parametrize(
    ("raw", "unit", "expected"),
    [
        ("12", "", 12),
        (" 12 人 ", "人", 12),
        ("１２", "", 12),
        ("2.5分", "分", Decimal("2.5")),
        ("３０．５平方米", "平方米", Decimal("30.5")),
        (7, "", 7),
        (Decimal("0.5"), "", Decimal("0.5")),
        ("\u3000\u3000\u3000", "分", None),
        ("", "", None),
        (None, "", None),
        ("-3", "", -3),
        ("1,200人", "人", 1200),
        ("3名", "人", 3),
        ("57.5㎡", "平方米", Decimal("57.5")),
        ("95%", "", Decimal("0.95")),
        ("0.95", "", Decimal("0.95")),
        ("９５％", "%", 95),
        (95, "%", 95),
    ],
)
def test_a_number_is_understood_with_its_unit_and_in_full_width(raw, unit, expected):
    assert values.number(raw, unit) == expected


@pytest.mark.parametrize(
    "raw",
    ["约12", "12人左右", "1,20", "12 3", "2\n3", "1e3", "十二", "0.5%", True, date(2017, 1, 1)],
)
def test_what_is_no_plain_number_is_refused_not_guessed(raw):
    with pytest.raises(ValueError, match=r"."):
        values.number(raw, "人")


@pytest.mark.parametrize(
    "raw",
    [
        *("2017年9月5日", "2017年 9月 5日", "2017-09-05", "2017.9.5", "2017/9/5", "20170905"),
        *("２０１７年９月５日", "2017年9月5号", "二〇一七年九月五日", "二○一七年九月五日"),
        "2017-09-05 00:00:00",
    ],
)
def test_a_date_is_understood_in_its_usual_forms(raw):
    assert values.day(raw) == date(2017, 9, 5)


def test_a_date_left_blank_is_no_date():
    assert values.day("\u3000\u3000年\u3000\u3000月\u3000\u3000日") is None
    assert values.day(datetime(2017, 9, 5, 8)) == date(2017, 9, 5)


@pytest.mark.parametrize("raw", ["2017年2月30日", "9月5日", "2017年9月", "昨天", "17-9-5"])
def test_what_is_no_day_is_refused(raw):
    with pytest.raises(ValueError, match=r"."):
        values.day(raw)


@given(st.integers(0, 10000))
def test_a_score_that_was_printed_reads_as_the_same_score(hundredths):
    score = Fraction(hundredths, 100)
    assert values.number(values.plain(score) + "分", "分") == score


def test_a_rate_that_could_mean_two_things_is_refused():
    for raw in (Decimal("0.95"), "0.95", 1):
        with pytest.raises(ValueError, match=r"."):
            values.number(raw, "%")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        *(("是", True), ("√", True), (" 有 ", True), ("☑是 □否", True), ("是□ 否☑", False)),
        *(("否", False), ("无", False), ("×", False), ("", None), (None, None)),
    ],
)
def test_yes_and_no_are_understood_as_people_write_them(raw, expected):
    assert values.yes_no(raw) is expected


@pytest.mark.parametrize("raw", ["是否", "√是否", "☑是☑否", "□是□否", "基本有", "1", 1, True])
def test_what_could_be_yes_and_no_is_refused(raw):
    with pytest.raises(ValueError, match=r"."):
        values.yes_no(raw)


def test_numerals_of_a_date_go_up_to_thirty_one():
    assert values.day("二〇一七年十二月三十一日") == date(2017, 12, 31)
    assert values.day("二〇一七年十月十日") == date(2017, 10, 10)
    for raw in ("二〇一七年十三月一日", "二〇一七年十月二三日"):
        with pytest.raises(ValueError, match=r"."):
            values.day(raw)
