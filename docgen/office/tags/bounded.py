"""Filters and methods that could make much out of little, each looked at before it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, Final

from jinja2 import filters, pass_environment, pass_eval_context
from markupsafe import soft_str

from docgen.office.tags.limits import LARGEST, TooMuchError, bounded, size

_DIGITS: Final = re.compile(r"[0-9]+")
_LONGEST_WRAPPED: Final = 20_000
_MOST_PLACES: Final = 100


def as_format(text: str, values: Iterable[Any] = ()) -> None:
    """Look at a format, such as ``%05d`` or ``{:>8}``, whose widths may stand in its values.

    Raises:
        TooMuchError: A width is too large, or so are the values.
    """
    if any(len(digits) > len(str(LARGEST)) for digits in _DIGITS.findall(text)):
        raise TooMuchError
    bounded(max(map(int, _DIGITS.findall(text)), default=0))
    for value in values:
        if "*" in text or "{" in text:
            bounded(value)
        size(value)


def replaced(text: str, old: Any, new: Any) -> None:
    """Look at what a replacement makes of a text.

    Raises:
        TooMuchError: It is too long.
    """
    places = str(text).count(str(old)) if len(str(old)) else len(text) + 1
    bounded(len(text) + places * size(new))


def joined(values: Iterable[Any], between: Any = "") -> list[Any]:
    """Values that are about to be joined.

    Raises:
        TooMuchError: They are too long together.
    """
    found = list(islice(values, LARGEST + 1))
    bounded(size(found) + len(found) * size(between))
    return found


def _numbers(*values: Any) -> None:
    for value in values:
        bounded(value)


def _center(value: Any, width: int = 80) -> str:
    _numbers(width)
    return filters.do_center(value, width)


def _indent(text: Any, width: Any = 4, first: bool = False, blank: bool = False) -> Any:
    each = width if isinstance(width, int) else len(width)
    bounded(len(text) + (text.count("\n") + 1) * each)
    return filters.do_indent(text, width, first, blank)


def _format(value: Any, *args: Any, **kwargs: Any) -> str:
    as_format(str(value), [*args, *kwargs.values()])
    return filters.do_format(value, *args, **kwargs)


@pass_eval_context
def _replace(context: Any, text: Any, old: Any, new: Any, count: int | None = None) -> str:
    replaced(str(text), old, new)
    return filters.do_replace(context, text, old, new, count)


@pass_eval_context
def _join(context: Any, value: Any, d: Any = "", attribute: Any = None) -> str:
    found = list(islice(value, LARGEST + 1))
    if attribute is not None:
        found = list(map(filters.make_attrgetter(context.environment, attribute), found))
    return filters.sync_do_join(context, joined(found, d), d)


def _batch(value: Any, linecount: int, fill_with: Any = None) -> Any:
    _numbers(linecount)
    return filters.do_batch(value, linecount, fill_with)


def _slice(value: Any, slices: int, fill_with: Any = None) -> Any:
    _numbers(slices)
    return filters.sync_do_slice(value, slices, fill_with)


def _round(value: Any, precision: int = 0, method: Any = "common") -> Any:
    if abs(precision) > _MOST_PLACES:
        raise TooMuchError
    return filters.do_round(value, precision, method)


@pass_eval_context
def _tojson(context: Any, value: Any, indent: int | None = None) -> Any:
    size(value)
    bounded((indent or 0) * (str(value).count(",") + 1) * _MOST_PLACES)
    return filters.do_tojson(context, value, indent)


@pass_environment
def _wordwrap(environment: Any, text: str, width: int = 79, *args: Any, **kwargs: Any) -> str:
    _numbers(width)
    if len(text) > _LONGEST_WRAPPED:
        raise TooMuchError
    return filters.do_wordwrap(environment, text, width, *args, **kwargs)


@pass_environment
def _sum(environment: Any, iterable: Any, attribute: Any = None, start: Any = 0) -> Any:
    if isinstance(start, list | tuple | str):
        raise TypeError(start)
    return filters.sync_do_sum(environment, iterable, attribute, start)


def _string(value: Any) -> Any:
    size(value)
    return soft_str(value)


def _pprint(value: Any) -> str:
    size(value)
    return filters.do_pprint(value)


BOUNDED_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "center": _center,
    "indent": _indent,
    "format": _format,
    "replace": _replace,
    "join": _join,
    "batch": _batch,
    "slice": _slice,
    "round": _round,
    "tojson": _tojson,
    "wordwrap": _wordwrap,
    "sum": _sum,
    "string": _string,
    "pprint": _pprint,
}
"""Filters of Jinja's names that refuse what would take very much memory or time."""


def look_at_call(function: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments of a call, if it is of a method of texts or numbers that may be made with them.

    Raises:
        TooMuchError: It would make very much out of little.
    """
    of = getattr(function, "__self__", None)
    if not isinstance(of, str | bytes | int):
        return args
    name = getattr(function, "__name__", "")
    _numbers(*args)
    if name == "replace" and len(args) > 1:
        replaced(str(of), *args[:2])
    elif name == "join" and args:
        return (joined(args[0], of), *args[1:])
    elif name == "expandtabs":
        bounded(str(of).count("\t") * (args[0] if args else 8))
    elif name == "translate":
        raise TooMuchError
    return args
