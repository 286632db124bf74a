"""Whether the shape of a standard fits together: groups and points, kinds, grades, gates, facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from docgen.problems import Place, Problem, problem
from docgen.programme.standard.facts import FITTING, Case
from docgen.programme.standard.groups import Group, plain_weight, walk_groups, walk_indicators
from docgen.programme.standard.model import Standard
from docgen.programme.standard.numbers import number_text
from docgen.programme.standard.totals import LARGEST_UNITS
from docgen.yaml_input import Location

Locate = Callable[[Location], Place]


def structure_problems(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Everything in which the shape of a standard contradicts itself.

    Args:
        standard: The standard, of all kinds of applicant.
        place: Gives the place in the file that a path of keys and indices leads to.
    """
    checks = (_nesting, _columns, _kinds, _ids, _sums, _pass_mark, _grades, _gates, _facts)
    return chain.from_iterable(check(standard, place) for check in checks)


def cases_of(standard: Standard) -> Iterator[tuple[Location, Case]]:
    """What gates and exemptions depend on, with the way to each."""
    for number, gate in enumerate(standard.gates):
        for key, case in (("when", gate.when), ("unless", gate.unless)):
            if case is not None:
                yield ("gates", number, key), case
    parts: Iterable[tuple[Location, object]] = chain(
        walk_groups(standard.groups), walk_indicators(standard.groups, standard.direct)
    )
    for at, part in parts:
        exempt = getattr(part, "exempt", None)
        if exempt is not None:
            yield (*at, "exempt", "when"), exempt.when


def _nesting(standard: Standard, place: Locate) -> Iterator[Problem]:
    if not standard.groups and not standard.direct:
        yield problem("standard.nothing-assessed", place(()))
    if standard.groups and standard.direct:
        yield problem(
            "standard.groups-and-indicators", place(("indicators",)), title=standard.title
        )
    for at, group in walk_groups(standard.groups):
        if group.groups and group.indicators:
            where = place((*at, "indicators"))
            yield problem("standard.groups-and-indicators", where, title=group.title)
        if not group.groups and not group.indicators:
            yield problem("standard.group-empty", place(at), title=group.title)


