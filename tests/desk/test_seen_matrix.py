"""The matrix of marks and states of cells in docs/reading.md: no value that nobody sees is read."""

import os
import random
from itertools import chain

import pytest
from readings import page
from readings.seen_cells import (
    DECISION,
    EVERYWHERE,
    LISTED,
    MERGE,
    ROSTER_ENTRY,
    ROSTER_NAME,
    STATES,
)
from readings.seen_forms import forms, read_forms
from readings.seen_marks import EVERYWHERE as MARKED
from readings.seen_marks import MARKS
from readings.seen_page import FORMATS, KIND, section_of, written
from readings.seen_tables import Tables
from samples.example_forms import Office

from docgen.desk.reader import Reader

COMMAND = "DOCGEN_RENEW=1 .venv/bin/pytest tests/desk/test_seen_matrix.py -m soak"
TABLES = (ROSTER_ENTRY, ROSTER_NAME, MERGE, DECISION, LISTED)
OTHERS_OF_TABLES = (".xls", ".ods")
DIRECT = frozenset({".docx", ".docx, controls lost", ".xlsx", ".xlsx, names lost", ".csv"})
SAMPLED = 24  # kinds of marks, and of states of cells, as office programs of today save them


@pytest.fixture(scope="module")
def measure(setting, tmp_path_factory):
    """What comes of the cells that are wanted."""
    office, reader = Office(setting), Reader(setting)

    def measure(is_wanted):
        folder = tmp_path_factory.mktemp("seen")
        found = read_forms(list(forms(office, is_wanted)), reader, office, folder)
        return found | Tables(office, reader, folder).outcomes(is_wanted)

    return measure


def check(measured):
    """Compare with the table; no value may be wrong, whatever that says."""
    wrong = {cell: one for cell, one in measured.items() if one.startswith("wrong")}
    assert not wrong, "a value that nobody sees is read"
    on_page = page.cells_of(page.seen_part(), KIND)
    stale = {
        cell: (one, there)
        for cell, one in measured.items()
        if (there := on_page.get(section_of(cell))) != one
    }
    assert not stale, f"docs/{page.PAGE.name} is stale; renew it: {COMMAND}"


def sampled():
    """Kinds of marks and of states of cells."""
    rng = random.Random(11)
    return {one.kind for every in (MARKS, STATES) for one in rng.sample([*every], SAMPLED)}


def sampled_everywhere():
    """A kind of mark and a state of cells that are tried at every place in every format."""
    rng = random.Random(11)
    tried = ((MARKS, MARKED), (STATES, EVERYWHERE))
    return {
        rng.choice([one.kind for one in every if one.places == places and not one.without])
        for every, places in tried
    }


def test_what_office_programs_of_today_save_is_read_as_it_is_seen(measure):
    kinds = sampled()
    check(measure(lambda cell: cell[1] in kinds and cell[2] in DIRECT))


def is_sampled_in_others(cell):
    """Of tables, each of which LibreOffice opens by itself, one format: xls and ods in turns."""
    place, kind, format_ = cell
    if kind not in sampled_everywhere() or format_ in DIRECT:
        return False
    return place not in TABLES or TABLES.index(place) % 2 == OTHERS_OF_TABLES.index(format_)


@pytest.mark.office
def test_other_formats_are_read_as_they_are_seen(measure):
    measured = measure(is_sampled_in_others)
    assert {format_ for *_, format_ in measured} == {*chain(*FORMATS.values())} - DIRECT
    assert {place for place, *_ in measured} >= {*TABLES}
    check(measured)


@pytest.mark.office
@pytest.mark.soak
def test_the_whole_matrix_is_fresh(measure):
    measured = measure(lambda cell: True)
    assert set(FORMATS) == {place for place, _, _ in measured}
    if os.environ.get("DOCGEN_RENEW"):
        page.write_seen_part(written(measured, COMMAND))
    check(measured)
    assert written(measured, COMMAND) == page.seen_part()
