from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from docgen.round import LevelName, Round, official_date

Load = Callable[..., Round]


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2017, 9, 25), "2017年9月25日"),
        (date(2017, 9, 5), "2017年9月5日"),
        (date(2017, 11, 30), "2017年11月30日"),
    ],
)
def test_an_official_date_is_not_padded(day: date, printed: str) -> None:
    assert official_date(day) == printed


@pytest.mark.parametrize("county", ["岳麓区", "长沙县", "浏阳市"])
def test_a_county_bureau_is_named_after_its_county(small_round: Round, county: str) -> None:
    assert small_round.bureau(LevelName.COUNTY, county=county) == f"{county}人力资源和社会保障局"


def test_bureaus_of_city_and_province_are_named_likewise(small_round: Round) -> None:
    assert small_round.bureau(LevelName.CITY, city="长沙市") == "长沙市人力资源和社会保障局"
    assert small_round.bureau(LevelName.PROVINCE) == "湖南省人力资源和社会保障厅"


def test_a_county_bureau_may_name_its_city_too(load: Load) -> None:
    loaded = load({"{county}": "{city}{county}"})
    name = loaded.bureau(LevelName.COUNTY, city="长沙市", county="岳麓区")
    assert name == "长沙市岳麓区人力资源和社会保障局"


def test_a_name_with_braces_is_not_expanded_again(small_round: Round) -> None:
    name = small_round.bureau(LevelName.COUNTY, city="长沙市", county="{city}")
    assert name == "{city}人力资源和社会保障局"


def test_a_bureau_needs_the_unit_that_its_name_is_made_of(small_round: Round) -> None:
    with pytest.raises(ValueError, match="county"):
        small_round.bureau(LevelName.COUNTY, city="长沙市")


@pytest.mark.parametrize(
    ("level", "bureau", "phone"),
    [
        (LevelName.COUNTY, "长沙县人力资源和社会保障局", "0731-11111111"),
        (LevelName.CITY, "长沙市人力资源和社会保障局", "0731-22222222"),
        (LevelName.CITY, "张家界市人力资源和社会保障局", "0731-00000000"),
        (LevelName.PROVINCE, "湖南省人力资源和社会保障厅", "0731-00000000"),
    ],
)
def test_a_bureaus_own_contact_wins_over_its_levels_and_the_rounds(
    small_round: Round, level: LevelName, bureau: str, phone: str
) -> None:
    assert small_round.contact_of(level, bureau).phone == phone


def test_levels_have_chinese_labels_from_the_lowest_up() -> None:
    assert [level.label for level in LevelName] == ["县级", "市级", "省级"]
