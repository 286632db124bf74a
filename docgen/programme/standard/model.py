"""The standard: what is assessed, in groups and indicators, who qualifies, how it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Final, TypeVar

from pydantic import Field, model_validator

from docgen.programme.standard.conditions import Reference, TargetReached
from docgen.programme.standard.facts import Case, Fact
from docgen.programme.standard.grades import Gate, Grade, Variant
from docgen.programme.standard.groups import Block, Group, blocks_of, walk_groups
from docgen.programme.standard.indicator import Exemption, Indicator
from docgen.programme.standard.measures import Measure, Part, Text
from docgen.programme.standard.numbers import Points
from docgen.programme.standard.printed import ApplicationForm, QuotaTable, ScoreSheetForm
from docgen.programme.standard.rates import Rate
from docgen.programme.standard.terms import (
    Context,
    Credit,
    Judged,
    StepKind,
    all_rules,
    context_of,
)
from docgen.programme.standard.totals import CENT, Sum
from docgen.yaml_input import AS_WRITTEN, written_like

Name = Annotated[
    str,
    written_like(
        "[a-z0-9][a-z0-9-]*",
        "小写英文字母、数字和短横线，如 hunan-2017",
        "lower-case letters, digits and dashes, such as hunan-2017",
    ),
]
MOST_GROUP_COLUMNS: Final = 3
"""More columns of groups leave no room for the rest of the page."""
Day = Annotated[date, AS_WRITTEN]


_Limited = TypeVar("_Limited", Group, Indicator, Gate)


class Period(Part):
    """The days that are assessed, both included."""

    first: Day
    last: Day


class Options(Part):
    """Readings of the standard that its wording leaves open.

    Attributes:
        shortfall_step: What 「每减少一个百分点」 deducts below a whole point, where a rule does not
            say: nothing, a proportional amount rounded half up to 0.01 point, or as much as a
            whole point.
    """

    shortfall_step: StepKind = "whole_points"


class Standard(Part):
    """What is assessed and how, as one file states it.

    Attributes:
        id: Short name, such as ``hunan-2017``.
        version: Changes with every change of the file that matters to forms in the field.
        title: Title of the score sheet.
        honour: The title that is awarded.
        year: Year of the assessment.
        points: All points together, the base: without bonus groups.
        pass_mark: Total from which an applicant may apply, itself included; the total of the lowest
            grade where there are grades.
        rounding: What the total is rounded to, halves up, once and after all weights.
        period: The days that the figures cover.
        options: Readings that a bureau may choose.
        grades: Titles by total, from the highest; the honour alone where there are none.
        gates: What bars whatever the total is.
        facts: What the roster tells of an applicant that conditions name.
        variants: Kinds of applicant that are assessed differently; ``for_variant`` tells them
            apart.
        variants_label: Head of the roster's column that says of which kind an applicant is.
        measures: What applicants report.
        rates: Rates over the measures.
        groups: The indicators by group, nested to any depth, or
        direct: the indicators themselves (``indicators``), where the standard is flat.
        notes: Notes below the score sheet, as printed.
        score_sheet: What else the score sheet (Annex 2) prints.
        application: What the application form (Annex 3) prints.
        quota_table: What the quota table (Annex 1) prints; None where no unit has a quota.
    """

    id: Name
    version: Text
    title: Text
    honour: Text
    year: Annotated[int, Field(ge=1949, le=9999)]
    points: Points
    pass_mark: Points
    rounding: Annotated[Decimal, Field(gt=0, le=100, decimal_places=2)] = Decimal("0.01")
    period: Period
    options: Options = Options()
    grades: tuple[Grade, ...] = ()
    gates: tuple[Gate, ...] = ()
    facts: tuple[Fact, ...] = ()
    variants: tuple[Variant, ...] = ()
    variants_label: Text = "类型"
    measures: tuple[Measure, ...]
    rates: tuple[Rate, ...] = ()
    groups: tuple[Group, ...] = ()
    direct: Annotated[tuple[Indicator, ...], Field(alias="indicators")] = ()
    notes: tuple[Text, ...] = ()
    score_sheet: ScoreSheetForm
    application: ApplicationForm
    quota_table: QuotaTable | None = None

    @model_validator(mode="before")
    @classmethod
    def _lowest_grade(cls, data: Any) -> Any:
        """The pass mark of a standard that has grades and does not state it."""
        if not isinstance(data, Mapping) or "pass_mark" in data:
            return data
        grades = data.get("grades")
        totals = [each.get("total") for each in grades or () if isinstance(each, Mapping)]
        numbers = [each for each in totals if isinstance(each, (int, float, Decimal))]
        if not numbers or len(numbers) < len(totals):
            return data
        return {**data, "pass_mark": min(numbers)}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The indicators with the groups around them, as they stand together, in order."""
        return tuple(blocks_of(self.groups, self.direct))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in order."""
        return tuple(indicator for block in self.blocks for indicator in block.indicators)

    @cached_property
    def all_groups(self) -> tuple[Group, ...]:
        """All groups, each before those in it."""
        return tuple(group for _, group in walk_groups(self.groups))

    @cached_property
    def leaves(self) -> tuple[Group, ...]:
        """The groups that hold indicators themselves."""
        return tuple(group for group in self.all_groups if group.indicators)

    @cached_property
    def depth(self) -> int:
        """How many groups stand around an indicator, at most."""
        return max((len(block.groups) for block in self.blocks), default=0)

    @property
    def group_columns(self) -> int:
        """How many columns of the score sheet hold groups; deeper ones share the last."""
        return min(self.depth, MOST_GROUP_COLUMNS)

    @cached_property
    def entries(self) -> tuple[Measure, ...]:
        """All measures in the order in which indicators ask for them, then those of gates."""
        asked = (entry for each in self.indicators for entry in self.entries_of(each))
        return (*asked, *self.other_entries)

    @cached_property
    def measure_keys(self) -> frozenset[str]:
        """The keys of all entries."""
        return frozenset(entry.key for entry in self.entries)

    @cached_property
    def other_entries(self) -> tuple[Measure, ...]:
        """The measures that only gates and exemptions ask for, judged scores included."""
        asked = {key for each in self.indicators for key in self._asked(each)}
        keys = (key for case in self.cases for key in self.measures_of(case) if key not in asked)
        return tuple(self.measure(key) for key in dict.fromkeys(keys))

    @cached_property
    def gate_entries(self) -> tuple[Measure, ...]:
        """The measures that gates depend on, each once."""
        cases = (case for gate in self.gates for case in (gate.when, gate.unless) if case)
        keys = (key for case in cases for key in self.measures_of(case))
        return tuple(self.measure(key) for key in dict.fromkeys(keys))

    def asking(self, key: str) -> frozenset[str]:
        """The indicators that ask for a measure; none if a gate or an exemption needs it too."""
        return self._asking.get(key, frozenset())

    @cached_property
    def _asking(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for each in self.indicators:
            for key in self._asked(each):
                if not self.measure(key).optional:
                    found.setdefault(key, set()).add(each.id)
        needed = {key for case in self.cases for key in self.measures_of(case)}
        return {key: frozenset(ids) for key, ids in found.items() if key not in needed}

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """What gates and exemptions depend on."""
        groups = (group.exempt for group in self.all_groups)
        given = (*groups, *(each.exempt for each in self.indicators))
        gates = [case for gate in self.gates for case in (gate.when, gate.unless) if case]
        return (*gates, *(exemption.when for exemption in given if exemption is not None))

    @cached_property
    def awards(self) -> tuple[Grade, ...]:
        """The titles that can be earned, from the highest: the grades, or the honour alone."""
        honour = Grade.model_construct(title=self.honour, total=self.pass_mark)
        return self.grades or (honour,)

    @property
    def has_gates(self) -> bool:
        """Whether anything bars whatever the total is."""
        return bool(self.gates) or any(each.gate for each in self.indicators)

    def grade(self, total: Fraction, parts: Mapping[str, Fraction]) -> Grade | None:
        """The highest title that a total earns.

        Args:
            total: The total.
            parts: The sums of groups by their numbers, as far as grades name them.
        """
        return next((each for each in self.awards if each.is_reached(total, parts)), None)

    def for_variant(self, key: str) -> Standard:
        """The standard of one kind of applicant: only what applies to it, with its weights.

        Anchors stay what they are. A grade asks nothing of a group that its kind does not have.

        Raises:
            KeyError: There is no such kind.
        """
        return self._for_variants[key]

    def of_kind(self, key: str) -> Standard:
        """The standard of one kind of applicant, itself where none is named (empty key).

        Raises:
            KeyError: There is no such kind.
        """
        return self.for_variant(key) if key else self

    def variant(self, key: str) -> Variant:
        """The kind of applicant with this key.

        Raises:
            KeyError: There is none.
        """
        return self._variants_by_key[key]

    @cached_property
    def _variants_by_key(self) -> Mapping[str, Variant]:
        return {each.key: each for each in self.variants}

    @cached_property
    def _for_variants(self) -> Mapping[str, Standard]:
        return {each.key: resolved(self, each) for each in self.variants}

    def exemptions(self, indicator: Indicator) -> tuple[Exemption, ...]:
        """When an indicator is not assessed: the first that holds counts, the outermost group's."""
        return self._exemptions[indicator.id]

    @cached_property
    def has_exemptions(self) -> bool:
        """Whether anything may be exempt."""
        return any(self._exemptions.values())

    @cached_property
    def may_leave_out(self) -> bool:
        """Whether anything may be left out of the base."""
        return any(one.gives == "left_out" for some in self._exemptions.values() for one in some)

    def sum_of(self, group: str | None) -> Sum:
        """The sum of the points of a group, by its number, or of the whole standard (None).

        Raises:
            KeyError: There is no such group.
        """
        return self._sums[group]

    def largest_number(self) -> int:
        """The largest whole number that the formulas of total and groups come upon."""
        step = Fraction(self.rounding)
        whole = self._sums[None].largest(step, self.points if self.may_leave_out else None)
        return max([whole, *(each.largest(CENT) for id_, each in self._sums.items() if id_)])

    @cached_property
    def _sums(self) -> Mapping[str | None, Sum]:
        scales = {each.id: self.context(each).scale for each in self.indicators}
        found: dict[str | None, Sum] = {None: Sum(self.blocks, None, scales)}
        found |= {each.id: Sum(self.blocks, each, scales) for each in self.all_groups}
        return found

    @cached_property
    def _exemptions(self) -> Mapping[str, tuple[Exemption, ...]]:
        return {
            each.id: block.exemptions(each) for block in self.blocks for each in block.indicators
        }

    def measures_of(self, case: Case) -> tuple[str, ...]:
        """Keys of all measures that a condition depends on, each once."""
        return tuple(dict.fromkeys(self._keys(case.references())))

    def entries_of(self, indicator: Indicator) -> tuple[Measure, ...]:
        """The measures that this indicator is the first to ask for."""
        return self._entries_by_indicator[indicator.id]

    def needs(self, indicator: Indicator) -> tuple[str, ...]:
        """Keys of all measures that the indicator's rule uses, each once; not those it asks."""
        return self._needs[indicator.id]

    def indicator(self, id: str) -> Indicator:
        """The indicator with this number.

        Raises:
            KeyError: There is none.
        """
        return self._indicators_by_id[id]

    def measure(self, key: str) -> Measure:
        """The measure, or judged score, with this key.

        Raises:
            KeyError: There is none.
        """
        return self._measures_by_key[key]

    def rate(self, key: str) -> Rate:
        """The rate with this key.

        Raises:
            KeyError: There is none.
        """
        return self.rates_by_key[key]

    @cached_property
    def targets(self) -> tuple[tuple[Measure, Measure], ...]:
        """Pairs of a target and what was done towards it, in the order of the indicators."""
        conditions = (
            rule.when
            for indicator in self.indicators
            for rule in indicator.rules
            if isinstance(rule, Credit)
        )
        pairs = dict.fromkeys(
            (each.target, each.done) for each in conditions if isinstance(each, TargetReached)
        )
        return tuple((self.measure(target), self.measure(done)) for target, done in pairs)

    def context(self, indicator: Indicator) -> Context:
        """What the terms of the indicator's rule must know of their standard."""
        return self._contexts[indicator.id]

    @cached_property
    def limits_first(self) -> tuple[Measure, ...]:
        """All measures, each after the one that it cannot exceed."""
        ordered: dict[str, Measure] = {}

        def add(measure: Measure) -> None:
            if measure.at_most is not None and measure.at_most not in ordered:
                add(self.measure(measure.at_most))
            ordered.setdefault(measure.key, measure)

        for measure in self.entries:
            add(measure)
        return tuple(ordered.values())

    @cached_property
    def _indicators_by_id(self) -> Mapping[str, Indicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def _measures_by_key(self) -> Mapping[str, Measure]:
        judged = [each.judged for each in self.indicators if each.judged]
        return {measure.key: measure for measure in (*self.measures, *judged)}

    @cached_property
    def rates_by_key(self) -> Mapping[str, Rate]:
        """The rates by their keys."""
        return {rate.key: rate for rate in self.rates}

    @cached_property
    def _needs(self) -> Mapping[str, tuple[str, ...]]:
        return {each.id: tuple(dict.fromkeys(self._uses(each))) for each in self.indicators}

    def _uses(self, indicator: Indicator) -> list[str]:
        keys: list[str] = []
        for term in indicator.terms:
            if any(isinstance(rule, Judged) for _, rule in all_rules([term])):
                keys.append(indicator.judged_key)
            keys += self._keys(term.references())
        return keys

    def _asked(self, indicator: Indicator) -> tuple[str, ...]:
        """Keys of all measures that are entered with an indicator, each once."""
        return tuple(dict.fromkeys((*self.needs(indicator), *indicator.asks)))

    def _keys(self, references: Iterable[Reference]) -> Iterator[str]:
        for reference in references:
            if reference.kinds:
                yield reference.key
            else:
                yield from self.rate(reference.key).measures

    @cached_property
    def _entries_by_indicator(self) -> Mapping[str, tuple[Measure, ...]]:
        seen: set[str] = set()
        entries: dict[str, tuple[Measure, ...]] = {}
        for indicator in self.indicators:
            fresh = [key for key in self._asked(indicator) if key not in seen]
            seen.update(fresh)
            entries[indicator.id] = tuple(self.measure(key) for key in fresh)
        return entries

    @cached_property
    def _contexts(self) -> Mapping[str, Context]:
        step = self.options.shortfall_step
        return {
            each.id: context_of(each.judged_key, each.points, each.terms, self.rates_by_key, step)
            for each in self.indicators
        }


def resolved(standard: Standard, variant: Variant) -> Standard:
    """A standard as it is for one kind of applicant."""
    groups = tuple(_groups_for(standard.groups, variant.key))
    kept = {group.id for _, group in walk_groups(groups)}
    grades = tuple(
        each.model_copy(update={"also": {id_: n for id_, n in each.also.items() if id_ in kept}})
        for each in standard.grades
    )
    return standard.model_copy(
        update={
            "points": variant.points or standard.points,
            "groups": groups,
            "direct": _for_kind(standard.direct, variant.key),
            "gates": _for_kind(standard.gates, variant.key),
            "grades": grades,
            "variants": (),
        }
    )


def _groups_for(groups: Iterable[Group], key: str) -> Iterator[Group]:
    for group in _for_kind(groups, key):
        inner = tuple(_groups_for(group.groups, key))
        indicators = _for_kind(group.indicators, key)
        if inner or indicators:
            weight = group.weight
            if isinstance(weight, Mapping):
                weight = weight.get(key, Decimal(1))
            changed = {"groups": inner, "indicators": indicators, "weight": weight}
            yield group.model_copy(update=changed)


def _for_kind(parts: Iterable[_Limited], key: str) -> tuple[_Limited, ...]:
    return tuple(part for part in parts if not part.only or key in part.only)
