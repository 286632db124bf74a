"""A standard as it was written before groups: with categories, items and two named columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap, CommentedSeq

OLD_KEY: Final = "categories"


def is_before(data: Any) -> bool:
    """Whether a file's content is written as before."""
    return isinstance(data, Mapping) and OLD_KEY in data and "groups" not in data


def converted(data: Mapping[str, Any]) -> CommentedMap:
    """The content of a standard of before as it is written now; what it means is the same.

    Categories and items become groups. A category whose only item has its title was printed in one
    cell, and is a group with the indicators themselves. The places of values in their file are
    kept, so that what is wrong with one is told where it stands.

    Args:
        data: The content, with ``categories``; what is not as it should be stays as it is.
    """
    return _renamed(data, {OLD_KEY: ("groups", _categories), "score_sheet": (None, _score_sheet)})


_Change = tuple[str | None, Callable[[Any], Any]]


def _renamed(data: Mapping[str, Any], changes: Mapping[str, _Change]) -> CommentedMap:
    """A mapping with some keys called otherwise, and their values changed."""
    new = CommentedMap()
    lines = data.lc if isinstance(data, CommentedMap) else None
    if lines is not None:
        new.lc.line, new.lc.col = lines.line, lines.col
    for key, value in data.items():
        name, change = changes.get(key, (None, _same))
        new[name or key] = change(value)
        if lines is not None and key in (lines.data or {}):
            new.lc.add_kv_line_col(name or key, lines.data[key])
    return new


def _same(value: Any) -> Any:
    return value


def _each(values: Any, change: Callable[[Mapping[str, Any]], Any]) -> Any:
    if not isinstance(values, Sequence) or isinstance(values, str):
        return values
    new = CommentedSeq(change(one) if isinstance(one, Mapping) else one for one in values)
    if isinstance(values, CommentedSeq):
        new.lc.line, new.lc.col, new.lc.data = values.lc.line, values.lc.col, values.lc.data
    return new


def _categories(categories: Any) -> Any:
    return _each(categories, _category)


def _category(category: Mapping[str, Any]) -> CommentedMap:
    items = category.get("items")
    only = items[0] if isinstance(items, Sequence) and len(items) == 1 else None
    if isinstance(only, Mapping) and only.get("title") == category.get("title"):
        inner = only.get("indicators")
        return _renamed(category, {"items": ("indicators", lambda _: inner)})
    return _renamed(category, {"items": ("groups", _same)})


def _score_sheet(form: Any) -> Any:
    return _renamed(form, {"columns": (None, _columns)}) if isinstance(form, Mapping) else form


def _columns(columns: Any) -> Any:
    if not isinstance(columns, Mapping) or "category" not in columns:
        return columns
    heads = CommentedSeq(columns[key] for key in ("category", "item") if key in columns)
    kept = CommentedMap((key, value) for key, value in columns.items() if key != "item")
    if isinstance(columns, CommentedMap):
        kept.lc.line, kept.lc.col, kept.lc.data = columns.lc.line, columns.lc.col, columns.lc.data
    return _renamed(kept, {"category": ("groups", lambda _: heads)})
