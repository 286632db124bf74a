"""Worksheets read without their trees: what is taken is what their trees say, the rest is left."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen import assets
from docgen.office.package.archive import read_package
from docgen.office.workbook.reading.plan import decoded, string
from docgen.office.workbook.reading.sheets import (
    SheetContent,
    known_sheet,
    known_strings,
    sheet_of,
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet(rows: str, behind: str = "", root: str = "", declaration: str = DECLARATION) -> bytes:
    whole = f'{declaration}<worksheet xmlns="{MAIN}"{root}><sheetViews/>'
    whole += f"<sheetData>{rows}</sheetData>{behind}</worksheet>"
    return whole.encode("utf-8", "surrogatepass")


def row(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def by_tree(data: bytes) -> SheetContent | None:
    """The tree's answer; None if a parser refuses the sheet, or it is no proper one."""
    try:
        return sheet_of(etree.fromstring(data, etree.XMLParser(resolve_entities=False)))
    except (etree.XMLSyntaxError, ValueError):
        return None


def told(found: SheetContent) -> tuple[dict[str, tuple[object, ...]], list[str], object]:
    """What a sheet says, whatever stands for its values."""
    cells = {}
    for reference, (kind, style, value, computed, inline, *rest) in found.plan.cells.items():
        text = inline if value is None else found.texts.fill(value)
        if kind == "inlineStr" and value is not None:
            text = decoded(text)
        cells[reference] = (kind, style, computed, text, *rest)
    return cells, list(cells), found.merges


def agrees(data: bytes) -> bool:
    """Whether the scan took the sheet; if it did, it must have read what the tree reads."""
    try:
        scanned = known_sheet(data)
    except ValueError:
        assert by_tree(data) is None
        return False
    if scanned is None:
        return False
    expected = by_tree(data)
    assert expected is not None, data
    assert told(scanned) == told(expected), data
    return True


def sheets_of_forms() -> list[bytes]:
    folder: Path = assets.example_round() / "completed"
    packages = [read_package(path.read_bytes()) for path in sorted(folder.rglob("*.xlsx"))]
    return [package[name] for package in packages for name in package if "worksheets/sheet" in name]


def test_completed_forms_are_read_as_by_their_tree() -> None:
    found = sheets_of_forms()
    taken = [data for data in found if agrees(data)]
    # Those that openpyxl saved have their characters as numbers.
    assert taken == [data for data in found if b"&#" not in data]
    assert len(taken) > 40


TEXTS = st.text(st.sampled_from("甲a1 &<>\"'\n\t\r\0\u3000\ufffe\U0001f600"), max_size=4)
WRITTEN = st.one_of(
    TEXTS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    TEXTS,
    st.sampled_from(["&#49;", "&nbsp;", "]]>", "<![CDATA[1]]>", "1<!-- 2 -->", "<x/>", "1.50"]),
)
FOREIGN = '<q xmlns="z"><v>5</v></q>'
AGAIN = "</c></row></sheetData><sheetData><row><c>"
CELLS = st.builds(
    "".join,
    st.lists(
        st.builds(
            "<c{}{}>{}{}</c>".format,
            st.sampled_from([' r="A1"', ' r="B1"', ' r="C2"', ' r="?"', "", ' r="A1" r="A1"']),
            st.sampled_from(["", ' t="s"', ' t="str"', ' s="3"', ' t="inlineStr"']),
            st.sampled_from(
                [
                    *("", "<f>1+1</f>", "<v>1</v>", "<v/>", "<v ></v>", "<v />", FOREIGN, AGAIN),
                    *("<is><t>甲</t></is>", '<is><t xml:space="preserve"> 乙_x0041_ </t></is>'),
                    *("<is><r><t>甲</t></r></is>", "<is><t/></is>", "<is><t>丙</t></is><v>1</v>"),
                    *("<is><t>甲</t><t>乙</t></is>", "<is><t>甲</t></is><is><t>乙</t></is>"),
                    *("<is><t/><t>甲</t></is>", "<is><t>甲</t></is><q><t>乙</t></q>"),
                ]
            ),
            st.one_of(
                st.just(""),
                WRITTEN.map(lambda text: f"<v>{text}</v>"),
                WRITTEN.map(lambda text: f'<v xml:space="preserve">{text}</v>'),
            ),
        ),
        max_size=4,
    ),
)
BEHIND = st.sampled_from(
    [
        "",
        '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
        "<sheetData/>",
        "<extLst><ext><sheetData><row/></sheetData></ext></extLst>",
        '<c r="Z9"/>',
        "<v>1</v>",
        "<!-- -->",
        "<?x y?>",
        "<unclosed>",
    ]
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(CELLS, BEHIND)
def test_a_sheet_is_read_as_by_its_tree(cells: str, behind: str) -> None:
    agrees(sheet(row(cells), behind))


@pytest.mark.parametrize(
    "data",
    [
        sheet(row('<c r="A1"><v>1</v></c>')).replace(b"<sheetViews/>", b"<x><sheetData>", 1),
        sheet(row('<c r="A1"><v>1</v></c>')).replace(b"<sheetViews/>", b"<sheetViews>", 1),
        sheet(row('<c r="A1"><v>1</v></c>'), declaration='<?xml version="1.0" encoding="GBK"?>'),
        sheet(row('<c r="A1"><v>1</v></c>'), root=' xmlns:a="b" xmlns:a="c"'),
        sheet('<row r="1"><x:c r="A1"/></row>'),
        sheet(row('<c r="A1"><v>1</v>')),
        sheet(row('<c r="A1"><v>1</v></c>'), behind="<v>1</v>"),
        sheet(row('<c r="A1"><v><!-- 2 -->1</v></c>')),
        sheet(f"{row()}</sheetData><mergeCells/><sheetData>"),
        sheet("", behind="</q>").replace(b"<sheetViews/>", b'<c r="A1"/><q xmlns="z">'),
        sheet(row('<c r="A1"><v>\U000f0000</v></c>')),
        sheet(row('<c r="A1" t="inlineStr"><is><r><t>1</t></r></is></c>')),
        sheet(row('<c r="A1" t="inlineStr"><is><t>1</t><rPh><t>2</t></rPh></is></c>')),
        sheet("".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(1, 5_002))),
        sheet(row('<c r="A1"/>'), root=f' a="{"x" * 200_000}"'),
        b"",
        b"<worksheet/>",
    ],
)
def test_what_is_not_plain_is_left_to_the_tree(data: bytes) -> None:
    assert known_sheet(data) is None


