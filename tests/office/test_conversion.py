"""Old formats in, current ones out: what survives, what is refused, and that nothing is fetched."""

import ctypes
import io
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from faults.office_programs import blanks, stand_in
from files_by_hand import (
    NAMESPACES,
    ODF_SHEET,
    ODF_TEXT,
    compound_file,
    opendocument,
    saved_as,
    zip_by_hand,
)
from PIL import Image
from samples.sample_answers import typical

from docgen.forms import compile_forms
from docgen.office.incoming.formats import format_of
from docgen.office.incoming.kinds import Format
from docgen.office.package.archive import read_package
from docgen.office.package.properties import read_custom_properties
from docgen.office.soffice.conversion import CONVERTIBLE, in_current_formats
from docgen.office.word.reading.reader import read_tables
from docgen.office.workbook.reading.reader import read_workbook
from docgen.problems import Problem
from docgen.records import FormKind

SUFFIXES = {
    FormKind.APPLICATION: ".docx",
    FormKind.PAPER_SCORE_SHEET: ".docx",
    FormKind.SCORE_SHEET: ".xlsx",
}
CELL = '<table:table-cell{}office:value-type="string"><text:p>2分</text:p></table:table-cell>'
SHEET = '<office:spreadsheet><table:table table:name="a">{}</table:table></office:spreadsheet>'


def rtf(text):
    return rb"{\rtf1 " + text.encode("ascii") + b"}"


def outcomes(results):
    return [(r.code, r.place.file) if isinstance(r, Problem) else r for r in results]


def one(data, **options):
    (result,) = in_current_formats([("甲.doc", data)], **options)
    return result


@pytest.fixture
def program(tmp_path):
    return str(stand_in(tmp_path / "bin"))


def test_a_file_that_fails_or_hangs_does_not_stop_the_others(program):
    files = [rtf("1"), rtf("bad"), b"<html>2</html>", rtf("hang"), rtf("3")]
    named = [(f"甲/{n}.doc", data) for n, data in enumerate(files)]
    assert outcomes(in_current_formats(named, program=program, timeout=1)) == [
        blanks()["blank.docx"],
        ("soffice.failed", "甲/1.doc"),
        blanks()["blank.xlsx"],
        ("soffice.timeout", "甲/3.doc"),
        blanks()["blank.docx"],
    ]


def test_a_missing_libreoffice_is_a_problem_of_each_file(tmp_path):
    results = in_current_formats(
        [("甲.rtf", rtf("1")), ("乙.xls", b"<html>")], program=str(tmp_path / "none")
    )
    assert outcomes(results) == [("soffice.needed", "甲.rtf"), ("soffice.needed", "乙.xls")]
    assert all(".docx" in found.message(lang) for found in results for lang in ("zh", "en"))


def test_files_that_need_no_conversion_are_no_business_of_it():
    assert Format.WORD not in CONVERTIBLE
    with pytest.raises(KeyError):
        one(b"%PDF-1.4")


def test_nothing_to_convert_gives_nothing():
    assert in_current_formats([]) == []


BOMB = zip_by_hand(
    (b"mimetype", ODF_TEXT.encode()), (b"content.xml", b"<a>" + b" " * 20_000_000 + b"</a>")
)
DEEP = opendocument(ODF_TEXT, "<text:section>" * 20_000 + "</text:section>" * 20_000)
ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (DEEP, "package.bad-xml"),
        (BOMB, "package.inflates"),
        (rtf("1" * 50_000_000), "package.too-large"),
        (
            f'{ENTITY}<office:document {NAMESPACES} office:mimetype="{ODF_TEXT}"/>'.encode(),
            "package.document-type",
        ),
        (
            f'{ENTITY}<office:document {NAMESPACES} office:mimetype="{ODF_TEXT}"/>'.encode(
                "utf-16"
            ),
            "package.document-type",
        ),
        (
            f'<office:document {NAMESPACES} office:mimetype="{ODF_SHEET}">'.encode(),
            "package.bad-xml",
        ),
    ],
    ids=["deep", "bomb", "large", "entity", "entity in UTF-16", "cut off"],
)
def test_what_is_dangerous_is_not_handed_over(data, code, tmp_path):
    begun = time.perf_counter()
    assert outcomes([one(data, program=str(tmp_path / "none"))]) == [(code, "甲.doc")]
    assert time.perf_counter() - begun < 1


