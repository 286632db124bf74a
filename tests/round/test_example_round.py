"""The example is the round of notice 湘人社函〔2017〕246号."""

from __future__ import annotations

from datetime import date

from docgen.assets import example_round
from docgen.round import LevelName, load_round, publicity_period, standard_path


def test_the_example_round_is_the_notices() -> None:
    loaded = load_round(example_round() / "round.yaml")
    assert [loaded.levels[name].deadline for name in LevelName] == [
        date(2017, 9, 25),
        date(2017, 10, 25),
        date(2017, 11, 25),
    ]
    assert loaded.notice.date == date(2017, 8, 14)
    assert len(loaded.quotas) == 14
    assert sum(loaded.quotas.values()) == loaded.total_quota == 200
    assert list(loaded.quotas)[::13] == ["长沙市", "湘西自治州"]


def test_the_examples_publicity_ends_before_each_deadline() -> None:
    loaded = load_round(example_round() / "round.yaml")
    ends = [
        publicity_period(loaded, loaded.levels[name].publicity.first_day).last for name in LevelName
    ]
    assert ends == [date(2017, 9, 22), date(2017, 10, 24), date(2017, 11, 22)]


def test_the_example_uses_a_built_in_standard() -> None:
    folder = example_round()
    assert standard_path(load_round(folder / "round.yaml"), folder).parent.name == "hunan-2017"
