"""The matrix in docs/reading.md: however a form was handled, the same record or a problem."""

import os
from pathlib import Path

import pytest
from example_forms import APPLICATION, PAPER, SHEET, Office
from matrix_rows import rows
from reading_matrix import FORMATS, differences, make_cases, outcome, read_all

from docgen.desk.reader import Reader
from docgen.forms import Directory, compile_forms, values
from docgen.office.soffice import convert
from docgen.records import Community

TABLE = Path(__file__).parents[2] / "docs" / "reading.md"
COMMAND = "DOCGEN_RENEW=1 .venv/bin/pytest tests/desk/test_reading_matrix.py -m soak"
HEAD = f"""\
# Reading what comes back

Each cell is a file that a test made and read: a completed form (rows: what was done to it) in
a format (columns: how it came back). *same* means that the record read is what was put in, field
by field; a code names the problem that was reported instead or, behind *same*, as a warning. A
record that differs without a problem fails the test, whatever this table says.

- *re-saved*: opened and saved in LibreOffice 7.4; *by way of*: saved in that format, and back.
  .wps and .et have the content of .doc and .xls under the names that WPS gives them.
- The values vary from row to row: 42 communities, `2分`, full-width digits, decimals, five ways to
  write a date, summaries of one to four paragraphs with quotes and Latin words.
- In a PDF white space in sentences is not compared. Lines are joined into paragraphs by where they
  end and begin, which is exact for our forms, as they indent their paragraphs; where nothing is
  indented, a paragraph that fills its last line reads as one with the next.
- LibreOffice 7.4 garbles text of several paragraphs typed into a control in Word as it saves it
  (`form.text-garbled`), and prints struck-out text into a PDF as if it stood there.
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
    reader, directory = Reader(setting), Directory(office.answers)

    def measure(all_rows, wanted):
        folder = tmp_path_factory.mktemp("matrix")
        cases = make_cases(list(all_rows), office, folder, wanted)
        readings = read_all([case.path for case in cases], reader, directory)
        wrong = {
            case.key: found
            for case in cases
            if readings[case.path].accepted and (found := differences(readings[case.path], case))
        }
        assert not wrong
        return {case.key: outcome(readings[case.path]) for case in cases}

    return measure


@pytest.fixture(scope="module")
def blank_pdfs(setting, tmp_path_factory):
    """The blank Word forms, printed."""
    folder = tmp_path_factory.mktemp("blank")
    nobody = Community(*[values.BLANK] * 4)
    paths = {}
    for form in compile_forms(setting)[1:]:
        paths[form.kind] = folder / f"{form.kind}.docx"
        paths[form.kind].write_bytes(form.render(nobody, {}))
    made = convert(list(paths.values()), "pdf", folder).made
    return {kind: made[path].read_bytes() for kind, path in paths.items()}


def kept():
    """The table in docs/, by form, handling and format."""
    form, heads, cells = "", [], {}
    names = {title: kind.value for kind, title in TITLES.items()}
    text = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    for line in text.splitlines():
        if line.startswith("## "):
            form = names[line[3:]]
        elif line.startswith("| "):
            first, *others = [cell.strip() for cell in line.strip("|").split("|")]
            if first == "handling":
                heads = others
            elif not first.startswith("---"):
                cells |= {
                    (form, first, head): cell for head, cell in zip(heads, others, strict=True)
                }
    return {key: cell for key, cell in cells.items() if cell != "–"}


def written(cells):
    """The file in docs/ that says this."""
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
    assert not stale, f"docs/{TABLE.name} is stale; renew it: {COMMAND}"


def is_direct(row, format_):
    return row.steps().get(format_) in _DIRECT


def test_what_office_programs_of_today_save_reads_as_the_table_says(measure):
    check(measure(rows({}), is_direct))


@pytest.mark.office
def test_other_formats_read_as_the_table_says(measure, blank_pdfs):
    check(measure(rows(blank_pdfs), lambda row, format_: row.core and not is_direct(row, format_)))


@pytest.mark.office
@pytest.mark.soak
def test_the_whole_table_is_fresh(measure, blank_pdfs):
    fresh = written(measure(rows(blank_pdfs), lambda row, format_: True))
    if os.environ.get("DOCGEN_RENEW"):
        TABLE.write_text(fresh, encoding="utf-8")
    assert fresh == TABLE.read_text(encoding="utf-8"), f"docs/{TABLE.name} is stale: {COMMAND}"
