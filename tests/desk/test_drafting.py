"""Applications are drafted from the score sheets that came back, never over anybody's work."""

import csv
import hashlib
import json
import shutil
from datetime import datetime

import pytest
from click.testing import CliRunner
from samples.build_example import example_setting
from samples.example_forms import Office

from docgen.cli import main
from docgen.desk.batch import make_forms
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.store import Store
from docgen.forms import ApplicationForm, open_document
from docgen.records import FormKind

# Of these the example has a good score sheet and no application.
WAITING = ("示例新华社区", "示例东城社区")
LATER = datetime(2017, 9, 28, 9)


@pytest.fixture
def folder(example, tmp_path):
    shutil.copytree(example, tmp_path / "round")
    return RoundFolder(tmp_path / "round")


@pytest.fixture(scope="module")
def sent_out(example, tmp_path_factory):
    """The example round with its forms made; it is not to be changed."""
    path = tmp_path_factory.mktemp("sent-out") / "round"
    shutil.copytree(example, path)
    assert make_forms(RoundFolder(path).load()).made == 126
    return path


@pytest.fixture
def made(sent_out, tmp_path):
    """A copy of it."""
    shutil.copytree(sent_out, tmp_path / "round")
    return RoundFolder(tmp_path / "round")


def run(folder, *arguments):
    command = [*arguments, "--round", str(folder.path), "--json"]
    result = CliRunner().invoke(main, command)
    return result.exit_code, json.loads(result.stdout)


def application(folder, name):
    (path,) = folder.forms.rglob(f"{name}_附件3_申报表.docx")
    return path


def summary(folder, name):
    form = ApplicationForm(folder.load().setting)
    return form.read(open_document(application(folder, name).read_bytes(), name)).record.summary


def digests(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.forms.rglob("*.*")
        if path.name != "manifest.csv"
    }


def changed(before, after):
    return {name for name in after if before[name] != after[name]}


def test_the_commands_draft_what_came_back(folder):
    assert run(folder, "forms") == (0, {"made": 126, "drafted": 0, "kept": 0, "problems": []})
    assert not (folder.path / "records.db").exists()
    first = digests(folder)
    halves = {name: summary(folder, name) for name in WAITING}
    run(folder, "read")
    assert run(folder, "forms")[1] == {"made": 2, "drafted": 2, "kept": 124, "problems": []}
    assert changed(first, digests(folder)) == {f"{name}_附件3_申报表.docx" for name in WAITING}
    for name in WAITING:
        opening, figures, work, cases = summary(folder, name).split("\n")
        assert opening.endswith("达到申报要求的90分。")
        assert "完成目标任务" in figures
        assert "均达到95%的要求" in figures
        assert "各项考核内容均达到标准" in work
        assert "为零" in cases
        assert "自评" in halves[name]
        assert "完成目标任务" not in halves[name]
    assert run(folder, "forms")[1] == {"made": 0, "drafted": 0, "kept": 126, "problems": []}


def test_every_applicant_of_a_roster_with_halves_has_a_draft(made):
    loaded = made.load()
    for applicant in loaded.roster.applicants:
        assert "新增城镇就业目标任务为" in summary(made, applicant.name)


def test_a_corrected_score_sheet_is_drafted_anew_and_no_other(made, tmp_path):
    run(made, "read")
    run(made, "forms")
    before = digests(made)
    office = Office(example_setting())
    applicant = office.by_name[WAITING[0]]
    sheet = next(path for path in made.completed.rglob(f"*{WAITING[0]}*.xlsx"))
    later = office.score_sheet(
        applicant, office.answers[applicant] | {"complaints_upheld": 3}, LATER
    )
    sheet.with_name("更正.xlsx").write_bytes(later.data)
    run(made, "read")
    assert run(made, "forms")[1]["made"] == 1
    assert changed(before, digests(made)) == {f"{WAITING[0]}_附件3_申报表.docx"}
    assert "群众有效投诉3例" in summary(made, WAITING[0])


def test_an_application_that_came_back_is_not_drafted_anew(made):
    before = digests(made)
    store = Store(made.database)
    read_completed(made.load(), store)
    senders = store.senders(FormKind.APPLICATION)
    # One that came back with a mistake is no less somebody's work.
    assert {"示例星火社区", "示例康乐社区"} <= {one.name for one in senders}
    rename(made)
    batch = make_forms(made.load(), store=store)
    store.close()
    kept = {f"{one.name}_附件3_申报表.docx" for one in senders}
    assert batch.problems == []
    assert set(before) - changed(before, digests(made)) == kept & set(before)


def test_a_form_that_somebody_changed_is_kept_and_told(made):
    typed = application(made, WAITING[0])
    typed.write_bytes(typed.read_bytes() + b"typed")
    sheet = typed.with_name(typed.name.replace("3_申报表.docx", "2_评定考核表.xlsx"))
    sheet.write_bytes(b"typed too")
    assert make_forms(made.load()).problems == [], "nothing was to be written over it"
    rename(made)
    code, told = run(made, "forms")
    assert (code, told["made"]) == (0, 124)
    assert [found["code"] for found in told["problems"]] == ["file.changed-by-hand"] * 2
    shown = {found["place"]["file"].rpartition("/")[2] for found in told["problems"]}
    assert shown == {typed.name, sheet.name}
    assert sheet.read_bytes() == b"typed too"
    assert typed.read_bytes().endswith(b"typed")
    assert len(run(made, "forms")[1]["problems"]) == 2, "it is told until it is settled"
    typed.unlink()
    sheet.unlink()
    assert run(made, "forms")[1]["made"] == 2


def test_a_file_without_an_entry_is_the_same_or_is_kept(made):
    """A killed run leaves such files; so does a person."""
    before = digests(made)
    (made.forms / "manifest.csv").unlink()
    other = application(made, WAITING[1])
    other.write_bytes(b"somebody's")
    batch = make_forms(made.load())
    assert (batch.made, batch.kept) == (0, 125)
    assert [found.code for found in batch.problems] == ["file.changed-by-hand"]
    assert changed(before, digests(made)) == {other.name}
    other.unlink()
    assert make_forms(made.load()).made == 1
    assert digests(made) == before


def test_the_forms_of_an_older_version_are_made_anew_once(made):
    """It told one hash of what all forms of an applicant were made from."""
    before = digests(made)
    path = made.forms / "manifest.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    for sheet, _, draft in zip(*[iter(rows[1:])] * 3, strict=True):
        older = made.forms / draft[0]
        older.write_bytes(b"an older draft")
        draft[2:] = [hashlib.sha256(older.read_bytes()).hexdigest(), sheet[3]]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    batch = make_forms(made.load())
    assert (batch.made, batch.kept, batch.problems) == (42, 84, [])
    assert digests(made) == before
    assert make_forms(made.load()).kept == 126


def rename(folder):
    """Give the round another name, which every form says."""
    path = folder.path / "round.yaml"
    text = path.read_text("utf-8")
    old = 'name: "{year}年省级充分就业星级社区认定"'
    assert text.count(old) == 1
    path.write_text(text.replace(old, old.replace("认定", "评定")), encoding="utf-8")
