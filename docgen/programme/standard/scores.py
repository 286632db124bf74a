"""The exact scores of an applicant; ``formulas`` has the same scores as Excel formulas."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from docgen.programme.standard.answers import check_answers
from docgen.programme.standard.conditions import Values
from docgen.programme.standard.facts import Case, Facts, among_values
from docgen.programme.standard.grades import Grade
from docgen.programme.standard.indicator import Exemption, Indicator
from docgen.programme.standard.measures import Answers, Value
from docgen.programme.standard.model import Standard
from docgen.programme.standard.totals import Points, rounded

NO_FACTS: Final[Facts] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Scores:
    """What the answers of an applicant are worth.

    Attributes:
        standard: What they were scored by.
        by_indicator: Points by indicator; None where an answer is missing or impossible, and where
            the indicator is left out.
        total: Sum of the points that are known, each by its weight, rounded once; what is left out
            scales the rest of the base.
        missing: Keys of the measures that are not answered, in the order of the entries; of a form
            that states points alone, numbers of the indicators without points before them.
        invalid: Keys of the measures whose answer is impossible, in the order of the entries.
        facts: What the roster tells of the applicant.
        left_out: Indicators that are left out.
        bars: Why it cannot qualify whatever the total is; nothing where nothing bars.
    """

    standard: Standard
    by_indicator: Points
    total: Fraction
    missing: tuple[str, ...]
    invalid: tuple[str, ...]
    facts: Facts = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    bars: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every answer is there and possible."""
        return not self.missing and not self.invalid

    @property
    def grade(self) -> Grade | None:
        """The highest title that total and parts earn, whatever bars; None if they earn none."""
        return self.standard.grade(self.total, self.parts)

    @property
    def parts(self) -> Mapping[str, Fraction]:
        """The sums of the groups that grades name, by their numbers."""
        named = dict.fromkeys(id_ for grade in self.standard.awards for id_ in grade.also)
        return {id_: self.of_group(id_) for id_ in named}

    @property
    def passes(self) -> bool:
        """Whether the answers are complete, earn a title, and nothing bars."""
        return self.complete and not self.bars and self.grade is not None

    def of_group(self, id: str) -> Fraction:
        """Exact sum of the points that are known in a group, each by its weight there.

        Raises:
            KeyError: The standard has no such group.
        """
        return self.standard.sum_of(id).of(self.by_indicator)


def score(standard: Standard, answers: Answers, facts: Facts = NO_FACTS) -> Scores:
    """Score the answers of an applicant, exactly.

    Args:
        standard: The standard, of one kind of applicant.
        answers: What it reports.
        facts: What the roster tells of it; what is not known meets no condition.
    """
    wrong = {violation.key for violation in check_answers(standard, answers)}
    values: dict[str, Value] = {}
    missing, invalid = [], []
    for entry in standard.entries:
        value = answers.get(entry.key)
        if value is None or entry.is_blank(value):
            if not entry.optional:
                missing.append(entry.key)
        elif entry.key in wrong:
            invalid.append(entry.key)
        else:
            values[entry.key] = value
    exempt = _exempt(standard, values, facts)
    by_indicator = {
        each.id: _exempted(each, exempt[each.id].gives)
        if each.id in exempt
        else _points(standard, each, values)
        for each in standard.indicators
    }
    if exempt:
        missing = [key for key in missing if not _is_waived(standard, key, exempt.keys())]
    left_out = frozenset(id_ for id_, one in exempt.items() if one.gives == "left_out")
    return Scores(
        standard,
        by_indicator,
        total_of(standard, by_indicator, left_out),
        tuple(missing),
        tuple(invalid),
        facts,
        left_out,
        _bars(standard, values, facts, by_indicator) if standard.has_gates else (),
    )


