"""What a file is, told by its content: every format, disguised, cut off, mutated."""

import time
import zipfile

import pytest
from files_by_hand import (
    NAMESPACES,
    ODF_SHEET,
    ODF_TEXT,
    compound_file,
    opendocument,
    zip_by_hand,
    zip_of,
)
from hypothesis import given
from hypothesis import strategies as st

from docgen.catalogue import MESSAGES
from docgen.office.incoming.formats import format_of
from docgen.office.incoming.kinds import Format, refusal
from docgen.office.package.content_types import CONTENT_TYPES

TYPES = '<Types><Override PartName="/x" ContentType="application/vnd.{}.main+xml"/></Types>'
BOF = b"\x09\x08\x10\x00" + bytes(16)
FILE_PASS = b"\x2f\x00\x06\x00" + bytes(6)
WORD_2003 = '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
EXCEL_2003 = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
FLAT = '<?xml version="1.0"?>\n<office:document {} office:mimetype="{}"/>'


def typed(content_type: str) -> bytes:
    return zip_of({CONTENT_TYPES: TYPES.format(content_type).encode(), "x": b""})


def word(flags: int) -> bytes:
    return compound_file({"1Table": b"", "WordDocument": bytes(10) + flags.to_bytes(2, "little")})


SAMPLES = {
    "docx": (typed("openxmlformats-officedocument.wordprocessingml.document"), Format.WORD),
    "docm": (typed("ms-word.document.macroEnabled"), Format.WORD),
    "dotx": (typed("openxmlformats-officedocument.wordprocessingml.template"), Format.WORD),
    "xlsx": (typed("openxmlformats-officedocument.spreadsheetml.sheet"), Format.WORKBOOK),
    "xlsm": (typed("ms-excel.sheet.macroEnabled"), Format.WORKBOOK),
    "docx without types": (zip_of({"word/document.xml": b""}), Format.WORD),
    "xlsx without types": (zip_of({"xl/workbook.xml": b""}), Format.WORKBOOK),
    "pptx": (typed("openxmlformats-officedocument.presentationml.slideshow"), Format.PRESENTATION),
    "pptm": (typed("ms-powerpoint.presentation.macroEnabled"), Format.PRESENTATION),
    "vsdx": (typed("ms-visio.drawing"), Format.DRAWING),
    "xlsb": (
        zip_of(
            {CONTENT_TYPES: TYPES.format("ms-excel.sheet.binary.macroEnabled").encode(), "x": b""}
        ),
        Format.BINARY_WORKBOOK,
    ),
    "ofd": (zip_of({"OFD.xml": b"<ofd/>"}), Format.OFD),
    "xps": (zip_of({"FixedDocSeq.fdseq": b"", CONTENT_TYPES: b"<Types/>"}), Format.XPS),
    "epub": (zip_of({"mimetype": b"application/epub+zip"}), Format.BOOK),
    "pages": (zip_of({"Index/Document.iwa": b""}), Format.APPLE),
    "odp": (opendocument(ODF_TEXT.replace("text", "presentation"), ""), Format.PRESENTATION),
    "other parts": (zip_of({CONTENT_TYPES: b"<Types/>", "a.xml": b"<a/>"}), Format.UNKNOWN),
    "doc": (word(0), Format.OLD_WORD),
    "doc with a password": (word(0x0100), Format.ENCRYPTED),
    "xls": (compound_file({"Workbook": BOF}), Format.OLD_WORKBOOK),
    "xls of Excel 95": (compound_file({"Book": BOF}), Format.OLD_WORKBOOK),
    "xls with a password": (compound_file({"Workbook": BOF + FILE_PASS}), Format.ENCRYPTED),
    "xls saved by many hands": (
        compound_file({f"s{n}": b"" for n in range(6)} | {"Workbook": BOF}, True),
        Format.OLD_WORKBOOK,
    ),
    "docx with a password": (compound_file({"EncryptedPackage": b""}), Format.ENCRYPTED),
    "ppt": (compound_file({"PowerPoint Document": b""}), Format.PRESENTATION),
    "vsd": (compound_file({"VisioDocument": b""}), Format.DRAWING),
    "msg": (compound_file({"__properties_version1.0": b""}), Format.MAIL),
    "xls with names in capitals": (compound_file({"WORKBOOK": BOF}), Format.OLD_WORKBOOK),
    "other compound file": (compound_file({"Contents": b""}), Format.UNKNOWN),
    "xls of Excel 4": (b"\x09\x04\x06\0\0\0\x10\0" + bytes(20), Format.OUTDATED),
    "doc of Word 2": (b"\xdb\xa5\x2d\0" + bytes(20), Format.OUTDATED),
    "odt": (opendocument(ODF_TEXT, ""), Format.ODF_TEXT),
    "ods": (opendocument(ODF_SHEET, ""), Format.ODF_SHEET),
    "ott": (opendocument(f"{ODF_TEXT}-template", ""), Format.ODF_TEXT),
    "ods with a password": (
        opendocument(ODF_SHEET, "", "<manifest:encryption-data/>"),
        Format.ENCRYPTED,
    ),
    "odt without a mimetype": (
        zip_of({"META-INF/manifest.xml": f'media-type="{ODF_TEXT}"'.encode()}),
        Format.ODF_TEXT,
    ),
    "fodt": (FLAT.format(NAMESPACES, ODF_TEXT).encode(), Format.ODF_TEXT),
    "fods": (FLAT.format(NAMESPACES, ODF_SHEET).encode(), Format.ODF_SHEET),
    "fods in UTF-16": (FLAT.format(NAMESPACES, ODF_SHEET).encode("utf-16"), Format.ODF_SHEET),
    "Word 2003 XML": (WORD_2003.encode(), Format.OLD_WORD),
    "Excel 2003 XML": (b"\xef\xbb\xbf" + EXCEL_2003.encode(), Format.OLD_WORKBOOK),
    "other XML": (b"<?xml version='1.0'?><forms/>", Format.XML),
    "other markup": (b"<forms/>", Format.UNKNOWN),
    "eml": (
        b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: =?gb2312?B?xOO6ww==?=\r\n\r\n1,2",
        Format.MAIL,
    ),
    "mht": (
        b"MIME-Version: 1.0\r\nFrom: Excel\r\nSubject: x\r\n"
        b'Content-Type: multipart/related; boundary="a"\r\n\r\n<table>',
        Format.WEB_ARCHIVE,
    ),
    "html": (b"\r\n<HTML><body><table></table>", Format.HTML),
    "html of a table only": ("<table><tr><td>指标</table>".encode("gbk"), Format.HTML),
    "rtf": (rb"{\rtf1\ansi 1,2}", Format.RTF),
    "pdf": (b"%PDF-1.7\n", Format.PDF),
    "pdf behind a mark": (b"\xef\xbb\xbf\n%PDF-1.4\n", Format.PDF),
    "csv": ("指标,数值\n人数,3\n".encode(), Format.CSV),
    "csv of Excel in China": ("指标,数值\r\n人数,3\r\n".encode("gbk"), Format.CSV),
    "csv in UTF-16": ("指标\t数值\r\n".encode("utf-16"), Format.CSV),
    "text": ("本社区就业情况良好。\n".encode(), Format.TEXT),
    "text of Windows": ("本社区就业情况良好。\r\n".encode("gbk"), Format.TEXT),
    "mp3": (b"ID3\3\0" + bytes(20), Format.MEDIA),
    "mp4": (b"\0\0\0\x18ftypisom" + bytes(20), Format.MEDIA),
    "folder": (zip_of({"长沙/甲.docx": b"PK", "乙.xls": b""}), Format.ZIP),
    "empty folder": (zip_of({}), Format.ZIP),
    "jpg": (b"\xff\xd8\xff\xe0" + bytes(20), Format.IMAGE),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(20), Format.IMAGE),
    "WordPerfect": (b"\xffWPC" + bytes(26), Format.OUTDATED),
    "psd": (b"8BPS\0\1" + bytes(20), Format.IMAGE),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0, 0, 9, 9\n1, 2\n3, 4\n", Format.IMAGE),
    "eps with a preview": (b"\xc5\xd0\xd3\xc6" + bytes(26), Format.IMAGE),
    "tiff": (b"II*\0" + bytes(20), Format.IMAGE),
    "bmp": (b"BM\x36\0\0\0\0\0\0\0\x36", Format.IMAGE),
    "heic": (b"\0\0\0\x24ftypheic" + bytes(20), Format.IMAGE),
    "rar": (b"Rar!\x1a\x07\x01\0", Format.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", Format.ARCHIVE),
    "gz": (b"\x1f\x8b\x08\0", Format.ARCHIVE),
    "tar": (b"a.docx".ljust(257, b"\0") + b"ustar\0", Format.ARCHIVE),
    "nothing": (b"", Format.EMPTY),
    "noise": (bytes(range(256)), Format.UNKNOWN),
    "program": (b"MZ\x90\0,;\0\0", Format.PROGRAM),
    "csv that begins like a program": ("MZ,民族,人数\n一,二,3\n".encode(), Format.CSV),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_content_tells_the_format(name):
    data, kind = SAMPLES[name]
    assert format_of(data) is kind


def test_an_embedded_object_does_not_make_the_kind():
    # Its streams are in the directory, but not at the top.
    data = compound_file({"WordDocument": b"", "Workbook": BOF})
    # The entry of WordDocument no longer leads to the next one.
    at = data.index("WordDocument".encode("utf-16-le")) + 72
    assert format_of(data[:at] + b"\xff" * 4 + data[at + 4 :]) is Format.OLD_WORD


@pytest.mark.parametrize("sectors", [1, 3, 109])
def test_a_compound_file_may_have_room_for_more_than_is_in_it(sectors):
    data = compound_file({"EncryptedPackage": b""})
    assert format_of(data[:44] + sectors.to_bytes(4, "little") + data[48:]) is Format.ENCRYPTED


@pytest.mark.parametrize("sectors", [0xFFFFFFFF, 1_000_000])
def test_a_compound_file_whose_table_cannot_be_is_not_taken_apart(sectors):
    data = compound_file({"Workbook": BOF})
    table = sectors.to_bytes(4, "little") + data[48:68] + bytes(4) + sectors.to_bytes(4, "little")
    assert format_of(data[:44] + table + data[76:]) is Format.UNKNOWN


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml"])
def test_an_office_file_that_is_cut_off_is_still_known(part):
    data = zip_of({CONTENT_TYPES: b"<Types/>", part: bytes(1000)}, zipfile.ZIP_STORED)
    assert format_of(data[:600]) is (Format.WORD if "word" in part else Format.WORKBOOK)
    assert format_of(data[:20]) is Format.UNKNOWN


def test_files_that_cannot_be_read_say_why():
    codes = {kind: found.code for kind in Format if (found := refusal(kind, "甲.doc"))}
    read = {"word", "workbook", "rtf", "html", "pdf", "csv", "zip"}
    read |= {"old-word", "old-workbook", "odf-text", "odf-sheet"}
    assert codes.keys() == {kind for kind in Format if kind.value not in read}
    assert len(set(codes.values())) == len(codes)
    assert codes[Format.ENCRYPTED] == "package.encrypted"
    assert refusal(Format.IMAGE, "甲.jpg").place.file == "甲.jpg"
    assert set(codes.values()) <= set(MESSAGES)


@pytest.mark.parametrize(
    ("sample", "code"),
    [
        ("pages", "format.apple"),
        ("epub", "format.book"),
        ("vsd", "format.drawing"),
        ("msg", "format.mail"),
        ("eml", "format.mail"),
        ("mp3", "format.media"),
        ("ofd", "format.ofd"),
        ("ppt", "format.presentation"),
        ("program", "format.program"),
        ("text", "format.text"),
        ("mht", "format.web-archive"),
        ("other XML", "format.xml"),
        ("xps", "format.xps"),
    ],
)
def test_each_kind_of_file_that_is_not_read_has_its_own_words(sample, code):
    data, kind = SAMPLES[sample]
    assert format_of(data) is kind
    found = refusal(kind, "甲")
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "data",
    [
        b"<Workbook" * 1_000_000,
        b"<" * 10_000_000,
        b"PK\3\4" * 1_000_000,
        b"PK\5\6" * 1_000_000,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(10_000_000),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x09" * 10_000_000,
        b'a,"' * 3_000_000,
        typed("word" * 500_000),
        zip_by_hand((b"a", b""), copies=100_000),
        zip_by_hand((b"a", b""), copies=50_000),
    ],
    ids=range(10),
)
def test_no_content_takes_long(data):
    begun = time.process_time()
    format_of(data)
    assert time.process_time() - begun < 1


@given(
    st.sampled_from([data for data, _ in SAMPLES.values() if data]),
    st.lists(st.tuples(st.integers(0), st.binary(max_size=8)), max_size=8),
    st.integers(0),
)
def test_whatever_the_bytes_are_they_have_a_format(data, changes, cut):
    for at, new in changes:
        at %= len(data) + 1
        data = data[:at] + new + data[at + len(new) :]
    assert isinstance(format_of(data), Format)
    assert isinstance(format_of(data[: cut % (len(data) + 1)]), Format)


@given(st.binary())
def test_noise_has_a_format(data):
    assert isinstance(format_of(data), Format)
