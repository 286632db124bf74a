"""Every feature of docxtpl that is taken renders the same XML as docxtpl does with autoescape."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree

from docgen.office.package.archive import read_package
from docgen.office.word.template.template import WordTemplate

PEOPLE = [
    {"name": "张三 & 李四", "role": "主任 <1>"},
    {"name": '"王五"', "role": "it's"},
    {"name": "赵六", "role": ""},
]
FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="1"><w:p><w:r><w:t>注：{{ note }}</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
Build = Callable[[DocumentType], None]


def table(document: DocumentType, rows: list[list[str]]) -> Table:
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def paragraphs(*texts: str) -> Build:
    def build(document: DocumentType) -> None:
        for text in texts:
            document.add_paragraph(text)

    return build


def rows(*texts: list[str]) -> Build:
    def build(document: DocumentType) -> None:
        table(document, list(texts))

    return build


def body(xml: str) -> Build:
    def build(document: DocumentType) -> None:
        for element in parse_xml(f"<w:body {nsdecls('w', 'wp')}>{xml}</w:body>"):
            document.element.body.insert(0, element)

    return build


def split_runs(document: DocumentType) -> None:
    paragraph = document.add_paragraph("甲")
    for text in ("{", "{ na", "me }", "}乙{% if na", "me %}丙", "{% endif %}"):
        paragraph.add_run(text).bold = True


def styled(document: DocumentType) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run("前：").bold = True
    paragraph.add_run("{{ text }}").italic = True
    paragraph.add_run("后")


def run_tags(document: DocumentType) -> None:
    paragraph = document.add_paragraph()
    for text in ("{%r if name %}", "有{{ name }}", "{%r else %}", "无", "{%r endif %}"):
        paragraph.add_run(text)


def column_loop(document: DocumentType) -> None:
    table(
        document,
        [
            ["项目", "{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"],
            ["{%tr for p in people %}", "", "", ""],
            ["{{ p.name }}", "{%tc for c in columns %}", "{{ c }}{{ p.role }}", "{%tc endfor %}"],
            ["{%tr endfor %}", "", "", ""],
        ],
    )


def merged_columns(document: DocumentType) -> None:
    made = table(document, [["a", "b", "c"], ["{{ name }}", "x", "y"]])
    made.cell(0, 0).merge(made.cell(0, 2)).text = "{% colspan count %}{{ name }}"


def horizontal_merge(document: DocumentType) -> None:
    made = table(
        document,
        [
            ["头", "{%tc for c in columns %}", "{% hm %}{{ name }}", "{%tc endfor %}", "尾"],
            ["头", "{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}", "尾"],
        ],
    )
    made.cell(0, 2)._tc.get_or_add_tcPr()


def horizontal_merge_of_spanning_cells(document: DocumentType) -> None:
    made = table(document, [["{%tc for c in columns %}", "", "", "{%tc endfor %}"]])
    made.cell(0, 1).merge(made.cell(0, 2)).text = "{% hm %}{{ name }}"


def nested_tables(document: DocumentType) -> None:
    outer = table(document, [["{%tr for p in people %}"], ["{{ p.name }}"], ["{%tr endfor %}"]])
    inner = outer.cell(1, 0).add_table(3, 3)
    for cell, text in zip(
        inner._cells,
        ["{%tr for c in columns %}", "", "", "{{ c }}", "{{ p.role }}", "", "{%tr endfor %}"],
        strict=False,
    ):
        cell.text = text
    outer.cell(1, 0).add_paragraph()


def header_and_footer(document: DocumentType) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ name }}"
    section.footer.paragraphs[0].text = "{% for p in people %}{{ p.name }}、{% endfor %}"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "首页 {{ text }}"
    document.add_paragraph("{{ name }}")


def footnotes(document: DocumentType) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    name = PackURI("/word/footnotes.xml")
    part = Part(name, kind, FOOTNOTES.encode(), document.part.package)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    document.part.relate_to(part, relation)


CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="{{ name }}"/><w:tag w:val="score.{{ people[0].name }}"/>'
    "</w:sdtPr><w:sdtContent>"
)
DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="章"/></wp:inline></w:drawing></w:r>'

FEATURES: dict[str, Build] = {
    "printing": paragraphs("{{ name }}，{{ count }} 个，{{ count / 2 }}，{{ none or '无' }}"),
    "tags split over runs": split_runs,
    "conditions and loops in a paragraph": paragraphs(
        "{% for p in people %}{% if p.role %}{{ loop.index }}.{{ p.name }}"
        "{% elif p.name %}{{ p.name|length }}{% else %}无{% endif %}；{% endfor %}"
    ),
    "paragraph loops": paragraphs(
        "{%p for p in people %}", "{{ p.name }}", "{%p if p.role %}", "{{ p.role }}",
        "{%p endif %}", "{%p endfor %}",
    ),
    "set, macro and curly quotes": paragraphs(
        "{% set x = “甲” %}{% macro m(a) %}[{{ a }}]{% endmacro %}"
        "{{ m(x) }}{{ people[‘0’|int].name }}"
    ),
    "comments": paragraphs("甲{# {{ no }} #}乙", "{#p 整段 #}", "丙"),
    "row loops": rows(
        ["{%tr for p in people %}", ""],
        ["{{ loop.index }}", "{{ p.name }}"],
        ["{%tr endfor %}", ""],
    ),
    "row conditions": rows(
        ["{%tr if count > 100 %}", ""], ["多", "{{ count }}"], ["{%tr else %}", ""],
        ["少", "{{ count }}"], ["{%tr endif %}", ""],
    ),
    "column loops": column_loop,
    "run tags": run_tags,
    "colspan": merged_columns,
    "colspan 1": rows(["{% colspan 1 %}{{ name }}", "x"]),
    "cellbg": rows(["{% cellbg colour %}{{ name }}", "{% cellbg 'FF0000' %}红"]),
    "vertical merge": rows(
        ["{%tr for p in people %}", ""],
        ["{% vm %}{{ name }}", "{{ p.name }}"],
        ["{%tr endfor %}", ""],
    ),
    "horizontal merge": horizontal_merge,
    "horizontal merge of spanning cells": horizontal_merge_of_spanning_cells,
    "nested tables": nested_tables,
    "headers and footers": header_and_footer,
    "footnotes": footnotes,
    "rich text": paragraphs("甲{{r rich }}乙"),
    "rich paragraphs": paragraphs("{{p rich_paragraph }}", "后"),
    "listing": paragraphs("甲{{ listing }}乙"),
    "control characters in styled text": styled,
    "delimiters": paragraphs("{_{ name }_} {_% if %_} {{ name }}"),
    "raw": paragraphs("{% raw %}{{ name }}{% endraw %}{{ name }}"),
    "white space": paragraphs("甲 {{- name -}} 乙", "丙", "{%- if name %}丁{% endif -%}", "戊"),
    "filters": paragraphs(
        "{{ name|reverse }}{{ name|stars(3) }}{{ columns|join('、') }}{{ name|e }}"
    ),
    "content controls": body(
        f"{CONTROL}<w:p><w:r><w:t>{{{{ text }}}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        f"<w:p>{CONTROL}<w:r><w:t>{{{{ name }}}}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    ),
    "drawings in a loop": body(
        "<w:p><w:r><w:t>{% for c in columns %}</w:t></w:r>"
        f"{DRAWING}<w:r><w:t>{{% endfor %}}</w:t></w:r></w:p>"
    ),
    "nothing": paragraphs("没有标签"),
}  # fmt: skip


def context() -> dict[str, Any]:
    rich = RichText("粗 & 体", bold=True, color="#FF0000", font="eastAsia:仿宋", size=32)
    rich.add("\n下一行\t", style="Strong", italic=True, underline="wave", strike=True)
    return {
        "name": "东湖<社区> & 'x'",
        "count": 3,
        "none": None,
        "people": PEOPLE,
        "columns": ["一", "二", "三", "四"],
        "colour": "00FF00",
        "note": "注释 <&>",
        "text": "一\n二\t三\a四\f五 & <六>",
        "listing": Listing("一\n二 <>\t三\a四\f五"),
        "rich": rich,
        "rich_paragraph": RichTextParagraph(rich, parastyle="ListBullet"),
    }


def stars(text: str, number: int) -> str:
    return "*" * number + text


def by_docxtpl(path: Path, values: dict[str, Any]) -> bytes:
    environment = Environment()
    environment.filters["stars"] = stars
    template = DocxTemplate(path)
    template.render(values, environment, autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


def canonical(data: bytes) -> dict[str, bytes]:
    package = read_package(data)
    return {
        name: etree.tostring(package.xml(name), method="c14n", exclusive=True)
        for name in package
        if name.startswith("word/") and name.endswith(".xml")
    }


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_renders_the_same_xml(feature: str, tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    document = Document()
    FEATURES[feature](document)
    document.save(str(path))
    template = WordTemplate.compile(path, filters={"stars": stars})
    expected = canonical(by_docxtpl(path, context()))
    assert canonical(template.render(context())) == expected
    assert canonical(template.bind(**context()).render({})) == expected


def test_core_properties_are_rendered(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    document = Document()
    document.core_properties.title = "{{ title }}申报表"
    document.core_properties.author = "{{ author }}"
    document.save(str(path))
    values = {"title": "社区", "author": "人社局"}
    ours = Document(io.BytesIO(WordTemplate.compile(path).render(values))).core_properties
    theirs = Document(io.BytesIO(by_docxtpl(path, values))).core_properties
    assert (ours.title, ours.author) == (theirs.title, theirs.author) == ("社区申报表", "人社局")


@pytest.fixture(scope="module")
def printing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("templates") / "printing.docx"
    document = Document()
    styled(document)
    table(document, [["{{ text }}", "甲{{ text }}{{ text }}"]])
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def compiled(printing: Path) -> WordTemplate:
    return WordTemplate.compile(printing)


CHARACTERS = st.one_of(
    st.sampled_from("\n\t\a\f&<>\"'{}%#甲 "), st.characters(exclude_categories=["Cc", "Cn", "Cs"])
)


@settings(deadline=None, max_examples=12)
@given(text=st.text(CHARACTERS, max_size=12))
def test_any_text_renders_the_same_xml(printing: Path, compiled: WordTemplate, text: str) -> None:
    expected = canonical(by_docxtpl(printing, {"text": text}))
    assert canonical(compiled.render({"text": text})) == expected
    assert canonical(compiled.bind().render({"text": text})) == expected
