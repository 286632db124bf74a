"""What the data of official documents may say, and where they are wrong."""

from __future__ import annotations

import pytest

from docgen.problems import ProblemError
from docgen.round import check_revocation, load_round
from docgen.yaml_input import read_yaml

BEFORE = "determination:\n"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("copy_number: '12'", None),
        ("copy_number: '000012'", ""),
        ("format: poster", None),
        ("format: letter", ""),
        ("line_pitch: 28", ""),
        ("line_pitch: 12", None),
        ("urgency: 火急", None),
        ("urgency: 特急", ""),
        ("classification: 机密★1年", ""),
        ("classification: 内部", "round.wrong-form"),
        ("issuers: [甲厅, 乙厅、]", "round.punctuation"),
        ("sealed: 否", None),
        ("seal: true", None),
    ],
)
def test_each_element_is_checked(write, entry, code):
    path = write({"determination:": f"determination:\n  {entry}"})
    if code == "":
        load_round(path)
        return
    with pytest.raises(ProblemError) as raised:
        load_round(path)
    (found,) = raised.value.problems
    assert found.place.line is not None
    if code:
        assert found.code == code


def test_the_same_elements_are_known_to_every_document(write):
    loaded = load_round(
        write(
            {
                "  date: 2017-08-14": "  date: 2017-08-14\n  urgency: 特急",
                "first_day: 2017-11-16": "first_day: 2017-11-16\n      format: document",
            }
        )
    )
    assert loaded.notice.urgency == "特急"
    assert [plan.publicity.format for plan in loaded.plans.values()] == [
        "plain",
        "plain",
        "document",
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("first_day: 2017-11-16", "      date: 2017-11-25", "round.no-stage-above"),
        (
            "first_day: 2017-09-18",
            "      date: 2017-09-25\n      bureaus: {甲局: {number: 1号}}",
            "round.wrong-form",
        ),
    ],
)
def test_recommendations_are_checked(write, old, new, code):
    first, rest = new.split("\n")[0], new.split("\n")[1:]
    entry = "\n".join(["    recommendation:", first, *rest])
    contact = "      contact: {phone: 0731-11111111, address: 示例路2号}"
    if "09-18" in old:
        path = write({contact: f"{contact}\n{entry}"})
    else:
        path = write({"    total: 3\ncalendar": f"{entry}\n    total: 3\ncalendar"})
    with pytest.raises(ProblemError) as raised:
        load_round(path)
    assert [one.code for one in raised.value.problems] == [code]


@pytest.mark.parametrize(
    ("day", "code"), [("2017-11-24", "round.revocation-early"), ("2018-06-15", "")]
)
def test_a_revocation_before_the_determination_is_told_and_stops_nothing(write, day, code):
    revocation = f"revocation:\n  number: 甲〔2018〕1号\n  date: {day}\n  addressees: [乙]\n"
    path = write({BEFORE: revocation + BEFORE})
    source = read_yaml(path, "round.yaml")
    found = list(check_revocation(load_round(path), source.place))
    assert [one.code for one in found] == [code] * bool(code)
    assert [one.severity for one in found] == ["warning"] * bool(code)
    assert all(one.place == source.place(("revocation", "date")) for one in found)


def test_one_bureau_s_number_and_signers_are_laid_over_the_level_s_settings(write):
    entry = (
        "    recommendation:\n      date: 2017-09-25\n      signers: [张三]\n"
        "      bureaus: {甲局: {number: 甲〔2017〕1号}}"
    )
    contact = "      contact: {phone: 0731-11111111, address: 示例路2号}"
    document = load_round(write({contact: f"{contact}\n{entry}"})).plans["county"].recommendation
    assert document is not None
    assert (document.of("甲局").number, document.of("甲局").signers) == ("甲〔2017〕1号", ("张三",))
    assert document.of("乙局").number is None
