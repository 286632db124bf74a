"""What is active in a file is told when it is read, and nothing of it goes out again."""

import io
import re
import struct
import zipfile

import pytest
from faults.active_documents import WORD_ATTACKS, WORD_TOLD
from faults.active_parts import Parts
from faults.active_workbooks import BOOK_ATTACKS, BOOK_TOLD
from files_by_hand import compound_file
from lxml import etree
from openpyxl import load_workbook
from samples.completing import unpacked

from docgen.office.incoming.active import active_problems
from docgen.office.package.active.content import may_be_active
from docgen.office.package.active.kinds import is_plain_link
from docgen.office.package.archive import deflate, read_package, write_archive
from docgen.office.word.comments.comments import comment_word
from docgen.office.workbook.comments.comments import comment_workbook
from docgen.problems import Place, ProblemError

TARGETS = ["file:///tmp/canary.txt", r"\\192.0.2.1\share\canary", "canary.dotm"]
FORBIDDEN = re.compile(
    r"vba|macrosheet|activeX|embeddings|externalLink|customUI|webextension|connections|queryTable"
    r"|model/item|pivot",
    re.IGNORECASE,
)


def read(example, name):
    (path,) = example.glob(f"completed/*/{name}")
    return path.read_bytes()


@pytest.fixture(scope="module")
def word(example):
    return unpacked(read(example, "示例友谊社区_附件3_申报表.docx"))


@pytest.fixture(scope="module")
def book(example):
    return unpacked(read(example, "示例友谊社区_附件2_评定考核表.xlsx"))


def attacked(parts: Parts, attack, target) -> bytes:
    changed = dict(parts)
    attack(changed, target)
    return write_archive(deflate(name, data) for name, data in changed.items())


def texts(data: bytes):
    """Every text and attribute of every part."""
    for name, part in unpacked(data).items():
        yield name
        try:
            root = etree.fromstring(part)
        except etree.XMLSyntaxError:
            yield part.decode("utf-8", "replace")
            continue
        for one in root.iter():
            yield from (one.text or "", one.tail or "", *one.values())


def check(data: bytes, parts: Parts, copy: bytes, expected, told) -> None:
    places = [(code, Place("甲", **place)) for code, place in expected]
    assert sorted((one.code, one.place) for one in told) == sorted(places)
    assert all(one.severity == "warning" for one in told)
    assert all(dict(one.facts)["what"] for one in told)
    left = [text for text in texts(copy) if "canary" in text]
    assert left == []
    made = unpacked(copy)
    assert [name for name in made if FORBIDDEN.search(name)] == []
    types = made["[Content_Types].xml"].decode()
    assert not re.search("macroEnabled|vba|activeX", types)
    # What nobody touched keeps its bytes.
    sent = unpacked(data)
    changed = {name for name in made if made[name] != sent.get(name)}
    touched = {name for name in made if parts.get(name) != sent.get(name)}
    assert changed <= touched | {"xl/worksheets/plain.xml"}  # in place of a sheet of macros
    assert active_problems(copy, copy, "甲") == []


@pytest.mark.parametrize("target", TARGETS, ids=["file", "share", "beside"])
@pytest.mark.parametrize("name", WORD_ATTACKS)
def test_nothing_active_leaves_in_a_document(name, target, word):
    attack, _ = WORD_ATTACKS[name]
    data = attacked(word, attack, target)
    copy = comment_word(read_package(data), [], "docgen")
    check(data, word, copy, WORD_TOLD[name], active_problems(data, data, "甲"))


@pytest.mark.parametrize("target", TARGETS, ids=["file", "share", "beside"])
@pytest.mark.parametrize("name", BOOK_ATTACKS)
def test_nothing_active_leaves_in_a_workbook(name, target, book):
    attack, _ = BOOK_ATTACKS[name]
    data = attacked(book, attack, target)
    copy = comment_workbook(read_package(data), [], "docgen")
    check(data, book, copy, BOOK_TOLD[name], active_problems(data, data, "甲"))


@pytest.mark.parametrize(
    "name",
    [
        "DDE",
        "INCLUDETEXT",
        "INCLUDETEXT, divided",
        "HYPERLINK to a file",
        "link to a file",
        "INCLUDETEXT, simple",
    ],
)
def test_what_a_field_showed_stays(name, word):
    data = attacked(word, WORD_ATTACKS[name][0], TARGETS[0])
    copy = comment_word(read_package(data), [], "docgen")
    assert "shown" in "".join(texts(copy))


@pytest.mark.parametrize("name", ["DDE", "WEBSERVICE", "formula of another, quoted"])
def test_what_a_formula_gave_stays(name, book):
    data = attacked(book, BOOK_ATTACKS[name][0], TARGETS[0])
    sheet = unpacked(comment_workbook(read_package(data), [], "docgen"))["xl/worksheets/sheet2.xml"]
    (cell,) = etree.fromstring(sheet).iterfind(".//{*}c[@r='B900']")
    assert [etree.QName(one).localname for one in cell] == ["v"]
    assert cell[0].text == "shown"


def test_an_active_formula_is_told_at_its_cell(book):
    data = attacked(book, BOOK_ATTACKS["WEBSERVICE"][0], TARGETS[0])
    places = {one.place for one in active_problems(data, data, "甲")}
    assert Place("甲", sheet="填报数据", cell="B900") in places


def test_what_cannot_be_looked_into_is_told_and_not_handed_back(word):
    data = attacked(word | {"word/settings.xml": b"<w:settings><w:mailMerge"}, lambda *_: None, "")
    (found,) = active_problems(data, data, "甲")
    assert found.code == "active.unknown"
    assert found.place == Place("甲", "word/settings.xml")
    with pytest.raises(ProblemError):
        comment_word(read_package(data), [], "docgen")


