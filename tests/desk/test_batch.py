"""Batches: the same files by any number of workers, whole or not at all, and never made twice."""

import csv
import hashlib
import shutil
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from docgen.desk.batch import make_forms
from docgen.desk.files import write_whole
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.store import Store
from docgen.desk.work import in_chunks
from docgen.forms import ApplicationForm, Entrant


@pytest.fixture
def folder(example, tmp_path):
    for name in ("round.yaml", "communities.xlsx"):
        shutil.copyfile(example / name, tmp_path / name)
    return RoundFolder(tmp_path)


def files(folder):
    return {
        path.relative_to(folder.forms).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.forms.rglob("*.*")
        if path.name != "manifest.csv"
    }


def manifest(folder):
    with (folder.forms / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len({row["file"] for row in rows}) == len(rows)
    return {row["file"]: row["sha256"] for row in rows}


def test_the_manifest_tells_every_file_and_its_hash(folder):
    batch = make_forms(folder.load())
    assert (batch.made, batch.kept, batch.problems) == (126, 0, [])
    assert manifest(folder) == files(folder)


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_any_executor_makes_the_same_files(folder, tmp_path, example, kind):
    make_forms(folder.load())
    alone, listed = files(folder), (folder.forms / "manifest.csv").read_bytes()
    shutil.rmtree(folder.forms)
    pool = (
        ThreadPoolExecutor(2)
        if kind == "threads"
        else ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    )
    with pool:
        assert make_forms(folder.load(), executor=pool, jobs=2).made == 126
    assert files(folder) == alone
    assert (folder.forms / "manifest.csv").read_bytes() == listed


def test_only_what_is_missing_or_changed_is_made_again(folder):
    loaded = folder.load()
    make_forms(loaded)
    again = make_forms(loaded)
    assert (again.made, again.kept) == (0, 126)
    first = next(iter(loaded.roster))
    path = next(folder.forms.joinpath(*first.applicant).glob("*.xlsx"))
    path.unlink()
    again = make_forms(loaded)
    assert (again.made, again.kept) == (1, 125)
    changed = Entrant(first.applicant, {**first.answers, "new_jobs_done": 1})
    again = make_forms(loaded, [changed])
    # The paper form has the same scores as before.
    assert (again.made, again.kept) == (2, 1)
    assert manifest(folder) == files(folder)


def test_what_no_form_bears_makes_none_anew(folder):
    make_forms(folder.load())
    file = folder.path / "round.yaml"
    text = file.read_text("utf-8")
    other = text.replace("phone: 0731-00000000", "phone: 0731-11111111").replace(
        "first_day: 2017-10-18", "first_day: 2017-10-17"
    )
    assert other != text
    file.write_text(other, "utf-8")
    again = make_forms(folder.load())
    assert (again.made, again.kept) == (0, 126)
    file.write_text(text.replace('name: "', 'name: "又一个', 1), "utf-8")
    assert make_forms(folder.load()).made == 126


def test_a_line_that_a_stop_cut_off_is_made_again(folder):
    loaded = folder.load()
    make_forms(loaded)
    path = folder.forms / "manifest.csv"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    make_forms(loaded)
    assert manifest(folder) == files(folder)
    assert path.read_bytes() == whole


def test_a_changed_template_makes_the_forms_anew(folder, example):
    make_forms(folder.load())
    folder.templates.mkdir()
    source = ApplicationForm.__module__ and example.parents[1] / "templates" / "docx"
    shutil.copyfile(source / "quota-table.docx", folder.templates / "quota-table.docx")
    assert make_forms(folder.load()).kept == 126
    shutil.copyfile(source / "application.docx", folder.templates / "application.docx")
    assert make_forms(folder.load()).kept == 126, "the same template is the same form"
    path = folder.path / "round.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("999号", "998号"), encoding="utf-8")
    assert make_forms(folder.load()).kept == 126, "what comes out the same is up to date"
    path.write_text(text.replace("星级社区认定", "星级社区评定"), encoding="utf-8")
    assert make_forms(folder.load()).made == 126


def test_one_failing_form_is_a_problem_and_the_others_are_made(folder, monkeypatch):
    loaded = folder.load()
    broken = loaded.roster.applicants[3]
    render = ApplicationForm.render

    def fail(self, applicant, answers, scores=None):
        if applicant == broken:
            raise RuntimeError("planted")
        return render(self, applicant, answers, scores)

    monkeypatch.setattr(ApplicationForm, "render", fail)
    batch = make_forms(loaded)
    assert batch.made == 125
    (found,) = batch.problems
    assert found.code == "file.make-crash"
    assert found.place.file == f"forms/{'/'.join(broken)}/{broken.name}_附件3_申报表.docx"
    monkeypatch.undo()
    assert make_forms(loaded).made == 1, "what failed is tried again"
    assert manifest(folder) == files(folder)


def test_workers_read_the_same_as_this_process(folder, example):
    shutil.copytree(example / "completed", folder.completed)
    loaded = folder.load()
    alone = Store("sqlite://")
    together = Store("sqlite:///" + str(folder.path / "t.db"))
    one = read_completed(loaded, alone)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        two = read_completed(loaded, together, executor=pool, jobs=2)
    assert two == one
    assert together.submissions() == alone.submissions()
    alone.close()
    together.close()


def test_work_is_taken_only_as_far_as_it_is_needed():
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield number

    with ThreadPoolExecutor(1) as pool:
        results = in_chunks(sum, items(), pool, jobs=1, size=10)
        assert next(results) == sum(range(10))
        assert len(taken) <= 60
        assert sum(results) + sum(range(10)) == sum(range(1000))


def test_a_file_appears_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a" / "b.docx"
    write_whole(path, b"old")

    def fail(self, target):
        raise OSError("planted")

    monkeypatch.setattr(type(path), "replace", fail)
    with pytest.raises(OSError, match="planted"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
