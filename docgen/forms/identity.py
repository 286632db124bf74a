"""Whose form a file is: what it says of itself against what is printed on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.forms import fields, values
from docgen.forms.document import APPLICANT_PROPERTY, Document, Found
from docgen.forms.labels import squeezed
from docgen.forms.lookup import Lookup
from docgen.forms.signs import name_of
from docgen.office.symbols import UNREADABLE
from docgen.problems import Place, Problem, errors, problem
from docgen.records import Applicant

_NOBODY: Final = Applicant("", "", "", "")


@dataclass(frozen=True, slots=True)
class WholeName:
    """A whole name that was written in one, without the form's labels.

    Attributes:
        text: The name, squeezed.
        place: Where it stands.
        is_named: Whether a heading says that it is the name; else it is one if the roster has it.
    """

    text: str
    place: Place
    is_named: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """What a form says of whose it is.

    Attributes:
        names: The names that stand on it, as they were typed; blank where they were left blank.
        stated: The applicant that the file was made for; None if it does not say.
        place: Where its name stands.
        wholes: Whole names that stand on it.
        problems: Names that were left blank or cannot be told.
    """

    names: Applicant
    stated: Applicant | None
    place: Place
    wholes: tuple[WholeName, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_identity(lookup: Lookup) -> Identity:
    """What a form says of whose it is."""
    document = lookup.document
    stated = _stated(document)
    found = [lookup.optional(field) for field in fields.APPLICANT]
    if several := _several(lookup):
        lookup.problems[:] = [one for one in lookup.problems if one.code != "form.field-unclear"]
        return Identity(_NOBODY, stated, several[0].place, (), several)
    names = [
        name_of(one.raw, one.place, field.label, lookup.problems) if one else ""
        for field, one in zip(fields.APPLICANT, found, strict=True)
    ]
    place = next((one.place for one in reversed(found) if one), Place(file=document.file))
    blank = [
        problem(
            "form.community-blank",
            one.place if one else Place(file=document.file, field=field.label),
            label=field.label,
        )
        for field, name, one in zip(fields.APPLICANT, names, found, strict=True)
        if not name and (one is not None or field.key not in lookup.places)
    ]
    lookup.problems += _told_elsewhere(lookup, found)
    wholes = () if errors(lookup.problems) else tuple(_wholes(lookup))
    return Identity(Applicant(*names), stated, place, wholes, tuple(blank))


def _told_elsewhere(lookup: Lookup, found: Sequence[Found | None]) -> Iterator[Problem]:
    """A notice of each name that was left blank in one line and stands in another.

    Cells beside the labels of a table are often blank because the name stands on the other side.
    """
    for field, one in zip(fields.APPLICANT, found, strict=True):
        if one is None or values.is_blank(one.raw):
            continue
        lines = [other for other in lookup.labelled(field) if _is_line(other.place)]
        if any(values.is_blank(other.raw) and not other.left_out for other in lines):
            kept = values.text(one.raw)
            yield problem("form.name-elsewhere", one.place, label=field.label, kept=kept)


def _is_line(place: Place) -> bool:
    """Whether it is a line of text outside tables."""
    return place.table is None and not place.cell


def _wholes(lookup: Lookup) -> Iterator[WholeName]:
    """The whole names of a form whose names were not found by its own anchors alone."""
    for field in (fields.WHOLE_NAME, fields.LINE_NAME):
        for one in lookup.labelled(field):
            if text := squeezed(name_of(one.raw, one.place, field.label, lookup.problems)):
                yield WholeName(text, one.place, field is fields.WHOLE_NAME)


def _several(lookup: Lookup) -> tuple[Problem, ...]:
    """A problem at each place of a name, where labels name several applicants."""
    places: dict[Applicant, Place] = {}
    named = [lookup.labelled(field) for field in fields.APPLICANT]
    for found in zip(*named, strict=False):
        names = Applicant(*(squeezed(values.text(one.raw)) for one in found))
        if all(names) and UNREADABLE not in names.name:
            places.setdefault(names.short, found[-1].place)
    if len(places) < 2:
        return ()
    return tuple(
        problem("form.two-applicants", place, name="".join(names), others=_others(places, names))
        for names, place in places.items()
    )


def _others(places: Iterable[Applicant], names: Applicant) -> str:
    return "」「".join("".join(other) for other in places if other != names)


def stated_as(applicant: Applicant) -> str:
    """The applicant as a form's document property."""
    return "/".join(applicant)


def _stated(document: Document) -> Applicant | None:
    names = document.properties.get(APPLICANT_PROPERTY, "").split("/")
    return Applicant(*names) if len(names) == 4 else None
