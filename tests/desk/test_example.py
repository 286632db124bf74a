"""The example round: its inputs are fresh, its mistakes are found, and it plays to the end."""

import csv
import hashlib
import shutil
import zipfile
from collections import Counter
from fractions import Fraction

import pytest
from click.testing import CliRunner
from samples.build_example import build
from samples.completing import unpacked

from docgen.cli import main
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.store import Store
from docgen.office.package.archive import read_package
from docgen.office.word.reading.reader import read_tables
from docgen.programme.standard import score
from docgen.records import Application, FormKind

BUILT = ("communities.xlsx", "expected-problems.csv", "completed")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rebuilt")
    return folder, build(folder)


@pytest.fixture(scope="module")
def sent(rebuilt):
    return rebuilt[1]


@pytest.fixture(scope="module")
def copied(example, tmp_path_factory):
    folder = tmp_path_factory.mktemp("round") / "hunan-2017"
    shutil.copytree(example, folder)
    return RoundFolder(folder)


@pytest.fixture(scope="module")
def loaded(copied):
    return copied.load()


@pytest.fixture(scope="module")
def store(copied):
    store = Store(copied.database)
    yield store
    store.close()


@pytest.fixture(scope="module")
def intake(loaded, store):
    return read_completed(loaded, store)


@pytest.fixture(scope="module")
def by_file(intake, store):
    return {one.file: one.reading for one in store.submissions()}


