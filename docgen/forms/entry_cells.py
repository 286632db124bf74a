"""The cells of a score sheet's entries: what may be typed into each, and what is told beside it."""

from __future__ import annotations

from typing import Final, Literal

from docgen.forms import values
from docgen.office.workbook.template.template import Validation
from docgen.programme.standard import LARGEST, NO, YES, JudgedScore, Measure, Standard

FORMATS: Final = {"date": "yyyy-mm-dd"}
"""Number formats of entries by the kind of their measures, where the template's does not do."""

_INSTEAD_OF_UNITS: Final = {
    "yes_no": f"{YES}/{NO}",
    "choice": "选项",
    "date": "日期",
    "text": "文字",
}
_REFUSED: Final = "填报数不对"
_LONGEST: Final = 255
"""Characters that the refusal of a cell can show."""


def validation(standard: Standard, entry: Measure) -> Validation | None:
    """What may be typed into an entry's cell; None if anything may."""
    match entry.kind:
        case "yes_no":
            message = f"请选择「{YES}」或「{NO}」。"
            return Validation("list", f'"{YES},{NO}"', title="请选择", message=message)
        case "choice":
            keys = [option.key for option in entry.options]
            message = _cut(f"请选择{'、'.join(f'「{key}」' for key in keys)}中的一项。")
            return Validation("list", f'"{",".join(keys)}"', title="请选择", message=message)
        case "date":
            message = "应填日期，如2017-09-20。"
            return Validation("date", "61", "2958465", title=_REFUSED, message=message)
        case "text":
            return None
    return _number(standard, entry)


def unit_text(entry: Measure) -> str:
    """What stands in the column of units: the unit, or what an entry without one takes."""
    return entry.unit or _INSTEAD_OF_UNITS.get(entry.kind, "")


def hint(entry: Measure) -> str:
    """What is told beside an entry: how it is defined, and what its options mean."""
    said = [f"{one.key}：{one.label}" for one in entry.options if one.label]
    meant = f"{'；'.join(said)}。" if said else ""
    blank = "可不填。" if entry.optional else ""
    return entry.hint + meant + blank


def _number(standard: Standard, entry: Measure) -> Validation:
    whole = entry.kind == "count"
    low, high = values.plain(entry.minimum), values.plain(entry.maximum)
    wants = f"不小于{low}的{'整数' if whole else f'最多{entry.places}位小数的数'}"
    if isinstance(entry, JudgedScore) and len(entry.ranges) > 1:
        wants = f"{entry.ranges_text}，最多{entry.places}位小数"
    elif entry.maximum < LARGEST:
        wants += f"，不大于{high}"
    if entry.at_most is not None:
        limit = standard.measure(entry.at_most)
        high = f"IF(ISBLANK({limit.anchor}),{high},{limit.anchor})"
        wants += f"，不大于「{limit.label}」"
    kind: Literal["whole", "decimal"] = "whole" if whole else "decimal"
    return Validation(kind, low, high, title=_REFUSED, message=f"应填{wants}。")


def _cut(message: str) -> str:
    """A message as far as a cell's refusal can show it."""
    return message if len(message) <= _LONGEST else "请从列表中选择一项。"
