"""Automatic numbers of paragraphs are read as Word shows them, wherever they are declared."""

import io
import time
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docgen.forms import values
from docgen.office.package.archive import Package, read_package
from docgen.office.soffice.convert import convert
from docgen.office.word.reading.number_text import number_text
from docgen.office.word.reading.reader import read_controls, read_tree

CONTROL = (
    '<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
)
RUN = "<w:r><w:t>{text}</w:t></w:r>"


def level(at: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(number: int | None, text: str, at: int = 0, style: str = "", content: str = "") -> str:
    """A paragraph that is numbered by a list, by its style, or not."""
    layout = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        layout += f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{layout}</w:pPr>{content or RUN.format(text=text)}</w:p>"


def document(body: list[str], lists: list[str], nums: dict[int, str]) -> bytes:
    """A document with abstract lists, and numbered ones that refer to them."""
    made = Document()
    for one in body:
        element = parse_xml(one.replace(">", f" {nsdecls('w')}>", 1))
        made.element.body.insert(len(made.element.body) - 1, element)
    root = made.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for number, levels in enumerate(lists):
        root.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
            )
        )
    for number, inside in nums.items():
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{inside}</w:num>'))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Package:
    return read_package(data)


OF_FIRST = '<w:abstractNumId w:val="0"/>'
CHINESE = level(0, "chineseCountingThousand", "%1、")


