"""Decided lists are read as they show, whatever was done to them in Excel."""

import io
from fractions import Fraction

import pytest
from openpyxl import load_workbook
from samples.hunan import HUNAN
from samples.small_round import ALL, FIRST, SECOND, THIRD

from docgen.desk.reader import Reader
from docgen.forms import Directory
from docgen.forms.shortlist import ShortlistForm
from docgen.office.soffice.convert import convert
from docgen.records import Candidate, Ranked

LAST = "I"  # column of the decision
FIRST_ROW = 4


@pytest.fixture(scope="module")
def made(setting):
    ranked = [Ranked(n, Candidate(one, Fraction(90), True, True)) for n, one in enumerate(ALL, 1)]
    proposal = {one: one is not SECOND for one in ALL}
    return ShortlistForm(setting).render(setting.round.stages[0], "岳麓区", ranked, proposal)


@pytest.fixture(scope="module")
def read(setting):
    reader, directory = Reader(setting), Directory(HUNAN.applicant, ALL)
    return lambda data: reader.read(data, "list.xlsx")[0].of(directory)


def edited(data, edit):
    book = load_workbook(io.BytesIO(data), rich_text=True)
    edit(book.active)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def found(reading):
    return [(one.code, one.place.cell) for one in reading.problems]


def row(number):
    return FIRST_ROW + number - 1


PROPOSED = {one: one is not SECOND for one in ALL}


def test_a_list_is_read_as_it_was_made(made, read):
    reading = read(made)
    assert (reading.decisions, found(reading)) == (PROPOSED, [])


def hide_row(sheet):
    sheet.row_dimensions[row(2)].hidden = True


def hide_column(sheet):
    sheet.column_dimensions[LAST].hidden = True


@pytest.mark.parametrize(("hide", "rows"), [(hide_row, [2]), (hide_column, [1, 2, 3, 4])])
def test_a_decision_that_nobody_sees_is_none_and_told(made, read, hide, rows):
    reading = read(edited(made, hide))
    left = {one: PROPOSED[one] for n, one in enumerate(ALL, 1) if n not in rows}
    assert reading.decisions == left
    codes = ("form.nothing-left", "shortlist.decision-missing")
    assert found(reading) == [(code, f"{LAST}{row(n)}") for n in rows for code in codes]


def test_names_in_a_column_that_is_hidden_for_printing_are_still_the_rows(made, read):
    def hide(sheet):
        sheet.column_dimensions["D"].hidden = True

    reading = read(edited(made, hide))
    assert reading.decisions == PROPOSED
    [told] = reading.problems
    assert (told.code, dict(told.facts)["columns"]) == ("table.columns-hidden", "D")


def test_merged_names_and_decisions_stand_in_every_row(made, read):
    def merge(sheet):
        sheet[f"{LAST}{row(2)}"] = None
        sheet.merge_cells(f"{LAST}{row(1)}:{LAST}{row(2)}")
        for letter in "BC":
            sheet[f"{letter}{row(2)}"] = None
            sheet.merge_cells(f"{letter}{row(1)}:{letter}{row(2)}")

    reading = read(edited(made, merge))
    assert (reading.decisions, found(reading)) == ({**PROPOSED, SECOND: True}, [])


def test_a_list_that_was_sorted_says_the_same(made, read):
    def turn(sheet):
        rows = [[cell.value for cell in sheet[row(n)]] for n in range(1, 5)]
        for n, values in enumerate(reversed(rows), 1):
            for cell, value in zip(sheet[row(n)], values, strict=True):
                cell.value = value

    reading = read(edited(made, turn))
    assert (reading.decisions, found(reading)) == (PROPOSED, [])


@pytest.mark.parametrize("typed", ["推荐", "不推荐"])
def test_a_row_that_was_added_with_a_decision_is_told(made, read, typed):
    def add(sheet):
        sheet.append([5, *tuple(THIRD)[:3], "新社区", 90, "有", "推荐", typed])

    reading = read(edited(made, add))
    assert reading.decisions == PROPOSED
    assert found(reading) == [("shortlist.row-added", f"{LAST}{row(5)}")]


def test_a_total_below_is_no_row(made, read):
    def add(sheet):
        sheet.append(["合计", None, None, None, 4, 360, None, None, "推荐3个"])

    reading = read(edited(made, add))
    assert (reading.decisions, found(reading)) == (PROPOSED, [])


@pytest.mark.parametrize("typed", ["#REF!", "#N/A", "同意", 1, "=1/0", 123456789012345678])
def test_what_is_no_decision_is_a_problem_at_its_cell(made, read, typed):
    def write(sheet):
        sheet[f"{LAST}{row(1)}"] = typed

    reading = read(edited(made, write))
    assert FIRST not in reading.decisions
    ((code, cell),) = found(reading)
    assert code in ("shortlist.decision-unclear", "shortlist.decision-missing")
    assert cell == f"{LAST}{row(1)}"


def test_names_that_look_the_same_or_are_short_are_found_and_told(made, read):
    def write(sheet):
        sheet[f"B{row(1)}"] = "\u2ed3沙市"
        sheet[f"C{row(2)}"] = "岳麓"
        sheet[f"E{row(3)}"] = "示例丙\u200b社区"

    reading = read(edited(made, write))
    assert reading.decisions == PROPOSED
    assert sorted(found(reading)) == [
        ("text.taken", f"B{row(1)}"),
        ("text.taken", f"E{row(3)}"),
        ("unit.taken", f"{LAST}{row(2)}"),
    ]


def test_a_name_with_a_character_of_no_use_is_named_by_its_code(made, read):
    def write(sheet):
        sheet[f"E{row(1)}"] = "示例\ue000社区"

    reading = read(edited(made, write))
    assert FIRST not in reading.decisions
    assert found(reading) == [
        ("text.unusable", f"E{row(1)}"),
        ("form.applicant-unknown", f"{LAST}{row(1)}"),
    ]


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_lists_in_old_and_open_formats_are_read_as_they_show(tmp_path, made, read, kind):
    def edit(sheet):
        hide_row(sheet)
        sheet[f"{LAST}{row(1)}"] = "不推荐"
        sheet[f"B{row(1)}"] = "\u2ed3沙市"

    source = tmp_path / "list.xlsx"
    source.write_bytes(edited(made, edit))
    old = convert([source], kind, tmp_path / kind).made[source]
    back = convert([old], "xlsx", tmp_path / "back").made[old]
    reading = read(back.read_bytes())
    assert reading.decisions == {one: one is not FIRST for one in ALL if one is not SECOND}
    assert ("form.nothing-left", f"{LAST}{row(2)}") in found(reading)
