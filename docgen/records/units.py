"""The units of an applicant: which decides on it at a stage, and by whose quota."""

from __future__ import annotations

from collections.abc import Callable

from docgen.programme import Programme, Stage
from docgen.records.applicant import Applicant
from docgen.round import Round


def units_of(programme: Programme, applicant: Applicant) -> dict[str, str]:
    """Full names of the units that an applicant belongs to, and its own, by the units' keys."""
    return dict(zip(programme.applicant.keys, applicant, strict=True))


def unit_of(round_: Round, stage: Stage, applicant: Applicant) -> str:
    """The unit whose bureau decides on an applicant at a stage: the region, or a unit of its path.

    A unit is named with those above it, as those of several larger ones may have one name.
    """
    programme = round_.programme
    if stage.unit == programme.region.key:
        return round_.region
    return _whole(programme, applicant, stage.unit)


def bureau_of(round_: Round, stage: Stage, applicant: Applicant) -> str:
    """Name of the bureau that decides on an applicant at a stage."""
    return round_.bureau(stage, units_of(round_.programme, applicant))


def quota_unit(round_: Round, stage: Stage, applicant: Applicant) -> str:
    """The unit by whose quota an applicant is chosen, as the round names it.

    Args:
        round_: The round.
        stage: A stage with a quota for each unit.
        applicant: The applicant.
    """
    assert stage.quota is not None  # checked with the round
    assert stage.quota.by is not None
    whole = _whole(round_.programme, applicant, stage.quota.by)
    if whole in round_.plan(stage).places:
        return whole
    return units_of(round_.programme, applicant)[stage.quota.by]


def counted_unit(round_: Round, applicant: Applicant) -> str:
    """The unit that an applicant is counted with: that of its quota, else its largest."""
    stage = round_.by_places
    return applicant[0] if stage is None else quota_unit(round_, stage, applicant)


def printed_order(round_: Round) -> Callable[[Applicant], int]:
    """Tells where an applicant's unit stands in the quota table: behind all if it is not in it."""
    stage = round_.by_places
    if stage is None:
        return lambda applicant: 0
    order = {unit: number for number, unit in enumerate(round_.places)}
    return lambda applicant: order.get(quota_unit(round_, stage, applicant), len(order))


def _whole(programme: Programme, applicant: Applicant, key: str) -> str:
    names = units_of(programme, applicant)
    depth = programme.applicant.level(key) + 1
    return "".join(names[one] for one in programme.applicant.keys[:depth])
