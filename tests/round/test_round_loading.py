from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from docgen.assets import builtin_programmes
from docgen.problems import Problem, ProblemError
from docgen.programme import PublicityRule
from docgen.round import Round, home_of, load_round

Write = Callable[..., Path]
Load = Callable[..., Round]


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        load_round(path, "round.yaml")
    for found in caught.value.problems:
        assert found.message("zh") != found.message("en")
    return list(caught.value.problems)


def position(path: Path, marker: str) -> tuple[str, int, int]:
    """File, line and column of the only occurrence of a text."""
    text = path.read_text(encoding="utf-8")
    assert text.count(marker) == 1, marker
    before = text[: text.index(marker.strip(), text.index(marker))]
    return "round.yaml", before.count("\n") + 1, len(before) - before.rfind("\n")


def spot(found: Problem) -> tuple[str, int | None, int | None]:
    return found.place.file, found.place.line, found.place.column


def test_a_round_tells_who_and_when(load: Load) -> None:
    loaded = load()
    assert loaded.notice.number == "湘人社函〔2017〕246号"
    assert loaded.plans["city"].deadline == date(2017, 10, 25)
    assert [stage.key for stage in loaded.stages] == list(loaded.plans)
    assert list(loaded.places.items()) == [("长沙市", 2), ("张家界市", 1)]
    assert loaded.determination is not None
    assert loaded.determination.addressees == ("各市州人力资源和社会保障局",)


def test_days_calendar_and_determination_may_be_left_out(write: Write) -> None:
    path = write({"      days: 5\n      counted: working\n      first_day_counts: true\n": ""})
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("calendar:")], encoding="utf-8")
    loaded = load_round(path)
    rules = [loaded.rule(stage) for stage in loaded.stages]
    assert rules == [PublicityRule(days=5, counted="working", first_day_counts=True)] * 3
    assert loaded.calendar.days_off == ()
    assert loaded.determination is None


def test_a_notice_is_dated_on_its_first_day_unless_it_says_otherwise(load: Load) -> None:
    dated = load({"first_day: 2017-10-18": "first_day: 2017-10-18\n      date: 2017-10-17"})
    assert dated.plans["city"].publicity.issued == date(2017, 10, 17)
    assert dated.plans["province"].publicity.issued == date(2017, 11, 16)


@pytest.mark.parametrize(
    ("old", "new", "code", "marker"),
    [
        ("year: 2017\n", "", "yaml.missing-key", "name: 2017"),
        ("    deadline: 2017-10-25\n", "", "yaml.missing-key", "  city:\n"),
        ("issuer:", "isuer: x\nissuer:", "yaml.misspelt-key", "isuer"),
        ("2017-10-25", "10月25日", "yaml.date-unclear", "deadline: 10月25日"),
        ("2017-10-25", "2017-10-32", "yaml.no-such-day", "deadline: 2017-10-32"),
        ("date: 2017-08-14", "date: 217-08-14", "yaml.date-unclear", "date: 217"),
        ("date: 2017-08-14", "date: 1917-08-14", "yaml.wrong-value", "date: 1917"),
        ("date: 2017-08-14", "date: 2017-08-14 08:00:00", "yaml.wrong-value", "date: 2017-08-14"),
        ("year: 2017", 'year: "2017"', "yaml.wrong-value", "year:"),
        ("长沙市: 2", "长沙市: -2", "yaml.wrong-value", "长沙市: -2"),
        ("长沙市: 2", "长沙市: 2.5", "yaml.wrong-value", "长沙市: 2.5"),
        ("长沙市: 2", "长沙市: 1\n      长沙市: 1", "yaml.key-twice", None),
        ("      days: 5", "      days: 0", "yaml.wrong-value", "days: 0"),
        ("counts: true", "counts: 1", "yaml.wrong-value", "first_day_counts"),
        ('"410000"', "410000", "yaml.wrong-value", "postcode"),
        ("issuer: 湖南省人力资源和社会保障厅", "issuer: ' '", "yaml.wrong-value", "issuer"),
        ("[各市州人力资源和社会保障局]", "[]", "yaml.wrong-value", "addressees"),
    ],
)
def test_an_entry_that_is_wrong_by_itself_is_found_at_its_place(
    write: Write, old: str, new: str, code: str, marker: str | None
) -> None:
    path = write({old: new})
    (found,) = problems_of(path)
    assert found.code == code
    if marker:
        assert spot(found) == position(path, marker)


