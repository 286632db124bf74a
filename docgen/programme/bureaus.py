"""Names of bureaus: patterns in which keys in braces stand for the full names of units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from docgen.problems import Place, Problem, problem

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def bureau_name(pattern: str, units: Mapping[str, str]) -> str:
    """The name that a pattern gives.

    Args:
        pattern: The pattern, such as ``{town}人民政府``.
        units: Full names of units, by their keys.

    Raises:
        ValueError: The pattern names a unit that was not given.
    """

    def unit(match: re.Match[str]) -> str:
        name = units.get(match[1])
        if not name:
            raise ValueError(f"the bureau's name needs its {match[1]}")
        return name

    return _PLACEHOLDER.sub(unit, pattern)


def bureau_problems(pattern: str, keys: Sequence[str], place: Place) -> Iterator[Problem]:
    """What is wrong with a pattern.

    Args:
        pattern: The pattern.
        keys: Keys of the units that it may name.
        place: Where it stands.
    """
    known = ", ".join(f"{{{key}}}" for key in keys)
    for key in _PLACEHOLDER.findall(pattern):
        if key not in keys:
            yield problem("round.unknown-placeholder", place, found=f"{{{key}}}", known=known)
    if set("{}") & set(_PLACEHOLDER.sub("", pattern)):
        yield problem("round.stray-brace", place, found=pattern, known=known)