def test_a_sheet_of_macros_becomes_an_empty_one(book):
    data = attacked(book, BOOK_ATTACKS["macro sheet"][0], TARGETS[0])
    copy = comment_workbook(read_package(data), [], "docgen")
    before, after = (load_workbook(io.BytesIO(one)) for one in (data, copy))
    assert [*after.sheetnames] == [*before.sheetnames] == [*before.sheetnames[:-1], "宏"]
    assert after["宏"].max_row == 1
    assert after["宏"]["A1"].value is None


def test_good_forms_have_nothing_active_and_are_not_taken_apart(word, book, example):
    for path in sorted(example.glob("completed/**/*.*")):
        data = path.read_bytes()
        if zipfile.is_zipfile(io.BytesIO(data)) and path.suffix in (".docx", ".xlsx"):
            assert "附件" not in path.name or not may_be_active(read_package(data)), path
            assert active_problems(data, data, path.name) == []


@pytest.mark.parametrize(
    ("target", "plain"),
    [
        ("https://www.gov.cn/", True),
        ("HTTP://a.cn", True),
        ("mailto:a@b.cn", True),
        ("#Sheet1!A1", True),
        ("", True),
        ("file:///c:/a", False),
        (r"\\server\a", False),
        ("//server/a", False),
        ("a.docx", False),
        ("C:\\a", False),
        ("javascript:a", False),
        ("ms-word:ofe|u|https://a", False),
        ("search-ms:a", False),
    ],
)
def test_links_that_lead_to_files_are_not_plain(target, plain):
    assert is_plain_link(target) is plain


# Macros of Excel 4 and 5 in old workbooks


def record(number: int, data: bytes) -> bytes:
    return struct.pack("<2H", number, len(data)) + data


def old_workbook(
    version: int, kind: int, begins: int = 0x10, name: bytes = b"", title: bytes = b""
) -> bytes:
    """An old workbook of one sheet, told to be of a kind in the list of sheets and in itself."""
    begin = record(0x0809, struct.pack("<4H", version, 5, 0, 0))
    listed = struct.pack("<LBB", 0, 0, kind) + title
    names = record(0x0018, name) if name else b""
    position = len(begin) + 4 + len(listed) + len(names) + 4
    listed = struct.pack("<LBB", position, 0, kind) + title
    globals_ = begin + record(0x0085, listed) + names + record(0x000A, b"")
    sheet = record(0x0809, struct.pack("<4H", version, begins, 0, 0)) + record(0x000A, b"")
    stream = "Workbook" if version == 0x0600 else "Book"
    return compound_file({stream: globals_ + sheet})


def defined(flags: int, said: bytes, version: int) -> bytes:
    wide = b"\0" if version == 0x0600 else b""
    return struct.pack("<HBB10x", flags, 0, len(said)) + wide + said


def title(text: str, version: int) -> bytes:
    if version == 0x0600:
        return bytes([len(text), 1]) + text.encode("utf-16-le")
    return bytes([len(text.encode("gbk"))]) + text.encode("gbk")


@pytest.mark.parametrize("version", [0x0500, 0x0600])
@pytest.mark.parametrize(
    ("kind", "begins", "name", "told"),
    [
        (0, 0x10, b"", []),
        (2, 0x20, b"", []),
        (1, 0x10, b"", [Place("甲", sheet="宏一")]),
        (0, 0x40, b"", [Place("甲", sheet="宏一")]),
        (6, 0x10, b"", [Place("甲", sheet="宏一")]),
        (0, 0x10, (0x20, b"\1"), [Place("甲", "Auto_Open")]),
        (0, 0x10, (0x20, b"\2"), [Place("甲", "Auto_Close")]),
        (0, 0x10, (0x20, b"\6"), []),
        (0, 0x10, (0, b"auto_open"), [Place("甲", "auto_open")]),
        (0, 0x10, (0, b"\1"), []),
    ],
)
def test_macros_of_an_old_workbook_are_told(version, kind, begins, name, told):
    said = defined(*name, version) if name else b""
    data = old_workbook(version, kind, begins, said, title("宏一", version))
    found = active_problems(data, b"", "甲")
    assert [(one.code, one.place) for one in found] == [("active.macro", one) for one in told]


def test_the_streams_of_a_workbook_for_two_excels_are_both_looked_into():
    book = record(0x0809, struct.pack("<4H", 0x0500, 5, 0, 0))
    macros = record(0x0085, struct.pack("<LBB", 0, 0, 1) + title("宏一", 0x0500))
    end = record(0x000A, b"")
    plain = record(0x0809, struct.pack("<4H", 0x0600, 5, 0, 0))
    old = {"Book": book + macros + end, "Workbook": plain + end}
    named = record(0x0018, defined(0x20, b"\1", 0x0600))
    new = {"Book": book + end, "Workbook": plain + named + end}
    for streams, place in ((old, Place("甲", sheet="宏一")), (new, Place("甲", "Auto_Open"))):
        (found,) = active_problems(compound_file(streams), b"", "甲")
        assert found.place == place


def test_a_damaged_old_workbook_is_no_fault_of_ours():
    data = old_workbook(0x0600, 1, 0x40, defined(0x20, b"\1", 0x0600), title("宏一", 0x0600))
    for at in range(0, len(data), 7):
        active_problems(data[:at], b"", "甲")
        active_problems(data[:at] + b"\xff" + data[at + 1 :], b"", "甲")
    for short in range(16):
        active_problems(compound_file({"Workbook": data[512 : 512 + short]}), b"", "甲")