@pytest.mark.parametrize(
    ("old", "new", "code", "marker"),
    [
        ("programme: hunan-2017", "programme: other", "programme.missing", "programme:"),
        ("total: 3  # of the city", "total: 4", "round.quota-sum", "total: 4"),
        ("\n    total: 3\n", "\n    total: 4\n", "round.quota-beyond", "total: 4"),
        ("\n    total: 3\n", "\n    total: 2\n", None, None),
        ("\n    total: 3\n", "\n", "round.quota-missing", "  province:\n"),
        (
            "    places:\n      长沙市: 2\n      张家界市: 1\n",
            "",
            "round.quota-missing",
            "  city:\n",
        ),
        (
            "deadline: 2017-09-25",
            "deadline: 2017-09-25\n    total: 9",
            "round.no-quota",
            "total: 9",
        ),
        ("〔2017〕246号", "[2017]246号", "round.wrong-form", "number: 湘人社函[2017"),
        ("〔2017〕246号", "〔2017〕第246号", "round.wrong-form", "number: 湘人社函〔2017〕第"),
        ("〔2017〕246号", "〔2017〕0246号", "round.wrong-form", "number: 湘人社函〔2017〕0"),
        ("〔2017〕246号", "〔17〕246号", "round.wrong-form", "number: 湘人社函〔17"),
        ("〔2017〕999号", "〔2017〕999", "round.wrong-form", "number: 湘人社函〔2017〕999"),
        (
            "first_day: 2017-11-16",
            "first_day: 2017-11-16\n      number: 公告1号",
            "round.wrong-form",
            "number: 公告",
        ),
        ("phone: 0731-00000000", "phone: 电话", "round.wrong-form", "phone: 电话"),
        ("phone: 0731-22222222", "phone: 无", "round.wrong-form", "phone: 无"),
        ("phone: 0731-11111111", "phone: 无", "round.wrong-form", "phone: 无"),
        ("sample@example.com", "example.com", "round.wrong-form", "email"),
        ('"410000"', '"41000"', "round.wrong-form", "postcode"),
        ("address: 示例路1号", "address: 示例路1号\n  fax: 无", "round.wrong-form", "fax"),
        ("remark: 此件", "remark: （此件）", "round.punctuation", "remark"),
        ("社会保障局]", "社会保障局：]", "round.punctuation", "各市州"),
        (
            "remark: 此件主动公开",
            "copies_to: [国家机关, 省政府办公厅。]",
            "round.punctuation",
            "省政府办公厅。",
        ),
        ("{city}", "{county}", "round.unknown-placeholder", None),
        ("{province}", "{city}", "round.unknown-placeholder", None),
        ("{county}", "{county.name}", "round.unknown-placeholder", 'bureau: "{county.name}'),
        ("{county}", "{}", "round.unknown-placeholder", 'bureau: "{}'),
        ("{county}", "{county", "round.stray-brace", 'bureau: "{county'),
        (
            "days_off: []\n  working_days: []",
            "days_off: [2017-09-01, 2017-09-02]\n  working_days: [2017-09-03, 2017-09-02]",
            "round.day-twice",
            "2017-09-02]\ndetermination",
        ),
        ("date: 2017-08-14", "date: 2017-09-17", None, None),
        ("date: 2017-08-14", "date: 2017-09-18", "round.publicity-early", "first_day: 2017-09-18"),
        ("deadline: 2017-09-25", "deadline: 2017-09-22", None, None),
        (
            "deadline: 2017-09-25",
            "deadline: 2017-09-21",
            "round.publicity-late",
            "first_day: 2017-09-18",
        ),
        (
            "deadline: 2017-09-25",
            "deadline: 2017-10-25",
            "round.deadline-order",
            "deadline: 2017-10-25\n    publicity:\n      first_day: 2017-10-18",
        ),
        (
            "first_day: 2017-09-18",
            "first_day: 2017-09-17",
            "round.day-off",
            "first_day: 2017-09-17",
        ),
        ("first_day: 2017-10-18", "first_day: 2017-09-25", None, None),
        (
            "first_day: 2017-10-18",
            "first_day: 2017-09-22",
            "round.publicity-early",
            "first_day: 2017-09-22",
        ),
        (
            "first_day: 2017-11-16",
            "first_day: 2017-11-16\n      date: 2017-11-17",
            "round.publicity-date",
            "date: 2017-11-17",
        ),
        ("date: 2017-11-24", "date: 2017-11-22", "round.determination-early", "date: 2017-11-22"),
        ("date: 2017-11-24", "date: 2017-11-23", None, None),
    ],
)
def test_entries_that_contradict_each_other_are_found_at_their_place(
    write: Write, old: str, new: str, code: str | None, marker: str | None
) -> None:
    path = write({old: new})
    if code is None:
        load_round(path)
        return
    (found,) = problems_of(path)
    assert found.code == code
    if marker:
        assert spot(found) == position(path, marker)


