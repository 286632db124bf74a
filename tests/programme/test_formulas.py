"""Requirement: the spreadsheet's formulas use plain functions and whole numbers only."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docgen.programme.standard import Standard, check_formula, score_formula

PLAIN = {"IF", "AND", "OR", "NOT", "MAX", "MIN", "INT", "ROUND", "EXACT"}
PLAIN |= {"ISBLANK", "ISTEXT", "ISNUMBER", "ISLOGICAL"}


def formulas(standard: Standard) -> list[str]:
    checks = [check_formula(standard, entry) for entry in standard.entries]
    return checks + [score_formula(standard, each) for each in standard.indicators]


def test_formulas_use_only_functions_that_all_office_programs_share(standard: Standard) -> None:
    used = {name for text in formulas(standard) for name in re.findall(r"([A-Z]+)\(", text)}
    assert used == PLAIN


def test_formulas_name_only_cells_that_a_form_has(standard: Standard) -> None:
    cells = {name for entry in standard.entries for name in (entry.anchor, entry.check_anchor)}
    for text in formulas(standard):
        assert set(re.findall(r"\b[a-z][a-z0-9_]+\b", text)) <= cells
        assert len(text) < 8192


def test_formulas_compute_with_whole_numbers(standard: Standard) -> None:
    assert not [text for text in formulas(standard) if re.search(r"\d\.\d", text)]


@pytest.mark.parametrize(
    ("id", "computed"),
    [
        ("1.1.1", 'MAX(0,MIN(2,IF(measure_city_standard_met="是",2,0)))'),
        (
            "1.1.3",
            "MAX(0,MIN(4,IF(200*measure_registered_unemployed_end<="
            "9*(measure_employed_end+measure_registered_unemployed_end),4,0)))",
        ),
        (
            "1.1.6",
            "MAX(0,MIN(6,6-IF(measure_hardship_period=0,0,MAX(0,INT("
            "(95*measure_hardship_period-100*measure_hardship_employed)"
            "/measure_hardship_period)))))/2",
        ),
        (
            "1.1.7",
            "MAX(0,MIN(3,IF(measure_zero_employment_families_cleared>="
            "measure_zero_employment_families,3,0)))",
        ),
        ("1.1.10", "MAX(0,MIN(4,4-measure_unemployed_over_half_year))/2"),
        ("3.1.1", "MAX(0,MIN(300,ROUND(100*judged_3_1_1,0)))/100"),
    ],
)
def test_a_rule_reads_as_a_formula(standard: Standard, id: str, computed: str) -> None:
    indicator = standard.indicator(id)
    checks = ",".join(f'check_{key}="√"' for key in standard.needs(indicator))
    assert score_formula(standard, indicator) == f'=IF(AND({checks}),{computed},"")'


@pytest.mark.parametrize(
    ("step", "steps"),
    [
        ("started_points", "INT((95*W-100*P+W-1)/W)"),
        ("proportional", "INT((200*(95*W-100*P)+W)/(2*W))"),
    ],
)
def test_the_step_of_a_shortfall_shows_in_its_formula(variant: Any, step: str, steps: str) -> None:
    standard = variant(("shortfall_step: whole_points", f"shortfall_step: {step}"))
    formula = score_formula(standard, standard.indicator("1.1.4"))
    assert steps in formula.replace("measure_willing_able_end", "W").replace(
        "measure_willing_able_employed_end", "P"
    )


def test_a_rate_over_nobody_that_is_not_met_shows_in_the_formula(variant: Any) -> None:
    standard = variant(("over_nobody: met", "over_nobody: not_met"))
    credit = score_formula(standard, standard.indicator("1.1.7"))
    assert "IF(AND(measure_zero_employment_families>0," in credit
    shortfall = score_formula(standard, standard.indicator("1.1.6"))
    assert "IF(measure_hardship_period=0,MAX(0,INT((95*1-100*0)/1))," in shortfall


def test_a_check_says_missing_impossible_or_fine(standard: Standard) -> None:
    assert check_formula(standard, standard.measure("centre_area")) == (
        '=IF(ISBLANK(measure_centre_area),"待填",'
        "IF(AND(ISNUMBER(measure_centre_area),NOT(ISLOGICAL(measure_centre_area))),"
        "IF(AND(measure_centre_area>=0,measure_centre_area<=999999,"
        'ROUND(measure_centre_area,2)=measure_centre_area),"√","有误"),"有误"))'
    )
    part = check_formula(standard, standard.measure("graduates_served"))
    assert 'IF(check_graduates="√",measure_graduates_served<=measure_graduates,TRUE)' in part
