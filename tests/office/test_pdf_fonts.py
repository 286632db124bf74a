"""Fonts that say what their shapes mean, and those that do not: never read as another text."""

import pytest
from pdf_by_hand import HEIGHT, data, drawn, lattice, named, said
from pypdf.generic import DecodedStreamObject, NameObject

from docgen.office.pdf import reader as pdf_reading
from docgen.office.pdf.reader import PdfContent
from docgen.office.symbols import UNREADABLE
from docgen.problems import Problem

TABLE = [
    lattice((50, 150, 350), (100, 130, 160)),
    said(54, 118, "意见"),
    said(54, 148, "社区名称"),
]


def meaning(*pairs):
    """A table that says what the numbers of a font mean."""
    lines = "\n".join(f"<{code:02x}> <{text}>" for code, text in pairs)
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    )
    stream = DecodedStreamObject()
    stream.set_data(text.encode())
    return stream


def font(name, flags=4, table=None, kind="TrueType", encoding=""):
    def make(writer):
        box = [0, -200, 1000, 800]
        descriptor = named(Type="FontDescriptor", FontName=name, Flags=flags, FontBBox=box)
        entries = named(Type="Font", Subtype=kind, BaseFont=name, FirstChar=32, LastChar=126)
        entries[NameObject("/Widths")] = named(W=[500] * 95)["/W"]
        if not name.endswith(("Symbol", "ZapfDingbats")):
            entries[NameObject("/FontDescriptor")] = writer._add_object(descriptor)
        if table is not None:
            entries[NameObject("/ToUnicode")] = writer._add_object(table)
        if encoding:
            entries[NameObject("/Encoding")] = NameObject(f"/{encoding}")
        return writer._add_object(entries)

    return make


def outcome(make, text, *more):
    """What comes of a page with a table, and in its second cell a text in a font."""
    written = f"BT /G 10 Tf 154 {HEIGHT - 118} Td ({text}) Tj ET"
    writer = drawn("\n".join([*TABLE, written, *more]))
    writer.pages[0]["/Resources"]["/Font"][NameObject("/G")] = make(writer)
    return pdf_reading._read(data(writer))


def cell(make, text):
    content = outcome(make, text)
    assert isinstance(content, PdfContent)
    return content.tables[0].rows[0][1].text


@pytest.mark.parametrize(
    ("make", "text", "read"),
    [
        (font("ABCDEF+Song", table=meaning((0x41, "540C"), (0x42, "610F"))), "AB", "同意"),
        (font("ABCDEF+Arial", flags=32, encoding="WinAnsiEncoding"), "12.5", "12.5"),
        (font("Arial", flags=32), "12.5", "12.5"),
        (font("ABCDEF+Song", table=meaning((0x41, "FB01"))), "A", "fi"),
        (font("ABCDEF+Song", table=meaning((0x41, "2F49"))), "A", "⽉"),
    ],
    ids=["table", "encoding", "whole font", "ligature", "radical"],
)
def test_a_font_with_meanings_is_read(make, text, read):
    assert cell(make, text) == read


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (font("ABCDEF+Song"), "12.5"),
        (font("ABCDEF+Song", table=meaning((0x41, "FFFD"))), "A"),
        (font("ABCDEF+Song", table=meaning((0x41, "0000"))), "A"),
    ],
    ids=["numbers of its own", "a sign for unknown", "nothing"],
)
def test_a_shape_without_a_meaning_is_no_text(make, text):
    assert cell(make, text) == UNREADABLE * len(text)


def test_a_character_of_private_use_stays_what_it_is():
    assert cell(font("ABCDEF+Song", table=meaning((0x41, "E7C7"))), "A") == "\ue7c7"


@pytest.mark.parametrize(
    ("make", "text", "read"),
    [
        (font("ABCDEF+Wingdings-Regular", table=meaning((0x41, "F0FC"))), "A", "✓"),
        (font("ABCDEF+Wingdings2", table=meaning((0x41, "F052"))), "A", "☑"),
        (font("ABCDEF+SymbolMT", table=meaning((0x41, "F0B3"))), "A", "≥"),
        (font("ZapfDingbats", kind="Type1"), "4", "✓"),
        (font("ZapfDingbats", kind="Type1"), "8", "✗"),
        (font("ABCDEF+Wingdings-Regular", table=meaning((0x41, "F021"))), "A", UNREADABLE),
    ],
)
def test_signs_of_symbol_fonts_are_what_they_show(make, text, read):
    assert cell(make, text) == read


@pytest.mark.parametrize(
    "table",
    [
        None,
        meaning((0x41, "E001"), (0x42, "E002")),
        meaning((0x41, "FFFD"), (0x42, "0000")),
    ],
)
def test_a_file_whose_fonts_draw_shapes_only_is_named_as_that(table):
    make = font("ABCDEF+Song", table=table)
    found = outcome(make, "ABABABAB")
    assert isinstance(found, Problem)
    assert found.code == "pdf.shapes-only"


# Scans

PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q"
HALVES = [f"q 595 0 0 421 0 {y} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q" for y in (0, 421)]
GUESSED = said(60, 50, "附件 同意推荐")


@pytest.mark.parametrize(
    "page",
    [
        [PICTURE],
        [PICTURE, f"3 Tr {GUESSED}"],
        [GUESSED, PICTURE],
        [PICTURE, GUESSED],
        [*HALVES, f"3 Tr {GUESSED}"],
        [PICTURE, *TABLE[:1], f"3 Tr {GUESSED} {said(60, 118, '姓名')}"],
        [f"3 Tr {GUESSED}"],
    ],
    ids=["bare", "behind", "under", "over", "in strips", "with lines", "no picture"],
)
def test_a_scan_is_named_whatever_text_a_program_guessed(page):
    found = pdf_reading._read(data(drawn("\n".join(page))))
    assert isinstance(found, Problem)
    assert found.code == "pdf.scan"


def test_a_form_with_a_picture_for_its_ground_is_no_scan():
    content = pdf_reading._read(data(drawn("\n".join([PICTURE, *TABLE, said(160, 118, "同意")]))))
    assert isinstance(content, PdfContent)
    assert content.tables[0].rows[0][1].text == "同意"
