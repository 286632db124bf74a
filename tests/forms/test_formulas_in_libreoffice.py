"""LibreOffice computes from a score sheet's formulas exactly what Python computes."""

import re
from datetime import datetime
from itertools import islice

import pytest
from samples import sample_answers, standards_at_random
from samples.completing import packed, unpacked

from docgen.forms import Setting
from docgen.forms.score_sheet import CHECK_WAIVED, STATUS, ScoreSheetForm
from docgen.forms.score_status import status_line
from docgen.office.soffice.convert import convert
from docgen.office.workbook.reading.reader import read_workbook
from docgen.programme.standard import ASSESSED, CENT, LEFT_OUT, rounded, score

FORMULA_VALUE = re.compile(rb"(</f>)<v>[^<]*</v>")
SAVED = datetime(2017, 9, 1)
KINDS = {"credit", "per_case", "shortfall", "surplus", "bands", "choice", "best_of", "judged"}


def without_computed_values(data: bytes, least: int) -> bytes:
    """The sheet as a program leaves it that has computed nothing: no value can be taken over."""
    parts = unpacked(data)
    stripped = 0
    for name in parts:
        if name.startswith("xl/worksheets/"):
            parts[name], count = FORMULA_VALUE.subn(rb"\1", parts[name])
            stripped += count
    assert stripped > least  # every score, and what is made of them
    return packed(parts, saved=SAVED, level=1)


def expected_values(standard, answers, facts):
    scores = score(standard, answers, facts)
    expected = {
        indicator.anchor: LEFT_OUT if indicator.id in scores.left_out else points
        for indicator in standard.indicators
        for points in [scores.by_indicator[indicator.id]]
    }
    if standard.may_leave_out:
        expected[ASSESSED] = standard.sum_of(None).assessed(scores.left_out)
    for group in standard.all_groups:
        if group.points is not None:
            expected[group.subtotal] = rounded(scores.of_group(group.id), CENT)
    expected["total"] = scores.total
    expected[STATUS] = status_line(standard, scores)
    invalid = set(scores.invalid)
    for entry in standard.entries:
        blank = "待填" if entry.key in scores.missing else CHECK_WAIVED
        blank = "可不填" if entry.optional else blank
        answered = "√" if answers.get(entry.key) is not None else blank
        expected[entry.check_anchor] = "有误" if entry.key in invalid else answered
    return expected


def differences(form, standard, applicant, cases, folder):
    """Recalculate a sheet for each case; what LibreOffice computed otherwise than Python."""
    made = [(form, standard, answers, {}) for answers in cases]
    return differences_of(made, applicant, folder)


def differences_of(cases, applicant, folder):
    """The same of any forms, each with its standard, answers and facts."""
    sheets = folder / "sheets"
    sheets.mkdir(parents=True)
    expected = {}
    for number, (form, standard, answers, facts) in enumerate(cases):
        path = sheets / f"{number:05}.xlsx"
        data = form.render(applicant, answers, score(standard, answers, facts))
        path.write_bytes(without_computed_values(data, len(standard.indicators)))
        expected[path] = expected_values(standard, answers, facts)
    done = convert(list(expected), "xlsx", folder / "computed", timeout=1800, recalculate=True)
    assert done.problems == ()
    compared, unlike = 0, []
    for path, cells in expected.items():
        content = read_workbook(done.made[path].read_bytes())
        for name, value in cells.items():
            found = content.value(name)
            if value is None:
                value = ""
            if (found or "" if value == "" else found) != value:
                unlike.append((path.name, name, found, value))
            compared += 1
    return compared, unlike


@pytest.fixture(scope="module")
def form(setting):
    return ScoreSheetForm(setting)


@pytest.mark.office
def test_formulas_give_the_python_scores(form, standard, applicant, tmp_path):
    cases = [
        *islice(sample_answers.at_boundaries(standard), 0, None, 60),
        *(sample_answers.at_random(standard, seed) for seed in range(12)),
        {},
        sample_answers.typical(standard),
    ]
    compared, unlike = differences(form, standard, applicant, cases, tmp_path)
    assert unlike == []
    assert compared == len(cases) * (34 + 3 + 5 + 1 + 1 + len(standard.entries))


@pytest.mark.office
def test_a_wrong_formula_would_be_found(form, standard, applicant, tmp_path, monkeypatch):
    answers = sample_answers.typical(standard)
    case = answers | {"willing_able_end": 100, "willing_able_employed_end": 94}
    data = form.render(applicant, case)
    parts = unpacked(data)
    for name, part in parts.items():
        parts[name] = part.replace(b"95*measure_willing_able_end", b"94*measure_willing_able_end")
    assert parts != unpacked(data)
    monkeypatch.setattr(form, "render", lambda *_: packed(parts, saved=SAVED))
    _, unlike = differences(form, standard, applicant, [case], tmp_path)
    assert ("00000.xlsx", "score_1_1_4", 3, 2) in unlike


@pytest.mark.soak
@pytest.mark.office
@pytest.mark.parametrize("part", range(10))
def test_formulas_give_the_python_scores_everywhere(form, standard, applicant, tmp_path, part):
    boundaries = list(sample_answers.at_boundaries(standard))
    cases = boundaries[part::10]
    cases += [sample_answers.at_random(standard, seed) for seed in range(1000 + part, 2500, 10)]
    compared, unlike = differences(form, standard, applicant, cases, tmp_path)
    assert unlike == []
    print(f"{len(cases)} communities, {compared} cells, none differs")


def of_shapes(setting, seeds):
    """Three applicants for each of some generated standards: two whose figures lie at bars."""
    for seed in seeds:
        standard = standards_at_random.at_random(seed)
        form = ScoreSheetForm(Setting(setting.round, standard))
        made = (sample_answers.near_bars, sample_answers.near_bars, sample_answers.at_random)
        for one, make in enumerate(made, 10 * seed):
            facts = standards_at_random.facts_at_random(standard, one)
            yield form, standard, make(standard, one), facts


@pytest.mark.office
def test_formulas_of_standards_of_any_shape_give_the_python_scores(setting, applicant, tmp_path):
    cases = list(of_shapes(setting, range(20)))
    assert {standard.depth for _, standard, _, _ in cases} >= {0, 1, 2, 3}
    indicators = [each for _, standard, _, _ in cases for each in standard.indicators]
    assert {rule.kind for each in indicators for rule in each.rules} == KINDS
    compared, unlike = differences_of(cases, applicant, tmp_path)
    assert unlike == []
    assert compared > 20 * len(cases)


@pytest.mark.soak
@pytest.mark.office
@pytest.mark.parametrize("part", range(10))
def test_formulas_of_500_standards_give_the_python_scores(setting, applicant, tmp_path, part):
    cases = list(of_shapes(setting, range(1000 + part, 1500, 10)))
    compared, unlike = differences_of(cases, applicant, tmp_path)
    assert unlike == []
    print(f"{len(cases)} sheets of {len(cases) // 3} standards, {compared} cells, none differs")
