"""YAML files that people write, checked against a model, each problem at its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError

from docgen.problems import Place, Problem, ProblemError, problem

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[int | str, ...]


class YamlSource:
    """A YAML file that was read, with the line and column of every value.

    Attributes:
        file: The file's name in messages.
        data: The content: mappings, lists and scalars.
    """

    def __init__(self, file: str, data: Any) -> None:
        self.file = file
        self.data = data

    def place(self, location: Location) -> Place:
        """Place of the value that a path of keys and indices leads to, or of its nearest parent."""
        line, column = 0, 0
        node: Any = self.data
        for step in location:
            try:
                if isinstance(node, CommentedMap):
                    line, column = node.lc.key(step)
                elif isinstance(node, CommentedSeq):
                    line, column = node.lc.item(step)
                else:
                    break
                node = node[step]
            except (KeyError, IndexError, TypeError):
                # A union's tag stands in pydantic's path but not in the file.
                continue
        return Place(file=self.file, line=line + 1, column=column + 1)

    def values(self) -> Iterator[tuple[Location, Any]]:
        """Every value that is no mapping or list, with the path of keys and indices to it."""
        yield from _values(self.data, ())

    def validate(self, model: type[Model]) -> Model:
        """The content as a model.

        Raises:
            ProblemError: Every key that is missing, unknown or has a wrong value.
        """
        try:
            return model.model_validate(self.data if self.data is not None else {})
        except ValidationError as error:
            raise ProblemError(self._problem(item) for item in error.errors()) from None

    def _problem(self, error: ErrorDetails) -> Problem:
        # Pydantic marks a key that is wrong itself with a last step of its own.
        location = tuple(step for step in error["loc"] if step != "[key]")
        place = self.place(location)
        key = str(location[-1]) if location else self.file
        if error["type"] == "missing":
            return problem("yaml.missing-key", place, key=key)
        if error["type"] == "extra_forbidden":
            return problem("yaml.unknown-key", place, key=key)
        zh, en = _expected(error)
        return problem(
            "yaml.wrong-value",
            place,
            key=key,
            found=_short(error["input"]),
            expected_zh=zh,
            expected_en=en,
        )


def read_yaml(path: Path, file: str | None = None) -> YamlSource:
    """Read a YAML file.

    Args:
        path: The file.
        file: Its name in messages; its path if not given.

    Raises:
        ProblemError: The file is missing, not UTF-8 or not YAML.
    """
    shown = file or str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise ProblemError([problem("file.missing", Place(file=shown), path=shown)]) from None
    except UnicodeDecodeError:
        raise ProblemError([problem("yaml.encoding", Place(file=shown))]) from None
    return _parsed(shown, text)


# A command asks for its files again and again, for places in them too, and parsing takes long.
@lru_cache(maxsize=8)
def _parsed(shown: str, text: str) -> YamlSource:
    try:
        yaml = YAML(typ="rt")
        yaml.Constructor = _Constructor
        return YamlSource(shown, yaml.load(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file=shown)
        if mark is not None:
            place = Place(file=shown, line=mark.line + 1, column=mark.column + 1)
        reason = (error.problem or error.context or "").strip()
        raise ProblemError([problem("yaml.syntax", place, reason=reason)]) from None


class _Constructor(RoundTripConstructor):
    """Leaves a day that no calendar has as text, for the model to refuse at its line."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return self.construct_scalar(node)


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


def _values(node: Any, location: Location) -> Iterator[tuple[Location, Any]]:
    if isinstance(node, CommentedMap):
        steps = list(node.items())
    elif isinstance(node, CommentedSeq):
        steps = list(enumerate(node))
    else:
        yield location, node
        return
    for step, value in steps:
        yield from _values(value, (*location, step))


def _short(value: object, most: int = 40) -> str:
    text = str(value)
    return text if len(text) <= most else text[:most] + "…"


def _expected(error: ErrorDetails) -> tuple[str, str]:
    context = error.get("ctx", {})
    kind = error["type"]
    limit = next((context[name] for name in ("ge", "gt", "le", "lt") if name in context), None)
    if limit is not None:
        words = {
            "greater_than_equal": ("不小于{}", "at least {}"),
            "greater_than": ("大于{}", "more than {}"),
            "less_than_equal": ("不大于{}", "at most {}"),
            "less_than": ("小于{}", "less than {}"),
        }
        zh, en = words[kind]
        return zh.format(limit), en.format(limit)
    if kind in ("literal_error", "union_tag_invalid", "enum"):
        choices = str(context.get("expected") or context.get("expected_tags"))
        return f"以下之一：{choices}".replace(" or ", "、"), f"one of: {choices}"
    names = {
        "int": ("整数", "a whole number"),
        "decimal": ("数字", "a number"),
        "float": ("数字", "a number"),
        "string": ("文字（可加引号）", "text (quote it)"),
        "bool": ("true 或 false", "true or false"),
        "date": ("日期，如 2017-09-25", "a date such as 2017-09-25"),
        "list": ("列表", "a list"),
        "tuple": ("列表", "a list"),
        "dict": ("键值表", "a mapping"),
        "mapping": ("键值表", "a mapping"),
        "model": ("键值表", "a mapping"),
        "too": ("更多项", "a longer list"),
    }
    name = kind.split("_")[0]
    return names.get(name, (error["msg"], error["msg"]))
