"""Checks of the reviews on an application: none is skipped, and their dates are in order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from docgen.forms import fields
from docgen.forms.form import Setting
from docgen.problems import Place, Problem, problem
from docgen.procedure import LevelName
from docgen.records import Review
from docgen.standard import Standard


def check_reviews(
    setting: Setting,
    reviews: Mapping[str, Review],
    places: Mapping[str, Place],
    at: LevelName | None = None,
) -> list[Problem]:
    """What is wrong with the reviews of one application taken together.

    The form goes up level by level, each within its deadline (main text of the notice, on review
    and submission): a level cannot have reviewed it before the level below did, nor before the
    round began. A late date only wants to be seen, as the bureau decides what becomes of it.

    Args:
        setting: The round with its deadlines.
        reviews: What each level wrote, by the level's name; none where it wrote nothing.
        places: Where the form's fields stand.
        at: Level that the form has come to, which needs the opinion of every level below it;
            None while it is with the community.
    """
    found: list[Problem] = []
    standard = setting.standard
    for below, level in pairwise(LevelName):
        is_due = at is not None and _is_below(below, at)
        if below.value not in reviews and (is_due or level.value in reviews):
            field = fields.opinion(standard, below)
            place = places.get(field.key, Place(field=field.label))
            facts = {"label": field.label, "above": fields.opinion(standard, level).label}
            found.append(problem("form.opinion-skipped", place, **facts))
    begun = setting.round.notice.date
    what = "本轮通知", "the round's notice"
    for level in LevelName:
        signed = reviews[level.value].date if level.value in reviews else None
        if signed is None:
            continue
        place, label = _of_date(standard, level, places)
        deadline = setting.round.levels[level].deadline
        if signed < begun:
            facts = {
                "found": str(signed),
                "expected": str(begun),
                "what_zh": what[0],
                "what_en": what[1],
            }
            found.append(problem("form.date-too-early", place, label=label, **facts))
        elif signed > deadline:
            facts = {"found": str(signed), "expected": str(deadline)}
            found.append(problem("form.date-late", place, label=label, **facts))
        begun = max(begun, signed)
        what = fields.opinion(standard, level).label, f"the opinion of the {level.value} level"
    return found


def _is_below(level: LevelName, other: LevelName) -> bool:
    order = list(LevelName)
    return order.index(level) < order.index(other)


def _of_date(
    standard: Standard, level: LevelName, places: Mapping[str, Place]
) -> tuple[Place, str]:
    field = fields.opinion_date(standard, level)
    return places.get(field.key, Place(field=field.label)), field.label
