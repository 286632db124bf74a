"""Requirement: the built-in standard says what the 2017 notice says, to the letter and in order."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from samples.hunan import HUNAN

from docgen.programme.standard import Standard

WORDING = Path(__file__).with_name("annex-wording.txt").read_text(encoding="utf-8")
LINES = WORDING.splitlines()


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def printed_rows() -> list[tuple[str, str, str]]:
    """Title, points and criterion of each row, as the notice prints them."""
    points = [n for n, line in enumerate(LINES) if re.fullmatch(r"\d+分", line)]
    return [(LINES[n - 1], LINES[n], LINES[n + 1]) for n in points]


def test_the_34_indicators_are_worded_as_in_the_notice_and_in_its_order(standard: Standard) -> None:
    rows = [(each.title, each.points_text, each.criterion) for each in standard.indicators]
    assert rows == printed_rows()
    assert len(rows) == 34


def test_groups_are_headed_as_in_the_notice(standard: Standard) -> None:
    headings = [each.heading for each in standard.all_groups]
    assert headings[0] == "就业工作情况︵60分︶"
    assert all(heading in without_spaces(WORDING) for heading in headings)


def test_notes_are_those_of_the_notice_word_for_word(standard: Standard) -> None:
    first = LINES.index("注：") + 1
    assert list(standard.notes) == LINES[first : LINES.index("附件3：")]


def test_the_head_of_the_score_sheet_is_as_printed(standard: Standard) -> None:
    form = standard.score_sheet
    units = "          ".join(unit.label for unit in HUNAN.applicant.path)
    assert units in LINES
    heads = form.columns
    columns = [*heads.groups, heads.indicator, heads.points, heads.criterion, heads.score]
    first = LINES.index(columns[0])
    assert LINES[first : first + 6] == columns
    assert {standard.title, form.total_label, form.notes_label} <= set(LINES)


def _labels() -> list[str]:
    return [unit.label for unit in HUNAN.applicant.path]


def test_the_application_form_is_labelled_as_printed(standard: Standard) -> None:
    form = standard.application
    annex = WORDING[WORDING.index("附件3：") :]
    printed = [form.title, form.unit_label, *_labels(), form.summary_label]
    for review in form.reviews.values():
        printed += [review.label, review.seal, review.date]
    position = 0
    for text in printed:
        assert text in annex[position:]
        position = annex.index(text, position)


def test_the_quota_table_is_labelled_as_printed(standard: Standard) -> None:
    table = standard.quota_table
    printed = {table.title, HUNAN.applicant.unit("city").head, table.quota_label, table.total_label}
    assert printed <= set(LINES)


def test_points_add_up_from_groups_to_100(standard: Standard) -> None:
    assert [group.points for group in standard.leaves] == [30, 20, 10, 15, 15, 10]
    assert [group.points for group in standard.groups] == [60, 30, 10]
    assert (standard.points, standard.pass_mark) == (100, 90)
    assert (standard.period.first, standard.period.last) == (date(2016, 1, 1), date(2016, 12, 31))


def test_only_the_last_group_holds_its_indicators_itself(standard: Standard) -> None:
    assert standard.depth == 2
    assert [bool(group.indicators) for group in standard.groups] == [False, False, True]


def test_every_measure_is_asked_for_once_by_the_first_indicator_that_uses_it(
    standard: Standard,
) -> None:
    entries = [each.key for each in standard.entries]
    assert len(entries) == len(set(entries)) == len(standard.measures) + 2
    asked = [each.key for each in standard.entries_of(standard.indicator("1.1.8"))]
    assert asked == [
        "graduates",
        "graduates_registered",
        "graduates_followed_up",
        "graduates_served",
    ]
    later = standard.indicator("1.1.9")
    assert [each.key for each in standard.entries_of(later)] == ["graduates_employed_or_preparing"]
    assert standard.needs(later) == ("graduates", "graduates_employed_or_preparing")


def test_a_judged_score_is_an_entry_with_its_own_anchor(standard: Standard) -> None:
    entry = standard.measure("judged_3_1_1")
    assert (entry.anchor, entry.check_anchor) == ("judged_3_1_1", "check_judged_3_1_1")
    assert (entry.kind, entry.places, entry.maximum) == ("score", 2, 3)
    assert standard.measure("centre_area").anchor == "measure_centre_area"
    assert standard.indicator("1.1.10").anchor == "score_1_1_10"


def test_hints_fit_an_excel_prompt_and_name_no_date_outside_the_period(standard: Standard) -> None:
    for measure in standard.measures:
        assert len(measure.hint) <= 255
        dates = re.findall(r"(\d+)年(\d+)月(\d+)日", measure.hint)
        assert {date(*map(int, found)) for found in dates} <= {
            standard.period.first,
            standard.period.last,
        }


@pytest.mark.parametrize("key", ["no_such_measure", "1.1.1"])
def test_an_unknown_key_is_a_key_error(standard: Standard, key: str) -> None:
    with pytest.raises(KeyError):
        standard.measure(key)
