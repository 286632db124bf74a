"""The example is the round of notice 湘人社函〔2017〕246号."""

from __future__ import annotations

from datetime import date

from docgen.assets import example_round
from docgen.round import home_of, load_round, publicity_period


def test_the_example_round_is_the_notices() -> None:
    loaded = load_round(example_round() / "round.yaml")
    assert [loaded.plan(stage).deadline for stage in loaded.stages] == [
        date(2017, 9, 25),
        date(2017, 10, 25),
        date(2017, 11, 25),
    ]
    assert loaded.notice.date == date(2017, 8, 14)
    assert len(loaded.places) == 14
    assert sum(loaded.places.values()) == loaded.plans["province"].total == 200
    assert list(loaded.places)[::13] == ["长沙市", "湘西自治州"]


def test_the_examples_publicity_ends_before_each_deadline() -> None:
    loaded = load_round(example_round() / "round.yaml")
    ends = [
        publicity_period(loaded, loaded.rule(one), loaded.plan(one).publicity.first_day).last
        for one in loaded.stages
    ]
    assert ends == [date(2017, 9, 22), date(2017, 10, 24), date(2017, 11, 22)]


def test_the_example_uses_a_built_in_programme() -> None:
    folder = example_round()
    home = home_of(load_round(folder / "round.yaml"), folder)
    assert (home.path.name, home.is_builtin) == ("hunan-2017", True)