def _columns(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Whether the columns of groups have their heads."""
    heads, wanted = standard.score_sheet.columns.groups, standard.group_columns
    if len(heads) != wanted:
        where = place(("score_sheet", "columns", "groups"))
        facts = {"count": len(heads), "wanted": wanted}
        yield problem("standard.group-heads", where, **facts)


def _kinds(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Whether the kinds of applicant that parts name are there, and each named once."""
    known = [variant.key for variant in standard.variants]
    for number, key in enumerate(known):
        if key in known[:number]:
            yield problem("standard.duplicate-key", place(("variants", number, "key")), key=key)
    named: list[tuple[Location, str]] = []
    limited: list[tuple[Location, tuple[str, ...]]] = [
        *((at, group.only) for at, group in walk_groups(standard.groups)),
        *((at, each.only) for at, each in walk_indicators(standard.groups, standard.direct)),
        *((("gates", number), gate.only) for number, gate in enumerate(standard.gates)),
    ]
    for at, only in limited:
        named += [((*at, "only", number), key) for number, key in enumerate(only)]
    for at, group in walk_groups(standard.groups):
        if isinstance(group.weight, Mapping):
            named += [((*at, "weight", key), key) for key in group.weight]
    for where, key in named:
        if key not in known:
            yield problem("standard.unknown-variant", place(where), key=key)
    for number, key in enumerate(known):
        if not standard.for_variant(key).indicators:
            yield problem("standard.variant-empty", place(("variants", number)), key=key)


def _ids(standard: Standard, place: Locate) -> Iterator[Problem]:
    for numbered in (
        walk_groups(standard.groups),
        walk_indicators(standard.groups, standard.direct),
    ):
        seen: set[str] = set()
        for at, part in numbered:
            if part.id in seen:
                yield problem("standard.duplicate-id", place((*at, "id")), id=part.id)
            seen.add(part.id)


def _sums(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Whether points add up, for every kind of applicant."""
    ways = {group.id: at for at, group in walk_groups(standard.groups)}
    found: dict[Place, Problem] = {}
    of_kinds = [standard.for_variant(each.key) for each in standard.variants] or [standard]
    for one in of_kinds:
        parts = [(each, _worth(each)) for each in one.all_groups]
        for group, worth in parts:
            if group.points is not None and worth != group.points:
                where = place((*ways[group.id], "points"))
                wrong = _not_adding_up(where, group.title, group.points, worth)
                found.setdefault(where, wrong)
        whole = sum((each.points for each in one.direct), _base(one.groups))
        if one.indicators and whole != one.points:
            where = place(_points_of(standard, one))
            found.setdefault(where, _not_adding_up(where, one.title, one.points, whole))
        if one.indicators and one.largest_number() > LARGEST_UNITS:
            where = place(("rounding",))
            found.setdefault(where, problem("standard.too-fine", where))
    yield from found.values()


def _points_of(standard: Standard, one: Standard) -> Location:
    """Where the points of a kind of applicant stand."""
    for number, variant in enumerate(standard.variants):
        if variant.points is not None and standard.for_variant(variant.key) is one:
            return ("variants", number, "points")
    return ("points",)


def _worth(group: Group) -> Decimal:
    """The points of a group's parts together, without bonus groups in it."""
    return sum((each.points for each in group.indicators), _base(group.groups))


def _base(groups: Iterable[Group]) -> Decimal:
    counted = (group for group in groups if not group.bonus)
    return sum(
        ((_worth(one) if one.points is None else one.points) * one.factor for one in counted),
        Decimal(0),
    )


def _not_adding_up(place: Place, title: str, points: Decimal, total: Decimal) -> Problem:
    facts = {"title": title, "points": number_text(points), "total": plain_weight(total)}
    return problem("standard.points-do-not-add-up", place, **facts)


def _grades(standard: Standard, place: Locate) -> Iterator[Problem]:
    groups = {group.id: group for group in standard.all_groups}
    above: Decimal | None = None
    titles: set[str] = set()
    for number, grade in enumerate(standard.grades):
        at: Location = ("grades", number)
        if above is not None and grade.total >= above:
            yield problem("standard.grades-order", place((*at, "total")), title=grade.title)
        if grade.title in titles:
            yield problem("standard.grade-twice", place((*at, "title")), title=grade.title)
        for id_, least in grade.also.items():
            if id_ not in groups:
                yield problem("standard.unknown-group", place((*at, "also", id_)), id=id_)
            elif least > (most := _most(groups[id_])):
                facts = {
                    "title": groups[id_].title,
                    "most": plain_weight(most),
                    "least": number_text(least),
                }
                yield problem("standard.grade-out-of-reach", place((*at, "also", id_)), **facts)
        if grade.total > (most := _most_of_all(standard)):
            facts = {"title": grade.title, "most": plain_weight(most)}
            facts["least"] = number_text(grade.total)
            yield problem("standard.grade-out-of-reach", place((*at, "total")), **facts)
        above = grade.total
        titles.add(grade.title)
    if standard.grades and standard.pass_mark != standard.grades[-1].total:
        facts = {
            "pass_mark": number_text(standard.pass_mark),
            "total": number_text(standard.grades[-1].total),
        }
        yield problem("standard.pass-mark-and-grades", place(("pass_mark",)), **facts)


def _most(group: Group) -> Decimal:
    """The most that a group can reach, bonus included, of any kind of applicant."""
    own = sum((each.points for each in group.indicators), Decimal(0))
    for one in group.groups:
        given = one.weight.values() if isinstance(one.weight, Mapping) else (one.weight,)
        own += _most(one) * max((*given, Decimal(1)) if isinstance(one.weight, Mapping) else given)
    return own


def _most_of_all(standard: Standard) -> Decimal:
    """The most that any kind of applicant can reach, bonus included."""
    of_kinds = [standard.for_variant(each.key) for each in standard.variants] or [standard]
    return max(one.points + _bonus(one) for one in of_kinds)


def _bonus(standard: Standard) -> Decimal:
    return sum(
        (
            each.points * block.weight_in(None)
            for block in standard.blocks
            if block.is_bonus
            for each in block.indicators
        ),
        Decimal(0),
    )


def _pass_mark(standard: Standard, place: Locate) -> Iterator[Problem]:
    most = _most_of_all(standard)
    if not standard.grades and standard.pass_mark > most:
        facts = {"pass_mark": number_text(standard.pass_mark), "points": plain_weight(most)}
        yield problem("standard.pass-mark-too-high", place(("pass_mark",)), **facts)


def _gates(standard: Standard, place: Locate) -> Iterator[Problem]:
    for number, gate in enumerate(standard.gates):
        if (gate.when is None) == (gate.unless is None):
            yield problem("standard.gate-unclear", place(("gates", number)), title=gate.title)


def _facts(standard: Standard, place: Locate) -> Iterator[Problem]:
    known = {fact.key: fact for fact in standard.facts}
    seen: set[str] = set()
    for number, fact in enumerate(standard.facts):
        if fact.key in seen:
            yield problem("standard.duplicate-key", place(("facts", number, "key")), key=fact.key)
        seen.add(fact.key)
    used: set[str] = set()
    for at, case in cases_of(standard):
        key = getattr(case, "fact", None)
        if key is None:
            continue
        used.add(key)
        fitting = FITTING[type(case)]
        if key not in known:
            yield problem("standard.unknown-fact", place((*at, "fact")), key=key)
        elif known[key].kind not in fitting:
            facts = {"key": key, "kind": known[key].kind, "expected": "/".join(fitting)}
            yield problem("standard.fact-kind", place((*at, "fact")), **facts)
    for number, fact in enumerate(standard.facts):
        if fact.key not in used:
            yield problem("standard.unused-fact", place(("facts", number)), key=fact.key)