# With LibreOffice itself


@pytest.fixture(scope="module")
def completed(setting, applicant, tmp_path_factory):
    """A score sheet in Excel, one in Word, and an application form, all of them completed."""
    folder = tmp_path_factory.mktemp("completed")
    answers = typical(setting.standard)
    paths = []
    for form in sorted(compile_forms(setting), key=lambda form: SUFFIXES[form.kind]):
        paths.append(folder / f"{form.kind}{SUFFIXES[form.kind]}")
        paths[-1].write_bytes(form.render(applicant, answers))
    return paths


@pytest.fixture(scope="module")
def old(completed, tmp_path_factory):
    """The same forms as LibreOffice saves them in other formats."""
    *words, book = completed
    folder = tmp_path_factory.mktemp("old")
    files = {}
    for ending in ("doc", "odt", "rtf", "fodt"):
        files[ending] = saved_as(words, ending, folder / ending)
    for ending in ("xls", "ods", "fods"):
        files[ending] = saved_as([book], ending, folder / ending)
    return files


@pytest.fixture(scope="module")
def current(old):
    """Those, converted all at once."""
    files = [(ending, data) for ending, saved in old.items() for data in saved]
    results = iter(in_current_formats(files))
    return {ending: [next(results) for _ in saved] for ending, saved in old.items()}


def texts(data):
    tables = read_tables(read_package(data))
    return [
        [cell and "\n".join(line.rstrip() for line in cell.text.split("\n")) for cell in row]
        for table in tables
        for row in table.rows
    ]


@pytest.mark.office
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf", "fodt", "xls", "ods", "fods"])
def test_libreoffices_files_are_of_the_format_they_are(old, ending):
    expected = {
        "doc": Format.OLD_WORD,
        "rtf": Format.RTF,
        "xls": Format.OLD_WORKBOOK,
        "odt": Format.ODF_TEXT,
        "fodt": Format.ODF_TEXT,
    }
    assert {format_of(data) for data in old[ending]} == {expected.get(ending, Format.ODF_SHEET)}


@pytest.mark.office
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf", "fodt"])
def test_tables_and_properties_of_word_files_survive(completed, current, ending):
    for path, data in zip(completed[:2], current[ending], strict=True):
        original = path.read_bytes()
        assert texts(data) == texts(original)
        before, after = read_package(original), read_package(data)
        assert read_custom_properties(after) == read_custom_properties(before)


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods", "fods"])
def test_names_values_formulas_and_properties_of_workbooks_survive(completed, current, ending):
    before = read_workbook(completed[-1].read_bytes())
    after = read_workbook(current[ending][0])
    assert after.names == before.names
    assert after.properties == before.properties
    for name in before.names:
        assert after.value(name) == before.value(name)
        assert after.is_formula(name) == before.is_formula(name)


@pytest.mark.office
def test_what_calls_itself_xls_and_is_none_reads_too():
    html = "<html><meta charset=gbk><table><tr><td>指标<td>2分<tr><td>人数<td>3</table></html>"
    book = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Names><NamedRange'
        ' ss:Name="total" ss:RefersTo="=S!R1C2"/></Names><Worksheet ss:Name="S"><Table><Row><Cell>'
        '<Data ss:Type="String">指标</Data></Cell><Cell ss:Formula="=1+1"><Data'
        ' ss:Type="Number">2</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    first, second = in_current_formats([("a.xls", html.encode("gbk")), ("b.xls", book.encode())])
    assert read_workbook(first).rows("Sheet1") == [["指标", "2分"], ["人数", 3]]
    assert read_workbook(second).value("total") == 2


@pytest.mark.office
def test_a_file_that_only_looks_like_one_is_a_problem_beside_a_good_one(old):
    damaged = compound_file({"WordDocument": b"\xec\xa5" + b"\x09" * 8 + bytes(2)})
    results = in_current_formats([("坏.doc", damaged), ("好.doc", old["doc"][1])])
    assert outcomes(results[:1]) == [("soffice.failed", "坏.doc")]
    assert texts(results[1])


