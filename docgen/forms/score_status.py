"""The line on top of a score sheet: what is wanting, the total, and whether it qualifies."""

from __future__ import annotations

from docgen.forms import values
from docgen.programme.standard import (
    CHECK_INVALID,
    CHECK_MISSING,
    Scores,
    Standard,
    bars_formulas,
    grade_formulas,
)


def status_line(standard: Standard, scores: Scores) -> str:
    """What the sheet says on top; the formula of the same cell says it in the same words."""
    if scores.invalid:
        return f"有{len(scores.invalid)}项有误，请看“检查”一栏并改正。"
    if scores.missing:
        return f"还有{len(scores.missing)}项没有填。"
    barred = "".join(f"{reason}。" for reason in scores.bars)
    return f"已填完，总分{values.plain(scores.total)}分，{_reached(standard, scores)}" + (
        f"但不能申报：{barred}" if barred else ""
    )


def _reached(standard: Standard, scores: Scores) -> str:
    grade = scores.grade
    if len(standard.awards) > 1 and grade is not None:
        return f"达到{grade.title}的要求。"
    return f"{'未达到' if grade is None else '达到'}{_wanted(standard)}。"


def _wanted(standard: Standard) -> str:
    """What must be reached to apply at all."""
    lowest = standard.awards[-1]
    if len(standard.awards) > 1 or lowest.also:
        return f"{lowest.title}的要求"
    return f"申报要求的{values.plain(standard.pass_mark)}分"


def status_formula(standard: Standard) -> str:
    """Excel formula of the line."""
    invalid, missing = (f'COUNTIF(checks,"{state}")' for state in (CHECK_INVALID, CHECK_MISSING))
    return (
        f'=IF({invalid}>0,"有"&{invalid}&"项有误，请看“检查”一栏并改正。",'
        f'IF({missing}>0,"还有"&{missing}&"项没有填。",'
        f'"已填完，总分"&total&"分，"&{_reached_formula(standard)}{_bars_formula(standard)}))'
    )


def _reached_formula(standard: Standard) -> str:
    grades = grade_formulas(standard)
    if len(grades) == 1:
        ((reached, _),) = grades
        return f'IF({reached},"达到","未达到")&{_text(f"{_wanted(standard)}。")}'
    formula = _text(f"未达到{_wanted(standard)}。")
    for reached, grade in reversed(grades):
        formula = f"IF({reached},{_text(f'达到{grade.title}的要求。')},{formula})"
    return formula


def _bars_formula(standard: Standard) -> str:
    bars = bars_formulas(standard)
    if not bars:
        return ""
    anything = ",".join(case for case, _ in bars)
    told = "&".join(f'IF({case},{_text(f"{reason}。")},"")' for case, reason in bars)
    return f'&IF(OR({anything}),"但不能申报：","")&{told}'


def _text(text: str) -> str:
    """A text in a formula."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
