"""Which answers are possible: the check of an entry in Python and as Excel text, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from docgen.problems import Place, Problem, problem
from docgen.programme.standard.conditions import NO, YES
from docgen.programme.standard.measures import (
    Answers,
    JudgedScore,
    Measure,
    Value,
    is_countable_day,
    is_number,
)
from docgen.programme.standard.model import Standard
from docgen.programme.standard.numbers import number_text

CHECK_MISSING: Final = "待填"
CHECK_INVALID: Final = "有误"
CHECK_OK: Final = "√"
CHECK_OPTIONAL: Final = "可不填"

# Days as office programs count them: from 1 March 1900, counted alike by all, to the year 9999.
_FIRST_DAY: Final = 61
_LAST_DAY: Final = 2_958_465
_NOT_OF_KIND: Final = {
    "yes_no": "answer.not-yes-or-no",
    "choice": "answer.not-an-option",
    "date": "answer.not-a-date",
    "text": "answer.not-a-text",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """An answer that cannot be.

    Attributes:
        key: Key of the measure.
        code: The catalogue's code, such as ``answer.negative``.
        facts: What the message tells of this case, as pairs of name and text.
    """

    key: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()

    def problem(self, place: Place) -> Problem:
        """The violation as a problem at the place of the answer."""
        return problem(self.code, place, **dict(self.facts))


def check_answers(standard: Standard, answers: Answers) -> tuple[Violation, ...]:
    """Every answer of an applicant that cannot be, in the order of the entries.

    An answer is compared with the one that it cannot exceed only once that one is fine itself, so
    that one slip is not reported twice. Whole numbers may be given as decimals too.
    """
    found: dict[str, Violation] = {}
    for measure in standard.limits_first:
        value = answers.get(measure.key)
        if value is None or measure.is_blank(value):
            continue
        violation = _violation(measure, value)
        if violation is None and measure.at_most is not None and measure.at_most not in found:
            other = standard.measure(measure.at_most)
            violation = _above_other(measure, value, other, answers.get(other.key))
        if violation is not None:
            found[measure.key] = violation
    return tuple(found[entry.key] for entry in standard.entries if entry.key in found)


def check_formula(standard: Standard, measure: Measure) -> str:
    """Excel formula that says whether an entry is missing, impossible or fine.

    It says that an entry is impossible exactly when ``check_answers`` does.
    """
    cell = measure.anchor
    is_blank, (typed, fine) = f"ISBLANK({cell})", _number_formula(standard, measure)
    match measure.kind:
        case "yes_no":
            typed = f"ISTEXT({cell})"
            fine = f'OR(EXACT({cell},"{YES}"),EXACT({cell},"{NO}"))'
        case "choice":
            # A program takes an option that is all digits for a number.
            typed = f"NOT(OR(ISERROR({cell}),ISLOGICAL({cell})))"
            each = (f'EXACT({cell},"{option.key}")' for option in measure.options)
            fine = f"OR({','.join(each)})"
        case "date":
            fine = f"AND({cell}>={_FIRST_DAY},{cell}<={_LAST_DAY},INT({cell})={cell})"
        case "text":
            is_blank = f'IF(ISERROR({cell}),FALSE,TRIM({cell})="")'
            typed, fine = f"NOT(OR(ISERROR({cell}),ISLOGICAL({cell})))", "TRUE"
    blank = CHECK_OPTIONAL if measure.optional else CHECK_MISSING
    verdict = f'IF({fine},"{CHECK_OK}","{CHECK_INVALID}")'
    return f'=IF({is_blank},"{blank}",IF({typed},{verdict},"{CHECK_INVALID}"))'


def _number_formula(standard: Standard, measure: Measure) -> tuple[str, str]:
    """Whether a number was entered, and whether it can be."""
    cell = measure.anchor
    # LibreOffice takes TRUE and FALSE for numbers.
    typed = f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))"
    bounds = [
        f"{cell}>={number_text(measure.minimum)}",
        f"{cell}<={number_text(measure.maximum)}",
        f"ROUND({cell},{measure.places})={cell}",
    ]
    if isinstance(measure, JudgedScore) and len(measure.ranges) > 1:
        ranges = (
            f"AND({cell}>={number_text(low)},{cell}<={number_text(high)})"
            for low, high in measure.ranges
        )
        bounds.append(f"OR({','.join(ranges)})")
    if measure.at_most is not None:
        other = standard.measure(measure.at_most)
        bounds.append(f'IF({other.check_anchor}="{CHECK_OK}",{cell}<={other.anchor},TRUE)')
    return typed, f"AND({','.join(bounds)})"


def _violation(measure: Measure, value: Value) -> Violation | None:
    if not measure.takes(value):
        code = _NOT_OF_KIND.get(measure.kind, "answer.not-a-number")
        options = "、".join(option.key for option in measure.options)
        return _make(measure, code, value, **({"options": options} if options else {}))
    if measure.is_numeric and is_number(value):
        return _number_violation(measure, value)
    if isinstance(value, date) and not is_countable_day(value):
        return _make(measure, "answer.day-too-early", value)
    return None


def _number_violation(measure: Measure, value: int | Decimal) -> Violation | None:
    if value < measure.minimum:
        if measure.minimum == 0:
            return _make(measure, "answer.negative", value)
        minimum = f"{number_text(measure.minimum)}{measure.unit}"
        return _make(measure, "answer.below-minimum", value, minimum=minimum)
    if value > measure.maximum:
        maximum = f"{number_text(measure.maximum)}{measure.unit}"
        return _make(measure, "answer.above-maximum", value, maximum=maximum)
    if isinstance(value, Decimal) and value != round(value, measure.places):
        code = "answer.too-many-decimals" if measure.places else "answer.not-whole"
        return _make(measure, code, value, places=measure.places)
    if isinstance(measure, JudgedScore) and not measure.is_in_range(value):
        return _make(measure, "answer.outside-ranges", value, ranges=measure.ranges_text)
    return None


def _above_other(
    measure: Measure, value: object, other: Measure, limit: object
) -> Violation | None:
    if is_number(value) and is_number(limit) and value > limit:
        return _make(measure, "answer.above-other", value, other=other.label, limit=limit)
    return None


def _make(measure: Measure, code: str, value: object, **facts: object) -> Violation:
    texts = {"label": measure.label, "found": str(value)}
    texts |= {name: str(fact) for name, fact in facts.items()}
    return Violation(measure.key, code, tuple(sorted(texts.items())))
