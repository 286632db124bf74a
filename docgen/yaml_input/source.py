"""What a YAML file says, with the place of every value, and checked against a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from docgen.problems import Place, Problem, ProblemError, problem
from docgen.yaml_input.entries import Entries
from docgen.yaml_input.paths import Location

Model = TypeVar("Model", bound=BaseModel)


class YamlSource:
    """A YAML file that was read, with the line and column of every value.

    Attributes:
        file: The file's name in messages.
        data: The content: mappings, lists and scalars.
        is_sure: Whether that is what the text says, or can only mean.
    """

    def __init__(self, file: str, data: Any, is_sure: bool = True) -> None:
        self.file = file
        self.data = data
        self.is_sure = is_sure

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

    def validate(self, model: type[Model], slips: Sequence[Problem] = ()) -> Model:
        """The content as a model.

        Args:
            model: The model.
            slips: What is wrong with the text, to be told with the rest.

        Raises:
            ProblemError: The slips, and every key that is missing, unknown or has a wrong value.
        """
        if slips and (self.data is None or not self.is_sure):
            raise ProblemError(slips)
        if self.data is None:
            raise ProblemError([problem("yaml.empty", Place(file=self.file))])
        if not isinstance(self.data, CommentedMap):
            raise ProblemError([problem("yaml.not-entries", Place(file=self.file, line=1))])
        try:
            valid = model.model_validate(self.data)
        except ValidationError as error:
            wrong = Entries(self, model).problems(error.errors())
            raise ProblemError([*slips, *wrong]) from None
        if slips:
            raise ProblemError(slips)
        return valid


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
