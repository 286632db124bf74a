"""The kinds of active content, and what tells a plain link from one that reaches for files."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from lxml import etree


class Kind(StrEnum):
    """What a piece of active content is: the code of the problem that tells of it."""

    MACRO = "active.macro"
    OBJECT = "active.object"
    CONTROL = "active.control"
    DDE = "active.dde"
    TEMPLATE = "active.template"
    LINK = "active.link"
    FILE_LINK = "active.file-link"
    INCLUDED = "active.included"
    QUERY = "active.query"
    ADD_IN = "active.add-in"
    BINDING = "active.binding"


class Active(NamedTuple):
    """A piece of active content.

    Attributes:
        kind: What it is.
        what: Its target, its word, or what else names it.
        part: The part that it stands in, or that it is.
        cell: The cell that it stands in, of a worksheet; empty if none.
        sheet: The title of that sheet, or of the one that the part is or belongs to.
        field: The text of the paragraph that it stands in, or the name that it is or says.
    """

    kind: Kind
    what: str
    part: str
    cell: str = ""
    sheet: str = ""
    field: str = ""


# What no program fetches before somebody clicks, and then shows in a browser or a mail.
_PLAIN: Final = re.compile(r"\s*(?:https?://|mailto:|tel:|#|$)", re.IGNORECASE)


def attributes(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes of an element, names and values."""
    return [(str(name), str(value)) for name, value in element.items()]


def is_plain_link(target: str) -> bool:
    """Whether a hyperlink leads to the web, to an address or into its own file.

    What leads to files, by path, share or relative name, or starts a program, is not plain.
    """
    return _PLAIN.match(target) is not None
