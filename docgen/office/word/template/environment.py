"""The Jinja environment of Word templates: a strict, escaping sandbox, and what it prints."""

from __future__ import annotations

import re
from typing import Any, Final

from docxtpl import Listing, RichText, RichTextParagraph
from markupsafe import Markup

from docgen.office.package.xml import illegal_character
from docgen.office.tags.environment import NO_FILTERS, Filters, TagEnvironment
from docgen.office.tags.failures import UnprintableError
from docgen.office.tags.picture import Picture
from docgen.office.word.template.field_text import FIELD_FILTERS
from docgen.office.word.template.links import LINK_FILTERS
from docgen.office.word.template.text import RICH_TEXT

_UNUSUAL: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_RICH: Final = (RichText, RichTextParagraph, Listing)


class UnknownUsedError(Exception):
    """Something other than printing was done with a value that is not known yet.

    Attributes:
        name: What the template calls the value.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class WordEnvironment(TagEnvironment):
    """The environment of Word templates: what is printed is Word's XML."""

    def __init__(self, filters: Filters = NO_FILTERS) -> None:
        super().__init__({**FIELD_FILTERS, **LINK_FILTERS, **filters})

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