@pytest.mark.parametrize(
    ("kind", "number", "shown"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 2, "乙"),
        ("ideographDigital", 2017, "二〇一七"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedParen", 20, "⒇"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalEnclosedCircle", 21, "\N{REPLACEMENT CHARACTER}"),
        ("arabicAlpha", 1, "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_number_is_written_as_its_format_says(kind, number, shown):
    assert number_text(number, kind) == shown


def test_a_value_of_several_numbered_paragraphs_keeps_its_numbers():
    inline = [CONTROL.format(tag="summary", content=RUN.format(text=text)) for text in "甲乙"]
    body = [numbered(1, "", content=one) for one in inline]
    found = read_controls(opened(document(body, [CHINESE], {1: OF_FIRST})))
    assert [one.text for one in found] == ["一、甲", "二、乙"]
    block = CONTROL.format(tag="summary", content=numbered(1, "甲") + numbered(1, "乙"))
    [found] = read_controls(opened(document([block], [CHINESE], {1: OF_FIRST})))
    assert found.text == "一、甲\n二、乙"


def test_documents_of_one_markup_keep_their_own_texts_beside_the_numbers():
    for text in ("甲", "乙"):
        inline = CONTROL.format(tag="a", content=RUN.format(text=text))
        data = document([numbered(1, "", content=inline)], [CHINESE], {1: OF_FIRST})
        assert [one.text for one in read_controls(opened(data))] == [f"一、{text}"]


def test_the_same_document_with_other_lists_has_other_numbers():
    body = [numbered(1, "甲")]
    for levels, shown in ((CHINESE, "一、甲"), (level(0, "decimal", "（%1）"), "（1）甲")):
        assert read_tree(opened(document(body, [levels], {1: OF_FIRST}))).lines == [shown]


def test_a_figure_is_told_from_the_number_before_it():
    apart = level(0, "decimal", "%1.")
    assert read_tree(opened(document([numbered(1, "3")], [apart], {1: OF_FIRST}))).lines == ["1. 3"]


@pytest.mark.parametrize("shown", ["%1", "%1.", "%1,", "-"])
@pytest.mark.parametrize("suffix", ["", '<w:suff w:val="nothing"/>'])
def test_a_number_makes_no_other_figure_of_a_figure(shown, suffix):
    levels = level(0, "decimal", shown, suffix)
    for content in (RUN.format(text="3"), CONTROL.format(tag="a", content=RUN.format(text="3"))):
        [line] = read_tree(
            opened(document([numbered(1, "", content=content)], [levels], {1: OF_FIRST}))
        ).lines
        with pytest.raises(ValueError, match="3"):
            values.number(line)


@pytest.mark.parametrize(
    "content",
    [
        "<w:r><w:t/></w:r>",
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>',
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>7</w:t></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>",
    ],
)
def test_a_number_before_nothing_is_no_value(content):
    body = [numbered(1, "", content=CONTROL.format(tag="a", content=content))]
    [found] = read_controls(opened(document(body, [level(0, "decimal", "%1")], {1: OF_FIRST})))
    assert not found.text.strip()
    assert found.left_out in ("", "7")


def test_a_hidden_number_is_none():
    hidden = level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    assert read_tree(opened(document([numbered(1, "a")], [hidden], {1: OF_FIRST}))).lines == ["a"]


def test_a_later_format_of_word_is_shown_as_it_says():
    later = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent xmlns:mc="http://schemas.'
        'openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w14"><w:numFmt '
        'w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt '
        'w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1、"/></w:lvl>'
    )
    assert read_tree(opened(document([numbered(1, "a")], [later], {1: OF_FIRST}))).lines == [
        "001、a"
    ]


def test_many_long_lists_take_neither_time_nor_memory():
    levels = level(0, "decimal", "%1" * 40_000) + '<w:lvl w:ilvl="8"/>' * 1_000
    nums = {number: OF_FIRST for number in range(1, 1_001)}
    data = document([numbered(one, "a") for one in (1, 2)], [levels], nums)
    began = time.process_time()
    lines = read_tree(opened(data)).lines
    assert lines == ["\N{REPLACEMENT CHARACTER} a"] * 2
    assert time.process_time() - began < 2


LISTS = {
    "levels that begin anew": (
        [
            *(numbered(1, "a"), numbered(1, "b", 1), numbered(1, "c", 1), numbered(1, "d")),
            numbered(1, "e", 1),
        ],
        [CHINESE + level(1, "decimal", "%1-%2．")],
        {1: OF_FIRST},
        ["一、a", "一-1．b", "一-2．c", "二、d", "二-1．e"],
    ),
    "a list that goes on behind others": (
        [numbered(1, "a"), numbered(None, "b"), numbered(2, "c"), numbered(1, "d")],
        [CHINESE, level(0, "upperLetter", "%1．")],
        {1: OF_FIRST, 2: '<w:abstractNumId w:val="1"/>'},
        ["一、a", "b", "A．c", "二、d"],
    ),
    "a list that begins anew": (
        [numbered(1, "a"), numbered(1, "b"), numbered(2, "c"), numbered(2, "d")],
        [CHINESE],
        {
            1: OF_FIRST,
            2: f'{OF_FIRST}<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
        },
        ["一、a", "二、b", "一、c", "二、d"],
    ),
    "lists that count together": (
        [numbered(1, "a"), numbered(2, "b")],
        [CHINESE],
        {1: OF_FIRST, 2: OF_FIRST},
        ["一、a", "二、b"],
    ),
    "a start of its own": (
        [numbered(1, "a"), numbered(1, "b")],
        [level(0, "decimal", "（%1）", start=5)],
        {1: OF_FIRST},
        ["（5）a", "（6）b"],
    ),
    "no number": (
        [numbered(1, "a"), numbered(0, "b"), numbered(1, "c")],
        [CHINESE],
        {1: OF_FIRST},
        ["一、a", "b", "二、c"],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_paragraphs_are_counted_as_word_counts_them(name):
    body, lists, nums, shown = LISTS[name]
    assert read_tree(opened(document(body, lists, nums))).lines == shown


def test_a_start_of_its_own_holds_at_each_restart():
    levels = CHINESE + level(1, "decimal", "%1-%2．")
    start = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = [numbered(1, "a"), numbered(1, "b", 1), numbered(1, "c"), numbered(1, "d", 1)]
    found = read_tree(opened(document(body, [levels], {1: OF_FIRST + start}))).lines
    assert found == ["一、a", "一-5．b", "二、c", "二-5．d"]  # ECMA-376, 17.9.27


def test_outer_numbers_are_shown_in_figures_where_the_list_says_so():
    levels = CHINESE + level(1, "decimal", "%1-%2．", "<w:isLgl/>")
    body = [numbered(1, "a"), numbered(1, "b"), numbered(1, "c", 1)]
    found = read_tree(opened(document(body, [levels], {1: OF_FIRST}))).lines
    assert found == ["一、a", "二、b", "2-1．c"]


def test_a_style_gives_its_paragraphs_numbers_and_a_paragraph_may_have_none():
    body = [numbered(None, "a", style="ListNumber"), numbered(0, "b", style="ListNumber")]
    data = document(body, [CHINESE], {1: OF_FIRST})
    made = Document(io.BytesIO(data))
    style = made.styles["List Number"].element
    layout = style.get_or_add_pPr()
    for one in layout.findall(f"{{{style.nsmap['w']}}}numPr"):
        layout.remove(one)
    layout.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    stream = io.BytesIO()
    made.save(stream)
    assert read_tree(opened(stream.getvalue())).lines == ["一、a", "b"]


@pytest.mark.office
def test_libreoffice_counts_the_same(tmp_path: Path):
    for number, (body, lists, nums, _) in enumerate(LISTS.values()):
        (tmp_path / f"{number}.docx").write_bytes(document(body, lists, nums))
    files = sorted(tmp_path.glob("*.docx"))
    texts = convert(files, "txt", tmp_path / "made").made
    for file in files:
        theirs = [line.strip() for line in texts[file].read_text("utf-8-sig").splitlines()]
        ours = read_tree(opened(file.read_bytes())).lines
        assert [line.replace(" ", "") for line in theirs if line] == ours


@pytest.mark.office
# LibreOffice 7.4 writes ? for 、 in the lists of an .rtf.
@pytest.mark.parametrize("ending", ["doc", "odt"])
def test_numbers_survive_older_formats(tmp_path: Path, ending: str):
    body, lists, nums, shown = LISTS["a list that goes on behind others"]
    source = tmp_path / "a.docx"
    source.write_bytes(document(body, lists, nums))
    [old] = convert([source], ending, tmp_path / "old").made.values()
    [again] = convert([old], "docx", tmp_path / "again").made.values()
    assert [line for line in read_tree(opened(again.read_bytes())).lines if line] == shown
