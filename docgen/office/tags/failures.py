"""What an error in a tag means, told by a code of our own and never in the words of Jinja."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from jinja2 import StrictUndefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.limits import TooMuchError

# The file name of templates that Jinja compiles from text.
_JINJA_FILE: Final = "<template>"


class Failure(NamedTuple):
    """Why a tag cannot be used.

    Attributes:
        code: Code of the problem.
        facts: Its facts, beside the tag.
    """

    code: str
    facts: Mapping[str, str]


class UnprintableError(ValueError):
    """A value that a document cannot show.

    Attributes:
        code: Code of the problem.
        facts: Its facts.
    """

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


class MissingError(UndefinedError):
    """A value that is not there was used.

    Attributes:
        name: What the tag calls it; empty where it is no name that has no value.
        known: The names that its owner has; none for a name of its own.
    """

    def __init__(self, name: str, known: Iterable[str], message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.known = tuple(known)


class Missing(StrictUndefined):
    """What a name without a value stands for: any use of it tells the name."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None
    ) -> None:
        if exc is None or exc is UndefinedError:
            # With a hint it is no name that is missing, but an element or a branch.
            exc = partial(MissingError, "" if hint else str(name or ""), _names_of(obj))
        super().__init__(hint, obj, name, exc)


def failure(error: Exception, names: Iterable[str] = (), heads: Heads = NO_HEADS) -> Failure:
    """What went wrong where a tag was rendered.

    Args:
        error: What was raised.
        names: The names that the template was given.
        heads: The heads of the table that the names come from.
    """
    match error:
        case UnprintableError():
            return Failure(error.code, error.facts)
        case MissingError(name=""):
            return Failure("template.no-value", {})
        case MissingError():
            near = heads.nearest(error.name, error.known or names)
            return Failure("template.undefined", {"name": error.name, **nearest(near)})
        case TooMuchError() | MemoryError():
            return Failure("template.too-much", {})
        case RecursionError():
            return Failure("template.too-deep", {})
    return next(Failure(code, {}) for kind, code in _KINDS if isinstance(error, kind))


def nearest(name: str) -> dict[str, str]:
    """The facts of a message that names what may have been meant."""
    return {
        "near_zh": f"最接近的是「{name}」。" if name else "",
        "near_en": f" The nearest is “{name}”." if name else "",
    }


def line_of(error: BaseException) -> int:
    """The line of a template's source that an error was raised from; 0 if from none."""
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == _JINJA_FILE]
    return lines[-1] if lines else 0


_KINDS: Final = (
    (SecurityError, "template.forbidden"),
    (UndefinedError, "template.no-value"),
    (ZeroDivisionError, "template.division-by-zero"),
    (OverflowError, "template.too-much"),
    (TypeError, "template.wrong-kind"),
    (Exception, "template.failed"),
)


def _names_of(owner: Any) -> Iterable[str]:
    if isinstance(owner, Mapping):
        return (str(key) for key in owner)
    if owner is missing or type(owner).__module__ == "builtins":
        return ()
    names = {**dict.fromkeys(dir(type(owner))), **getattr(owner, "__dict__", {})}
    return (name for name in names if not name.startswith("_"))
