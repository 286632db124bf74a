"""A completed file, opened: what it says of itself, its fields, its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from docgen.forms.fields import Field
from docgen.forms.signs import Signs
from docgen.forms.values import Raw
from docgen.problems import Place

# Document properties that every generated form carries.
FORM_PROPERTY: Final = "docgen.form"
ROUND_PROPERTY: Final = "docgen.round"
STANDARD_PROPERTY: Final = "docgen.standard"
COMMUNITY_PROPERTY: Final = "docgen.community"


class Found(NamedTuple):
    """A field as it stands in a file.

    Attributes:
        raw: Its value, not yet understood.
        place: Where it stands.
        computed: Whether a formula gives it.
        sure: Whether it was found by its own anchor, and not by what is printed beside it.
        shared: Whether its cell is that of other fields too.
        left_out: What stands there struck out or hidden, and is no part of the value.
        hidden: Whether all of it is hidden, as its row, its column or its sheet is.
    """

    raw: Raw
    place: Place
    computed: bool = False
    sure: bool = True
    shared: bool = False
    left_out: str = ""
    hidden: bool = False


class GridCell(NamedTuple):
    """A cell of a table, however many rows and columns it covers.

    Attributes:
        raw: Its value, not yet understood.
        place: Where it stands.
        computed: Whether a formula gives it.
        left_out: What stands there struck out or hidden, and is no part of the value.
    """

    raw: Raw
    place: Place
    computed: bool = False
    left_out: str = ""


Grid = Sequence[Sequence[GridCell | None]]
"""A table by rows and columns; a merged cell stands in every place that it covers."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file shows to someone who reads it.

    Attributes:
        grids: Its tables.
        lines: Its lines of text outside tables; of a workbook, its rows.
        behind: Those of the lines that stand behind the last table.
    """

    grids: Sequence[Grid]
    lines: Sequence[str]
    behind: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What a form is apart from its values: the same as long as only fields were filled in.

    Attributes:
        text: The text that it prints outside its fields, without blanks.
        parts: Its fields in order, or its sheets.
    """

    text: str
    parts: tuple[str, ...]


class Document(Protocol):
    """A file in which fields can be looked up, whatever its format."""

    @property
    def file(self) -> str:
        """The file's name in messages."""

    @property
    def properties(self) -> Mapping[str, str]:
        """What the file says of itself (custom document properties)."""

    @property
    def signs(self) -> Signs:
        """Which of its characters were taken for others."""

    @property
    def saved_at(self) -> str:
        """When its program saved it, in ISO 8601; empty if it does not say."""

    @property
    def layout(self) -> Layout | None:
        """What it is apart from its values; None where the format cannot tell."""

    @property
    def content(self) -> Content:
        """What it shows; read when it is first asked for."""

    def find(self, field: Field) -> Found | None:
        """The field's value and place by its anchor; None if the file has no such anchor."""
