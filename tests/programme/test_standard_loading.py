"""Requirement: a standard that contradicts itself does not load, and says where and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.assets import builtin_standards
from docgen.problems import Problem, ProblemError
from docgen.programme.standard import Standard, load_standard

Variant = Callable[..., Standard]

CITY = "when: {kind: answered_yes, measure: city_standard_met}"
ERRORS = "{kind: per_case, measure: certificate_errors, points: -0.5}"


def problems(variant: Variant, *replacements: tuple[str, str]) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        variant(*replacements)
    return list(caught.value.problems)


def line_of(problem: Problem, tmp_path: Path) -> str:
    assert problem.place.file == "standard.yaml"
    assert problem.place.line is not None
    lines = (tmp_path / "standard.yaml").read_text(encoding="utf-8").splitlines()
    return lines[problem.place.line - 1][(problem.place.column or 1) - 1 :]


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("pass_mark: 90", "pass_mark: 101", "standard.pass-mark-too-high", "pass_mark: 101"),
        ("first: 2016-01-01", "first: 2017-01-01", "standard.period-reversed", "period:"),
        ("points: 100\n", "points: 99\n", "standard.points-do-not-add-up", "points: 99"),
        ("at_most: willing_able_end", "at_most: nobody", "standard.unknown-measure", "at_most:"),
        ("part: hardship_employed", "part: nobody", "standard.unknown-measure", "part: nobody"),
        (
            "whole: [hardship_period]",
            "whole: [centre_area, hardship_period]",
            "standard.wrong-kind",
            "centre_area,",
        ),
        (CITY, CITY.replace("city_", "the_"), "standard.unknown-measure", "measure: the_"),
        (
            CITY,
            "when: {kind: answered_yes, measure: new_jobs_done}",
            "standard.wrong-kind",
            "measure: new_jobs_done",
        ),
        (
            "rate: graduates_employment_rate",
            "rate: unheard_of",
            "standard.unknown-rate",
            "rate: unheard_of",
        ),
        (
            "    at_most: hardship_period\n",
            "",
            "standard.rate-above-whole",
            "part: hardship_employed",
        ),
        (
            "    at_most: hardship_period\n",
            "    at_most: city_standard_met\n",
            "standard.limit-not-a-number",
            "at_most: city",
        ),
        (
            "    label: 考核期内社区登记就业困难人员总人数",
            "    at_most: hardship_employed\n    label: 总人数",
            "standard.limit-cycle",
            "at_most: hardship_employed",
        ),
        ("label: 有宣传栏", "label: 严格落实各项制度", "standard.duplicate-label", "label: 严格"),
        ("- key: insurance_rate", "- key: unemployment_rate", "standard.duplicate-key", "key: un"),
        ("- key: guides_displayed", "- key: integrity", "standard.duplicate-key", "key: integrity"),
        ("- key: guides_displayed", "- key: judged_3_1_1", "standard.duplicate-key", "key: judged"),
        ('id: "1.1.2"', 'id: "1.1.1"', "standard.duplicate-id", 'id: "1.1.1"'),
        ('id: "2.2"', 'id: "2.1"', "standard.duplicate-id", 'id: "2.1"'),
        ('- id: "3"', '- id: "1"', "standard.duplicate-id", 'id: "1"'),
        (ERRORS, "{kind: judged, max: 1}", "standard.unused-measure", "key: certificate_errors"),
        (
            "rate: graduates_service_rate",
            "rate: graduates_follow_up_rate",
            "standard.unused-rate",
            "key: graduates_service_rate",
        ),
        (ERRORS, "{kind: judged, max: 1}", "standard.points-exceeded", "terms:"),
        (f"points: 2, {CITY}", f"points: 1, {CITY}", "standard.points-out-of-reach", "terms:"),
        (
            "measure: unemployed_over_half_year, points: -0.5",
            "measure: unemployed_over_half_year, points: 0.5",
            "standard.points-exceeded",
            "terms:",
        ),
        (
            "- {kind: judged, max: 3}",
            "- {kind: judged, max: 2}\n          - {kind: judged, max: 1}",
            "standard.judged-twice",
            "terms:",
        ),
        (
            "    label: 专职劳动保障工作人员人数",
            "    maximum: 0.5\n    label: 专职劳动保障工作人员人数",
            "standard.bar-above-maximum",
            "bar: 1",
        ),
        (
            "kind: decimal\n    unit: 平方米",
            "kind: score\n    unit: 平方米",
            "standard.score-declared",
            "kind: score",
        ),
        ("bar: 4.5", "bar: 104.5", "standard.bar-outside-share", "bar: 104.5"),
        ("over_nobody: met", "over_nobody: perhaps", "yaml.not-a-choice", "over_nobody: perhaps"),
        ("pass_mark: 90\n", "", "yaml.missing-key", "# 2017"),
        ("pass_mark: 90\n", "pass_mark: 90\ncolour: red\n", "yaml.unknown-key", "colour: red"),
    ],
)
def test_what_is_wrong_is_found_at_its_place(
    variant: Variant, tmp_path: Path, old: str, new: str, code: str, at: str
) -> None:
    found = problems(variant, (old, new))
    places = [line_of(each, tmp_path) for each in found if each.code == code]
    assert any(place.startswith(at) for place in places), [each.text("en") for each in found]
    for each in found:
        assert each.text("zh") != each.text("en")


def test_everything_that_is_wrong_is_reported_at_once(variant: Variant) -> None:
    found = problems(
        variant, ("points: 100\n", "points: 99\n"), ("part: graduates_served", "part: x")
    )
    assert {each.code for each in found} >= {
        "standard.points-do-not-add-up",
        "standard.unknown-measure",
        "standard.unused-measure",
    }


def test_points_by_case_may_exceed_the_indicators(standard: Standard) -> None:
    indicator = standard.indicator("3.1.3")
    context = standard.context(indicator)
    assert [term.extent(context).most for term in indicator.terms] == [None] * 3


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        load_standard(tmp_path / "none.yaml", "none.yaml")
    assert [(each.code, each.place.file) for each in caught.value.problems] == [
        ("file.missing", "none.yaml")
    ]


def test_every_built_in_standard_loads() -> None:
    for name, path in builtin_standards().items():
        assert load_standard(path).id == name
