"""The scores as Excel formulas: on every input they give what ``scores`` computes."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from docgen.programme.standard.answers import CHECK_OK
from docgen.programme.standard.facts import Case
from docgen.programme.standard.grades import Grade
from docgen.programme.standard.groups import Group
from docgen.programme.standard.indicator import Indicator
from docgen.programme.standard.measures import Measure
from docgen.programme.standard.model import Standard
from docgen.programme.standard.numbers import number_text, times
from docgen.programme.standard.totals import CENT, LEFT_OUT

ASSESSED: Final = "assessed"
"""Name of the cell with the points of the base that are assessed."""
_MOST_SUMMED: Final = 200


def score_formula(standard: Standard, indicator: Indicator) -> str:
    """Excel formula of an indicator's score; empty text unless every check says fine.

    It gives the same score as ``score`` on every input.
    """
    context = standard.context(indicator)
    checks = ",".join(
        f'{standard.measure(key).check_anchor}="{CHECK_OK}"' for key in standard.needs(indicator)
    )
    start = int(indicator.start * context.scale)
    terms = [term.formula(context) for term in indicator.terms]
    signed = [term if term.startswith("-") else f"+{term}" for term in terms]
    total = f"{start or ''}{''.join(signed)}".removeprefix("+")
    clamped = f"MAX(0,MIN({int(indicator.points * context.scale)},{total}))"
    if context.scale != 1:
        clamped += f"/{context.scale}"
    formula = f'IF(AND({checks}),{clamped},"")'
    for exemption in reversed(standard.exemptions(indicator)):
        given = f'"{LEFT_OUT}"' if exemption.gives == "left_out" else number_text(indicator.points)
        formula = f"IF({holds_formula(standard, exemption.when)},{given},{formula})"
    return f"={formula}"


def holds_formula(standard: Standard, case: Case, unknown: str = "FALSE") -> str:
    """Excel text of whether a condition holds.

    Args:
        standard: The standard.
        case: The condition.
        unknown: What it gives while an answer is missing or impossible.
    """
    formula = case.formula(standard.rates_by_key)
    keys = standard.measures_of(case)
    if not keys:
        return formula
    checks = ",".join(f'{standard.measure(key).check_anchor}="{CHECK_OK}"' for key in keys)
    return f"IF(AND({checks}),{formula},{unknown})"


def total_formula(standard: Standard) -> str:
    """Excel formula of the total; it gives the same as ``score`` on every input."""
    whole, step = standard.sum_of(None), Fraction(standard.rounding)
    if standard.may_leave_out:
        return f"={whole.scaled_formula(step, standard.points, ASSESSED)}"
    if whole.is_plain and whole.denominator <= 100 and step == CENT:
        return "=ROUND(SUM(scores),2)"
    return f"={whole.formula(step)}"


def group_formula(standard: Standard, group: Group) -> str:
    """Excel formula of a group's sum, rounded to 0.01 point."""
    own = standard.sum_of(group.id)
    anchors = [each.anchor for each in own.indicators]
    if own.is_plain and own.denominator <= 100 and len(anchors) <= _MOST_SUMMED:
        return f"=ROUND(SUM({','.join(anchors)}),2)"
    return f"={own.formula(CENT)}"


def assessed_formula(standard: Standard) -> str:
    """Excel formula of the points of the base that are assessed."""
    return f"={standard.sum_of(None).assessed_formula()}"


def bars_formulas(standard: Standard) -> list[tuple[str, str]]:
    """For each thing that may bar, Excel text of whether it does, and the reason."""
    found: list[tuple[str, str]] = []
    for gate in standard.gates:
        if gate.when is not None:
            found.append((holds_formula(standard, gate.when), gate.told))
        if gate.unless is not None:
            found.append((f"NOT({holds_formula(standard, gate.unless, 'TRUE')})", gate.told))
    for each in standard.indicators:
        if each.gate:
            is_low = f"{each.anchor}<{number_text(each.points)}"
            found.append((f"IF(ISNUMBER({each.anchor}),{is_low},FALSE)", each.missed))
    return found


def grade_formulas(standard: Standard) -> list[tuple[str, Grade]]:
    """For each title, from the highest, Excel text of whether total and parts earn it."""
    found: list[tuple[str, Grade]] = []
    for grade in standard.awards:
        needs = [f"total>={number_text(grade.total)}"]
        for id_, least in grade.also.items():
            part = standard.sum_of(id_)
            units = Fraction(least) * part.denominator
            needs.append(
                f"{times(units.denominator, f'({part.units_formula()})')}>={units.numerator}"
            )
        found.append((needs[0] if len(needs) == 1 else f"AND({','.join(needs)})", grade))
    return found


def waived_formula(standard: Standard, measure: Measure) -> str:
    """Excel text of whether nobody needs an entry, as all that ask for it are exempt.

    Empty text where that cannot be.
    """
    asking = [standard.indicator(id_) for id_ in sorted(standard.asking(measure.key))]
    if not asking or not all(standard.exemptions(each) for each in asking):
        return ""
    exempt = dict.fromkeys(
        _any([holds_formula(standard, one.when) for one in standard.exemptions(each)])
        for each in asking
    )
    return next(iter(exempt)) if len(exempt) == 1 else f"AND({','.join(exempt)})"


def _any(cases: list[str]) -> str:
    return cases[0] if len(cases) == 1 else f"OR({','.join(cases)})"
