"""The matrix in docs/reading.md: however a form was handled, the same record or a problem."""

import os
import random
import zipfile
from itertools import groupby

import pytest
from readings import page
from readings.matrix_rows import rows
from readings.reading_matrix import FORMATS, differences, make_cases, outcome, read_all
from samples.example_forms import APPLICATION, PAPER, SHEET, Office
from samples.hunan import HUNAN

from docgen.desk.reader import Reader
from docgen.forms import Directory, compile_forms, values
from docgen.office.soffice.convert import convert
from docgen.records import Applicant

COMMAND = "DOCGEN_RENEW=1 .venv/bin/pytest tests/desk/test_reading_matrix.py -m soak"
HEAD = f"""\
# Reading what comes back

Each cell is a file that a test made and read: a completed form (rows: what was done to it) in
a format (columns: how it came back). *same* means that the record read is what was put in, field
by field; a code names the problem that was reported instead or, behind *same*, as a warning. A
record that differs without a problem fails the test, whatever this table says.

- *re-saved*: opened and saved in LibreOffice 7.4; *by way of*: saved in that format, and back.
  .wps and .et have the content of .doc and .xls under the names that WPS gives them.
- The values vary from row to row: the example's communities, `2分`, full-width digits, decimals,
  five ways to write a date, summaries of one to four paragraphs with quotes and Latin words.
- In a PDF white space in sentences is not compared. Lines are joined into paragraphs by where they
  end and begin, which is exact for our forms, as they indent their paragraphs; where nothing is
  indented, a paragraph that fills its last line reads as one with the next.
- LibreOffice 7.4 garbles several paragraphs typed into one control as it saves them
  (`form.text-garbled`).
- In a PDF text is left out, and told, that a line or a box goes through or lies over, that is not
  painted, or that has the colour of its ground; watermarks and seals are no text.
- Where nothing but the page tells which value belongs where, the page counts: controls that changed
  places are told in a .docx that has them.
- A .csv holds the sheet with the entries alone; what was done to the other sheet is not in it.

The tests write this file; after a change, renew it: `{COMMAND}`
"""
TITLES = {
    SHEET: "Score sheet, workbook",
    PAPER: "Score sheet, paper form",
    APPLICATION: "Application form",
}
_DIRECT = ((), ("csv", "gb18030"), ("csv", "utf-8-sig"))


@pytest.fixture(scope="module")
def office(setting):
    return Office(setting)


@pytest.fixture(scope="module")
def measure(office, setting, tmp_path_factory):
    """Makes the files of cells, reads them, and gives what came of each."""
    reader, directory = Reader(setting), Directory(HUNAN.applicant, office.answers)

    def measure(cells):
        cases = make_cases(cells, office, tmp_path_factory.mktemp("matrix"))
        readings = read_all([case.path for case in cases], reader, directory)
        wrong = {
            case.key: found
            for case in cases
            if readings[case.path].accepted and (found := differences(readings[case.path], case))
        }
        assert not wrong, wrong
        return {case.key: outcome(readings[case.path]) for case in cases}

    return measure


@pytest.fixture(scope="module")
def blank_pdfs(setting, tmp_path_factory):
    """The blank Word forms, printed."""
    folder = tmp_path_factory.mktemp("blank")
    # No name is made of blanks: they are what a notice annexes its forms with.
    nobody = tuple.__new__(Applicant, [values.BLANK + end for end in ("市", "县", "街道", "社区")])
    paths = {}
    for form in compile_forms(setting)[1:]:
        paths[form.kind] = folder / f"{form.kind}.docx"
        paths[form.kind].write_bytes(form.render(nobody, {}))
    made = convert(list(paths.values()), "pdf", folder).made
    return {kind: made[path].read_bytes() for kind, path in paths.items()}


def kept():
    """The table in docs/, by form, handling and format."""
    names = {title: kind.value for kind, title in TITLES.items()}
    cells = page.cells_of(page.handling_part(), "handling")
    return {(names[title], *others): cell for (title, *others), cell in cells.items()}


def written(cells):
    """The part of the page in docs/ that says this."""
    text = HEAD
    for kind, title in TITLES.items():
        mine = {key[1:]: cell for key, cell in cells.items() if key[0] == kind.value}
        formats = [one for one in FORMATS[kind] if any(one == format_ for _, format_ in mine)]
        table = [["handling", *formats], ["---"] * (len(formats) + 1)]
        for handling in dict.fromkeys(handling for handling, _ in mine):
            table.append([handling, *(mine.get((handling, one), "–") for one in formats)])
        text += f"\n## {title}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in table)
    return text


def check(measured):
    known = kept()
    stale = {
        key: (cell, known.get(key)) for key, cell in measured.items() if known.get(key) != cell
    }
    assert not stale, f"docs/{page.PAGE.name} is stale; renew it: {COMMAND}"


def cells(blank_pdfs, wanted=lambda row, format_: True):
    """Those of all cells that are wanted."""
    for number, row in enumerate(rows(blank_pdfs)):
        yield from ((row, one, number) for one in row.steps() if wanted(row, one))


def is_direct(row, format_):
    return row.steps().get(format_) in _DIRECT


def sampled(blank_pdfs, wanted):
    """The half that every run tries: of each row every second cell that is wanted, or its only two.

    Every row that is wanted is in it, and every format.
    """
    every = list(cells(blank_pdfs, wanted))
    rows_ = [list(row) for _, row in groupby(every, lambda cell: cell[2])]
    half = [
        cell
        for number, row in enumerate(rows_)
        for at, cell in enumerate(row)
        if len(row) < 3 or (number + at) % 2 == 0
    ]
    assert {number for *_, number in half} == {number for *_, number in every}
    assert {(row.form, one) for row, one, _ in half} == {(row.form, one) for row, one, _ in every}
    return half


def test_what_office_programs_of_today_save_reads_as_the_table_says(measure):
    check(measure(sampled({}, is_direct)))


def is_core_of_others(row, format_):
    return row.core and not is_direct(row, format_)


@pytest.mark.office
def test_other_formats_read_as_the_table_says(measure, blank_pdfs):
    check(measure(sampled(blank_pdfs, is_core_of_others)))


@pytest.mark.office
@pytest.mark.soak
def test_the_whole_table_is_fresh(measure, blank_pdfs):
    fresh = written(measure(cells(blank_pdfs)))
    if os.environ.get("DOCGEN_RENEW"):
        page.write_handling_part(fresh)
    assert fresh == page.handling_part(), f"docs/{page.PAGE.name} is stale: {COMMAND}"


@pytest.mark.office
@pytest.mark.soak
def test_300_forms_at_random_never_say_what_was_not_put_in(measure, blank_pdfs):
    rng = random.Random(5)
    every = [(row, format_) for row, format_, _ in cells(blank_pdfs)]
    measure((*rng.choice(every), rng.randrange(10**6)) for _ in range(300))


def test_a_zipped_folder_reads_as_the_files_in_it(office, setting, tmp_path):
    direct = [cell for cell in cells({}, is_direct) if cell[0].core]
    cases = make_cases(direct, office, tmp_path)
    with zipfile.ZipFile(tmp_path / "材料.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for case in cases:
            archive.write(case.path, f"报送材料/{case.path.name}")
    readings = read_all(
        [tmp_path / "材料.zip"], Reader(setting), Directory(HUNAN.applicant, office.answers)
    )
    assert len(readings) == len(cases)
    for case in cases:
        reading = readings[tmp_path / "材料.zip" / "报送材料" / case.path.name]
        assert (reading.problems, differences(reading, case)) == ((), []), case.key
