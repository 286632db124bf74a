"""Checks of the reviews on an application: none is skipped, and their dates are in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Final

from docgen.forms.fields import ReviewFields
from docgen.forms.form import Setting
from docgen.problems import Place, Problem, problem
from docgen.programme import Stage
from docgen.records import Review

_NOTICE: Final = ("本轮通知", "the round's notice")


def check_reviews(
    setting: Setting,
    review_fields: Sequence[ReviewFields],
    reviews: Mapping[str, Review],
    places: Mapping[str, Place],
    at: Stage | None = None,
) -> list[Problem]:
    """What is wrong with the reviews of one application taken together.

    The form goes up stage by stage, each within its deadline (main text of the notice, on review
    and submission): a stage cannot have reviewed it before the one below did, nor before the
    round began. A late date only wants to be seen, as the bureau decides what becomes of it.

    Args:
        setting: The round with its deadlines.
        review_fields: The fields of each stage that gives an opinion, the first one first.
        reviews: What each stage wrote, by its key; none where it wrote nothing.
        places: Where the form's fields stand.
        at: Stage that the form has come to, which needs the opinion of every one before it; None
            while it is with the applicant.
    """
    found: list[Problem] = []
    programme = setting.round.programme
    due = () if at is None else tuple(stage.key for stage in programme.below(at))
    for below, above in zip_longest(review_fields, review_fields[1:]):
        goes_on = above is not None and above.stage in reviews
        if below.stage not in reviews and (below.stage in due or goes_on):
            field = below.opinion
            place = places.get(field.key, Place(field=field.label))
            facts = {"label": field.label, "above": _reached(above, at)}
            found.append(problem("form.opinion-skipped", place, **facts))
    begun, what = setting.round.notice.date, _NOTICE
    for each in review_fields:
        signed = reviews[each.stage].date if each.stage in reviews else None
        if signed is None:
            continue
        place = places.get(each.date.key, Place(field=each.date.label))
        facts = {"label": each.date.label, "found": str(signed)}
        stage = programme.stage(each.stage)
        deadline = setting.round.plan(stage).deadline
        if signed < begun:
            facts |= {"expected": str(begun), "what_zh": what[0], "what_en": what[1]}
            found.append(problem("form.date-too-early", place, **facts))
        elif signed > deadline:
            found.append(problem("form.date-late", place, expected=deadline, **facts))
        begun = max(begun, signed)
        what = each.opinion.label, f"the opinion of the {stage.english} level"
    return found


def _reached(above: ReviewFields | None, at: Stage | None) -> str:
    """What a form has come to without an opinion: the next block, or else a stage without one."""
    if above is not None:
        return above.opinion.label
    return "" if at is None else at.label
