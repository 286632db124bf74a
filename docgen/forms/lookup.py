"""Finding a form's fields in a document: by anchors, else by the labels beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from docgen.forms import values
from docgen.forms.document import Content, Document, Found
from docgen.forms.fields import Field
from docgen.forms.labels import Located, squeezed
from docgen.problems import Place, Problem, problem


class Lookup:
    """The fields of one form in one document.

    A field is read at its anchor as long as nothing but the fields of the file was touched.
    Where an anchor is missing, or text was typed or changed outside the fields, the labels are
    asked as well, and where the two disagree the field is unclear, never guessed.

    Args:
        document: The document.
        locate: Finds the form's fields by their labels.
        outside: The text that the form prints outside its fields, without blanks.

    Attributes:
        problems: Fields that are missing or unclear.
        places: Where each field stands, by its key.
    """

    def __init__(
        self, document: Document, locate: Callable[[Content], Located], outside: str = ""
    ) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self._locate = locate
        self._outside = outside

    @cached_property
    def is_touched(self) -> bool:
        """Whether text was typed or changed outside the fields, or the file cannot tell."""
        outside = self.document.outside
        return outside is not None and outside != self._outside

    @cached_property
    def located(self) -> Located:
        """The fields by their labels."""
        return self._locate(self.document.content)

    def required(self, field: Field) -> Found | None:
        """A field that the form has; None, and a problem more, if it is not there or unclear."""
        found = self.optional(field)
        if found is None and field.key not in self.places:
            place = Place(file=self.document.file, field=field.label)
            self.problems.append(problem("form.field-missing", place, label=field.label))
        return found

    def optional(self, field: Field) -> Found | None:
        """A field; None if it is not there, and with a problem more if it is unclear."""
        anchored = self.document.find(field)
        if anchored is not None and anchored.sure and not self.is_touched:
            found: Found | None = anchored
        else:
            candidates = [one for one in [anchored] if one] + self.located.get(field.key, [])
            found = self._settle(field, candidates)
        if found is not None:
            self.places[field.key] = found.place
        return found

    def _settle(self, field: Field, candidates: Sequence[Found]) -> Found | None:
        """The one value that all places of a field agree on."""
        shared = next((one for one in candidates if one.shared), None)
        if shared is not None:
            self._report("form.cell-shared", field, shared)
            return None
        filled = [one for one in candidates if not values.is_blank(one.raw)]
        by_text = {squeezed(values.text(one.raw)): one for one in reversed(filled)}
        whole = max(by_text, key=len, default="")
        if field.is_prose and all(text in whole for text in by_text) and filled:
            return by_text[
                whole
            ]  # what was typed behind a control, in the same cell, belongs to it
        if len(by_text) > 1:
            texts = "」「".join(values.text(one.raw) for one in reversed(by_text.values()))
            self._report("form.field-unclear", field, filled[0], found=texts)
            return None
        return next(iter([*filled, *candidates]), None)

    def _report(self, code: str, field: Field, at: Found, **facts: str) -> None:
        self.places[field.key] = at.place
        self.problems.append(problem(code, at.place, label=field.label, **facts))