def test_a_deadline_before_the_notice_is_found(write: Write) -> None:
    path = write({"deadline: 2017-09-25": "deadline: 2017-08-14"})
    codes = {found.code: spot(found) for found in problems_of(path)}
    assert codes == {
        "round.deadline-before-notice": position(path, "deadline: 2017-08-14"),
        "round.publicity-late": position(path, "first_day: 2017-09-18"),
    }


def test_everything_is_reported_at_once_in_the_order_of_the_file(write: Write) -> None:
    path = write(
        {
            "〔2017〕246号": "(2017)246号",
            "{city}": "{town}",
            "first_day: 2017-11-16": "first_day: 2017-11-18",
            "total: 3  # of the city": "total: 5",
            "date: 2017-11-24": "date: 2017-10-24",
        }
    )
    found = problems_of(path)
    assert [one.code for one in found] == [
        "round.wrong-form",
        "round.unknown-placeholder",
        "round.quota-sum",
        "round.day-off",
        "round.determination-early",
    ]
    assert spot(found[3]) == position(path, "first_day: 2017-11-18")


def test_the_facts_of_a_late_publicity_name_its_last_day(write: Write) -> None:
    (found,) = problems_of(write({"first_day: 2017-10-18": "first_day: 2017-10-20"}))
    assert dict(found.facts) == {
        "day": "2017-10-20",
        "last": "2017-10-26",
        "deadline": "2017-10-25",
    }


def test_a_year_without_known_holidays_is_found_at_the_day_counted_from(write: Write) -> None:
    path = write(
        {
            "deadline: 2017-11-25": "deadline: 2040-11-30",
            "first_day: 2017-11-16": "first_day: 2040-11-16",
            "date: 2017-11-24": "date: 2040-11-29",
        }
    )
    (found,) = problems_of(path)
    assert (found.code, found.facts) == ("round.calendar-unknown", (("year", "2040"),))
    assert spot(found) == position(path, "first_day: 2040-11-16")


def test_a_round_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path / "round.yaml")
    assert found.code == "file.missing"


def test_a_programme_is_found_in_its_folder(load: Load, tmp_path: Path) -> None:
    shutil.copytree(builtin_programmes()["hunan-2017"], tmp_path / "own")
    home = home_of(load({"programme: hunan-2017": "programme: own"}), tmp_path)
    assert home.standard == tmp_path / "own" / "standard.yaml"
    assert not home.is_builtin
