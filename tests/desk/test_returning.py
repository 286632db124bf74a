"""Returned copies and the list of problems: marked at the mistake, otherwise as they were sent."""

import io
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook
from samples.completing import cell_of, fill_word, fill_workbook, unpacked

from docgen.cli import main
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.returning import LIST, hand_back
from docgen.desk.store import Store
from docgen.office.soffice.convert import convert

WORKBOOK = "岳阳/示例金桥社区_附件2_评定考核表"
LETTER = "郴州/示例望江社区_附件3_申报表"
PAPER = "怀化市（王科长转）/示例凤鸣社区_附件2_评定考核表"
LATER = datetime(2017, 9, 24)


@pytest.fixture(scope="module")
def returned(tmp_path_factory, example):
    """The example round with everything read and handed back."""
    path = tmp_path_factory.mktemp("returning") / "round"
    shutil.copytree(example, path)
    folder = RoundFolder(path)
    loaded = folder.load()
    with_store = Store(folder.database)
    intake = read_completed(loaded, with_store)
    back = hand_back(folder, loaded.setting, intake)
    with_store.close()
    return folder, loaded, intake, back


def test_each_file_with_mistakes_has_a_copy_beside_its_folder(returned):
    folder, _, intake, back = returned
    without = {one.file for one in intake.returned} - back.copies.keys()
    assert without == {
        "completed/株洲市人社局报送/东风社区盖章扫描件.pdf",  # a scan
        "completed/湘西州报送材料.zip/湘西州/示例长乐社区_附件2_评定考核表.xlsx",  # cut off
    }
    assert back.copies[f"completed/{WORKBOOK}.xlsx"] == f"{WORKBOOK}（退回）.xlsx"
    assert all((folder.returned / name).is_file() for name in back.copies.values())
    assert not list(folder.returned.rglob("*朝阳社区_附件3*"))


def test_a_cell_with_a_mistake_has_a_comment_that_says_what_to_do(returned):
    folder, _, intake, _ = returned
    file = f"completed/{WORKBOOK}.xlsx"
    (found,) = (one for one in intake.problems if one.place.file == file)
    book = load_workbook(folder.returned / f"{WORKBOOK}（退回）.xlsx")
    comments = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    assert list(comments) == [(found.place.sheet, found.place.cell)]
    assert found.message() in next(iter(comments.values()))


def test_a_field_of_a_word_form_has_a_comment(returned):
    folder, _, intake, _ = returned
    messages = {
        one.message() for one in intake.problems if one.place.file == f"completed/{PAPER}.docx"
    }
    document = Document(folder.returned / f"{PAPER}（退回）.docx")
    assert {comment.text for comment in document.comments} == messages
    assert {comment.author for comment in document.comments} == {"docgen"}


def test_what_needs_no_mark_is_as_it_was_sent(returned):
    folder, _, _, back = returned
    for file, copy in back.copies.items():
        sent = unpacked((folder.path / file).read_bytes())
        marked = unpacked((folder.returned / copy).read_bytes())
        same = [name for name in sent if marked.get(name) == sent[name]]
        assert len(same) >= len(sent) - 5, file
        assert "docProps/custom.xml" not in sent or "docProps/custom.xml" in same


def test_a_copy_reads_as_the_file_did_and_once_corrected_is_good(returned, tmp_path):
    folder, loaded, intake, _ = returned
    store = Store(f"sqlite:///{tmp_path / 'records.db'}")
    copy = folder.returned / f"{WORKBOOK}（退回）.xlsx"
    again = read_completed(loaded, store, [copy])
    before = next(one for one in intake.returned if WORKBOOK in one.file)
    (after,) = again.returned
    assert after.reading.record == before.reading.record
    places = [one.place.cell for one in before.reading.problems]
    assert [one.place.cell for one in after.reading.problems] == places
    corrected = tmp_path / copy.name
    fixed = fill_workbook(copy.read_bytes(), {"measure_complaints_upheld": 0}, saved=LATER)
    corrected.write_bytes(fixed)
    good = read_completed(loaded, store, [corrected])
    assert good.problems == []
    assert len(good.accepted) == 1
    letter = folder.returned / f"{LETTER}（退回）.docx"
    corrected = tmp_path / letter.name
    date = {"review.county.date": "2017年9月20日"}
    corrected.write_bytes(fill_word(letter.read_bytes(), date, saved=LATER))
    good = read_completed(loaded, store, [corrected])
    assert good.problems == []
    store.close()


