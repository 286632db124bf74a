"""Archives and XML that mean harm are refused at little cost; odd but honest ones are read."""

import io
import random
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from zlib_ng import zlib_ng

from docgen.office.package.archive import Package, deflate, read_package, write_archive
from docgen.problems import ProblemError

PARTS = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>" * 20, "社.xml": b""}


class Stream(io.RawIOBase):
    """A file that cannot seek: who writes to it states sizes behind the data."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)


def zipped(
    parts: dict[str, bytes] = PARTS, method: int = zipfile.ZIP_DEFLATED, *, streamed: bool = False
) -> bytes:
    target = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return bytes(target.data) if isinstance(target, Stream) else target.getvalue()


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(ProblemError) as caught:
        act()
    return caught.value.problems[0].code


@contextmanager
def little_effort() -> Iterator[None]:
    """Less than a second of a processor and 100 MB."""
    tracemalloc.start()
    begun = time.process_time()
    try:
        yield
        assert time.process_time() - begun < 1
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def changed(data: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """The archive with a field of its first header of a kind set."""
    start = data.index(signature) + offset
    return data[:start] + value + data[start + len(value) :]


# Honest archives.


def with_zip64_fields() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in PARTS.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(data)
    return stream.getvalue()


def with_extra_fields_and_folders() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("word")
        for name, data in PARTS.items():
            info = zipfile.ZipInfo(name)
            info.extra = struct.pack("<HH4s", 0x5455, 4, b"\1\2\3\4")
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
        archive.comment = b"made by hand"
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        zipped(),
        zipped(method=zipfile.ZIP_STORED),
        zipped(streamed=True),
        zipped(method=zipfile.ZIP_STORED, streamed=True),
        b"#!/bin/sh\n" + zipped(),
        with_zip64_fields(),
        with_extra_fields_and_folders(),
    ],
    ids=["usual", "stored", "streamed", "streamed, stored", "behind junk", "zip64", "extra"],
)
def test_what_honest_programs_write_is_read(data: bytes) -> None:
    assert dict(read_package(data)) == PARTS


# Archives that are not what they seem.


@pytest.mark.parametrize(
    ("signature", "offset", "value"),
    [
        (b"PK\3\4", 30, b"X"),  # another name
        (b"PK\3\4", 26, b"\xff"),  # a longer name
        (b"PK\3\4", 28, b"\xff\xff"),  # data far behind
        (b"PK\1\2", 16, b"\0\0\0\0"),  # checksum
        (b"PK\1\2", 20, b"\xff\0\0\0"),  # compressed size: into the next part
        (b"PK\1\2", 20, b"\1\0\0\0"),  # compressed size: cut off
        (b"PK\1\2", 24, b"\7\0\0\0"),  # size: one byte less
        (b"PK\1\2", 24, b"\x09\0\0\0"),  # size: one byte more
        (b"PK\1\2", 42, b"\1\0\0\0"),  # where the part begins
    ],
)
def test_a_part_that_is_not_what_the_directory_says_is_damaged(
    signature: bytes, offset: int, value: bytes
) -> None:
    data = changed(zipped(), signature, offset, value)
    assert refusal(lambda: read_package(data)["[Content_Types].xml"]) == "package.damaged"


def test_parts_that_overlap_are_damaged() -> None:
    # Both entries of the directory tell of one and the same data.
    one = deflate("a", b"a" * 1000)
    data = bytearray(write_archive([one, deflate("a", b"a" * 1000)._replace(local=b"")]))
    second = data.rindex(b"PK\1\2")
    data[second + 42 : second + 46] = bytes(4)
    data[second + 46 : second + 47] = b"b"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["a", "b"]
    package = read_package(bytes(data))
    assert refusal(lambda: dict(package)) == "package.damaged"


@pytest.mark.parametrize(
    ("flag", "code"),
    [
        (0x01, "package.encrypted"),
        (0x40, "package.encrypted"),
        (0x20, "package.not-office"),
    ],
)
def test_an_archive_with_a_flag_that_is_not_supported_is_refused(flag: int, code: str) -> None:
    data = changed(zipped(), b"PK\1\2", 8, bytes([flag]))
    assert refusal(lambda: read_package(data)) == code


@pytest.mark.parametrize(
    "name",
    ["C:/a", "/C:/a", "c:\\a", "../a", "word/../../a", "a\\..\\b", "/../a", "word/.."],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert (
        refusal(lambda: read_package(write_archive([deflate(name, b"")]))) == "package.not-office"
    )


@pytest.mark.parametrize(
    ("name", "part"),
    [("/etc/passwd", "etc/passwd"), ("\\word\\a", "word/a"), ("//a", "a"), ("word\\a", "word/a")],
)
def test_a_name_is_that_of_a_part_however_a_system_writes_it(name: str, part: str) -> None:
    # No part is ever written to a disk under its name.
    assert dict(read_package(write_archive([deflate(name, b"1")]))) == {part: b"1"}


@pytest.mark.parametrize("names", [("a.xml", "A.xml"), ("word/a", "word\\A"), ("a", "/a")])
def test_two_names_that_are_one_to_office_programs_are_refused(names: tuple[str, str]) -> None:
    data = write_archive(deflate(name, b"") for name in names)
    assert refusal(lambda: read_package(data)) == "package.not-office"


@pytest.mark.parametrize("name", ["..a", "a..", "word/a..b/c", "...", "ab:c"])
def test_a_name_with_dots_and_colons_is_a_name(name: str) -> None:
    assert dict(read_package(write_archive([deflate(name, b"1")]))) == {name: b"1"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a", "a"), ("a", "a\0b")])
def test_two_parts_of_one_name_are_refused(names: tuple[str, str]) -> None:
    data = write_archive(deflate(name, b"") for name in names)
    assert refusal(lambda: read_package(data)) == "package.not-office"


# Bombs.


@cache
def bomb() -> bytes:
    """One part that inflates to a gigabyte."""
    megabytes = bytes(10_000_000)
    squeezer = zlib_ng.compressobj(1, zlib_ng.DEFLATED, -15)
    raw = b"".join(squeezer.compress(megabytes) for _ in range(100)) + squeezer.flush()
    member = deflate("word/document.xml", b"")
    header = member.local[: 30 + len(member.name)]
    sizes = struct.pack("<2L", len(raw), 100 * len(megabytes))
    entry = member.entry[:20] + sizes + member.entry[28:]
    return write_archive([member._replace(local=header + raw, entry=entry)])


def test_a_bomb_of_a_gigabyte_is_refused() -> None:
    data = bomb()
    with little_effort():
        assert refusal(lambda: read_package(data)) == "package.inflates"


def test_a_bomb_that_states_a_small_size_is_cut_there() -> None:
    data = changed(bomb(), b"PK\1\2", 24, struct.pack("<L", 1000))
    with little_effort():
        package = read_package(data)
        assert refusal(lambda: package["word/document.xml"]) == "package.damaged"


@pytest.mark.parametrize("name", ["word/media/image1.bmp", "xl/media/a.EMF", "x/printer.bin"])
def test_a_picture_that_inflates_keeps_no_file_from_being_read(name: str) -> None:
    white = b"\xff" * 30_000_000
    data = zipped({"a.xml": b"<a/>", name: white})
    assert len(data) * 200 < len(white)
    with little_effort():
        package = read_package(data)
        assert package["a.xml"] == b"<a/>"
        assert refusal(lambda: package[name]) == "package.inflates"
        assert refusal(lambda: next(package.pieces(name))) == "package.inflates"
        copy = write_archive(map(package.member, package))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.read(name) == white


def test_what_is_no_picture_and_inflates_is_refused_whatever_stands_beside_it() -> None:
    data = zipped({"a.xml": b" " * 30_000_000, "word/media/image1.bmp": b"BM"})
    assert refusal(lambda: read_package(data)) == "package.inflates"


def test_very_many_parts_are_refused() -> None:
    data = write_archive(deflate(f"{number}.xml", b"") for number in range(10_000))
    with little_effort():
        assert refusal(lambda: read_package(data)) == "package.too-many-parts"


def test_archives_within_archives_are_not_opened() -> None:
    data = zipped({"word/document.xml": b"<a/>"})
    for _ in range(20):
        data = zipped({"word/document.xml": data, "[Content_Types].xml": data})
        data = zipped({"word/document.xml": data})
    with little_effort():
        package = read_package(data)
        assert refusal(lambda: package.xml("word/document.xml")) == "package.bad-xml"


ENTITIES = b"".join(
    b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 10) for number in range(1, 12)
)
PARAMETERS = b"<!ENTITY % p \"<!ENTITY q '&#37;p;'>\">%p;"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<a>" * 1_000_000, "package.bad-xml"),
        (b"<a>" * 500 + b"</a>" * 500, "package.bad-xml"),
        (b'<!DOCTYPE a [<!ENTITY e0 "x">' + ENTITIES + b"]><a>&e11;</a>", "package.bad-xml"),
        (b'<!DOCTYPE a [<!ENTITY e0 "x">' + ENTITIES + b']><a b="&e11;"/>', "package.bad-xml"),
        (b"<!DOCTYPE a [" + PARAMETERS + b"]><a/>", "package.bad-xml"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "/dev/zero">]><a>&e;</a>', "package.document-type"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/"><a/>', "package.document-type"),
        (b"<a b='" + b"c" * 11_000_000 + b"'/>", "package.bad-xml"),
        (b"<a>" + b"<b/>" * 4_000_000 + b"</a>", "package.inflates"),
    ],
    ids=["open", "deep", "laughs", "laughs in a value", "parameter", "file", "net", "long", "wide"],
)
def test_xml_that_grows_or_reaches_out_is_refused(content: bytes, code: str) -> None:
    noise = random.Random(1).randbytes(len(content) // 150)  # within the ratio
    package = read_package(zipped({"a.xml": content, "picture": noise}))
    with little_effort():
        assert refusal(lambda: package.xml("a.xml")) == code


# Against zipfile.


def by_zipfile(data: bytes) -> dict[str, bytes]:
    """The parts that zipfile reads."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            try:
                parts[info.filename] = archive.read(info)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
                continue
            except (RuntimeError, struct.error, OSError):
                continue
    return parts