class Server(BaseHTTPRequestHandler):
    """Remembers who asked for what."""

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as found:
        found.asked = []
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


def frame(target):
    size = 'svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"'
    return f'<draw:frame {size}><draw:image xlink:href="{target}"/></draw:frame>'


def hostile(target):
    """Files that ask for something else, in all the ways that their formats know."""
    formula = f"of:=WEBSERVICE(&quot;{target}&quot;)"
    linked = f"of:=[&apos;{target}&apos;#$a.A1]"
    source = f'<table:table-source xlink:href="{target}" table:filter-name="Text - txt - csv"/>'
    cells = "".join(
        f'<table:table-row><table:table-cell table:formula="{one}"/></table:table-row>'
        for one in (formula, linked)
    )
    section = f'<text:section text:name="s"><text:section-source xlink:href="{target}"/>'
    fields = "".join(
        rf'{{\field{{\*\fldinst{{ {kind} "{target}" \\d}}}}{{\fldrslt{{x}}}}}}\par '
        for kind in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK Word.Document.8", "IMPORT")
    )
    page = (
        f'<img src="{target}"><iframe src="{target}"></iframe><link rel=stylesheet href="{target}">'
    )
    shapes = f"<table:shapes>{frame(target)}</table:shapes>"
    return [
        opendocument(ODF_TEXT, f"<office:text><text:p>{frame(target)}</text:p></office:text>"),
        opendocument(ODF_TEXT, f"<office:text>{section}</text:section></office:text>"),
        opendocument(ODF_SHEET, SHEET.format(source + shapes + cells)),
        rtf(fields + rf"{{\*\template {target}}}"),
        f'<html><body background="{target}">{page}<table><tr><td>1</table></body></html>'.encode(),
    ]


def pictures(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if "/media/" in name]


def read_all(files):
    results = in_current_formats([(f"{n}.doc", data) for n, data in enumerate(files)])
    assert not any(isinstance(result, Problem) for result in results)
    return results


@pytest.mark.office
def test_nothing_is_fetched_from_a_network(server):
    address = f"http://127.0.0.1:{server.server_port}/picture.png"
    read_all(hostile(address))
    assert server.asked == []


def landlock():
    return sys.platform == "linux" and ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


@pytest.mark.office
@pytest.mark.skipif(not landlock(), reason="this kernel cannot hide files from a program")
def test_nothing_is_taken_from_other_files(tmp_path):
    secret = tmp_path / "secret.png"
    Image.new("RGB", (8, 8), "red").save(secret)
    for result in read_all(hostile(secret.as_uri())):
        assert secret.read_bytes() not in pictures(result)
        assert all(len(picture) == 0 for picture in pictures(result))


@pytest.mark.office
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a program's memory so")
def test_a_sheet_that_fills_the_memory_is_a_problem():
    cell = CELL.format(' table:number-columns-repeated="{}" ')
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    small, large = (
        opendocument(ODF_SHEET, SHEET.format(row.format(rows, cell.format(columns))))
        for rows, columns in ((2, 3), (1_000_000, 1_000))
    )
    good, bad = in_current_formats([("小.ods", small), ("大.ods", large)])
    assert read_workbook(good).rows("a") == [["2分"] * 3] * 2
    assert outcomes([bad]) == [("soffice.failed", "大.ods")]


def test_the_temporary_files_are_gone(program, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    one(rtf("1"), program=program)
    assert set(tmp_path.iterdir()) == before


def test_an_rtf_that_has_lost_a_text_box_is_refused():
    lost = rb"{\rtf1\ansi {\field{\*\fldinst SHAPE }{\fldrslt}}text}"
    kept = rb"{\rtf1\ansi {\field{\*\fldinst SHAPE }{\fldrslt{\shp{\*\shpinst}}}}text}"
    first, second = in_current_formats([("a.rtf", lost), ("b.rtf", kept)], program="/none")
    assert isinstance(first, Problem)
    assert (first.code, first.place.file) == ("format.box-lost", "a.rtf")
    assert isinstance(second, Problem)
    assert second.code == "soffice.needed"
