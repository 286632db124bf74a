"""The benchmark runs and gives what it promises, and its contestants do the same work."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.forms import open_document
from docgen.office.package.archive import read_package
from docgen.office.word.reading.reader import read_controls, read_tables
from docgen.office.workbook.reading.reader import read_workbook
from docgen.records import FormKind

ROOT = Path(__file__).parents[1]
WORD_FORMS = (FormKind.APPLICATION, FormKind.PAPER_SCORE_SHEET)


@pytest.fixture(scope="module")
def sample():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        from benchmarks.sample import load_sample

        yield load_sample()


def word_content(data):
    package = read_package(data)
    texts = [(control.tag, control.text) for control in read_controls(package)]
    cells = [
        [cell and cell.text for cell in row] for table in read_tables(package) for row in table.rows
    ]
    return texts, cells


def as_numbers(values):
    return {
        name: value if value is None or isinstance(value, str) else float(value)
        for name, value in values.items()
    }


def named_values(data):
    book = read_workbook(data)
    return as_numbers({name: book.value(name) for name in book.names})


@pytest.mark.parametrize("kind", WORD_FORMS)
def test_all_make_the_same_word_form(sample, kind):
    from benchmarks.word import WordWork

    work = WordWork(sample, kind)
    made = work.docgen(work.given[0])
    assert work.docgen_from_figures(work.entries[0]) == made
    assert word_content(work.docxtpl(work.contexts[0])) == word_content(made)
    assert word_content(work.bare.made(work.bare.values[0])) == word_content(made)


def test_all_make_the_same_workbook(sample):
    from benchmarks.workbook import WorkbookWork

    work = WorkbookWork(sample)
    made = named_values(work.docgen(work.entries[0]))
    assert named_values(work.xlsxwriter(work.values[0])) == made
    assert named_values(work.bare.made(work.bare.values[0])) == made
    filled = read_workbook(work.openpyxl(work.cells[0]))
    for name in filled.names:
        if not filled.is_formula(name):
            assert as_numbers({name: filled.value(name)})[name] == made[name]


def test_all_read_the_same_from_workbooks(sample):
    from benchmarks.read_workbook import WorkbookReading

    work = WorkbookReading(sample)
    for data in work.files[:3]:
        read = as_numbers(work.docgen(data))
        for peer in (work.openpyxl, work.openpyxl_read_only, work.calamine):
            assert as_numbers(peer(data)) == read
        answers, problems = work.record_by_openpyxl(data)
        record = sample.forms[FormKind.SCORE_SHEET].read(open_document(data, "")).record
        assert (answers, problems) == (record.answers, [])


@pytest.mark.parametrize("kind", WORD_FORMS)
def test_all_read_the_same_from_word_forms(sample, kind):
    from benchmarks.read_word import WordReading

    work = WordReading(sample, kind)
    for data in work.files[:3]:
        read = {key: text or "" for key, text in work.docgen(data).items()}
        for peer in (work.by_tables, work.by_elements):
            texts = peer(data)
            assert {key: texts[key] for key in read} == read
        assert work.record(data)[1] == []


@pytest.mark.timed
def test_one_run_writes_all_comparisons(tmp_path):
    options = ["--turns", "2", "--seconds", "0.005", "--applicants", "4", "--no-node"]
    command = [sys.executable, "-m", "benchmarks", "--folder", tmp_path, *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    rows = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    for row in rows:
        assert list(row) == ["case", "ours_ms", "peer", "peer_ms", "ratio", "floor_ms"]
        assert row["ratio"] == pytest.approx(row["peer_ms"] / row["ours_ms"])
    peers = " ".join(row["peer"] for row in rows)
    for peer in ("docxtpl", "openpyxl", "XlsxWriter", "python-docx", "calamine"):
        assert peer in peers
    fast = {(row["case"], row["peer"]): row["ratio"] for row in rows}
    assert fast["application form .docx", "docxtpl"] > 30
    assert fast["completed score sheet .xlsx, read", "openpyxl"] > 5
    table = (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert len(table.splitlines()) == len(rows) + 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bench.json", "bench.md"]
