"""The standard: what is assessed, in categories, items and indicators, and how it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import count
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.conditions import TargetReached
from docgen.programme.standard.measures import JudgedScore, Measure, Part, Text
from docgen.programme.standard.numbers import Points, number_text
from docgen.programme.standard.printed import ApplicationForm, QuotaTable, ScoreSheetForm
from docgen.programme.standard.rates import Rate
from docgen.programme.standard.terms import (
    Context,
    Credit,
    Judged,
    Rule,
    StepKind,
    Term,
    all_rules,
    context_of,
)
from docgen.yaml_input import AS_WRITTEN, written_like

Id = Annotated[
    str,
    written_like(
        r"[0-9]{1,3}(\.[0-9]{1,3})*",
        '编号，加引号，如 "1.1.3"',
        'a number in quotes, such as "1.1.3"',
    ),
]
Name = Annotated[
    str,
    written_like(
        "[a-z0-9][a-z0-9-]*",
        "小写英文字母、数字和短横线，如 hunan-2017",
        "lower-case letters, digits and dashes, such as hunan-2017",
    ),
]
Day = Annotated[date, AS_WRITTEN]


class Indicator(Part):
    """One thing that is assessed, with the rule for its points.

    Attributes:
        id: Its number, such as ``1.1.3``.
        title: What is assessed (考核内容), as printed.
        points: The most points that it gives.
        criterion: How it is scored (评分标准), as printed.
        starts_from: Whether points are earned from zero or lost from full marks.
        terms: The rule, whose sum is clamped to 0…points.
        asks: Keys of measures that are entered with it and earn nothing: dates, texts, figures.
    """

    id: Id
    title: Text
    points: Points
    criterion: Text
    starts_from: Literal["zero", "full"]
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    asks: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Name of its score in a form."""
        return f"score_{self.id.replace('.', '_')}"

    @property
    def points_text(self) -> str:
        """Its points as printed: 2分."""
        return f"{number_text(self.points)}分"

    @property
    def start(self) -> Decimal:
        """The points that its terms are added to."""
        return self.points if self.starts_from == "full" else Decimal(0)

    @property
    def judged_key(self) -> str:
        """Key of the score that a person awards for it."""
        return f"judged_{self.id.replace('.', '_')}"

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Its terms, each followed by those that it is made of."""
        return tuple(rule for _, rule in all_rules(self.terms))

    @cached_property
    def judged(self) -> JudgedScore | None:
        """The entry for the score that a person awards, if its rule has one."""
        for rule in self.rules:
            if isinstance(rule, Judged):
                return rule.entry(self.judged_key, self.title.rstrip("。"))
        return None


class Item(Part):
    """A group of indicators (项目)."""

    id: Id
    title: Text
    points: Points
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]

    @property
    def heading(self) -> str:
        """Title and points as printed in its cell."""
        return _heading(self.title, self.points)


class Category(Part):
    """A group of items (类别)."""

    id: Id
    title: Text
    points: Points
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @property
    def heading(self) -> str:
        """Title and points as printed in its cell."""
        return _heading(self.title, self.points)

    @property
    def spans_item(self) -> bool:
        """Whether its one item has no cell of its own: both columns are one merged cell."""
        return len(self.items) == 1 and self.items[0].title == self.title


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
        points: All points together.
        pass_mark: Total from which an applicant may apply, itself included.
        period: The days that the figures cover.
        options: Readings that a bureau may choose.
        measures: What applicants report.
        rates: Rates over the measures.
        categories: The indicators, by category and item.
        notes: Notes below the score sheet, as printed.
        score_sheet: What else the score sheet (Annex 2) prints.
        application: What the application form (Annex 3) prints.
        quota_table: What the quota table (Annex 1) prints.
    """

    id: Name
    version: Text
    title: Text
    honour: Text
    year: Annotated[int, Field(ge=1949, le=9999)]
    points: Points
    pass_mark: Points
    period: Period
    options: Options = Options()
    measures: tuple[Measure, ...]
    rates: tuple[Rate, ...] = ()
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    notes: tuple[Text, ...] = ()
    score_sheet: ScoreSheetForm
    application: ApplicationForm
    quota_table: QuotaTable

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in order."""
        return tuple(item for category in self.categories for item in category.items)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in order."""
        return tuple(indicator for item in self.items for indicator in item.indicators)

    @cached_property
    def entries(self) -> tuple[Measure, ...]:
        """All measures, judged scores included, in the order in which indicators ask for them."""
        return tuple(entry for each in self.indicators for entry in self.entries_of(each))

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
        return self._rates_by_key[key]

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
    def places(self) -> int:
        """How many decimals its scores can have; two at least."""
        scales = [self.context(each).scale for each in self.indicators]
        return next(p for p in count(2) if all(10**p % scale == 0 for scale in scales))

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
    def _rates_by_key(self) -> Mapping[str, Rate]:
        return {rate.key: rate for rate in self.rates}

    @cached_property
    def _needs(self) -> Mapping[str, tuple[str, ...]]:
        return {each.id: tuple(dict.fromkeys(self._uses(each))) for each in self.indicators}

    def _uses(self, indicator: Indicator) -> list[str]:
        keys: list[str] = []
        for term in indicator.terms:
            if any(isinstance(rule, Judged) for rule in (term, *term.within())):
                keys.append(indicator.judged_key)
            for reference in term.references():
                if reference.kinds:
                    keys.append(reference.key)
                else:
                    keys += self.rate(reference.key).measures
        return keys

    @cached_property
    def _entries_by_indicator(self) -> Mapping[str, tuple[Measure, ...]]:
        seen: set[str] = set()
        entries: dict[str, tuple[Measure, ...]] = {}
        for indicator in self.indicators:
            asked = dict.fromkeys((*self.needs(indicator), *indicator.asks))
            fresh = [key for key in asked if key not in seen]
            seen.update(fresh)
            entries[indicator.id] = tuple(self.measure(key) for key in fresh)
        return entries

    @cached_property
    def _contexts(self) -> Mapping[str, Context]:
        step = self.options.shortfall_step
        return {
            each.id: context_of(each.judged_key, each.points, each.terms, self._rates_by_key, step)
            for each in self.indicators
        }


def _heading(title: str, points: Decimal) -> str:
    # Brackets in the form for vertical text, as the printed table has them.
    return f"{title}︵{number_text(points)}分︶"