def score_stated(
    standard: Standard, stated: Points, left_out: Set[str] = frozenset(), facts: Facts = NO_FACTS
) -> Scores:
    """The scores of a form that states points without the answers that they come from.

    What the roster's facts exempt is exempt. Answers that gates ask for are missing, so that such
    a form alone is never complete.

    Args:
        standard: The standard, of one kind of applicant.
        stated: The points that it states.
        left_out: Indicators that it leaves out, where an answer could have exempted them.
        facts: What the roster tells of the applicant.
    """
    exempt = _exempt(standard, {}, facts)
    open_ = {each.id for each in standard.indicators if _may_be_exempt_by_answers(standard, each)}
    gone = {id_ for id_, one in exempt.items() if one.gives == "left_out"} | (left_out & open_)
    by_indicator = {
        each.id: _exempted(each, exempt[each.id].gives)
        if each.id in exempt
        else stated.get(each.id)
        for each in standard.indicators
    }
    known = {id_ for id_, points in by_indicator.items() if points is not None} | gone
    missing = [each.id for each in standard.indicators if each.id not in known]
    missing += [entry.key for entry in standard.gate_entries]
    return Scores(
        standard,
        by_indicator,
        total_of(standard, by_indicator, gone),
        tuple(missing),
        (),
        facts,
        frozenset(gone),
        _bars(standard, {}, facts, by_indicator) if standard.has_gates else (),
    )


def _points(
    standard: Standard, indicator: Indicator, values: Mapping[str, Value]
) -> Fraction | None:
    if not all(key in values for key in standard.needs(indicator)):
        return None
    context = standard.context(indicator)
    total = int(indicator.start * context.scale)
    for term in indicator.terms:
        total += term.award(values, context)
    most = int(indicator.points * context.scale)
    return Fraction(max(0, min(most, total)), context.scale)


def _exempted(indicator: Indicator, gives: str) -> Fraction | None:
    return Fraction(indicator.points) if gives == "full" else None


def _exempt(standard: Standard, values: Values, facts: Facts) -> Mapping[str, Exemption]:
    """The indicators that are exempt, each with the exemption that counts."""
    if not standard.has_exemptions:
        return {}
    known = _known(values, facts)
    found: dict[str, Exemption] = {}
    for each in standard.indicators:
        for exemption in standard.exemptions(each):
            if _holds(standard, exemption.when, known):
                found[each.id] = exemption
                break
    return found


def _may_be_exempt_by_answers(standard: Standard, indicator: Indicator) -> bool:
    return any(
        one.gives == "left_out" and standard.measures_of(one.when)
        for one in standard.exemptions(indicator)
    )


def _is_waived(standard: Standard, key: str, exempt: Set[str]) -> bool:
    """Whether nobody needs a measure's answer: only exempt indicators ask for it."""
    asking = standard.asking(key)
    return bool(asking) and asking <= exempt


def _bars(
    standard: Standard, values: Values, facts: Facts, by_indicator: Points
) -> tuple[str, ...]:
    known = _known(values, facts)
    told: list[str] = []
    for gate in standard.gates:
        if gate.when is not None and _holds(standard, gate.when, known):
            told.append(gate.told)
        if gate.unless is not None and _answered(standard, gate.unless, known):
            told += [] if gate.unless.holds(known, standard.rates_by_key) else [gate.told]
    for each in standard.indicators:
        points = by_indicator[each.id]
        if each.gate and points is not None and points < each.points:
            told.append(each.missed)
    return tuple(dict.fromkeys(told))


def _known(values: Values, facts: Facts) -> Mapping[str, Any]:
    return {**values, **{among_values(key): value for key, value in facts.items()}}


def _answered(standard: Standard, case: Case, known: Mapping[str, Any]) -> bool:
    return all(key in known for key in standard.measures_of(case))


def _holds(standard: Standard, case: Case, known: Mapping[str, Any]) -> bool:
    """Whether a condition holds; what is not answered yet meets none."""
    return _answered(standard, case, known) and case.holds(known, standard.rates_by_key)


def total_of(standard: Standard, points: Points, left_out: Set[str]) -> Fraction:
    """The total of some points, each by its weight; what is left out scales the rest of the base.

    It is rounded once.
    """
    whole, step = standard.sum_of(None), Fraction(standard.rounding)
    exact = whole.scaled(points, left_out, standard.points) if left_out else whole.of(points)
    return rounded(exact, step)
