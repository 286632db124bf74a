"""Binding PDF files: where files start, what bookmarks say, what is refused, what is the same."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from docgen.office.pdf.binder import Binder, Style
from docgen.office.pdf.watermark import watermark_source
from docgen.office.soffice.convert import convert
from docgen.problems import ProblemError

A4 = (595, 842)
LANDSCAPE = (842, 595)


def written(path: Path, *sizes: tuple[int, int], password: str = "") -> Path:
    """A PDF with a page of each size, which says its number."""
    writer = PdfWriter()
    for number, (width, height) in enumerate(sizes, 1):
        content = DecodedStreamObject()
        content.set_data(f"% page {number}".encode())
        page = writer.add_blank_page(width, height)
        page[NameObject("/Contents")] = writer._add_object(content)
        page[NameObject("/Resources")] = DictionaryObject()
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(path)
    return path


def bound(binder: Binder) -> PdfReader:
    return PdfReader(io.BytesIO(binder.data()), strict=True)


def is_blank(page: DictionaryObject) -> bool:
    return "/Contents" not in page


def bookmarks(reader: PdfReader, outline: list | None = None) -> list:
    return [
        bookmarks(reader, item)
        if isinstance(item, list)
        else (item.title, reader.get_destination_page_number(item) + 1)
        for item in (reader.outline if outline is None else outline)
    ]


def refusal(binder: Binder, file: Path) -> str:
    with pytest.raises(ProblemError) as error:
        binder.add(file, [file.stem])
    (found,) = error.value.problems
    assert found.place.file == file.as_posix()
    return found.code


def test_every_file_starts_on_a_right_hand_page(tmp_path):
    binder = Binder(Style())
    for name, sizes in {
        "a": [A4],
        "b": [A4, LANDSCAPE, LANDSCAPE],
        "c": [A4] * 2,
        "d": [A4],
    }.items():
        binder.add(written(tmp_path / f"{name}.pdf", *sizes), [name])
    pages = bound(binder).pages
    assert [is_blank(page) for page in pages] == [0, 1, 0, 0, 0, 1, 0, 0, 0]
    assert (pages[1].mediabox.width, pages[5].mediabox.width) == (595, 842), "as the page before"
    assert binder.files == 4


def test_single_sided_there_are_no_blank_pages(tmp_path):
    binder = Binder(Style(double_sided=False))
    for name in "ab":
        binder.add(written(tmp_path / f"{name}.pdf", A4), [name])
    reader = bound(binder)
    assert not any(map(is_blank, reader.pages))
    assert "/Duplex" not in reader.root_object["/ViewerPreferences"]


def test_bookmarks_stand_in_groups(tmp_path):
    binder = Binder(Style())
    file = written(tmp_path / "x.pdf", A4)
    for titles in (
        ["表", "甲县", "一"],
        ["表", "甲县", "二"],
        ["表", "乙县", "三"],
        ["四"],
        ["表", "五"],
    ):
        binder.add(file, titles)
    assert bookmarks(bound(binder)) == [
        ("表", 1),
        [("甲县", 1), [("一", 1), ("二", 3)], ("乙县", 5), [("三", 5)]],
        ("四", 7),
        ("表", 9),
        [("五", 9)],
    ]


def test_properties_and_the_way_to_print(tmp_path):
    binder = Binder(Style(title="认定 <1>", author="省厅"))
    binder.add(written(tmp_path / "x.pdf", A4), ["x"])
    reader = bound(binder)
    assert (reader.metadata.title, reader.metadata.author) == ("认定 <1>", "省厅")
    assert reader.xmp_metadata.dc_title == {"x-default": "认定 <1>"}
    assert reader.xmp_metadata.dc_creator == ["省厅"]
    preferences = reader.root_object["/ViewerPreferences"]
    assert preferences["/PrintScaling"] == "/None"
    assert preferences["/Duplex"] == "/DuplexFlipLongEdge"


def test_the_same_files_give_the_same_bytes(tmp_path):
    file = written(tmp_path / "x.pdf", A4)
    packs = []
    for title in ("a", "a", "b"):
        binder = Binder(Style(title=title))
        binder.add(file, ["x"])
        packs.append(binder.data())
    assert packs[0] == packs[1]
    identifiers = [PdfReader(io.BytesIO(pack)).trailer["/ID"][0] for pack in packs]
    assert identifiers[0] != identifiers[2]


def test_what_cannot_be_used_is_refused(tmp_path):
    binder = Binder(Style())
    good = written(tmp_path / "good.pdf", A4)
    binder.add(good, ["good"])
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(good.read_bytes()[:150])
    assert refusal(binder, cut) == "pdf.unreadable"
    assert refusal(binder, tmp_path / "none.pdf") == "pdf.unreadable"
    assert refusal(binder, written(tmp_path / "empty.pdf")) == "pdf.unreadable"
    assert refusal(binder, written(tmp_path / "locked.pdf", A4, password="x")) == "pdf.encrypted"
    assert (binder.files, binder.pages) == (1, 1)


def test_a_file_that_fails_halfway_leaves_nothing_behind(tmp_path, monkeypatch):
    binder = Binder(Style())
    good = written(tmp_path / "good.pdf", A4)
    binder.add(good, ["good"])
    with monkeypatch.context() as patch:
        patch.setattr(
            PdfWriter, "append", lambda writer, *_, **__: [writer.add_blank_page(), 1 / 0]
        )
        assert refusal(binder, good) == "pdf.unreadable"
    binder.add(good, ["again"])
    reader = bound(binder)
    assert bookmarks(reader) == [("good", 1), ("again", 3)]
    assert len(reader.pages) == 3


def test_only_pdf_a_goes_into_pdf_a(tmp_path):
    binder = Binder(Style(archival=True))
    assert refusal(binder, written(tmp_path / "x.pdf", A4)) == "pdf.not-archival"


# With LibreOffice itself


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> dict[bool, list[Path]]:
    """A mark and two documents, as PDF and as PDF/A."""
    folder = tmp_path_factory.mktemp("documents")
    sources = [folder / f"{name}.rtf" for name in ("mark", "甲", "乙")]
    for source, text in zip(sources, ("样稿", "甲文", "乙文"), strict=True):
        source.write_bytes(watermark_source(text))
    return {
        archival: list(
            convert(sources, "pdf", folder / str(archival), archival=archival).made.values()
        )
        for archival in (False, True)
    }


def drawn(page: DictionaryObject) -> bytes:
    return page["/Contents"][0].get_object().get_data()


@pytest.mark.office
def test_a_watermark_lies_in_the_middle_of_every_page(documents, tmp_path):
    mark, document, _ = documents[False]
    landscape = written(tmp_path / "x.pdf", A4, LANDSCAPE, (300, 300))
    binder = Binder(Style(watermark=mark))
    binder.add(document, ["甲"])
    binder.add(landscape, ["x"])
    pages = [page for page in bound(binder).pages if not is_blank(page)]
    size = PdfReader(mark).pages[0].mediabox
    for page in pages:
        numbers = re.match(rb"q ([-\d. ]+) cm /DocgenWatermark Do Q", drawn(page))[1].split()
        a, b, c, d, x, y = map(float, numbers)
        across, up = float(size.width) / 2, float(size.height) / 2
        middle = (a * across + c * up + x, b * across + d * up + y)
        box = page.mediabox
        assert middle == pytest.approx((box.width / 2, box.height / 2), abs=0.1)
    text = [page.extract_text() for page in pages]
    assert all("样稿" in each for each in text)
    assert "甲文" in text[0]


@pytest.mark.office
def test_pdf_a_keeps_what_it_has_to(documents):
    """What Apache Preflight, the validator of PDF/A-1b, asked for; it accepts the result."""
    mark, *files = documents[True]
    packs = []
    for _ in range(2):
        binder = Binder(Style(title="题", author="省厅", archival=True, watermark=mark))
        for file in files:
            binder.add(file, [file.stem])
        packs.append(binder.data())
    assert packs[0] == packs[1]
    assert packs[0].startswith(b"%PDF-1.4")
    reader = PdfReader(io.BytesIO(packs[0]))
    root = reader.root_object
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    profile = root["/OutputIntents"][0]["/DestOutputProfile"].get_data()
    assert profile[36:40] == b"acsp"
    packet = root["/Metadata"].get_data().decode()
    assert "/Filter" not in root["/Metadata"]
    assert "<pdfaid:part>1<" in packet
    assert "<pdfaid:conformance>B<" in packet
    assert len(reader.trailer["/ID"]) == 2
    assert "/Encrypt" not in reader.trailer
    for font in fonts(reader):
        descriptor = font["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
        if font["/Subtype"] == "/Type1":
            assert descriptor["/CharSet"].startswith("/")
    for page in reader.pages:
        assert "/Group" not in page
        assert "/ExtGState" not in page["/Resources"]


def fonts(reader: PdfReader) -> list[DictionaryObject]:
    found = []
    for page in reader.pages:
        drawings = [page, *page["/Resources"].get("/XObject", {}).values()]
        for drawing in drawings:
            found += drawing.get_object()["/Resources"].get("/Font", {}).values()
    assert found
    return [font.get_object() for font in found]
