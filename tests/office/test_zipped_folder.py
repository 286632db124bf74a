"""Zipped folders: names as their senders saw them, tricks and bombs refused, the rest taken."""

import binascii
import struct
import time
import tracemalloc
import zipfile

import pytest
from files_by_hand import zip_by_hand, zip_of

from docgen.office.incoming.zipped_folder import FolderLimits, unzip_folder
from docgen.problems import Problem

LINK = 0o120777 << 16


def unzipped(data, **limits):
    """The files by name, and the codes of the problems by place."""
    files, problems = {}, {}
    for item in unzip_folder(data, "甲.zip", FolderLimits(**limits)):
        if isinstance(item, Problem):
            assert item.message("zh")
            assert item.message("en")
            problems[item.place.file] = item.code
        else:
            name, content = item
            assert name not in files
            files[name] = content
    return files, problems


def test_files_come_with_their_folders():
    data = zip_of({"长沙/": b"", "长沙/乙.docx": b"1", "丙.xls": b""})
    assert unzipped(data) == ({"甲.zip/长沙/乙.docx": b"1", "甲.zip/丙.xls": b""}, {})


def test_nothing_is_in_an_empty_archive():
    assert unzipped(zip_of({})) == ({}, {"甲.zip": "file.folder-empty"})


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize("name", ["长沙市/岳麓区_申报表.docx", "摹摹社区.xls", "plain.docx"])
def test_names_read_whatever_system_zipped_them(name, encoding):
    data = zip_by_hand((name.encode(encoding), b"1"))
    assert unzipped(data) == ({f"甲.zip/{name}": b"1"}, {})


def test_names_of_neither_encoding_stay_as_they_are():
    assert unzipped(zip_by_hand((b"caf\x82\xff.docx", b"1"))) == (
        {"甲.zip/café\xa0.docx": b"1"},
        {},
    )


def test_the_name_that_info_zip_adds_counts_if_it_belongs_to_the_other():
    def field(name):
        text = "社区é.docx".encode()
        return struct.pack("<2HBL", 0x7075, len(text) + 5, 1, binascii.crc32(name)) + text

    first = struct.pack("<2H2s", 0x5555, 2, b"xx")
    raw = b"__.docx"
    files, _ = unzipped(zip_by_hand((raw, b"1"), extra=first + field(raw)))
    assert list(files) == ["甲.zip/社区é.docx"]
    files, _ = unzipped(zip_by_hand((raw, b"1"), extra=field(b"other")))
    assert list(files) == ["甲.zip/__.docx"]


def test_folders_parted_by_backslashes_are_folders():
    files, _ = unzipped(zip_by_hand(("长沙\\乙.docx".encode("gbk"), b"1"), (b"d\\", b"")))
    assert list(files) == ["甲.zip/长沙/乙.docx"]


def test_what_systems_leave_behind_is_skipped_and_what_programs_do_is_told():
    names = ["__MACOSX/._乙.docx", "长沙/.DS_Store", "Thumbs.db", "长沙/~$乙.docx", ".~lock.a#"]
    assert unzipped(zip_of(dict.fromkeys([*names, "乙.docx"], b"1"))) == (
        {"甲.zip/乙.docx": b"1"},
        {"甲.zip/长沙/~$乙.docx": "file.left-behind", "甲.zip/.~lock.a#": "file.left-behind"},
    )


