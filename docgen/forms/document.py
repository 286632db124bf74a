"""A completed file, opened: what it says of itself, its fields, its tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from docgen.forms.fields import Field
from docgen.forms.signs import Signs
from docgen.forms.values import Raw
from docgen.problems import Place, Problem

# Document properties that every generated form carries.
FORM_PROPERTY: Final = "docgen.form"
ROUND_PROPERTY: Final = "docgen.round"
STANDARD_PROPERTY: Final = "docgen.standard"
APPLICANT_PROPERTY: Final = "docgen.applicant"
# ... and that of a standard which knows several kinds of applicant.
VARIANT_PROPERTY: Final = "docgen.variant"


class Found(NamedTuple):
    """A field as it stands in a file.

    Attributes:
        raw: Its value, not yet understood.
        place: Where it stands.
        computed: Whether a formula gives it.
        sure: Whether it was found by its own anchor, and not by what is printed beside it.
        shared: Whether its cell is that of other fields too.
        left_out: What stands there struck out or hidden, and is no part of the value.
        rival: Whether it stands in a column of its own, which may hold somebody else's value.
        part: Whether it is one of several parts that do not say how they make up the value.
        hidden: Whether all of it is hidden, as its row, its column or its sheet is.
    """

    raw: Raw
    place: Place
    computed: bool = False
    sure: bool = True
    shared: bool = False
    left_out: str = ""
    rival: bool = False
    part: bool = False
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
        left_out: What is struck out or hidden in each of the lines; none where it is not told.
    """

    grids: Sequence[Grid]
    lines: Sequence[str]
    behind: Sequence[str] = ()
    left_out: Sequence[str] = ()

    @property
    def left_out_behind(self) -> str:
        """What is struck out or hidden behind the last table."""
        return "".join(self.left_out[len(self.lines) - len(self.behind) :])


@dataclass(frozen=True, slots=True)
class Layout:
    """What a form is apart from its values: the same as long as only fields were filled in.

    Attributes:
        text: The text that it prints outside its fields, without blanks.
        parts: Its fields in order, or its sheets, each with its last row.
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

    @property
    def passed_over(self) -> Sequence[Problem]:
        """Why sheets are too long to be a form and were not looked at, as far as it was read."""

    @property
    def anchors(self) -> Collection[str]:
        """Keys, labels and names that fields may be found by."""

    def find(self, field: Field) -> Found | None:
        """The field's value and place by its anchor; None if the file has no such anchor."""


def anchors_of(fields: Iterable[Field]) -> frozenset[str]:
    """Keys, labels and names that files may find these fields by."""
    return frozenset(name for one in fields for name in (*one.keys, one.label, *one.names))


def has_anchor(document: Document, fields: Iterable[Field], anchors: frozenset[str]) -> bool:
    """Whether a file has the anchor of one of these fields.

    Args:
        document: The file.
        fields: The fields.
        anchors: Theirs, as `anchors_of` gives them.
    """
    if anchors.isdisjoint(document.anchors):
        return False  # which is told faster than by looking for each
    return any(document.find(field) is not None for field in fields)
