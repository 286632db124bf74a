"""The official blank forms as bureaus type them anew: each is read right, or says what is not."""

import os
from pathlib import Path

import pytest
from readings.layout_outcomes import filled, make_layouts, outcome
from readings.layouts import LAYOUTS

from docgen.desk.reader import Reader
from docgen.desk.received import receive
from docgen.forms import Directory
from docgen.records import Applicant

TABLE = Path(__file__).parents[1] / "readings" / "layouts-as-read.txt"
MINE = filled(Applicant("常德市", "津市市", "示例澧水街道", "示例竹园社区"))
OTHER = filled(Applicant("长沙市", "岳麓区", "示例麓南街道", "示例乙社区"), less=5)

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def read(setting):
    reader, directory = Reader(setting), Directory([MINE.applicant, OTHER.applicant])

    def read_all(paths):
        names = {path.as_posix(): name for name, path in paths.items()}
        return {
            names[one.file]: reader.read(one.current, one.file)[0].of(directory)
            for one in receive([(path, path.as_posix()) for path in paths.values()])
        }

    return read_all


@pytest.fixture(scope="module")
def readings(read, tmp_path_factory):
    return read(make_layouts(LAYOUTS, MINE, OTHER, tmp_path_factory.mktemp("layouts")))


def test_forty_layouts_and_half_of_them_by_way_of_libreoffice():
    assert len(LAYOUTS) >= 40
    assert 2 * sum(one.to.startswith(":") for one in LAYOUTS.values()) >= 40


def test_each_layout_reads_as_the_table_says(readings):
    lines = [f"{name}: {outcome(LAYOUTS[name], readings[name], MINE)}\n" for name in LAYOUTS]
    if os.environ.get("DOCGEN_RENEW"):
        TABLE.write_text("".join(lines), encoding="utf-8")
    assert lines == TABLE.read_text(encoding="utf-8").splitlines(keepends=True)


def test_no_layout_gives_a_value_that_nobody_typed(readings):
    outcomes = {name: outcome(LAYOUTS[name], one, MINE) for name, one in readings.items()}
    assert not {name: told for name, told in outcomes.items() if told.startswith("wrong")}


def test_what_is_told_says_more_than_that_the_form_is_not_known(readings):
    codes = {name: {one.code for one in reading.problems} for name, reading in readings.items()}
    assert not [name for name, told in codes.items() if "form.unknown-kind" in told]
