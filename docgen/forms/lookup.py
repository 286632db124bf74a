"""Finding a form's fields in a document: by anchors, else by the labels beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from string import ascii_uppercase
from typing import Final

from docgen.forms import values
from docgen.forms.document import Content, Document, Found, Layout
from docgen.forms.fields import Field
from docgen.forms.labels import Located, squeezed
from docgen.forms.unread import is_nothing_left, unread
from docgen.problems import Place, Problem, problem

NOTHING: Final = "空白"
"""How a message calls what was left blank."""


class Lookup:
    """The fields of one form in one document.

    A field is read at its anchor as long as nothing but the fields of the file was touched.
    Where an anchor is missing, or text was typed or changed outside the fields, the labels are
    asked as well, and where the two disagree the field is unclear, never guessed.

    Args:
        document: The document.
        locate: Finds the form's fields by their labels.
        layout: What the form is apart from its values, as it was sent out.

    Attributes:
        problems: Fields that are missing or unclear.
        places: Where each field stands, by its key.
        unclear: Keys of the fields that stand there, but cannot be told.
    """

    def __init__(
        self, document: Document, locate: Callable[[Content], Located], layout: Layout
    ) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self.unclear: set[str] = set()
        self._locate = locate
        self._layout = layout

    @property
    def clear_places(self) -> Mapping[str, Place]:
        """Where each field stands that can be told."""
        return {key: place for key, place in self.places.items() if key not in self.unclear}

    @cached_property
    def is_touched(self) -> bool:
        """Whether anything but the values changed: text outside the fields, or their order."""
        layout = self.document.layout
        return layout is not None and layout != self._layout

    @cached_property
    def located(self) -> Located:
        """The fields by their labels."""
        return self._locate(self.document.content)

    @property
    def is_by_labels(self) -> bool:
        """Whether labels had to be asked."""
        return "located" in vars(self)

    def labelled(self, field: Field) -> list[Found]:
        """The places of a field by its labels, if labels had to be asked; else none."""
        found = self.located.get(field.key, []) if self.is_by_labels else []
        return [one._replace(place=self._in_file(one.place)) for one in found]

    def required(self, field: Field) -> Found | None:
        """A field that the form has; None, and a problem more, if it is not there or unclear."""
        found = self.optional(field)
        self.demand(field)
        return found

    def demand(self, field: Field) -> None:
        """Report a field that was looked for as missing, if it was not there."""
        if field.key not in self.places:
            place = Place(file=self.document.file, field=field.label)
            self.problems.append(problem("form.field-missing", place, label=field.label))

    def optional(self, field: Field) -> Found | None:
        """A field; None if it is not there, and with a problem more if it is unclear."""
        anchored = self.document.find(field)
        if anchored and anchored.sure and not anchored.shared and not self.is_touched:
            found: Found | None = anchored
        else:
            labelled = self.located.get(field.key, [])
            found = self._settle(field, anchored, labelled)
            if found is not None and not found.left_out:
                left_out = next((one.left_out for one in labelled if one.left_out), "")
                found = found._replace(left_out=left_out)
        if found is not None:
            place = self._in_file(found.place)
            found = found if place is found.place else found._replace(place=place)
            self.places[field.key] = place
            self.problems += unread(found, field)
            self.problems += self.document.signs.problems(found.raw, found.place, field.label)
        return found

    def _settle(
        self, field: Field, anchored: Found | None, labelled: Sequence[Found]
    ) -> Found | None:
        """The one value that all places of a field agree on."""
        if anchored:
            labelled = [one for one in labelled if not one.rival]
        candidates = [anchored, *labelled] if anchored else labelled
        shared = next((one for one in candidates if one.shared), None)
        if shared is not None:
            self._report("form.cell-shared", field, shared)
            return None
        filled = [one for one in candidates if not values.is_blank(one.raw)]
        if filled and _is_answered_twice(anchored, labelled):
            # A control that was dragged, or a column beside: a blank is an answer as well.
            filled = list(candidates)
        elif filled:
            filled += _struck_elsewhere(candidates, filled, has_anchor=anchored is not None)
        by_text = {squeezed(values.text(one.raw)): one for one in reversed(filled)}
        whole = max(by_text, key=len, default="")
        is_one = len({_cell(one.place) for one in filled} - {None}) <= 1
        if field.is_prose and is_one and whole and all(one and one in whole for one in by_text):
            # What was typed behind a control, in the same cell, belongs to it.
            return by_text[whole]
        if len(by_text) > 1 or sum(one.part for one in filled) > 1:
            texts = [values.text(one.raw) or NOTHING for one in reversed(by_text.values())]
            # Without an anchor, every place that could be the field is marked.
            places = dict.fromkeys(one.place for one in filled)
            at = filled[:1] if anchored else [_at(filled, place) for place in places]
            for one in at:
                self._report("form.field-unclear", field, one, found="」「".join(texts))
            return None
        return next(iter([*filled, *candidates]), None)

    def _in_file(self, place: Place) -> Place:
        is_told = place.file or not self.document.file
        return place if is_told else place._replace(file=self.document.file)

    def _report(self, code: str, field: Field, at: Found, **facts: str) -> None:
        place = self._in_file(at.place)
        self.places[field.key] = place
        self.unclear.add(field.key)
        self.problems.append(problem(code, place, label=field.label, **facts))


def _row(found: Found) -> tuple[str, int | None, str | int | None]:
    place = found.place
    return place.sheet, place.table, place.cell.lstrip(ascii_uppercase) or place.row


def _at(founds: Sequence[Found], place: Place) -> Found:
    return next(one for one in founds if one.place == place)


def _struck_elsewhere(
    candidates: Sequence[Found], filled: Sequence[Found], *, has_anchor: bool
) -> list[Found]:
    """The places where all is struck out or hidden that another place of the field still says.

    What was typed beside it, in the same cell or the same line, stands for it.
    """
    here = {_cell(one.place) for one in filled} - {None}
    if has_anchor:
        here.add(None)
    return [one for one in candidates if is_nothing_left(one) and _cell(one.place) not in here]


def _is_answered_twice(anchored: Found | None, labelled: Sequence[Found]) -> bool:
    """Whether a blank is an answer too: at a label without its anchor, or in a column beside."""
    if anchored:
        return _is_elsewhere(anchored, labelled)
    rows = [_row(one) for one in labelled if one.place.table or one.place.sheet]
    return len(set(rows)) < len(rows)


def _is_elsewhere(anchored: Found, labelled: Sequence[Found]) -> bool:
    """Whether an anchor stands in none of the cells beside its field's label."""
    cells = {_cell(one.place) for one in labelled}
    return bool(cells) and None not in cells and _cell(anchored.place) not in {*cells, None}


def _cell(place: Place) -> tuple[str, str, int | None, int | None, int | None] | None:
    """The cell of a place, whatever else it says; None outside tables."""
    if not place.cell and place.row is None:
        return None
    return place.sheet, place.cell, place.table, place.row, place.column
