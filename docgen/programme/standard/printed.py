"""What the three annexes print beside the standard itself, to the letter."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from docgen.programme.standard.measures import Key, Part, Text


class UnitLabels(Part):
    """What stands behind the blank for each of the four units that an applicant is named by."""

    city: Text
    county: Text
    street: Text
    community: Text


class ScoreColumns(Part):
    """Heads of the columns of the score sheet.

    Attributes:
        groups: Those of the columns of groups, from the outermost; none for a flat standard.
        indicator: That of what is assessed.
        points: That of the points.
        criterion: That of how it is scored.
        score: That of the scores.
    """

    groups: tuple[Text, ...] = ()
    indicator: Text
    points: Text
    criterion: Text
    score: Text


class ScoreSheetForm(Part):
    """The score sheet (Annex 2): unit line, column heads, labels; its title is the standard's.

    Attributes:
        units: What stands behind the blanks of the unit line.
        columns: Heads of the columns.
        total_label: Label of the total.
        notes_label: Label of the notes.
        gates_label: Heading of the entries that no points depend on.
    """

    units: UnitLabels
    columns: ScoreColumns
    total_label: Text
    notes_label: Text
    gates_label: Text = "基本条件和一票否决事项"


class ReviewBlock(Part):
    """One authority's block for its opinion, seal and date."""

    label: Text
    seal: Text
    date: Text


class ApplicationForm(Part):
    """The application form (Annex 3).

    Attributes:
        title: Its title.
        unit_label: What stands before the applicant's names.
        units: What stands behind them.
        summary_label: What stands above the summary.
        reviews: The blocks of the stages that give an opinion, by their keys, the first one first.
    """

    title: Text
    unit_label: Text
    units: UnitLabels
    summary_label: Text
    reviews: Mapping[Key, ReviewBlock] = Field(default_factory=dict)


class QuotaTable(Part):
    """The quota table (Annex 1)."""

    title: Text
    city_label: Text
    quota_label: Text
    total_label: Text