def test_the_copy_of_a_file_that_is_good_now_is_taken_away(returned, tmp_path):
    folder, *_ = returned
    path = tmp_path / "round"
    shutil.copytree(folder.path, path)
    copy = path / "returned" / f"{WORKBOOK}（退回）.xlsx"
    file = path / "completed" / f"{WORKBOOK}.xlsx"
    assert copy.is_file()
    fixed = fill_workbook(file.read_bytes(), {"measure_complaints_upheld": 0}, saved=LATER)
    file.write_bytes(fixed)
    result = CliRunner().invoke(main, ["read", str(file), "--round", str(path), "--lang", "zh"])
    assert result.exit_code == 0, result.output
    assert not copy.exists()
    assert not (path / "returned" / LIST).exists()


def test_the_list_has_a_row_for_each_problem_and_can_be_filtered(returned):
    _, _, intake, back = returned
    (sheet,) = load_workbook(back.list)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[9] for row in rows] == [one.place.file for one in intake.problems]
    assert [row[8] for row in rows] == [one.message() for one in intake.problems]
    assert sheet.auto_filter.ref == f"A3:K{3 + len(rows)}"
    bridge = next(row for row in rows if row[9] == f"completed/{WORKBOOK}.xlsx")
    assert bridge[1:5] == ["岳阳市", "汨罗市", "示例屈原街道", "示例金桥社区"]
    assert bridge[10] == f"{WORKBOOK}（退回）.xlsx"


def test_the_command_says_where_copies_and_list_are(example, tmp_path):
    path = tmp_path / "round"
    shutil.copytree(example, path)
    file = path / "completed" / f"{WORKBOOK}.xlsx"
    result = CliRunner().invoke(main, ["read", str(file), "--round", str(path), "--json"])
    assert result.exit_code == 1
    assert (
        f'"returned": {{\n  "completed/{WORKBOOK}.xlsx": "{WORKBOOK}（退回）.xlsx"' in result.stdout
    )
    assert (path / "returned" / LIST).is_file()


@pytest.mark.office
def test_copies_open_in_libreoffice_and_show_their_comments(returned, tmp_path):
    folder, _, intake, _ = returned
    files = [
        folder.returned / f"{WORKBOOK}（退回）.xlsx",
        folder.returned / f"{PAPER}（退回）.docx",
    ]
    shown = {}
    for path, to in zip(files, ("ods", "odt"), strict=True):
        made = convert([path], to, tmp_path).made[path]
        shown[path] = re.sub("<[^>]*>", "", unpacked(made.read_bytes())["content.xml"].decode())
    for path, file in zip(files, (f"{WORKBOOK}.xlsx", f"{PAPER}.docx"), strict=True):
        for found in intake.problems:
            if found.place.file == f"completed/{file}":
                assert found.message() in shown[path]


@pytest.mark.office
def test_old_formats_come_back_in_current_ones(returned, tmp_path):
    """What was sent as .xls goes back as .xlsx: the old format cannot be marked."""
    folder, loaded, _, _ = returned
    source = folder.path / "completed" / f"{WORKBOOK}.xlsx"
    old = convert([source], "xls", tmp_path / "old").made[source]
    own = RoundFolder(tmp_path / "own")
    own.path.mkdir()
    store = Store(own.database)
    mine = type(loaded)(own, loaded.setting, loaded.roster)
    intake = read_completed(mine, store, [old])
    back = hand_back(own, loaded.setting, intake)
    (name,) = back.copies.values()
    assert Path(name).suffix == ".xlsx"
    book = load_workbook(io.BytesIO((own.returned / name).read_bytes()))
    sheet, cell = cell_of(source.read_bytes(), "measure_complaints_upheld")
    assert book[sheet][cell].comment is not None
    store.close()
