"""A completed form against what the roster says of its applicant's kind and facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.forms import values
from docgen.forms.form import Setting
from docgen.forms.lookup import NOTHING
from docgen.forms.reading import Reading
from docgen.forms.roster import Roster
from docgen.problems import Place, Problem, problem
from docgen.programme.standard import FactValue, fact_anchor, score
from docgen.records import FormKind, Particulars, ScoreSheet


def on_roster(setting: Setting, roster: Roster, reading: Reading, file: str) -> Reading:
    """A form whose applicant is known, read as one of its kind, with the roster's facts.

    A form of another kind is an error. Facts that it was made with may have been corrected since:
    those of the roster count, also for what had to be answered.

    Args:
        setting: The round.
        roster: Its roster.
        reading: The form.
        file: Its name in messages.
    """
    if reading.applicant is None:
        return replace(reading, alternatives=()) if reading.alternatives else reading
    particulars = roster.particulars(reading.applicant)
    fitting = (reading, *reading.alternatives)
    own = next((each for each in fitting if each.variant == particulars.variant), reading)
    if reading.alternatives:
        own = replace(own, alternatives=())
    if own.variant and own.variant != particulars.variant:
        other = problem(
            "form.other-variant",
            Place(file=file),
            found=setting.standard.variant(own.variant).label,
            expected=setting.standard.variant(particulars.variant).label,
            name=reading.applicant.full_name,
        )
        return replace(own, problems=(other, *own.problems))
    if not setting.standard.facts or own.kind is not FormKind.SCORE_SHEET:
        return own
    outdated = tuple(_outdated(setting, own, particulars))
    if outdated or own.facts is None:
        return _rescored(setting, own, particulars, outdated)
    return own


def _outdated(setting: Setting, reading: Reading, particulars: Particulars) -> Iterator[Problem]:
    """Each fact that is another than the roster's, at its cell; none where it has no such cells."""
    known = {fact.key: fact for fact in setting.standard.facts}
    for key, stated in (reading.facts or {}).items():
        expected = particulars.facts.get(key)
        if stated != expected:
            facts = {"found": _told(stated), "expected": _told(expected)}
            place = reading.places[fact_anchor(key)]
            yield problem("form.fact-outdated", place, label=known[key].label, **facts)


def _rescored(
    setting: Setting, reading: Reading, particulars: Particulars, outdated: tuple[Problem, ...]
) -> Reading:
    """The form, with what is missing of it by the roster's facts."""
    record = reading.record
    assert isinstance(record, ScoreSheet)  # no other form shows facts
    standard = setting.of_kind(particulars.variant).standard
    missing = score(standard, record.answers, particulars.facts).missing
    told = {one for some in reading.unanswered.values() for one in some}
    kept = tuple(one for one in reading.problems if one not in told)
    still = [one for key in missing for one in reading.unanswered.get(key, ())]
    return replace(reading, problems=(*kept, *outdated, *still))


def _told(value: FactValue | None) -> str:
    return NOTHING if value is None else values.text(values.shown(value))
