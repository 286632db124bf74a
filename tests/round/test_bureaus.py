from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from docgen.round import Round, official_date

Load = Callable[..., Round]


def bureau(round_: Round, stage: str, **units: str) -> str:
    return round_.bureau(round_.programme.stage(stage), units)


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
    assert bureau(small_round, "county", county=county) == f"{county}人力资源和社会保障局"


def test_bureaus_of_city_and_province_are_named_likewise(small_round: Round) -> None:
    assert bureau(small_round, "city", city="长沙市") == "长沙市人力资源和社会保障局"
    assert bureau(small_round, "province") == "湖南省人力资源和社会保障厅"


def test_a_county_bureau_may_name_its_city_too(load: Load) -> None:
    loaded = load({"{county}": "{city}{county}"})
    name = bureau(loaded, "county", city="长沙市", county="岳麓区")
    assert name == "长沙市岳麓区人力资源和社会保障局"


def test_a_name_with_braces_is_not_expanded_again(small_round: Round) -> None:
    name = bureau(small_round, "county", city="长沙市", county="{city}")
    assert name == "{city}人力资源和社会保障局"


def test_a_bureau_needs_the_unit_that_its_name_is_made_of(small_round: Round) -> None:
    with pytest.raises(ValueError, match="county"):
        bureau(small_round, "county", city="长沙市")


@pytest.mark.parametrize(
    ("stage", "bureau", "phone"),
    [
        ("county", "长沙县人力资源和社会保障局", "0731-11111111"),
        ("city", "长沙市人力资源和社会保障局", "0731-22222222"),
        ("city", "张家界市人力资源和社会保障局", "0731-00000000"),
        ("province", "湖南省人力资源和社会保障厅", "0731-00000000"),
    ],
)
def test_a_bureaus_own_contact_wins_over_its_stages_and_the_rounds(
    small_round: Round, stage: str, bureau: str, phone: str
) -> None:
    found = small_round.contact_of(small_round.programme.stage(stage), bureau)
    assert found.phone == phone


def test_bureaus_of_another_name_are_named_as_the_programme_and_the_round_say(load: Load) -> None:
    """By the full name of their unit; with those above it where two have one name."""
    loaded = load(
        {
            'bureau: "{city}人力资源和社会保障局"': "bureaus: {长沙市: 长沙就业局}",
            'bureau: "{county}人力资源和社会保障局"': (
                'bureaus: {"岳麓区": 岳麓人社中心, "衡阳市岳麓区": "{county}社保局"}'
            ),
        }
    )
    assert bureau(loaded, "city", city="长沙市") == "长沙就业局"
    assert bureau(loaded, "city", city="衡阳市") == "衡阳市人力资源和社会保障局"
    assert bureau(loaded, "county", city="长沙市", county="岳麓区") == "岳麓人社中心"
    assert bureau(loaded, "county", city="衡阳市", county="岳麓区") == "岳麓区社保局"
