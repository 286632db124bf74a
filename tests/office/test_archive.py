"""The archive and the document properties of office files."""

import contextlib
import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.office.package.archive import deflate, read_package, write_archive
from docgen.office.package.directory import Limits
from docgen.office.package.properties import (
    CORE_PART,
    CUSTOM_PART,
    CoreProperties,
    core_properties,
    custom_properties,
    declare_custom_properties,
    read_core_properties,
    read_custom_properties,
)
from docgen.problems import ProblemError

CONTENT_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1)


def is_file_name(name: str) -> bool:
    return name != ".." and {"/", "\\", ":"}.isdisjoint(name)


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def codes(error: ProblemError) -> list[str]:
    return [found.code for found in error.problems]


@given(st.dictionaries(NAMES.filter(is_file_name), st.binary(), max_size=5))
def test_what_is_written_is_what_zipfile_and_the_package_read(parts: dict[str, bytes]) -> None:
    data = write_archive(deflate(name, content) for name, content in parts.items())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
    assert dict(read_package(data)) == parts


def test_members_keep_their_order_and_give_the_same_bytes() -> None:
    members = [deflate("b", b"2"), deflate("a", b"1" * 1000, level=9)]
    assert list(read_package(write_archive(members))) == ["b", "a"]
    assert write_archive(members) == write_archive(members)


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (b"", Limits(), "package.not-office"),
        (b"%PDF-1.7", Limits(), "package.not-office"),
        (b"PK\3\4 cut off", Limits(), "package.not-office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), Limits(), "package.old-format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Limits(),
            "package.encrypted",
        ),
        (zipped({"a": b"1"}), Limits(file_size=20), "package.too-large"),
        (zipped({"a": b"1", "b": b"2"}), Limits(parts=1), "package.too-many-parts"),
        (zipped({"a": bytes(1_000_000)}), Limits(), "package.inflates"),
        (zipped({"a": b"12345"}), Limits(inflated_size=4), "package.inflates"),
        (zipped({"a": b"1"}, zipfile.ZIP_LZMA), Limits(), "package.not-office"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(data: bytes, limits: Limits, code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_package(data, "表.docx", limits)
    assert codes(caught.value) == [code]
    assert caught.value.problems[0].place.file == "表.docx"


def test_a_zip_with_a_password_is_refused() -> None:
    data = bytearray(zipped({"a": b"1"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(ProblemError) as caught:
        read_package(bytes(data))
    assert codes(caught.value) == ["package.encrypted"]


@given(st.data())
def test_a_file_with_any_byte_changed_reads_or_is_a_problem(data: st.DataObject) -> None:
    damaged = bytearray(zipped({"a.xml": b"<a/>" * 20, "b": b"1"}))
    for _ in range(data.draw(st.integers(1, 3))):
        position = data.draw(st.integers(0, len(damaged) - 1))
        damaged[position] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ProblemError):
        dict(read_package(bytes(damaged)))


def test_a_part_with_a_wrong_checksum_is_damaged() -> None:
    data = zipped({"a": b"content"}, zipfile.ZIP_STORED).replace(b"content", b"CONTENT", 1)
    with pytest.raises(ProblemError) as caught:
        read_package(data)["a"]
    assert codes(caught.value) == ["package.damaged"]


def test_a_part_that_declares_less_than_it_inflates_to_is_damaged() -> None:
    data = bytearray(zipped({"a": bytes(100_000)}))
    entry = data.index(b"PK\1\2")
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    with pytest.raises(ProblemError) as caught:
        read_package(bytes(data))["a"]
    assert codes(caught.value) == ["package.damaged"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a>", "package.bad-xml"),
        (b"", "package.bad-xml"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "package.document-type"),
        (
            '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"),
            "package.document-type",
        ),
    ],
)
def test_xml_from_outside_may_not_bring_a_document_type(data: bytes, code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_package(zipped({"part.xml": data})).xml("part.xml")
    assert codes(caught.value) == [code]
    assert caught.value.problems[0].place.field == "part.xml"


@given(st.dictionaries(NAMES, NAMES))
def test_custom_properties_are_read_as_they_were_written(properties: dict[str, str]) -> None:
    data = write_archive([deflate(CUSTOM_PART, custom_properties(properties))])
    assert read_custom_properties(read_package(data)) == properties


def test_a_property_that_xml_cannot_hold_is_a_problem_that_names_it() -> None:
    with pytest.raises(ProblemError) as caught:
        custom_properties({"社区": "a\x0b"})
    assert caught.value.problems[0].facts == (("character", r"\x0b"), ("field", "社区"))


def test_custom_properties_are_declared_once() -> None:
    parts = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": RELATIONSHIPS}
    declared = declare_custom_properties(parts)
    package = read_package(zipped(declared))
    assert CUSTOM_PART in package.content_types
    assert [relation.get("Target") for relation in package.xml("_rels/.rels")] == [CUSTOM_PART]
    assert declare_custom_properties(declared) == declared


def test_core_properties_are_read_as_they_were_written() -> None:
    core = CoreProperties("考核表", "人社局 & 处", datetime(2017, 9, 25, 8, tzinfo=UTC))
    data = write_archive([deflate(CORE_PART, core_properties(core))])
    assert read_core_properties(read_package(data)) == core


@given(st.dictionaries(NAMES, NAMES))
def test_properties_that_another_program_saved_are_read(properties: dict[str, str]) -> None:
    core = CoreProperties(*[*properties, "标题", "作者"][:2], datetime(2017, 9, 25, 8, tzinfo=UTC))
    parts = {CUSTOM_PART: custom_properties(properties), CORE_PART: core_properties(core)}
    again = {name: etree.tostring(etree.fromstring(part)) for name, part in parts.items()}
    package = read_package(zipped(again))
    assert read_custom_properties(package) == properties
    assert read_core_properties(package) == core


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"</dc:title>", b"</dc:creator>"),
        (b"<dc:title>", b"<dc:title>&"),
        (b"dc:title", b"x:title"),
    ],
)
def test_core_properties_that_are_no_xml_are_refused(before: bytes, after: bytes) -> None:
    data = core_properties(CoreProperties("考核表", "人社局")).replace(before, after, 1)
    with pytest.raises(ProblemError) as caught:
        read_core_properties(read_package(zipped({CORE_PART: data}), "表.docx"))
    assert codes(caught.value) == ["package.bad-xml"]
    assert (caught.value.problems[0].place.file, caught.value.problems[0].place.field) == (
        "表.docx",
        CORE_PART,
    )


def test_content_types_that_are_no_xml_are_a_problem_of_their_file() -> None:
    for file in ("甲.docx", "乙.docx"):
        package = read_package(zipped({"[Content_Types].xml": b"<Types>"}), file)
        with pytest.raises(ProblemError) as caught:
            package.content_types["a"]
        assert codes(caught.value) == ["package.bad-xml"]
        assert caught.value.problems[0].place.file == file


def test_a_file_without_properties_has_none() -> None:
    package = read_package(zipped({"a": b""}))
    assert read_custom_properties(package) == {}
    assert read_core_properties(package) == CoreProperties()