def contents(folder):
    """Every built file with its content; of office files the parts, as compression may differ."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name.startswith(BUILT):
            data = path.read_bytes()
            found[name] = unpacked(data) if zipfile.is_zipfile(path) else data
    return found


def test_the_example_is_what_its_description_builds(rebuilt, example):
    built, committed = contents(rebuilt[0]), contents(example)
    assert list(built) == list(committed)
    stale = [name for name in built if built[name] != committed[name]]
    assert stale == [], "run `make example`"


def test_the_example_is_small_and_takes_in_every_city(example, loaded):
    assert sum(path.stat().st_size for path in example.rglob("*")) < 3_000_000
    cities = Counter(applicant[0] for applicant in loaded.roster.applicants)
    assert set(cities) == set(loaded.setting.round.places)
    assert min(cities.values()) >= 3
    names = {applicant.name for applicant in loaded.roster.applicants}
    assert len(names) == cities.total() == 42
    assert all(name.startswith("示例") for name in names)


def test_the_totals_spread_around_the_pass_mark(sent, standard):
    totals = [
        score(standard, one.record.answers).total
        for one in sent
        if one.record and not isinstance(one.record, Application) and one.record.answers
    ]
    assert min(totals) < 84
    assert max(totals) == 100
    assert Fraction(90) in totals
    assert sum(total < 90 for total in totals) >= 4


def test_every_mistake_is_found_at_its_place_and_nothing_else(intake, example):
    with (example / "expected-problems.csv").open(encoding="utf-8", newline="") as file:
        expected = Counter(tuple(row) for row in list(csv.reader(file))[1:])
    found = Counter(
        (one.place.file, one.code, one.place.sheet, one.place.cell, one.place.field)
        for one in intake.problems
    )
    assert found == expected
    assert len({file for file, *_ in expected}) >= 16


def test_a_mistake_in_word_is_found_in_its_row(intake):
    rows = {one.place.field: one.place.row for one in intake.problems if one.place.row}
    assert rows["得分 1.1.10"] == 11  # the head is the first row
    assert rows["总分"] == 36


def test_no_file_stops_the_others(by_file, sent):
    assert sorted(by_file) == [f"completed/{one.path}" for one in sent]


def test_every_other_file_is_accepted_and_says_what_was_put_in(by_file, sent):
    for one in sent:
        reading = by_file[f"completed/{one.path}"]
        assert reading.accepted == (one.record is not None), one.path
        if one.record:
            assert reading.record == one.record, one.path


def test_the_form_that_was_saved_last_counts_and_the_older_one_is_kept(intake, store, sent):
    older = [one for one in sent if one.replaced]
    assert {one.record.applicant.name for one in older} == {"示例鹿鸣社区", "示例松林社区"}
    kept = {one.file: one.reading.record for one in store.submissions()}
    for one in older:
        kind = FormKind.APPLICATION if isinstance(one.record, Application) else FormKind.SCORE_SHEET
        counts = store.current(kind)[one.record.applicant]
        newer = f"completed/0925更正/{one.path.rpartition('/')[2]}"
        assert counts == kept[newer] != one.record
        assert kept[f"completed/{one.path}"] == one.record


def test_a_corrected_form_takes_the_place_of_the_wrong_one(intake, store):
    counted = {one.name for one in store.current(FormKind.SCORE_SHEET)}
    assert "示例胜利社区" in counted
    assert "示例友谊社区" not in counted


def test_reading_again_changes_nothing(intake, loaded, store, copied):
    database = copied.path / "records.db"
    before = database.read_bytes()
    again = read_completed(loaded, store)
    assert again.problems == intake.problems
    assert database.read_bytes() == before


def test_marks_of_office_programs_and_hidden_files_are_told_and_not_read(loaded, tmp_path):
    for name in ("~$示例星火社区_附件2_评定考核表.xlsx", ".~lock.示例星火社区.docx#", ".DS_Store"):
        (tmp_path / name).write_bytes(b"\x05Bureau")
    store = Store("sqlite://")
    found = read_completed(loaded, store, [tmp_path])
    assert found.files == 0
    # These records may know nothing of what other tests have had the round receive.
    codes = [one.code for one in found.problems if one.code != "store.rebuilt"]
    assert codes == ["file.open-elsewhere", "file.left-behind"]
    store.close()


def test_the_command_ends_with_1_while_anything_is_wrong(example, sent, tmp_path):
    shutil.copytree(example, tmp_path / "round")
    command = ["read", "--round", str(tmp_path / "round"), "--lang", "zh"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "70份可用，20份需要改正" in result.stdout
    completed = tmp_path / "round" / "completed"
    good = [str(completed / one.path) for one in sent if one.record and ".zip/" not in one.path]
    result = CliRunner().invoke(main, [*command, *good])
    assert result.exit_code == 0, result.output
    assert f"{len(good)}份可用，0份需要改正" in result.stdout


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "played"
    result = CliRunner().invoke(main, ["demo", str(folder), "--lang", "zh"])
    assert result.exit_code == 0, result.output
    return folder, result


@pytest.fixture(scope="module")
def recognised(sent, loaded):
    """Who has a good score sheet of 90 points or more and a good application, by city."""
    setting = loaded.setting
    totals, applied = {}, set()
    for one in sent:
        if isinstance(one.record, Application):
            applied.add(one.record.applicant)
        elif one.record and not one.replaced:
            exact = score(setting.standard, one.record.answers).total
            totals[one.record.applicant] = one.record.total if one.record.total else exact
    chosen = [
        applicant
        for applicant in loaded.roster.applicants
        if totals.get(applicant, 0) >= 90 and applicant in applied
    ]
    cities = list(setting.round.places)
    return sorted(chosen, key=lambda applicant: cities.index(applicant[0]))


def listed(path):
    """The applicants in the list of a notice, row by row; its head and imprint are left out."""
    tables = read_tables(read_package(path.read_bytes()))
    table = max(tables, key=lambda table: len(table.rows[0]))
    return [tuple(cell.text for cell in row) for row in table.rows[1:]]


def test_the_demo_publishes_the_documents_of_three_levels(played, recognised):
    names = {path.name for path in (played[0] / "published").iterdir()}
    counties = {f"公示_县级_{one[0]}{one[1]}.docx" for one in recognised}
    cities = {f"公示_市级_{one[0]}.docx" for one in recognised}
    recommended = {name.replace("公示", "推荐请示") for name in counties | cities}
    assert names == counties | cities | recommended | {
        "通知.docx",
        "公示_省级_湖南省.docx",
        "附件1_名额分配表.docx",
        "附件1_名额分配表.xlsx",
        "认定文件.docx",
        "manifest.csv",
    }


def test_the_determination_lists_who_passed_by_city_in_the_quota_table_s_order(played, recognised):
    rows = listed(played[0] / "published" / "认定文件.docx")
    assert rows == [(str(n), *applicant) for n, applicant in enumerate(recognised, start=1)]
    assert len(recognised) >= 20
    assert {one[0] for one in recognised} == set(RoundFolder(played[0]).load().setting.round.places)


def test_published_documents_say_how_many_there_are(played, recognised):
    for name in ("认定文件.docx", "公示_省级_湖南省.docx"):
        document = unpacked((played[0] / "published" / name).read_bytes())["word/document.xml"]
        assert f"{len(recognised)}个社区" in document.decode(), name


def test_a_notice_lists_the_applicants_of_its_bureau(played, recognised):
    for city in {one[0] for one in recognised}:
        rows = listed(played[0] / "published" / f"公示_市级_{city}.docx")
        assert [row[-1] for row in rows] == [one.name for one in recognised if one[0] == city]


def test_the_demo_says_what_is_wrong_with_the_files_that_came_back(played):
    assert "■ 读入填报的表格：90" in played[1].stdout
    assert "■ 起草申报表：2" in played[1].stdout
    assert "    考核期内，新增城镇就业82人，完成目标任务80人的102.5%" in played[1].stdout
    assert played[1].stderr.count("\n  错误 ") == 24
    assert sum(line.startswith("completed/") for line in played[1].stderr.splitlines()) == 22


def test_another_demo_gives_the_same_files(played, tmp_path):
    assert CliRunner().invoke(main, ["demo", str(tmp_path / "again")]).exit_code == 0
    first, second = digests(played[0]), digests(tmp_path / "again")
    assert list(first) == list(second)
    assert {path for path in first if first[path] != second[path]} == set()
    assert sum(path.startswith("forms/") and path.endswith("x") for path in first) == 3 * 42
    assert {"shortlists", "published", "records.db"} <= {path.partition("/")[0] for path in first}


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_readme_of_the_example_names_every_file_with_a_mistake(example, sent):
    text = (example / "README.md").read_text(encoding="utf-8")
    assert [one.path for one in sent if one.problems and one.path not in text] == []
