"""Which answers are possible: the check of an entry in Python and as Excel text, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.problems import Place, Problem, problem
from docgen.programme.standard.conditions import NO, YES
from docgen.programme.standard.measures import Answers, Measure, is_number
from docgen.programme.standard.model import Standard
from docgen.programme.standard.numbers import number_text

CHECK_MISSING = "待填"
CHECK_INVALID = "有误"
CHECK_OK = "√"


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
        if value is None:
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
    if measure.kind == "yes_no":
        typed = f"ISTEXT({cell})"
        fine = f'OR(EXACT({cell},"{YES}"),EXACT({cell},"{NO}"))'
    else:
        # LibreOffice takes TRUE and FALSE for numbers.
        typed = f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))"
        bounds = [
            f"{cell}>={number_text(measure.minimum)}",
            f"{cell}<={number_text(measure.maximum)}",
            f"ROUND({cell},{measure.places})={cell}",
        ]
        if measure.at_most is not None:
            other = standard.measure(measure.at_most)
            bounds.append(f'IF({other.check_anchor}="{CHECK_OK}",{cell}<={other.anchor},TRUE)')
        fine = f"AND({','.join(bounds)})"
    verdict = f'IF({fine},"{CHECK_OK}","{CHECK_INVALID}")'
    return f'=IF(ISBLANK({cell}),"{CHECK_MISSING}",IF({typed},{verdict},"{CHECK_INVALID}"))'


def _violation(measure: Measure, value: object) -> Violation | None:
    if measure.kind == "yes_no":
        if not isinstance(value, bool):
            return _make(measure, "answer.not-yes-or-no", value)
    elif not is_number(value):
        return _make(measure, "answer.not-a-number", value)
    elif value < measure.minimum:
        return _make(measure, "answer.negative", value)
    elif value > measure.maximum:
        maximum = f"{number_text(measure.maximum)}{measure.unit}"
        return _make(measure, "answer.above-maximum", value, maximum=maximum)
    elif isinstance(value, Decimal) and value != round(value, measure.places):
        code = "answer.too-many-decimals" if measure.places else "answer.not-whole"
        return _make(measure, code, value, places=measure.places)
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
