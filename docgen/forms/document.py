"""A completed file, opened: what it says of itself, and its fields with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from docgen.forms.fields import Field
from docgen.forms.values import Raw
from docgen.office.archive import Package, read_package
from docgen.office.properties import read_core_properties, read_custom_properties
from docgen.office.word.reader import Control, read_controls
from docgen.office.workbook.reader import WorkbookContent
from docgen.problems import Place, ProblemError, problem

# Document properties that every generated form carries.
FORM_PROPERTY: Final = "docgen.form"
ROUND_PROPERTY: Final = "docgen.round"
STANDARD_PROPERTY: Final = "docgen.standard"
COMMUNITY_PROPERTY: Final = "docgen.community"


@dataclass(frozen=True, slots=True)
class Found:
    """A field as it stands in a file.

    Attributes:
        raw: Its value, not yet understood.
        place: Where it stands.
        computed: Whether a formula gives it.
    """

    raw: Raw
    place: Place
    computed: bool = False


class Document(Protocol):
    """A file in which fields can be looked up, whatever its format."""

    @property
    def file(self) -> str:
        """The file's name in messages."""

    @property
    def properties(self) -> Mapping[str, str]:
        """What the file says of itself (custom document properties)."""

    @property
    def saved_at(self) -> str:
        """When its program saved it, in ISO 8601; empty if it does not say."""

    def find(self, field: Field) -> Found | None:
        """The field's value and place; None if the file has no such field."""


class WorkbookDocument:
    """A workbook, its fields found by their defined names."""

    def __init__(self, file: str, package: Package, content: WorkbookContent) -> None:
        self.file = file
        self.content = content
        self.properties: Mapping[str, str] = read_custom_properties(package)
        self.saved_at = _saved_at(package)

    def find(self, field: Field) -> Found | None:
        """The field's value and place; None if the workbook has no such name."""
        where = self.content.names.get(field.name)
        if where is None:
            return None
        sheet, cell = where
        place = Place(file=self.file, sheet=sheet, cell=cell, field=field.label)
        return Found(self.content.value(field.name), place, self.content.is_formula(field.name))


class WordDocument:
    """A Word file, its fields found by the tag of their content controls, else by their title.

    Controls with the same tag are the paragraphs of one field.
    """

    def __init__(self, file: str, package: Package) -> None:
        self.file = file
        self.properties: Mapping[str, str] = read_custom_properties(package)
        self.saved_at = _saved_at(package)
        self._by_tag: dict[str, list[Control]] = {}
        self._by_alias: dict[str, list[Control]] = {}
        for control in read_controls(package):
            if control.tag:
                self._by_tag.setdefault(control.tag, []).append(control)
            elif control.alias:
                self._by_alias.setdefault(control.alias, []).append(control)

    def find(self, field: Field) -> Found | None:
        """The field's value and place; None if the file has no such control."""
        controls = self._by_tag.get(field.key) or self._by_alias.get(field.label)
        if not controls:
            return None
        first = controls[0]
        place = Place(file=self.file, table=first.table, row=first.row, field=field.label)
        texts = [control.text for control in controls if not control.placeholder]
        return Found("\n".join(texts) if texts else None, place)


def open_document(data: bytes, file: str) -> Document:
    """Open a completed form by its content, whatever its name.

    Args:
        data: The file's bytes.
        file: Its name in messages.

    Raises:
        ProblemError: It is neither a Word document nor a workbook, or cannot be read.
    """
    try:
        package = read_package(data, file)
        if "word/document.xml" in package:
            return WordDocument(file, package)
        if "xl/workbook.xml" in package:
            return WorkbookDocument(file, package, WorkbookContent(package))
    except ProblemError as error:
        raise ProblemError(found.within(file) for found in error.problems) from None
    raise ProblemError([problem("form.other-format", Place(file=file))])


def _saved_at(package: Package) -> str:
    modified = read_core_properties(package).modified
    return modified.isoformat() if modified else ""
