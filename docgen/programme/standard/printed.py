"""What the forms print beside the standard itself, to the letter."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from docgen.programme.standard.measures import Key, Part, Text


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
    """The score sheet: column heads, labels; its title is the standard's.

    Attributes:
        columns: Heads of the columns.
        total_label: Label of the total.
        notes_label: Label of the notes.
        gates_label: Heading of the entries that no points depend on.
    """

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
    """The application form.

    Attributes:
        title: Its title.
        unit_label: What stands before the applicant's names.
        summary_label: What stands above the summary.
        reviews: The blocks of the stages that give an opinion, by their keys, the first one first.
    """

    title: Text
    unit_label: Text
    summary_label: Text
    reviews: Mapping[Key, ReviewBlock] = Field(default_factory=dict)


class QuotaTable(Part):
    """The quota table."""

    title: Text
    quota_label: Text
    total_label: Text