@pytest.mark.parametrize(
    "name",
    [
        *("/etc/passwd", "../乙.docx", "a/../../乙.docx", "..\\乙.docx", "a/../乙.docx"),
        *("C:\\乙.docx", "c:乙.docx", "\\\\server\\share\\乙.docx", "乙.docx\0.exe"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(name):
    files, problems = unzipped(zip_by_hand((name.encode("gbk"), b"1"), (b"good.docx", b"2")))
    assert files == {"甲.zip/good.docx": b"2"}
    assert list(problems.values()) == ["zip.unsafe-name"]
    assert "\0" not in "".join(problems)


def test_links_are_refused():
    data = zip_by_hand((b"a.docx", b"/etc/passwd"), attributes=LINK)
    assert unzipped(data) == ({}, {"甲.zip/a.docx": "zip.unsafe-name"})


def test_characters_that_nobody_sees_are_marked():
    files, _ = unzipped(zip_by_hand(("a\u202excod.exe\x1b[2J".encode(), b"1")))
    assert list(files) == ["甲.zip/a\ufffdxcod.exe\ufffd[2J"]


def test_a_name_that_comes_twice_counts_once():
    data = zip_by_hand((b"a.docx", b"1"), (b"a.docx", b"2"))
    assert unzipped(data) == ({"甲.zip/a.docx": b"1"}, {"甲.zip/a.docx": "zip.name-twice"})


def test_a_password_is_named():
    assert unzipped(zip_by_hand((b"a.docx", b"1"), flags=1)) == (
        {},
        {"甲.zip/a.docx": "zip.encrypted"},
    )


def test_a_folder_in_the_folder_is_opened_but_none_in_that():
    inner = zip_of({"丙.docx": b"3", "里.zip": zip_of({"丁.docx": b"4"})})
    data = zip_of({"乙.docx": b"2", "内.zip": inner})
    assert unzipped(data) == (
        {"甲.zip/乙.docx": b"2", "甲.zip/内.zip/丙.docx": b"3"},
        {"甲.zip/内.zip/里.zip": "zip.nested"},
    )


def test_office_files_in_it_stay_whole():
    document = zip_of({"word/document.xml": b"<w:document/>"})
    assert unzipped(zip_of({"乙.doc": document}))[0] == {"甲.zip/乙.doc": document}


def test_a_damaged_member_does_not_stop_the_others():
    good = b"2" * 1000
    data = zip_of({"a.docx": b"1" * 1000, "b.docx": good}, zipfile.ZIP_STORED)
    data = data.replace(b"1" * 1000, b"1" * 999 + b"0")
    assert unzipped(data) == ({"甲.zip/b.docx": good}, {"甲.zip/a.docx": "zip.damaged"})


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_ways_of_packing_are_named(method):
    assert unzipped(zip_of({"a.docx": b"1"}, method)) == ({}, {"甲.zip/a.docx": "zip.damaged"})


def test_an_archive_that_is_cut_off_is_a_problem():
    data = zip_of({"a.docx": b"1" * 1000})
    assert unzipped(data[:-10]) == ({}, {"甲.zip": "zip.damaged"})


def test_limits_hold_with_the_folders_in_it():
    inner = zip_of({"c": b"3", "d": b"4"})
    data = zip_of({"a": b"1", "b.zip": inner})
    assert unzipped(data, files=3)[1] == {"甲.zip/b.zip": "zip.too-many-files"}
    assert unzipped(data, files=1) == ({}, {"甲.zip": "zip.too-many-files"})
    assert unzipped(data, inflated_size=len(inner) + 2)[1] == {"甲.zip/b.zip": "package.inflates"}
    assert unzipped(data, inflated_size=len(inner)) == ({}, {"甲.zip": "package.inflates"})
    assert unzipped(data, file_size=2) == (
        {"甲.zip/a": b"1"},
        {"甲.zip/b.zip": "zip.file-too-large"},
    )


HUGE = b"\0" * 60_000_000
BOMBS = {
    "inflates 1000 times": zip_by_hand((b"a.docx", HUGE)),
    "one part under many entries": zip_by_hand((b"a", HUGE[:1_000_000]), copies=3_000),
    "lies about its size": zip_by_hand((b"a.docx", HUGE), declared=1_000),
    "many members": zip_by_hand((b"a", b""), copies=10_000),
    "very many members": zip_by_hand((b"a", b""), copies=1_000_000),
    "bomb in a folder": zip_by_hand((b"a.docx", b"1"), (b"b.zip", zip_by_hand((b"a", HUGE)))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_inflates(name):
    tracemalloc.start()
    begun = time.process_time()
    files, problems = unzipped(BOMBS[name])
    took, (_, most) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(problems) == 1
    assert sum(map(len, files.values())) < 100
    assert took < 1
    assert most < 20_000_000


def test_one_file_at_a_time_is_in_memory():
    data = zip_of({f"{n}.docx": bytes(3_000_000) + bytes([n]) * 15_000 for n in range(20)})
    tracemalloc.start()
    for item in unzip_folder(data, "甲.zip", FolderLimits(ratio=10_000)):
        assert not isinstance(item, Problem)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 15_000_000
