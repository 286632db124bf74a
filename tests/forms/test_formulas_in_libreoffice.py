"""LibreOffice computes from a score sheet's formulas exactly what Python computes."""

import re
from datetime import datetime
from itertools import islice

import pytest
from samples import sample_answers, standards_at_random
from samples.completing import packed, unpacked

from docgen.forms import Setting
from docgen.forms.score_sheet import STATUS, ScoreSheetForm, status_line
from docgen.office.soffice.convert import convert
from docgen.office.workbook.reading.reader import read_workbook
from docgen.programme.standard import score

FORMULA_VALUE = re.compile(rb"(</f>)<v>[^<]*</v>")
SAVED = datetime(2017, 9, 1)
KINDS = ("credit", "per_case", "shortfall", "surplus", "bands", "choice", "best_of", "judged")


def without_computed_values(data: bytes) -> bytes:
    """The sheet as a program leaves it that has computed nothing: no value can be taken over."""
    parts = unpacked(data)
    stripped = 0
    for name in parts:
        if name.startswith("xl/worksheets/"):
            parts[name], count = FORMULA_VALUE.subn(rb"\1", parts[name])
            stripped += count
    assert stripped > 4
    return packed(parts, saved=SAVED, level=1)


def expected_values(standard, answers):
    scores = score(standard, answers)
    expected = {
        indicator.anchor: scores.by_indicator[indicator.id] for indicator in standard.indicators
    }
    for category in standard.categories:
        expected[f"subtotal_{category.id}"] = scores.of_category(category.id)
        if not category.spans_item:
            for item in category.items:
                name = f"subtotal_{item.id.replace('.', '_')}"
                expected[name] = scores.of_item(item.id)
    expected["total"] = scores.total
    expected[STATUS] = status_line(standard, scores)
    invalid = set(scores.invalid)
    for entry in standard.entries:
        blank = "可不填" if entry.optional else "待填"
        answered = "√" if answers.get(entry.key) is not None else blank
        expected[entry.check_anchor] = "有误" if entry.key in invalid else answered
    return expected


def differences(sheets, folder):
    """Recalculate sheets; how many cells were compared, and what is not what Python computes.

    Args:
        sheets: Form, standard, applicant and answers of each.
        folder: Where to work.
    """
    (folder / "sheets").mkdir(parents=True)
    expected = {}
    for number, (form, standard, applicant, answers) in enumerate(sheets):
        path = folder / "sheets" / f"{number:05}.xlsx"
        path.write_bytes(without_computed_values(form.render(applicant, answers)))
        expected[path] = expected_values(standard, answers)
    done = convert(list(expected), "xlsx", folder / "computed", timeout=3600, recalculate=True)
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


def of_any_standard(setting, applicant, seeds, each):
    """Score sheets of standards at random, with answers near bars, at random and none."""
    for seed in seeds:
        standard = standards_at_random.at_random(seed)
        form = ScoreSheetForm(Setting(setting.round, standard))
        answers = [sample_answers.near_bars(standard, 10 * seed + one) for one in range(each)]
        answers += [sample_answers.at_random(standard, seed)]
        for one in answers:
            yield form, standard, applicant, one


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


@pytest.mark.office
def test_formulas_of_every_kind_of_rule_give_the_python_scores(setting, applicant, tmp_path):
    sheets = list(of_any_standard(setting, applicant, range(20), 2))
    kinds = {rule.kind for _, standard, _, _ in sheets for rule in every_rule(standard)}
    assert kinds == set(KINDS)
    compared, unlike = differences(sheets, tmp_path)
    assert unlike == []
    assert compared > 60 * 20


@pytest.mark.soak
@pytest.mark.office
@pytest.mark.parametrize("part", range(10))
def test_formulas_of_500_standards_give_the_python_scores(setting, applicant, tmp_path, part):
    sheets = list(of_any_standard(setting, applicant, range(part, 500, 10), 2))
    compared, unlike = differences(sheets, tmp_path)
    assert unlike == []
    print(f"{len(sheets)} sheets of 50 standards, {compared} cells, none differs")


def every_rule(standard):
    return [rule for indicator in standard.indicators for rule in indicator.rules]