def outcome(data: bytes) -> str | dict[str, bytes | str]:
    """The refusal of an archive, or its parts; of a damaged part its refusal."""
    try:
        package = read_package(data)
    except ProblemError as error:
        return error.problems[0].code
    parts: dict[str, bytes | str] = {}
    for name in package:
        try:
            parts[name] = package[name]
        except ProblemError as error:
            parts[name] = error.problems[0].code
    return parts


def with_comment(data: bytes) -> bytes:
    """The archive with a comment, which leaves its directory to zipfile."""
    return data[:-2] + b"\1\0x"


PLAIN = write_archive(deflate(name, content) for name, content in PARTS.items())


@pytest.mark.parametrize("data", [PLAIN, zipped(), zipped(streamed=True)])
def test_a_plain_directory_needs_no_zipfile(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(zipfile, "ZipFile")
    assert dict(read_package(data)) == PARTS


@pytest.mark.parametrize(
    ("signature", "offset", "value"),
    [
        (b"PK\1\2", 0, b"PK\3\4"),
        (b"PK\1\2", 6, b"\x3f"),  # version needed: the last that zipfile knows
        (b"PK\1\2", 6, b"\x40"),  # one that it does not know
        (b"PK\1\2", 8, b"\0\x08"),  # the name is UTF-8
        (b"PK\1\2", 10, b"\x0c"),  # compression by other means
        (b"PK\1\2", 20, b"\xff\xff\xff\xff"),  # compressed size: as in zip64
        (b"PK\1\2", 24, b"\xff\xff\xff\xff"),  # size: as in zip64
        (b"PK\1\2", 28, b"\x12"),  # a shorter name
        (b"PK\1\2", 28, b"\xff\xff"),  # a name to behind the end
        (b"PK\1\2", 30, b"\1"),  # an extra field
        (b"PK\1\2", 32, b"\1"),  # a comment
        (b"PK\1\2", 34, b"\1"),  # on another disk
        (b"PK\1\2", 46, b"\0"),  # a name with a NUL
        (b"PK\1\2", 46, b"\xe7"),  # a name that is not ASCII
        (b"PK\5\6", 4, b"\1"),  # disks
        (b"PK\5\6", 6, b"\1"),
        (b"PK\5\6", 8, b"\2"),  # fewer parts
        (b"PK\5\6", 10, b"\2"),
        (b"PK\5\6", 8, b"\2\0\2\0"),
        (b"PK\5\6", 8, b"\0\0\0\0"),
        (b"PK\5\6", 8, b"\xff\xff\xff\xff"),
        (b"PK\5\6", 12, b"\0\0\0\0"),  # size of the directory
        (b"PK\5\6", 12, b"\xff\xff\xff\xff"),
        (b"PK\5\6", 16, b"\0\0\0\0"),  # where it begins
        (b"PK\5\6", 16, b"\xff\xff\xff\xff"),
        (b"PK\5\6", 20, b"\1"),  # a comment that is not there
        (b"PK\5\6", 0, b"PK\5\7"),
    ],
)
def test_a_directory_that_is_not_plain_is_what_zipfile_takes_it_for(
    signature: bytes, offset: int, value: bytes
) -> None:
    data = changed(PLAIN, signature, offset, value)
    assert outcome(data) == outcome(with_comment(data))
    assert outcome(b"junk" + data) == outcome(with_comment(b"junk" + data))
    assert outcome(data + b"PK") == outcome(with_comment(data + b"PK"))


def test_a_name_that_looks_like_the_end_of_a_large_archive_is_left_to_zipfile() -> None:
    data = write_archive([deflate("PK\6\7" + "a" * 16, b"1")])
    assert outcome(data) == outcome(with_comment(data)) == "package.not-office"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """An archive with one or two bytes changed, mostly in its headers."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2))):
        position = chance.randrange(len(found))
        if chance.random() < 0.6:
            headers = [at for at in range(len(found)) if found[at : at + 2] == b"PK"]
            position = min(chance.choice(headers) + chance.randrange(4, 46), len(found) - 1)
        found[position] = chance.choice((chance.randrange(256), found[position] ^ 1, 0, 255))
    return bytes(found)


def read_as_by_zipfile(data: bytes) -> int:
    """How many parts are read; each is what zipfile reads, and the directory what zipfile takes."""
    assert outcome(data) == outcome(with_comment(data))
    try:
        package: Package = read_package(data)
    except ProblemError:
        return 0
    theirs = by_zipfile(data)
    count = 0
    for name in package:
        try:
            content = package[name]
        except ProblemError:
            continue
        assert content == theirs[name]
        count += 1
    return count


def campaign(seed: int, times: int) -> int:
    chance = random.Random(seed)
    stored = zipfile.ZIP_STORED
    sources = [
        *(zipped(), zipped(streamed=True), zipped(method=stored), with_zip64_fields()),
        PLAIN,
    ]
    return sum(read_as_by_zipfile(damaged(chance.choice(sources), chance)) for _ in range(times))


def test_damaged_archives_are_read_as_by_zipfile_or_not_at_all() -> None:
    assert campaign(2017, 1_000) > 1_000


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_very_many_damaged_archives_are_read_as_by_zipfile_or_not_at_all(seed: int) -> None:
    assert campaign(seed, 20_000) > 20_000
