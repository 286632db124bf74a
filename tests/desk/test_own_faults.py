"""A bug of ours is told as that, is logged, and stops nothing: it is never anybody's damage."""

from dataclasses import replace

import pytest
from openpyxl import Workbook
from readings.handling_word import SAVED
from samples.example_forms import Office
from samples.packages import packed_by, renamed

from docgen import assets
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.returning import hand_back
from docgen.desk.store import Store
from docgen.office.package import directory, properties, relationships
from docgen.office.tables.reader import table_rows
from docgen.office.word.reading import reader as word
from docgen.office.workbook.comments import comments
from docgen.office.workbook.reading import cells, long_cells
from docgen.office.workbook.reading import outline as book

ERRORS = (ValueError, KeyError, IndexError, TypeError, AttributeError)
PLACES = {
    "a sheet's cells": (cells.SheetCells, "value", "a.xlsx"),
    "a sheet's merged cells": (cells.SheetCells, "over_rows", "a.xlsx"),
    "a workbook's outline": (book, "_sheet_parts", "a.xlsx"),
    "a document's fields": (word, "known_fields", "b.docx"),
    "a document's styles": (word, "look_of", "b.docx"),
    "relationships": (relationships, "target_of", "b.docx"),
    "inflating": (directory.ZipDirectory, "_packed", "b.docx"),
    "properties": (properties, "_matched", "a.xlsx"),
}


@pytest.fixture(scope="module")
def office(setting):
    return Office(setting)


@pytest.fixture
def loaded(tmp_path, office):
    """A round with two forms that came back, packed so that nothing of them is known already."""
    applicant, other = office.by_name["示例星火社区"], office.by_name["示例凤鸣社区"]
    folder = RoundFolder(tmp_path)
    folder.completed.mkdir()
    sheet = office.score_sheet(applicant, office.answers[applicant], SAVED).data
    files = {"a.xlsx": sheet, "b.docx": office.application(other, SAVED, reviewed=True).data}
    for name, data in files.items():
        (folder.completed / name).write_bytes(packed_by(renamed, data))
    return replace(RoundFolder(assets.example_round("hunan-2017")).load(), folder=folder)


def planted(error):
    def bug(*args, **kwargs):
        raise error("planted")

    return bug


def read(loaded):
    store = Store(loaded.folder.database)
    try:
        return read_completed(loaded, store)
    finally:
        store.close()


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("where", PLACES)
def test_a_bug_in_reading_is_the_programs_fault(where, error, loaded, monkeypatch, caplog):
    home, name, file = PLACES[where]
    monkeypatch.setattr(home, name, planted(error))
    for kept in (book._kept_outline, relationships._kept):
        kept.cache_clear()
    intake = read(loaded)
    monkeypatch.undo()
    told = {found.place.file: found for found in intake.problems}
    assert told[f"completed/{file}"].code == "form.crash"
    assert dict(told[f"completed/{file}"].facts) == {"kind": error.__name__}
    assert "planted" not in told[f"completed/{file}"].message("zh")
    assert intake.files == 2
    assert "Traceback" in caplog.text
    assert "planted" in caplog.text
    assert {one.code for one in told.values()} == {"form.crash"}


@pytest.mark.parametrize("error", ERRORS)
def test_a_bug_in_a_copy_that_goes_back_is_the_programs_fault(
    error, loaded, office, monkeypatch, caplog
):
    applicant = office.by_name["示例星火社区"]
    typed = {"measure_new_jobs_target": "很多"}
    mistaken = office.score_sheet(applicant, office.answers[applicant], SAVED, typed).data
    (loaded.folder.completed / "a.xlsx").write_bytes(mistaken)
    intake = read(loaded)
    assert [one.file for one in intake.returned] == ["completed/a.xlsx"]
    monkeypatch.setattr(comments, "_by_place", planted(error))
    back = hand_back(loaded.folder, loaded.setting, intake)
    assert [found.code for found in back.problems] == ["file.return-crash"]
    assert back.list is not None
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("error", ERRORS)
def test_a_bug_in_a_long_table_is_no_damage_of_the_table(error, tmp_path, monkeypatch):
    workbook = Workbook()
    workbook.active.append(["市州", "社区"])
    workbook.save(tmp_path / "a.xlsx")
    monkeypatch.setattr(long_cells.RowCells, "plain", planted(error))
    monkeypatch.setattr(long_cells.RowCells, "of", planted(error))
    with pytest.raises(error, match="planted"):
        list(table_rows(tmp_path / "a.xlsx", "a.xlsx", []))
