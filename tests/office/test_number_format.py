"""Number formats: what a cell shows, and no guess where a format is not understood."""

import pickle
from datetime import date, datetime
from decimal import Decimal

import pytest

from docgen.office.workbook.reading.format_tokens import UnknownFormatError
from docgen.office.workbook.reading.number_format import (
    BUILT_IN,
    number_format,
    says_more,
    text_in,
)

DAY = "42998"  # 2017-09-20, a Wednesday
MOMENT = "42998.604166666664"


def shown(code, number):
    return number_format(code).value(Decimal(number))


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ("General", "0.3", "0.3"),
        ("G/通用格式", "1.5", "1.5"),
        ('General"人"', "5", "5人"),
        ("@", "7", "7"),
        ("0", "2.5", "3"),
        ("0", "-0.2", "0"),
        ("0.00", "1.005", "1.01"),
        ("0.0#", "1.5", "1.5"),
        ("000000", "10001", "010001"),
        ("0000-00", "5", None),
        ("#,##0", "1234567", "1,234,567"),
        ('#,##0.00"元"', "1234567.5", "1,234,567.50元"),
        ("0人", "12", "12人"),
        ('"第"0"号"', "3", "第3号"),
        ("[$¥-804]#,##0.00", "1234.5", "¥1,234.50"),
        ("0.00_);[Red]\\(0.00\\)", "-5", "(5.00)"),
        (BUILT_IN[43], "0", "-"),
        (BUILT_IN[43], "-1234.5", "-1,234.50"),
        ("0.0%", "0.955", "95.5%"),
        ("0%", "0.9549", "95%"),
        ("0.00%", "-0.1", "-10.00%"),
        ("yyyy-mm-dd;@", DAY, "2017-09-20"),
        ('yyyy"年"m"月"d"日"', DAY, "2017年9月20日"),
        ('[$-804]yyyy"年"mm"月"', DAY, "2017年09月"),
        (BUILT_IN[14], DAY, "2017/9/20"),
        ("d-mmm-yy", DAY, "20-Sep-17"),
        ("aaaa", DAY, "星期三"),
        ("aaa", DAY, "三"),
        ("yyyy/m/d h:mm", MOMENT, "2017/9/20 14:30"),
        ("h:mm", "0.604166666666667", "14:30"),
        ("h:mm AM/PM", "0.604166666666667", "2:30 PM"),
        ("上午/下午h:mm", "0.25", "上午6:00"),
        ("mm:ss", "0.001", "01:26"),
        ("[h]:mm", "1.0833333333", "26:00"),
        ("[hh]:mm:ss", "0.0625", "01:30:00"),
        ("[mm]:ss", "0.0625", "90:00"),
    ],
)
def test_a_cell_shows_its_number_as_excel_does(code, number, expected):
    if expected is None:
        with pytest.raises(UnknownFormatError):
            shown(code, number)
    else:
        assert str(shown(code, number)) == expected


@pytest.mark.parametrize(
    "code",
    [
        "0.00E+00",
        "# ?/?",
        "#,##0,",
        "0!.0,",
        "[>5]0;0",
        "[DBNum1]0",
        "[$-804]mmm",
        "[$-F800]dddd",
        "000-0000",
        "0 0",
        "yyyy 0",
        "bbbb",
        "Q0",
    ],
)
def test_a_format_that_is_not_understood_is_not_guessed(code):
    with pytest.raises(UnknownFormatError):
        shown(code, "5")


def test_what_shows_nothing_is_nothing():
    assert shown(";;;", "5") is None
    assert shown("0;-0;;@", "0") is None


def test_no_day_is_shown_for_a_number_that_is_none():
    for number in ("-1", "0", "60", "2958466"):
        with pytest.raises(UnknownFormatError):
            shown("yyyy-mm-dd", number)


def test_the_value_is_what_is_shown():
    assert shown("0%", "0.9549") == Decimal("0.95")
    assert shown("0.00", "8.805") == Decimal("8.81")
    assert shown("yyyy-mm-dd", MOMENT) == date(2017, 9, 20)
    assert shown("yyyy-mm-dd h:mm", MOMENT) == datetime(2017, 9, 20, 14, 30)
    assert shown("m月d日", DAY) == "9月20日", "who sees no year is told none"
    assert list(range(shown("00", "2"))) == [0, 1]


@pytest.mark.parametrize(
    ("code", "number"), [("0.0%", "0.955"), ('yyyy"年"m"月"d"日"', DAY), ("yyyy/m/d h:mm", MOMENT)]
)
def test_a_value_reaches_a_worker_as_it_is_shown(code, number):
    value = shown(code, number)
    copy = pickle.loads(pickle.dumps(value))
    assert (copy, str(copy)) == (value, str(value))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", "推荐"),
        ("@", "推荐"),
        ("0.00", "推荐"),
        ("yyyy-mm-dd;@", "推荐"),
        ('"不"@', "不推荐"),
        ('0;-0;0;"不"@', "不推荐"),
        ('@"（社区）"', "推荐（社区）"),
        ('"@"0', "推荐"),
        ("\\@0", "推荐"),
        (";;;", ""),
        (";;", "推荐"),
        ('0;0;0;"有"', "有"),
        ("[Red]@", "推荐"),
        (BUILT_IN[43], "推荐"),
    ],
)
def test_a_cell_shows_its_text_with_the_words_of_its_format(code, expected):
    assert text_in(code, "推荐") == expected
    assert says_more(code) or expected == "推荐"


def test_a_text_in_a_format_that_is_not_understood_is_not_guessed():
    with pytest.raises(UnknownFormatError):
        text_in("0;0;0;[DBNum1]@", "推荐")
