"""The Jinja environment of Word templates: a strict, escaping sandbox, and what it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from docxtpl import Listing, RichText, RichTextParagraph
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from docgen.office.package.xml import illegal_character
from docgen.office.word.template.picture import Picture
from docgen.office.word.template.text import RICH_TEXT

Filters = Mapping[str, Callable[..., Any]]

_UNUSUAL: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_RICH: Final = (RichText, RichTextParagraph, Listing)


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


class UnknownUsedError(Exception):
    """Something other than printing was done with a value that is not known yet.

    Attributes:
        name: What the template calls the value.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class WordEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for Word templates.

    Args:
        filters: Filters beyond Jinja's own, by name.
    """

    def __init__(self, filters: Filters) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=self.printed)
        self._safe: dict[tuple[type, str], bool] = {}
        self.filters.update(filters)
        # The same input must give the same document.
        del self.filters["random"], self.globals["lipsum"]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        # Type and name decide, and asking once for each is several times as fast.
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def printed(self, value: Any) -> Any:
        """A value as it is printed, before it is escaped."""
        return printable(value)


def printable(value: Any) -> Any:
    r"""A value as a document shows it: None as nothing, True as TRUE, any line end as ``\n``.

    Raises:
        UnprintableError: It holds a character that XML does not allow, it is no picture that
            a document can show, or it is an object of docxtpl that needs more than text, such
            as an image or a sub-document.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _checked(value) if _UNUSUAL.search(value) else value
    if isinstance(value, _RICH):
        if "r:id=" in value.xml:
            raise UnprintableError("template.unsupported-value", kind="hyperlink")
        mark = "" if isinstance(value, Listing) else RICH_TEXT
        return Markup(mark + _checked(value.xml))
    if isinstance(value, Picture):
        if not value.image.extension:
            raise UnprintableError("template.picture-unreadable")
        return Markup(value.printed())
    if hasattr(value, "__html__"):
        raise UnprintableError("template.unsupported-value", kind=type(value).__name__)
    return value


def _checked(text: str) -> str:
    # \a and \f are what docxtpl makes paragraphs and pages of.
    character = illegal_character(text.replace("\a", "").replace("\f", ""))
    if character:
        raise UnprintableError("package.illegal-character", character=character)
    return text.replace("\r\n", "\n").replace("\r", "\n")
