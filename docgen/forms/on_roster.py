"""A completed form against what the roster says of its applicant's kind and facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.forms import values
from docgen.forms.form import Setting
from docgen.forms.reading import Reading
from docgen.forms.roster import Roster
from docgen.problems import Place, Problem, problem
from docgen.programme.standard import Fact, FactValue, fact_anchor, score
from docgen.records import Particulars, ScoreSheet


def on_roster(setting: Setting, roster: Roster, reading: Reading) -> Reading:
    """A form whose applicant is known, read as one of its kind, with the roster's facts.

    A form of another kind is an error. Facts that it was made with may have been corrected since:
    those of the roster count, also for what had to be answered.

    Args:
        setting: The round.
        roster: Its roster.
        reading: The form.
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
            Place(file=_file(own)),
            found=setting.standard.variant(own.variant).label,
            expected=setting.standard.variant(particulars.variant).label,
            name=reading.applicant.full_name,
        )
        return replace(own, problems=(other, *own.problems))
    if own.facts is None:
        return own
    outdated = tuple(_outdated(setting, own, particulars))
    return _rescored(setting, own, particulars, outdated) if outdated else own


def _outdated(setting: Setting, reading: Reading, particulars: Particulars) -> Iterator[Problem]:
    """Each fact that is another than the roster's, at its cell."""
    for fact in setting.standard.facts:
        stated = (reading.facts or {}).get(fact.key)
        expected = particulars.facts.get(fact.key)
        if stated != expected:
            place = reading.places.get(fact_anchor(fact.key), Place(file=_file(reading)))
            facts = {"found": _told(fact, stated), "expected": _told(fact, expected)}
            yield problem("form.fact-outdated", place, label=fact.label, **facts)


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


def _told(fact: Fact, value: FactValue | None) -> str:
    return "空白" if value is None else values.text(values.shown(value))


def _file(reading: Reading) -> str:
    return next((place.file for place in reading.places.values()), "")
