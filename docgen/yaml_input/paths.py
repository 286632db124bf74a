"""Paths of keys and indices: as messages write them, and what a model knows along them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Location = tuple[int | str, ...]


def path_text(location: Location) -> str:
    """A path as messages write it, items counted from 1: ``measures[3].kind``."""
    text = ""
    for step in location:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def names_at(model: type[BaseModel], location: Location) -> list[str]:
    """The keys that a model knows in the mapping at a path of its validation."""
    return list(dict.fromkeys(name for one in _models_at(model, location) for name in _fields(one)))


def homes_of(model: type[BaseModel], name: str) -> list[Location]:
    """The mappings of a model that know a key, those of lists and free names left out."""
    return list(_homes(model, name, (), ()))


def _homes(
    model: type[BaseModel], name: str, at: Location, above: tuple[type[BaseModel], ...]
) -> Iterator[Location]:
    if name in _fields(model):
        yield at
    above = (*above, model)  # a model may hold others of its own kind
    for key, field in _fields(model).items():
        inner = [one for one in _options(field.annotation) if _is_model(one)]
        if len(inner) == 1 and inner[0] not in above:
            yield from _homes(inner[0], name, (*at, key), above)


def _models_at(model: type[BaseModel], location: Location) -> Sequence[type[BaseModel]]:
    found: Sequence[type[BaseModel]] = [model]
    for step in location:
        homes = [one for one in found if step in _fields(one)]
        if homes:
            fields = (_fields(one)[str(step)] for one in homes)
            found = [inner for field in fields for inner in _models_in(field.annotation)]
        else:
            # An index, a free name, or the tag of one of several models.
            found = [one for one in found if step in _tags(one)] or found
    return found


def _fields(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields of a model by the keys that a file has for them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _tags(model: type[BaseModel]) -> tuple[Any, ...]:
    kind = model.model_fields.get("kind")
    return get_args(kind.annotation) if kind else ()


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation names, inside lists, mappings and choices too."""
    if _is_model(annotation):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]


def _options(annotation: Any) -> tuple[Any, ...]:
    """An annotation, or what it gives to choose from."""
    return (annotation,) if _is_model(annotation) else get_args(annotation)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
