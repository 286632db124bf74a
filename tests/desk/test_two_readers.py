"""Two that read at once, on one round: nothing is corrupted, doubled or refused."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from samples.databases import fresh_database
from samples.returned_forms import check_complete, read_command, round_with_forms

from docgen.desk.files import write_whole
from docgen.desk.store import Store

FORMS = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return round_with_forms(tmp_path_factory.mktemp("made"), FORMS)


@pytest.fixture
def folder(made, tmp_path):
    shutil.copytree(made.path, tmp_path / "round")
    return type(made)(tmp_path / "round")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    return None if request.param == "sqlite" else fresh_database(request.param, tmp_path)


def read_at_once(folder, url, *arguments, jobs=2):
    """One reader for each list of arguments, all at the same time; what each said."""
    options = ["--database", url] if url else []
    readers = [
        subprocess.Popen(
            [*read_command(folder, *some, jobs=jobs), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for some in arguments
    ]
    said = [reader.communicate(timeout=120) for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * len(readers), said
    return [out for out, _ in said]


def test_two_read_the_same_files(folder, url):
    said = read_at_once(folder, url, [], [])
    assert all(f"Read {FORMS} files: {FORMS} good" in one for one in said)
    check_complete(folder, url)


def test_two_read_different_files_and_some_both(folder, url):
    files = sorted(folder.completed.rglob("*.xlsx"))
    said = read_at_once(folder, url, files[:40], list(reversed(files[20:])), jobs=1)
    assert all("Read 40 files: 40 good" in one for one in said)
    check_complete(folder, url)


def test_many_open_a_new_database_at_once(tmp_path, url):
    url = url or f"sqlite:///{tmp_path / 'records.db'}"
    with ThreadPoolExecutor(8) as pool:
        for store in pool.map(Store, [url] * 16):
            assert store.submissions() == []
            store.close()


def test_many_write_one_file_at_once_and_it_is_always_whole(tmp_path):
    path = tmp_path / "new" / "a"
    contents = [bytes([number]) * 300_000 for number in range(4)]

    def write(content):
        for _ in range(50):
            write_whole(path, content)
            assert path.read_bytes() in contents

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, contents))
    assert [one.name for one in path.parent.iterdir()] == ["a"]
