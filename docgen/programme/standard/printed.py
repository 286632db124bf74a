"""What the forms print beside the standard itself, to the letter."""

from __future__ import annotations

from docgen.programme.standard.measures import Part, Text


class ScoreColumns(Part):
    """Heads of the six columns of the score sheet."""

    category: Text
    item: Text
    indicator: Text
    points: Text
    criterion: Text
    score: Text


class ScoreSheetForm(Part):
    """The score sheet: column heads, labels; its title is the standard's."""

    columns: ScoreColumns
    total_label: Text
    notes_label: Text


class ReviewBlock(Part):
    """One authority's block for its opinion, seal and date."""

    label: Text
    seal: Text
    date: Text


class Reviews(Part):
    """The three reviewing authorities, from the county upwards."""

    county: ReviewBlock
    city: ReviewBlock
    province: ReviewBlock


class ApplicationForm(Part):
    """The application form."""

    title: Text
    unit_label: Text
    summary_label: Text
    reviews: Reviews


class QuotaTable(Part):
    """The quota table."""

    title: Text
    quota_label: Text
    total_label: Text
