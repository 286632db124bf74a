"""What comes of reading one completed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from docgen.forms.directory import Directory
from docgen.forms.identity import Identity
from docgen.problems import Place, Problem, errors
from docgen.programme.standard import FactValue
from docgen.records import Applicant, FormKind, Record


@dataclass(frozen=True, slots=True)
class Reading:
    """A completed form, understood as far as it could be.

    Attributes:
        kind: Which form it is; None if it could not be told.
        record: What it says; None if nothing could be read, or its applicant is not known.
        identity: What it says of whose it is; None once that is settled.
        applicant: Whose form it is; None as long as it is not known.
        problems: Everything that is wrong with it.
        places: Where each field stands, by the field's key.
        variant: Key of the kind of applicant whose form it is; empty where there are no kinds, or
            where it is the same for all.
        facts: What the file was made with of the roster, by the keys of the standard's facts; None
            of a form that does not show them.
        unanswered: For each entry that was left blank, what is told of it if it has to be answered;
            where the standard has facts, as those of the roster decide it.
        alternatives: What it says if it is the form of another kind, where it does not say.
    """

    kind: FormKind | None = None
    record: Record | None = None
    identity: Identity | None = None
    applicant: Applicant | None = None
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    variant: str = ""
    facts: Mapping[str, FactValue | None] | None = None
    unanswered: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    alternatives: tuple[Reading, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the record can be used: there is one, and no error in it."""
        return self.applicant is not None and not errors(self.problems)

    def of(self, directory: Directory) -> Reading:
        """The same form, its applicant looked up among those of the round."""
        if self.identity is None:
            return self
        applicant, unidentified = directory.identify(self.identity)
        alternatives = tuple(each.of(directory) for each in self.alternatives)
        record = replace(self.record, applicant=applicant) if self.record and applicant else None
        return replace(
            self,
            record=record,
            identity=None,
            applicant=applicant,
            problems=(*unidentified, *self.problems),
            alternatives=alternatives,
        )
