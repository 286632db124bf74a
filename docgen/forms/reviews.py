"""Checks of the reviews on an application: none is skipped, and their dates are in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from docgen.forms.fields import ReviewFields
from docgen.forms.form import Setting
from docgen.problems import Place, Problem, problem
from docgen.records import Review
from docgen.round import LevelName

_NOTICE: Final = ("本轮通知", "the round's notice")


def check_reviews(
    setting: Setting,
    review_fields: Sequence[ReviewFields],
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
        review_fields: The fields of each level, from the lowest upwards.
        reviews: What each level wrote, by the level's name; none where it wrote nothing.
        places: Where the form's fields stand.
        at: Level that the form has come to, which needs the opinion of every level below it;
            None while it is with the applicant.
    """
    found: list[Problem] = []
    due = 0 if at is None else [each.level for each in review_fields].index(at)
    for number, (below, above) in enumerate(pairwise(review_fields)):
        if below.level.value not in reviews and (number < due or above.level.value in reviews):
            field = below.opinion
            place = places.get(field.key, Place(field=field.label))
            facts = {"label": field.label, "above": above.opinion.label}
            found.append(problem("form.opinion-skipped", place, **facts))
    begun, what = setting.round.notice.date, _NOTICE
    for each in review_fields:
        signed = reviews[each.level.value].date if each.level.value in reviews else None
        if signed is None:
            continue
        place = places.get(each.date.key, Place(field=each.date.label))
        facts = {"label": each.date.label, "found": str(signed)}
        deadline = setting.round.levels[each.level].deadline
        if signed < begun:
            facts |= {"expected": str(begun), "what_zh": what[0], "what_en": what[1]}
            found.append(problem("form.date-too-early", place, **facts))
        elif signed > deadline:
            found.append(problem("form.date-late", place, expected=deadline, **facts))
        begun = max(begun, signed)
        what = each.opinion.label, f"the opinion of the {each.level.value} level"
    return found
