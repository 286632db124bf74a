"""Rows of the database as submissions and back; what another version wrote is shown as it stands.

A row is never refused: a kind of form, a code of a problem or a record that this version does not
know becomes a problem of the submission that says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from docgen.catalogue import MESSAGES
from docgen.desk.store.schema import NAMES
from docgen.forms import Reading
from docgen.problems import Place, Problem, problem
from docgen.records import Applicant, FormKind, Record, from_data, to_data


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that came back, and what was understood of it.

    Attributes:
        file: Its name in messages.
        sha256: Hash of its content, which tells whether it was read before.
        saved_at: When its program saved it, in ISO 8601; empty if it does not say.
        reading: What it says.
    """

    file: str
    sha256: str
    saved_at: str
    reading: Reading


def to_row(submission: Submission) -> dict[str, Any]:
    """A submission as a row, without its number."""
    reading = submission.reading
    names = reading.applicant or (None, None, None, None)
    return {
        "sha256": submission.sha256,
        "file": submission.file,
        "saved_at": submission.saved_at,
        "kind": reading.kind.value if reading.kind else None,
        **dict(zip(NAMES, names, strict=True)),
        "accepted": reading.accepted,
        "record": _json(to_data(reading.record)) if reading.record else None,
        "problems": _json([_problem_data(found) for found in reading.problems]),
    }


def to_submission(row: Row[Any]) -> Submission:
    """The submission that a row holds; where its fields stand is not kept."""
    place = Place(file=row.file)
    problems = _problems(row.problems, place, bool(row.accepted))
    kind = FormKind(row.kind) if row.kind in set(FormKind) else None
    if row.kind and kind is None:
        problems.append(problem("store.unknown-kind", place, kind=row.kind))
    record = to_record(row.record)
    if row.record and record is None:
        problems.append(problem("store.unknown-record", place))
    reading = Reading(
        kind=kind,
        applicant=applicant_of(row) if row.name is not None else None,
        record=record,
        problems=tuple(problems),
    )
    return Submission(row.file, row.sha256, row.saved_at, reading)


def to_record(text: str | None) -> Record | None:
    """The record that a column holds; None if there is none that this version understands."""
    if text is None:
        return None
    try:
        return from_data(json.loads(text))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return None


def applicant_of(row: Row[Any]) -> Applicant:
    """The applicant that a row is about."""
    return Applicant(row.city, row.county, row.street, row.name)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _problem_data(found: Problem) -> dict[str, Any]:
    place = {name: value for name, value in found.place._asdict().items() if value}
    return {"code": found.code, "place": place, "facts": dict(found.facts)}


def _problems(text: str, place: Place, accepted: bool) -> list[Problem]:
    try:
        return [_problem(data, place, accepted) for data in json.loads(text)]
    except (ValueError, TypeError, LookupError, AttributeError):
        return [problem("store.unknown-record", place)]


def _problem(data: Mapping[str, Any], place: Place, accepted: bool) -> Problem:
    """A problem as it was kept; with its code and facts alone if its message is not known."""
    code, facts = str(data["code"]), data["facts"]
    known = Place(**{name: data["place"].get(name, value) for name, value in _PLACE.items()})
    found = Problem(code, known, tuple(sorted((str(name), str(facts[name])) for name in facts)))
    if code in MESSAGES and _has_words(found):
        return found
    shown = "，".join(value for _, value in found.facts)
    # An accepted form had no error, whatever its problems are called.
    grave = "store.unknown-warning" if accepted else "store.unknown-error"
    return problem(grave, known if known.file else place, code=code, facts=shown)


_PLACE: Mapping[str, Any] = Place()._asdict()


def _has_words(found: Problem) -> bool:
    try:
        found.message("zh"), found.message("en")
    except (LookupError, ValueError):
        return False
    return True


def columns_of(applicants: Sequence[Applicant]) -> list[dict[str, str]]:
    """The columns that name each applicant."""
    return [dict(zip(NAMES, one, strict=True)) for one in applicants]