def test_a_cell_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        known_sheet(sheet(row('<c r="A1"/>', '<c r="A1"/>')))


@pytest.mark.parametrize("text", ["\0", "\x0b", "\r", "\ufffe", "]]>", "&nbsp;", "&#1;", "\ud800"])
def test_a_markup_that_is_known_does_not_vouch_for_a_value(text: str) -> None:
    assert agrees(sheet(row('<c r="A1" t="str"><v>甲</v></c>')))
    assert known_sheet(sheet(row(f'<c r="A1" t="str"><v>{text}</v></c>'))) is None


def test_sheets_of_one_markup_keep_their_own_values_and_areas() -> None:
    for value, behind in (("1", ""), ("2", '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>')):
        found = known_sheet(sheet(row(f'<c r="A1"><v>{value}</v></c>'), behind))
        assert found is not None
        assert told(found)[0]["A1"][3] == value
        assert list(found.merges.areas) == ([(1, 1, 2, 1)] if behind else [])


def test_the_number_that_excel_gives_a_sheet_does_not_matter() -> None:
    excel = ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid='
    plans = {
        id(found.plan)
        for number in ("0000", "0001")
        if (found := known_sheet(sheet(row('<c r="A1"/>'), root=f'{excel}"{{{number}}}"')))
    }
    assert len(plans) == 1


def strings(items: str, root: str = ' count="1" uniqueCount="1"') -> bytes:
    return f'{DECLARATION}<sst xmlns="{MAIN}"{root}>{items}</sst>'.encode("utf-8", "surrogatepass")


ITEMS = st.builds(
    "<si>{}{}</si>".format,
    st.one_of(
        WRITTEN.map(lambda text: f"<t>{text}</t>"),
        WRITTEN.map(lambda text: f'<t xml:space="preserve">{text}</t>'),
        st.sampled_from(["<t/>", "<r><t>甲</t></r>", "<t>_x000D_</t>", "<t>甲</t><t>乙</t>"]),
    ),
    st.sampled_from(["", '<phoneticPr fontId="1" type="noConversion"/>', "<rPh><t>a</t></rPh>"]),
)


@settings(max_examples=300)
@given(st.lists(ITEMS, max_size=5))
def test_shared_texts_are_read_as_by_their_tree(items: list[str]) -> None:
    data = strings("".join(items))
    found = known_strings(data)
    if found is not None:
        root = etree.fromstring(data)
        assert found == [string(item) for item in root.iterfind("{*}si")]


