"""Fields of a workbook: cells with a defined name, which are filled and read back by that name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from docgen.office.package.xml import illegal_character
from docgen.problems import Place, Problem, problem

# Excel takes A1 to XFD1048576 and R1C1 for addresses, whatever their case.
_NAME: Final = re.compile(r"[^\W\d][\w.]{0,254}")
_ADDRESS: Final = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*|c[0-9]*|r[0-9]+c[0-9]+", re.IGNORECASE)

_FORMULA_LIMIT: Final = 8192
# Of a validation: its titles, its messages and its formulas.
_TITLE_LIMIT: Final = 32
_TEXT_LIMIT: Final = 255


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed into a cell; anything else is refused with a message.

    Attributes:
        kind: A choice from a list, a whole number, a decimal number, a day (its limits are the
            numbers that stand for days), or a formula of one's own.
        formula1: The list (``"是,否"`` with its quotes), the limit, or the formula.
        formula2: The upper limit, for ``between``.
        operator: Comparison with the limits, as Excel names it.
        title: Title of the refusal; at most 32 characters.
        message: Text of the refusal; at most 255 characters.
        prompt_title: Title of the hint beside the chosen cell; at most 32 characters.
        prompt: Text of that hint; at most 255 characters.
    """

    kind: Literal["list", "whole", "decimal", "date", "custom"]
    formula1: str
    formula2: str | None = None
    operator: Literal[
        "between",
        "notBetween",
        "equal",
        "notEqual",
        "lessThan",
        "lessThanOrEqual",
        "greaterThan",
        "greaterThanOrEqual",
    ] = "between"
    title: str = ""
    message: str = ""
    prompt_title: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A field that a template places: the cell where it is first printed gets its name.

    Where a template prints the same field again, that cell shows the first one by a formula.

    Attributes:
        name: Defined name of the cell.
        formula: Its formula, from ``=`` on; None for a cell that holds a plain value.
        unlocked: People may change the cell although the sheet is protected.
        validation: What may be typed into it.
        number_format: Format in Excel's terms; the template's own if None.
        groups: Names that span from the first to the last cell of all fields which give them.
    """

    name: str
    formula: str | None = None
    unlocked: bool = False
    validation: Validation | None = None
    number_format: str | None = None
    groups: tuple[str, ...] = ()


def field_problems(field: NamedCell, place: Place) -> list[Problem]:
    """What would make Excel refuse or repair a file with this field."""
    found = [
        problem("workbook.name-invalid", place, name=name)
        for name in (field.name, *field.groups)
        if not _NAME.fullmatch(name) or _ADDRESS.fullmatch(name)
    ]
    limits = [(field.formula or "", _FORMULA_LIMIT)]
    validation = field.validation
    if validation is not None:
        limits += [(text, _TITLE_LIMIT) for text in (validation.title, validation.prompt_title)]
        others = validation.message, validation.prompt, validation.formula1, validation.formula2
        limits += [(text or "", _TEXT_LIMIT) for text in others]
    for text, limit in limits:
        character = illegal_character(text)
        if len(text) > limit:
            found.append(
                problem(
                    "workbook.field-text-too-long", place, name=field.name, text=text, most=limit
                )
            )
        if character:
            found.append(
                problem("package.illegal-character", place, field=field.name, character=character)
            )
    return found
