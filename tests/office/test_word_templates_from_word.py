"""Templates as Word really writes them: split tags, tracked changes, text boxes, fields, cells."""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import nsdecls
from docxtpl import DocxTemplate, RichTextParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree

from docgen.office.package.archive import read_package
from docgen.office.word.template.environment import WordEnvironment
from docgen.office.word.template.part import WordPart
from docgen.office.word.template.source import part_source
from docgen.office.word.template.template import WordTemplate
from docgen.problems import Problem, ProblemError

MORE_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
CHANGE = 'w:id="3" w:author="张" w:date="2017-09-01T00:00:00Z"'
SPELLING = '<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'
VALUES: dict[str, Any] = {
    "name": "东湖", "community": {"name": "东湖"}, "yes": True, "no": False, "n": 2,
    "m": {"k": "值"}, "lines": "一\n二", "items": ["1", "2"],
}  # fmt: skip


def run(text: str, layout: str = "", kind: str = "t") -> str:
    layout = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{layout}</w:rPr>'
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    content = f'<w:{kind} xml:space="preserve">{escaped}</w:{kind}>'
    return f'<w:r w:rsidRPr="00AB12CD">{layout}{content}</w:r>'


def paragraph(*runs: str, layout: str = "") -> str:
    content = "".join(text if text.startswith("<") else run(text) for text in runs)
    return f'<w:p w:rsidR="00112233" w:rsidRDefault="00445566">{layout}{content}</w:p>'


def inside(element: str, *runs: str) -> str:
    return f"<w:{element}>{''.join(map(run, runs))}</w:{element.split()[0]}>"


def deleted(*texts: str) -> str:
    return f"<w:del {CHANGE}>{''.join(run(text, kind='delText') for text in texts)}</w:del>"