def test_shared_texts_of_office_programs_are_taken() -> None:
    plain = '<si><t>甲 &amp; 乙</t></si><si><t xml:space="preserve"> a</t></si><si><t/></si>'
    chinese = '<si><t>丙</t><phoneticPr fontId="1" type="noConversion"/></si>'
    assert known_strings(strings(plain + chinese)) == ["甲 & 乙", " a", "", "丙"]
    assert known_strings(strings("<si><r><t>甲</t></r></si>")) is None
    assert known_strings(strings(plain, root=' count="1" count="1"')) is None
    assert known_strings(strings(plain) + b"\x0b") is None


PIECES = (
    *("<v>1</v>", "<v></v>", "<v ></v>", "<v />", "<v\n/>", '<v xmlns="z">2</v>', "<m:v>3</m:v>"),
    *("<m:v/>", f'<q xmlns="z"><v xmlns="{MAIN}">4</v></q>', '<c r="D1" t="inlineStr">', "<c>"),
    *('<c r="A1">', '<c r="B1" t="s">', '<m:c r="C1">', "</m:c>", "</c>", "<row>", "</row>"),
    *("<sheetData>", "</sheetData>", "<sheetData/>", "<m:sheetData/>", "<sheetData >", "</c >"),
    *('<mergeCells><mergeCell ref="A1:A2"/></mergeCells>', "<is><t>甲</t></is>", "<is>", "</is>"),
    *("<f>1</f>", "<t>", "</t>", "<r>", "</r>", "乙", "&amp;", "&#60;", "]]>", ">", "<v>", "</v>"),
)
PAIRS = (
    *(("<c>", "</c>"), ('<c r="A1">', "</c>"), ('<c r="B2" t="inlineStr">', "</c>")),
    *(('<m:c r="C1">', "</m:c>"), ('<c xmlns="">', "</c>"), ("<row>", "</row>")),
    *(('<row r="2">', "</row>"), ('<q xmlns="z">', "</q>"), ("<q>", "</q>"), ("<is>", "</is>")),
    *(("<sheetData>", "</sheetData>"), ("</sheetData>", "<sheetData>"), ("<t>", "</t>")),
    *(("<v>", "</v>"), ("<v >", "</v>"), ("</sheetData><q>", "</q><sheetData>")),
)


def random_markup(chance: random.Random, depth: int) -> str:
    """Elements of worksheets within each other, where they belong and where they do not."""
    made = ""
    for _ in range(chance.randint(1, 4)):
        if depth and chance.random() < 0.6:
            begin, end = chance.choice(PAIRS)
            made += f"{begin}{random_markup(chance, depth - 1)}{end}"
        else:
            made += chance.choice(PIECES if chance.random() < 0.25 else PIECES[:9])
    return made


def check_random_sheets(seed: int, number: int) -> None:
    chance = random.Random(seed)
    root, taken = f' xmlns:m="{MAIN}" xmlns:z="z"', 0
    for _ in range(number):
        behind = random_markup(chance, 1) if chance.random() < 0.5 else ""
        data = sheet(random_markup(chance, chance.randint(1, 5)), behind, root)
        if chance.random() < 0.3:
            data = data.replace(b"<sheetViews/>", random_markup(chance, 1).encode())
        taken += agrees(data)
    assert taken > number // 50


def test_whatever_stands_in_a_sheet_it_is_read_as_by_its_tree() -> None:
    check_random_sheets(1, 10_000)


@pytest.mark.soak
def test_half_a_million_random_sheets_are_read_as_by_their_tree() -> None:
    check_random_sheets(2017, 500_000)


@pytest.mark.soak
def test_changed_sheets_are_read_as_by_their_tree() -> None:
    """Forty thousand sheets with bytes changed, cut and doubled."""
    chance = random.Random(2017)
    found = [data for data in sheets_of_forms() if len(data) < 60_000]
    taken = 0
    for _ in range(40_000):
        data = bytearray(chance.choice(found))
        for _ in range(chance.randint(1, 3)):
            at = chance.choice([one.start() for one in re.finditer(rb"[<>\"/]", data)])
            match chance.randrange(4):
                case 0:
                    data[at : at + chance.randint(1, 9)] = b""
                case 1:
                    data[at:at] = data[at : at + chance.randint(1, 60)]
                case 2:
                    data[at + 1 : at + 2] = bytes([chance.randrange(256)])
                case _:
                    data[at:at] = chance.choice([b"<v/>", b"<!--", b"&amp;", b"<v>1</v>", b"]]>"])
        taken += agrees(bytes(data))
    assert taken > 1_500
