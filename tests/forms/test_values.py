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
    ],
)
def test_a_number_is_understood_with_its_unit_and_in_full_width(raw, unit, expected):
    assert values.number(raw, unit) == expected


@pytest.mark.parametrize(
    "raw", ["约12", "12人左右", "1,200", "1e3", "十二", True, date(2017, 1, 1)]
)
def test_what_is_no_plain_number_is_refused_not_guessed(raw):
    with pytest.raises(ValueError, match=r"."):
        values.number(raw, "人")


@pytest.mark.parametrize(
    "raw",
    ["2017年9月5日", "2017年 9月 5日", "2017-09-05", "2017.9.5", "2017/9/5", "２０１７年９月５日"],
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


def test_yes_and_no_are_the_words_of_the_list():
    assert values.yes_no(" 是 ") is True
    assert values.yes_no("否") is False
    assert values.yes_no("") is None
    for other in ("√", "有", "yes", 1, True):
        with pytest.raises(ValueError, match=r"."):
            values.yes_no(other)


@given(st.integers(0, 10000))
def test_a_score_that_was_printed_reads_as_the_same_score(hundredths):
    score = Fraction(hundredths, 100)
    assert values.number(values.plain(score) + "分", "分") == score