def field(*instructions: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + "".join(run(text, kind="instrText") for text in instructions) + end


def text_box(*paragraphs: str) -> str:
    """Word writes what a text box holds twice: for itself, and for older programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:docPr id="5" name="文本框 5"/><a:graphic><a:graphicData uri="wps">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def table(*rows: list[str]) -> str:
    cells = [
        "".join(
            f"<w:tc><w:tcPr><w:tcW w:w='9' w:type='dxa'/></w:tcPr>{cell}</w:tc>" for cell in row
        )
        for row in rows
    ]
    grid = '<w:gridCol w:w="9"/>' * len(rows[0])
    lines = "".join(f'<w:tr w:rsidR="00112233">{row}</w:tr>' for row in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def saved(folder: Path, xml: str) -> Path:
    document = Document()
    body = etree.fromstring(f"<w:body {nsdecls('w', 'wp', 'a', 'r')} {MORE_NAMES}>{xml}</w:body>")
    for number, element in enumerate(list(body)):
        document.element.body.insert(number, element)
    document.save(str(folder / "表.docx"))
    return folder / "表.docx"


def shown(data: bytes) -> str:
    """What stands in a document: ¶ before a paragraph, | before a cell, / for a line break."""
    marks = {"p": "¶", "tc": "|", "br": "/", "hyperlink": "@"}
    pieces: list[str] = []
    for element in read_package(data).xml("word/document.xml").iter(etree.Element):
        name = etree.QName(element).localname
        texts = name in ("t", "instrText", "delText")
        pieces.append(element.text or "" if texts else marks.get(name, ""))
    return "".join(pieces)


def by_docxtpl(path: Path) -> str:
    template = DocxTemplate(path)
    template.render(VALUES, Environment(), autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return shown(stream.getvalue())


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        WordTemplate.compile(path).render(VALUES)
    assert all(found.text("zh") and found.text("en") for found in caught.value.problems)
    return list(caught.value.problems)


LIKE_DOCXTPL = {
    "spelling marks": (
        paragraph("{{ ", SPELLING[0], "com", "munity", SPELLING[1], ".name", " }}"), "¶东湖"
    ),
    "each brace apart": (paragraph("{", SPELLING[0], "{", SPELLING[1], "name}", "}"), "¶东湖"),
    "other layouts": (
        paragraph(run("前{{ na", "<w:b/>"), run("me }} 后", "<w:i/>")), "¶前东湖 后"
    ),
    "two tags that share a run": (paragraph("{{ name", " }}-{{ ", "n }}尾"), "¶东湖-2尾"),
    "wide spaces": (paragraph("{{\u00a0name\u3000}}"), "¶东湖"),
    "curly quotes": (paragraph("{{ m[“k”] }}{{ m[‘k’] }}{{ no or “无” }}"), "¶值值无"),
    "comparison": (paragraph("{{ name if n > 1 and n < 5 }}"), "¶东湖"),
    "page break mark": (
        paragraph("{{ na", "<w:r><w:lastRenderedPageBreak/><w:t>me }}</w:t></w:r>"), "¶东湖"
    ),
    "bookmark": (
        paragraph("{{ na", '<w:bookmarkStart w:id="0" w:name="_GoBack"/>', "me }}",
                  '<w:bookmarkEnd w:id="0"/>'), "¶东湖"
    ),
    "hyperlink": (paragraph(inside("hyperlink", "{{ name }}")), "¶@东湖"),
    "simple field": (paragraph(inside('fldSimple w:instr="TITLE"', "{{ name }}")), "¶东湖"),
    "prompt of a control": (
        paragraph("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
                  f"{inside('sdtContent', '{{ name }}')}</w:sdt>"), "¶东湖"
    ),
    "inserted middle": (
        paragraph("{{ ", inside(f"ins {CHANGE}", "name"), " }}"), "¶东湖"
    ),
    "field": (paragraph(field(' DISPLAYBARCODE "{{ name }}" QR ')),
              '¶ DISPLAYBARCODE "东湖" QR '),
    "text box": (
        paragraph(text_box(paragraph("{{ na", "me }}")), "后{{ name }}"), "¶¶东湖¶东湖后东湖"
    ),
}  # fmt: skip
UNLIKE_DOCXTPL = {
    "hyperlink starts in a tag": (
        paragraph("{{ na", inside("hyperlink", "me }} 后"), "尾"), "¶东湖@ 后尾"
    ),
    "control starts in a tag": (
        paragraph("{{ na", f"<w:sdt><w:sdtPr/>{inside('sdtContent', 'me }}后')}</w:sdt>"),
        "¶东湖后",
    ),
    "insertion starts in a tag": (
        paragraph("{{ na", inside(f"ins {CHANGE}", "me }}"), "后"), "¶东湖后"
    ),
    "insertion ends in a tag": (
        paragraph(inside(f"ins {CHANGE}", "前{"), "{ na", "me }}后"), "¶前东湖后"
    ),
    "inserted brace": (paragraph("{{ name }", inside(f"ins {CHANGE}", "}"), "后"), "¶东湖后"),
    "deleted tag": (paragraph(deleted("{{ no", "body }}"), "{{ name }}"), "¶ nobody 东湖"),
    "deleted half of a tag": (
        paragraph("{{ name", deleted("2 }} {{ x"), " }}"), "¶东湖2   x"
    ),
    "tab and line break in a tag": (
        paragraph("{{ name", "<w:r><w:tab/></w:r>", "if", "<w:r><w:br/></w:r>", "yes }}"),
        "¶东湖",
    ),
    "hyphen in a tag": (paragraph("{{ n", "<w:r><w:noBreakHyphen/></w:r>", "1 }}"), "¶1"),
    "wide space after p": (
        paragraph("{%p\u3000if", "\u00a0no %}") + paragraph("甲") + paragraph("{%p\u00a0endif %}"),
        "",
    ),
    "text box in a tag": (
        paragraph("{{ na", text_box(paragraph("甲")), "me }}"), "¶东湖¶甲¶甲"
    ),
    "characters of no width": (paragraph("{{ \ufeffname\u200b }}"), "¶东湖"),
    "split field": (paragraph(field(' HYPERLINK "{{ na', 'me }}" ')), '¶ HYPERLINK "东湖" '),
    "line break after a text box": (
        paragraph(text_box(paragraph("{{ lines }}")), "{{ lines }}"), "¶¶一/二¶一/二一/二"
    ),
    "cell that loses all": (
        table([paragraph("{%p if no %}") + paragraph("甲") + paragraph("{%p endif %}"),
               paragraph("乙")]), "|¶|¶乙"
    ),
    "cell that loses what follows a table": (
        table([table([paragraph("甲")]) + paragraph("{%p if no %}") + paragraph("乙")
               + paragraph("{%p endif %}")]), "||¶甲¶"
    ),
    "cell that keeps some": (
        table([paragraph("{%p if yes %}") + paragraph("甲") + paragraph("{%p endif %}")]), "|¶甲"
    ),
    "text box that loses all": (
        paragraph(text_box(paragraph("{%p if no %}"), paragraph("{%p endif %}")), "甲"), "¶¶¶甲"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LIKE_DOCXTPL)
def test_what_word_does_to_tags_is_undone_as_in_docxtpl(case: str, tmp_path: Path) -> None:
    xml, expected = LIKE_DOCXTPL[case]
    path = saved(tmp_path, xml)
    template = WordTemplate.compile(path)
    assert shown(template.render(VALUES)) == by_docxtpl(path) == expected


@pytest.mark.parametrize("case", UNLIKE_DOCXTPL)
def test_what_docxtpl_renders_wrong_is_right(case: str, tmp_path: Path) -> None:
    """It loses what follows, fails, or leaves what Word cannot open."""
    xml, expected = UNLIKE_DOCXTPL[case]
    path = saved(tmp_path, xml)
    template = WordTemplate.compile(path)
    assert shown(template.render(VALUES)) == expected
    assert shown(template.bind(**VALUES).render({})) == expected


@pytest.mark.parametrize(
    "rest", ["<w:hyperlink>{}</w:hyperlink>", '<w:bookmarkStart w:id="0" w:name="a"/>{}', "{}"]
)
def test_the_text_after_a_mended_tag_keeps_its_layout(rest: str, tmp_path: Path) -> None:
    after = rest.format(run("me }} 后", "<w:b/>"))
    data = WordTemplate.compile(saved(tmp_path, paragraph("{{ na", after))).render(VALUES)
    if "bookmark" in rest:
        assert b"bookmarkStart" in read_package(data)["word/document.xml"]
    runs = read_package(data).xml("word/document.xml").iter("{*}r")
    assert [("".join(map(str, r.itertext())), r.find("{*}rPr/{*}b") is not None) for r in runs] == [
        ("东湖", False), (" 后", True)
    ]  # fmt: skip


def test_a_cell_keeps_a_paragraph_when_only_the_last_values_tell(tmp_path: Path) -> None:
    template = WordTemplate.compile(saved(tmp_path, table([paragraph("{{p rich }}")])))
    values = {"rich": RichTextParagraph("粗")}
    for document in (template, template.bind(), template.bind(**values)):
        assert shown(document.render(values)) == "|¶粗"
        assert "\ufdd4" not in read_package(document.render(values))["word/document.xml"].decode()
    for document in (template, template.bind()):
        assert shown(document.render({"rich": None})) == "|¶"


WRAPPED = st.sampled_from(
    ["{}", "{}", "<w:hyperlink>{}</w:hyperlink>", f"<w:ins {CHANGE}>{{}}</w:ins>",
     "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", f"{SPELLING[0]}{{}}", "<w:r/>{}"]
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_a_tag_may_be_split_anywhere(data: st.DataObject) -> None:
    text = "前{{ name }}、{{ m['k'] }} {# 注 #}{% set x = n %}{{ x }}后"
    cuts = data.draw(st.sets(st.integers(1, len(text) - 1), max_size=8))
    bounds = [0, *sorted(cuts), len(text)]
    layouts = st.sampled_from(["", "<w:b/>"])
    runs = [
        data.draw(WRAPPED).format(run(text[start:end], data.draw(layouts)))
        for start, end in pairwise(bounds)
    ]
    xml = f"<w:document {nsdecls('w')}>{paragraph(*runs)}</w:document>"
    part = WordPart("", part_source("", xml.encode(), ""), WordEnvironment({}), "")
    rendered = etree.fromstring(part.render(VALUES).encode())
    assert "".join(map(str, rendered.itertext())) == "前东湖、值 2后"


SECTION = "<w:pPr><w:sectPr><w:pgSz w:w='9' w:h='9'/></w:sectPr></w:pPr>"


@pytest.mark.parametrize(
    ("xml", "codes"),
    [
        (paragraph("{{ name｝"), ["unclosed-tag"]),
        (paragraph("｛｛ name "), ["unclosed-tag"]),
        (paragraph("{％ if yes %}"), ["unpaired-tag"]),
        (paragraph("甲{%p if yes %}", layout=SECTION) + paragraph("{%p endif %}"),
         ["tag-not-alone"]),
        (paragraph(text_box(paragraph("甲")), "{%p if yes %}") + paragraph("{%p endif %}"),
         ["tag-not-alone"]),
        (paragraph("{% if yes %}甲") + table([paragraph("乙{% endif %}")]), ["torn-block"]),
        (paragraph("{% if yes %}", inside("hyperlink", "甲{% endif %}")), ["torn-block"]),
        (table([paragraph("{% if yes %}甲")]) + paragraph("{% else %}乙{% endif %}"),
         ["torn-block", "torn-block"]),
        (paragraph(text_box(paragraph("{{ a b }}"), paragraph("{% for x in y %}"))),
         ["unpaired-tag", "syntax"]),
        (paragraph(text_box(paragraph("{{ name"))), ["unclosed-tag"]),
    ],
)  # fmt: skip
def test_what_would_be_lost_or_damage_the_document_is_refused_once(
    xml: str, codes: list[str], tmp_path: Path
) -> None:
    found = problems_of(saved(tmp_path, xml))
    assert [problem.code for problem in found] == [f"template.{code}" for code in codes]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (paragraph("{% if no %}甲") + paragraph("乙{% endif %}丙"), "¶丙"),
        (table([paragraph("{% for x in items %}{{ x }}"), paragraph("{% endfor %}")]), "|¶1|¶2|¶"),
        (paragraph("{% raw %}{{ a", run("b", "<w:b/>"), "}}{% endraw %}"), "¶{{ ab}}"),
        (paragraph("{% raw %}A & <B>{% endraw %}"), "¶A & <B>"),
        (paragraph("{% set x %}甲{% endset %}{{ x }}"), "¶甲"),
    ],
)
def test_a_block_may_span_elements_that_it_leaves_whole(
    xml: str, expected: str, tmp_path: Path
) -> None:
    assert shown(WordTemplate.compile(saved(tmp_path, xml)).render(VALUES)) == expected


def test_tags_stand_in_every_part_that_people_see(tmp_path: Path) -> None:
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    document.core_properties.title = "{{ name }}表"
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for part in ("header", "footer", "first_page_header", "first_page_footer",
                 "even_page_header", "even_page_footer"):  # fmt: skip
        getattr(section, part).paragraphs[0].text = f"{part} {{{{ name }}}}"
    document.save(str(tmp_path / "表.docx"))
    made = Document(
        io.BytesIO(WordTemplate.compile(tmp_path / "表.docx").bind().render({"name": "东湖"}))
    )
    assert made.core_properties.title == "东湖表"
    for part in ("header", "first_page_footer", "even_page_header"):
        assert getattr(made.sections[0], part).paragraphs[0].text == f"{part} 东湖"
