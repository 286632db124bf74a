"""Formulas as a spreadsheet computes them: with doubles, and with what LibreOffice takes for equal.

It knows the functions that score sheets use. What it is for: to hold formulas against Python over
many inputs fast; LibreOffice itself is asked about fewer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

_TOKEN = re.compile(r'\s*("[^"]*"|[0-9.]+|[A-Za-z_][A-Za-z0-9_]*|>=|<=|<>|[-+*/&(),=<>])')
_ALIKE = 2.0**-48


def evaluate(formula: str, cells: Mapping[str, Any]) -> Any:
    """The value of a formula.

    Args:
        formula: The formula, from ``=`` on.
        cells: Values by the names that it has: numbers, texts, booleans, None for a blank cell.
    """
    parser = _Parser(_TOKEN.findall(formula.removeprefix("=")), cells)
    value = parser.comparison()()
    assert not parser.tokens, parser.tokens
    return value


Lazy = Callable[[], Any]


class _Parser:
    def __init__(self, tokens: list[str], cells: Mapping[str, Any]) -> None:
        self.tokens = tokens[::-1]
        self.cells = cells

    def comparison(self) -> Lazy:
        left = self.sum()
        while self.tokens and self.tokens[-1] in (">=", "<=", "<>", "=", "<", ">"):
            left = _compared(self.tokens.pop(), left, self.sum())
        return left

    def sum(self) -> Lazy:
        left = self.product()
        while self.tokens and self.tokens[-1] in "+-":
            left = _computed(self.tokens.pop(), left, self.product())
        return left

    def product(self) -> Lazy:
        left = self.factor()
        while self.tokens and self.tokens[-1] in "*/":
            left = _computed(self.tokens.pop(), left, self.factor())
        return left

    def factor(self) -> Lazy:
        token = self.tokens.pop()
        if token == "-":
            inner = self.factor()
            return lambda: -_number(inner())
        if token == "(":
            inner = self.comparison()
            assert self.tokens.pop() == ")"
            return inner
        if token.startswith('"'):
            return lambda: token[1:-1]
        if token[0].isdigit():
            return lambda: float(token)
        if token in ("TRUE", "FALSE"):
            return lambda: token == "TRUE"
        if self.tokens and self.tokens[-1] == "(":
            return self.call(token)
        return lambda: self.cells[token]

    def call(self, name: str) -> Lazy:
        self.tokens.pop()
        arguments = [self.comparison()]
        while self.tokens[-1] == ",":
            self.tokens.pop()
            arguments.append(self.comparison())
        assert self.tokens.pop() == ")"
        function = _FUNCTIONS[name]
        return lambda: function(*arguments)


def _number(value: Any) -> float:
    assert not isinstance(value, str), value
    return float(value or 0)


def _computed(operator: str, left: Lazy, right: Lazy) -> Lazy:
    def value() -> float:
        one, other = _number(left()), _number(right())
        if operator == "*":
            return one * other
        if operator == "/":
            return one / other
        result = one + other if operator == "+" else one - other
        both = abs(one), abs(other)
        # What cancels out to next to nothing is nothing.
        return 0.0 if result and abs(result) < max(both) * _ALIKE else result

    return value


def _compared(operator: str, left: Lazy, right: Lazy) -> Lazy:
    def holds() -> bool:
        one, other = left(), right()
        if isinstance(one, str) or isinstance(other, str):
            return ((one or "") == (other or "")) == (operator == "=")
        one, other = _number(one), _number(other)
        alike = one == other or abs(one - other) < abs(one) * _ALIKE
        above = not alike and one > other
        return {
            "=": alike,
            "<>": not alike,
            ">=": alike or above,
            "<=": not above,
            ">": above,
            "<": not alike and not above,
        }[operator]

    return holds


def _int(value: Lazy) -> float:
    """Rounds to 15 digits before it rounds down."""
    return float(math.floor(float(f"{_number(value()):.15g}")))


def _round(value: Lazy, places: Lazy) -> float:
    unit = 10 ** int(places())
    scaled = float(f"{_number(value()) * unit:.15g}")
    return math.copysign(math.floor(abs(scaled) + 0.5), scaled) / unit


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "IF": lambda condition, met, unmet: met() if condition() else unmet(),
    "AND": lambda *all_: all([one() for one in all_]),
    "OR": lambda *any_: any([one() for one in any_]),
    "NOT": lambda one: not one(),
    "MAX": lambda *some: max(_number(one()) for one in some),
    "MIN": lambda *some: min(_number(one()) for one in some),
    "INT": _int,
    "ROUND": _round,
    "EXACT": lambda one, other: (one() or "") == (other() or ""),
    "ISBLANK": lambda one: one() is None,
    "ISTEXT": lambda one: isinstance(one(), str),
    "ISNUMBER": lambda one: isinstance(one(), int | float) and not isinstance(one(), bool),
    "ISLOGICAL": lambda one: isinstance(one(), bool),
    "ISERROR": lambda one: False,
    "TRIM": lambda one: str(one() or "").strip(" "),
    "LEN": lambda one: float(len(str("" if (value := one()) is None else value))),
}
