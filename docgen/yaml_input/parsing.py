"""YAML parsed: its content with the places of all values, or where the parser stumbled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from docgen.problems import Place, Problem, is_own_fault, problem
from docgen.yaml_input.slips import Spot, Stumble

_DEEPEST: Final = 60
_MOST_VALUES: Final = 1_000_000
# Where what the parser could not finish begins helps where that is one text or one bracket.
_BEGINNINGS: Final = ("quoted scalar", "double-quoted", "flow", "simple key")
_TAG: Final = re.compile(r"(?<!\S)!")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of parsing a text.

    Attributes:
        content: Mappings, lists and scalars; None if the parser stumbled.
        stumble: Where it did.
        twice: Keys that stand twice in one mapping: each with its place, and the first one's line.
    """

    content: Any = None
    stumble: Stumble | None = None
    twice: tuple[tuple[str, Spot, int], ...] = ()

    def told(self, file: str) -> Iterator[Problem]:
        """What is wrong with the content, though it could be parsed."""
        for key, (line, column), first in self.twice:
            place = Place(file=file, line=line + 1, column=column + 1)
            yield problem("yaml.key-twice", place, key=key, first=first + 1)
        if _spread(self.content, {}) > _MOST_VALUES:
            yield problem("yaml.endless", Place(file=file))


def load(text: str) -> Loaded:
    """Parse a text."""
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    yaml.max_depth = _DEEPEST
    try:
        content = yaml.load(text)
    except RecursionError:
        return Loaded(stumble=Stumble((0, 0), (0, 0)))
    except ReaderError as error:
        before = text[: error.position]
        spot = before.count("\n"), error.position - before.rfind("\n") - 1
        return Loaded(stumble=Stumble(spot, spot))
    except MarkedYAMLError as error:
        return Loaded(stumble=_stumble(error))
    except Exception as error:
        if is_own_fault(error):
            raise
        # A tag such as !!int before what is none: the library has no place for it.
        tag = _TAG.search(text)
        line = text.count("\n", 0, tag.start()) if tag else 0
        return Loaded(stumble=Stumble((line, 0), (line, 0)))
    return Loaded(content, twice=tuple(yaml.constructor.twice))


def stumble_of(text: str) -> Stumble | None:
    """Where the parser stumbles over a text; None if it does not."""
    return load(text).stumble


def _stumble(error: MarkedYAMLError) -> Stumble:
    mark = error.problem_mark or error.context_mark
    noticed = (mark.line, mark.column) if mark else (0, 0)
    begun = noticed
    if error.context_mark and any(word in (error.context or "") for word in _BEGINNINGS):
        begun = error.context_mark.line, error.context_mark.column
    return Stumble(noticed, begun)


class _Constructor(RoundTripConstructor):
    """Leaves a day that no calendar has as text, and notes keys that stand twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.twice: list[tuple[str, Spot, int]] = []

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return self.construct_scalar(node)

    def check_mapping_key(
        self, node: Any, key_node: Any, mapping: Any, key: Any, value: Any
    ) -> bool:
        if key not in mapping:
            return True
        mark = key_node.start_mark
        self.twice.append((str(key), (mark.line, mark.column), mapping.lc.key(key)[0]))
        return False


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


def _spread(node: Any, known: dict[int, float]) -> float:
    """How many values a node holds, each alias counted anew; without end where it holds itself."""
    if not isinstance(node, (CommentedMap, CommentedSeq)):
        return 1
    if id(node) not in known:
        known[id(node)] = float("inf")
        parts = node.values() if isinstance(node, CommentedMap) else node
        known[id(node)] = 1 + sum(_spread(part, known) for part in parts)
    return known[id(node)]
