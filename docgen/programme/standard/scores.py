"""The exact scores of an applicant, and the same scores as Excel formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from docgen.programme.standard.answers import CHECK_OK, check_answers
from docgen.programme.standard.measures import Answers, Value
from docgen.programme.standard.model import Indicator, Standard


@dataclass(frozen=True, slots=True)
class Scores:
    """What the answers of an applicant are worth.

    Attributes:
        standard: What they were scored by.
        by_indicator: Points by indicator; None where an answer is missing or impossible.
        total: Sum of the points that are known.
        missing: Keys of the measures that are not answered, in the order of the entries.
        invalid: Keys of the measures whose answer is impossible, in the order of the entries.
    """

    standard: Standard
    by_indicator: Mapping[str, Fraction | None]
    total: Fraction
    missing: tuple[str, ...]
    invalid: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every answer is there and possible."""
        return not self.missing and not self.invalid

    @property
    def passes(self) -> bool:
        """Whether the answers are complete and their total reaches the pass mark."""
        return self.complete and self.total >= self.standard.pass_mark

    def of_item(self, id: str) -> Fraction:
        """Sum of the points that are known in an item.

        Raises:
            KeyError: The standard has no such item.
        """
        for item in self.standard.items:
            if item.id == id:
                return self._of(item.indicators)
        raise KeyError(id)

    def of_category(self, id: str) -> Fraction:
        """Sum of the points that are known in a category.

        Raises:
            KeyError: The standard has no such category.
        """
        for category in self.standard.categories:
            if category.id == id:
                return self._of(each for item in category.items for each in item.indicators)
        raise KeyError(id)

    def _of(self, indicators: Iterable[Indicator]) -> Fraction:
        return _sum(self.by_indicator[each.id] for each in indicators)


def score(standard: Standard, answers: Answers) -> Scores:
    """Score the answers of an applicant, exactly."""
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
    by_indicator = {each.id: _points(standard, each, values) for each in standard.indicators}
    total = _sum(by_indicator.values())
    return Scores(standard, by_indicator, total, tuple(missing), tuple(invalid))


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
    return f'=IF(AND({checks}),{clamped},"")'


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


def _sum(points: Iterable[Fraction | None]) -> Fraction:
    # Most scores are multiples of 0.01 point, and whole numbers add up faster than fractions.
    hundredths, rest = 0, Fraction(0)
    for each in points:
        if each is not None:
            above, below = each.as_integer_ratio()
            if 100 % below:
                rest += each
            else:
                hundredths += above * (100 // below)
    return Fraction(hundredths, 100) + rest
