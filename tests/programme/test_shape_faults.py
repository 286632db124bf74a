"""Requirement: a standard whose shape contradicts itself does not load, and says where and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.assets import builtin_standards
from docgen.problems import Problem, ProblemError
from docgen.programme.standard import Standard, load_standard
from docgen.programme.standard.before import converted
from docgen.yaml_input import read_yaml

Load = Callable[..., Standard]

SPECIAL = """  - id: "4"
    title: 特色
    points: 10
    bonus: true
    indicators:
"""
FIRE = "when: {kind: answered_yes, measure: fire}"
LICENCE = "unless: {kind: fact_yes, fact: licensed}"


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("points: 100\n", "points: 99\n", "standard.points-do-not-add-up", "points: 99"),
        ("    points: 40\n", "    points: 41\n", "standard.points-do-not-add-up", "points: 41"),
        (
            "weight: {both: 0.5}",
            "weight: {both: 0.4}",
            "standard.points-do-not-add-up",
            "points: 1",
        ),
        (
            "label: 餐饮型}",
            "label: 餐饮型, points: 90}",
            "standard.points-do-not-add-up",
            "points: 90",
        ),
        ("    bonus: true\n", "", "standard.points-do-not-add-up", "points: 100"),
        ("rounding: 0.01", "rounding: 0.03", "", ""),
        ("weight: {both: 0.5}", "weight: {both: 0}", "yaml.wrong-value", "both: 0"),
        ("weight: {both: 0.5}", "weight: {hotel: 0.5}", "standard.unknown-variant", "hotel: 0.5"),
        ("        only: [both]", "        only: [hotel]", "standard.unknown-variant", "hotel"),
        ("only: [both]}", "only: [hotel]}", "standard.unknown-variant", "hotel"),
        ("{key: both, label", "{key: meals, label", "standard.duplicate-key", "key: meals"),
        (
            "  - {key: both, label: 综合型}",
            "  - {key: both, label: 综合型}\n  - {key: none, label: 其他}",
            "",
            "",
        ),
        ('id: "2.2"', 'id: "2.1"', "standard.duplicate-id", 'id: "2.1"'),
        ('id: "3.2"', 'id: "3.1"', "standard.duplicate-id", 'id: "3.1"'),
        (
            SPECIAL,
            SPECIAL.replace("    indicators:", "    groups: []\n    gone:"),
            "yaml.unknown-key",
            "gone:",
        ),
        (
            "    weight: {both: 0.5}\n",
            "    weight: {both: 0.5}\n    indicators:\n      - id: '2.3'\n        title: 甲\n"
            "        points: 1\n        criterion: 乙\n        starts_from: zero\n"
            "        terms: [{kind: judged, max: 1}]\n",
            "standard.groups-and-indicators",
            "indicators:",
        ),
        ("groups: [大类, 项目]", "groups: [大类]", "standard.group-heads", "groups: [大类]"),
        ("total: 75", "total: 91", "standard.grades-order", "total: 91"),
        ("title: 四星级", "title: 五星级", "standard.grade-twice", "title: 五星级"),
        ('also: {"4": 6}', 'also: {"5": 6}', "standard.unknown-group", '"5": 6'),
        ('also: {"4": 6}', 'also: {"4": 11}', "standard.grade-out-of-reach", '"4": 11'),
        ("total: 90,", "total: 111,", "standard.grade-out-of-reach", "total: 111"),
        (
            "gates:\n",
            "pass_mark: 61\ngates:\n",
            "standard.pass-mark-and-grades",
            "pass_mark: 61",
        ),
        (
            LICENCE,
            f"{LICENCE}, when: {{kind: answered_yes, measure: fire}}",
            "standard.gate-unclear",
            "",
        ),
        (f"{LICENCE}, ", "", "standard.gate-unclear", "{title: 具有营业执照"),
        ("fact: licensed", "fact: permit", "standard.unknown-fact", "fact: permit"),
        ("fact: licensed", "fact: permit", "standard.unused-fact", "{key: licensed"),
        (
            "label: 有营业执照, kind: yes_no",
            "label: 执照, kind: text",
            "standard.fact-kind",
            "fact: li",
        ),
        ("key: title_held", "key: licensed", "standard.duplicate-key", "key: licensed"),
        (
            "{kind: answered_yes, measure: accident}",
            "{kind: answered_yes, measure: crash}",
            "standard.unknown-measure",
            "measure: crash",
        ),
        (
            "{kind: answered_yes, measure: accident}",
            "{kind: answered_yes, measure: fire}",
            "standard.unused-measure",
            "{key: accident",
        ),
        ("gives: left_out", "gives: nothing", "yaml.not-a-choice", "gives: nothing"),
        ("kind: fact_date", "kind: fact_day", "yaml.misspelt-choice", "kind: fact_day"),
        ("day: 2016-01-01", "day: 2016-02-30", "yaml.no-such-day", "day: 2016-02-30"),
    ],
)
def test_what_is_wrong_is_found_at_its_place(
    shaped: Load, tmp_path: Path, old: str, new: str, code: str, at: str
) -> None:
    if not code:
        assert shaped((old, new)).version == "1"
        return
    with pytest.raises(ProblemError) as caught:
        shaped((old, new))
    found = [each for each in caught.value.problems if each.code == code]
    assert any(line_of(each, tmp_path).startswith(at) for each in found), [
        (each.code, each.text("en")) for each in caught.value.problems
    ]
    for each in found:
        assert each.text("zh") != each.text("en")


def line_of(problem: Problem, tmp_path: Path) -> str:
    assert problem.place.line is not None
    lines = (tmp_path / "standard.yaml").read_text(encoding="utf-8").splitlines()
    return lines[problem.place.line - 1][(problem.place.column or 1) - 1 :]


def test_an_empty_standard_and_an_empty_group_are_told(shaped: Load, tmp_path: Path) -> None:
    text = Path(__file__).with_name("farm-stay.yaml").read_text(encoding="utf-8")
    first, rest = text.split("\ngroups:\n")
    sheet = rest[rest.index("\nscore_sheet:") :]
    path = tmp_path / "standard.yaml"
    for groups, code in (
        ("", "standard.nothing-assessed"),
        ('groups: [{id: "1", title: 甲}]\n', "standard.group-empty"),
    ):
        path.write_text(f"{first}\n{groups}{sheet}", encoding="utf-8")
        with pytest.raises(ProblemError) as caught:
            load_standard(path, "standard.yaml")
        assert code in {each.code for each in caught.value.problems}


def test_a_kind_that_nothing_is_for_is_told(shaped: Load) -> None:
    only = "points: {}\n    only: [both]\n"
    changes = [
        ("points: 40\n", only.format(40)),
        ("points: 10\n    bonus", "only: [both]\n    bonus"),
    ]
    changes += [("    weight: {both: 0.5}\n", "    only: [both]\n")]
    changes += [("title: 住宿和安全\n", "title: 住宿和安全\n    only: [both]\n")]
    with pytest.raises(ProblemError) as caught:
        shaped(*changes)
    (found,) = [one for one in caught.value.problems if one.code == "standard.variant-empty"]
    assert (dict(found.facts)["key"], found.place.line) == ("meals", 26)


def test_what_a_spreadsheet_could_not_compute_exactly_is_told(shaped: Load) -> None:
    fine = ("weight: {both: 0.5}", "weight: {both: 0.5003}")
    with pytest.raises(ProblemError) as caught:
        shaped(fine, ('id: "2.1"\n', 'id: "2.1"\n        weight: 0.0007\n'))
    codes = {each.code for each in caught.value.problems}
    assert "standard.points-do-not-add-up" in codes
    assert "standard.too-fine" in codes


def test_totals_go_up_to_100000(shaped: Load) -> None:
    with pytest.raises(ProblemError) as caught:
        shaped(("points: 100\n", "points: 100001\n"))
    assert [each.code for each in caught.value.problems] == ["yaml.wrong-value"]


OLD = (
    ("\ngroups:\n", "\ncategories:\n"),
    ("\n    groups:\n", "\n    items:\n"),
    ("    groups: [类别, 项目]\n", "    category: 类别\n    item: 项目\n"),
)


def of_before(text: str) -> str:
    """The built-in standard as it was written before groups."""
    for new, old in OLD:
        assert new in text
        text = text.replace(new, old)
    head, tail = text.split("    points: 10\n    indicators:\n")
    inner, rest = tail.split("\nnotes:\n")
    moved = "\n".join(f"    {line}" if line else line for line in inner.split("\n"))
    item = '    items:\n      - id: "3.1"\n        title: 社区工作开展情况\n        points: 10\n'
    return f"{head}    points: 10\n{item}        indicators:\n{moved}\nnotes:\n{rest}"


def test_a_standard_of_before_is_read_as_it_is_meant(standard: Standard, tmp_path: Path) -> None:
    path = tmp_path / "standard.yaml"
    source = builtin_standards()["hunan-2017"]
    path.write_text(of_before(source.read_text(encoding="utf-8")), encoding="utf-8")
    assert load_standard(path) == standard
    new = converted(read_yaml(path).data)
    assert list(new)[:2] == ["id", "version"]
    assert "categories" not in new
    # Neither has the names in its texts filled in.
    assert Standard.model_validate(new) == Standard.model_validate(read_yaml(source).data)


def test_what_is_wrong_in_a_standard_of_before_is_told_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "standard.yaml"
    text = of_before(builtin_standards()["hunan-2017"].read_text(encoding="utf-8"))
    wrong = (('id: "1.1.2"', 'id: "1.1.1"'), ("    points: 30\n", "    points: 31\n"))
    for old, new in wrong:
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        load_standard(path, "standard.yaml")
    lines = [line_of(each, tmp_path) for each in caught.value.problems]
    assert any(line.startswith('id: "1.1.1"') for line in lines)
    assert any(line.startswith("points: 31") for line in lines)
