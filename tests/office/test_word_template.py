"""Word templates: what is refused and where, binding, values, and files that stay the same."""

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docxtpl import InlineImage, RichText
from markupsafe import Markup

from docgen.office.package.archive import deflate, read_package, write_archive
from docgen.office.package.properties import read_custom_properties
from docgen.office.word.reading.reader import read_controls, read_tables
from docgen.office.word.template.template import WordTemplate
from docgen.problems import Problem, ProblemError

CONTROL = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:sdtPr>'
    '<w:alias w:val="{{ row.label }}"/><w:tag w:val="score.{{ row.id }}"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>{{ scores[row.id] }}</w:t></w:r></w:sdtContent></w:sdt>"
)


@dataclass(frozen=True)
class Person:
    name: str | None
    phone: str = ""


def saved(path: Path, document: DocumentType) -> Path:
    document.save(str(path))
    return path


def template(folder: Path, *paragraphs: str) -> WordTemplate:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return WordTemplate.compile(saved(folder / "表.docx", document))


def table_template(folder: Path, *rows: list[str]) -> WordTemplate:
    document = Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return WordTemplate.compile(saved(folder / "表.docx", document))


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def cells(data: bytes) -> list[list[str]]:
    table = read_tables(read_package(data))[0]
    return [[cell.text if cell else "" for cell in row] for row in table.rows]


def problems_of(error: ProblemError) -> list[tuple[str, str, str]]:
    def fact(found: Problem, name: str) -> str:
        return dict(found.facts).get(name, "")

    assert all(found.place.file == "表.docx" for found in error.problems)
    return [(found.code, found.place.field, fact(found, "tag")) for found in error.problems]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (0, "0"),
        (Decimal("1.50"), "1.50"),
        (date(2017, 9, 25), "2017-09-25"),
        ("<&>\"'", "<&>\"'"),
        ("一\r\n二\r三", "一\n二\n三"),
    ],
)
def test_a_value_is_printed_as_it_is_and_none_as_nothing(
    value: object, shown: str, tmp_path: Path
) -> None:
    made = template(tmp_path, "[{{ value }}]")
    assert texts(made.render({"value": value})) == [f"[{shown}]"]
    assert texts(made.bind().render({"value": value})) == [f"[{shown}]"]
    assert texts(made.bind(value=value).render({})) == [f"[{shown}]"]


def test_every_tag_of_wrong_syntax_is_found_with_its_paragraph(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("单位：{{ a b }}")
    document.add_paragraph("{% for x %}{% endfor %}")
    document.add_paragraph("{{ name|no_such_filter }} {{ fine }}")
    document.sections[0].header.paragraphs[0].text = "页眉 {% unknown %}"
    with pytest.raises(ProblemError) as caught:
        WordTemplate.compile(saved(tmp_path / "表.docx", document))
    assert sorted(problems_of(caught.value)) == [
        ("template.syntax", "{% for x %}{% endfor %}", "{% for x %}"),
        ("template.syntax", "单位：{{ a b }}", "{{ a b }}"),
        (
            "template.unknown-filter",
            "{{ name|no_such_filter }} {{ fine }}",
            "{{ name|no_such_filter }}",
        ),
        ("template.unknown-word", "页眉 {% unknown %}", "{% unknown %}"),
    ]


def test_a_block_that_does_not_end_is_found(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        template(tmp_path, "{%p if a %}", "甲{{ a }}", "{%p endfor %}")
    assert problems_of(caught.value) == [
        ("template.unpaired-tag", "{% endfor %}", "{% endfor %}"),
        ("template.unpaired-tag", "{% if a %}", "{% if a %}"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲 {{ name", "template.unclosed-tag"),
        ("甲 {% if name }}", "template.unclosed-tag"),
        ("{%p if a %}{{ b }}", "template.two-tags"),
        ("{% include 'other' %}", "template.unsupported-tag"),
        ("{%tr for a in b %}", "template.prefix-misplaced"),
    ],
)
def test_what_docxtpl_would_render_wrong_is_refused(text: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        template(tmp_path, text, "乙")
    assert [found[0] for found in problems_of(caught.value)] == [code]


def test_a_row_that_a_tag_would_take_away_with_other_tags_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        table_template(tmp_path, ["{%tr for x in y %}", "{{ lost }}"], ["{%tr endfor %}", ""])
    assert [found[0] for found in problems_of(caught.value)] == ["template.two-tags"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ nobody }}", "template.undefined"),
        ("{{ person.nmae }}", "template.undefined"),
        ("{{ '甲' if nobody }}", "template.undefined"),
        ("{{ person.__class__ }}", "template.forbidden"),
        ("{{ ''.__class__.__mro__ }}", "template.forbidden"),
        ("{{ people.append(1) }}", "template.forbidden"),
        ("{{ 1 / 0 }}", "template.division-by-zero"),
        ("{{ person + 1 }}", "template.wrong-kind"),
        ("{{ bad }}", "package.illegal-character"),
        ("{{ image }}", "template.unsupported-value"),
        ("{{r link }}", "template.unsupported-value"),
    ],
)
def test_a_tag_that_cannot_be_rendered_is_told_with_its_paragraph(
    tag: str, code: str, tmp_path: Path
) -> None:
    made = template(tmp_path, "先 {{ person.name }}", f"后 {tag} {{{{ person.name }}}}")
    context: dict[str, Any] = {
        "person": Person("甲"),
        "people": [],
        "bad": "a\x0bb",
        "image": InlineImage(None, ""),
        "link": RichText("链接", url_id="rId7"),
    }
    with pytest.raises(ProblemError) as caught:
        made.render(context)
    shown = tag.replace("{{r", "{{")
    assert [found[::2] for found in problems_of(caught.value)] == [(code, shown)]
    assert all(found.place.field.startswith(("后", "{{")) for found in caught.value.problems)
    assert all(found.text("zh") and found.text("en") for found in caught.value.problems)


def test_text_of_values_is_never_evaluated(tmp_path: Path) -> None:
    made = template(tmp_path, "{{ value }}")
    for value in ("{{ 7 * 7 }}", "{% if %}", "{_{ x }_}", "<w:p/>"):
        assert texts(made.render({"value": value})) == [value]
        assert texts(made.bind(value=value).render({})) == [value]


def test_a_template_tells_the_names_that_it_uses(tmp_path: Path) -> None:
    made = template(tmp_path, "{% for p in people %}{{ p.name }}{% endfor %}", "{{ a.b }}")
    assert made.variables == {"people", "a"}
    assert made.bind(people=[]).variables == {"a"}


def test_a_merge_on_a_condition_starts_where_it_is_true(tmp_path: Path) -> None:
    made = table_template(
        tmp_path,
        ["{%tr for row in rows %}", ""],
        ["{% vm row.first %}{{ row.item }}", "{{ row.text }}"],
        ["{%tr endfor %}", ""],
    )
    rows = [
        {"item": "甲", "text": "1", "first": True},
        {"item": "甲", "text": "2", "first": False},
        {"item": "乙", "text": "3", "first": True},
    ]
    data = made.render({"rows": rows})
    assert cells(data) == [["甲", "1"], ["甲", "2"], ["乙", "3"]]
    grid = read_tables(read_package(data))[0].rows
    assert grid[0][0] is grid[1][0]
    assert Document(io.BytesIO(data)).tables[0].cell(1, 0).text == "甲"


def test_binding_leaves_only_what_is_printed(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for row in rows %}"
    table.cell(1, 0).text = "{% if row.bold %}{{ row.label }}{% endif %}"
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(CONTROL))
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{{ applicant.name }}{{ applicant['name'] }}")
    made = WordTemplate.compile(saved(tmp_path / "表.docx", document))
    rows = [
        {"id": "1.1", "label": "甲 & 乙", "bold": True},
        {"id": "1.2", "label": "丙", "bold": False},
    ]
    known = {"applicant": Person("东湖"), "scores": {"1.1": 2, "1.2": None}}
    bound = made.bind(rows=rows)
    assert bound.variables == {"applicant", "scores"}
    data = bound.render(known)
    assert data == made.render({**known, "rows": rows})
    controls = read_controls(read_package(data))
    assert [(c.tag, c.alias, c.text, c.row, c.column) for c in controls] == [
        ("score.1.1", "甲 & 乙", "2", 1, 2),
        ("score.1.2", "丙", "", 2, 2),
    ]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{% if applicant.name %}{% endif %}", "applicant.name"),
        ("{% if not applicant %}{% endif %}", "applicant"),
        ("{% for x in applicant.people %}{% endfor %}", "applicant.people"),
        ("{% if applicant.name == '甲' %}{% endif %}", "applicant.name"),
        ("{% if applicant.total > 3 %}{% endif %}", "applicant.total"),
        ("{% if applicant.name in known %}{% endif %}", "applicant.name"),
        ("{% if applicant.name is none %}{% endif %}", "applicant.name"),
        ("{% if applicant is defined %}{% endif %}", "applicant"),
        ("{{ applicant.name|upper }}", "applicant.name"),
        ("{{ applicant.name|default('') }}", "applicant.name"),
        ("{{ applicant.name|e }}", "applicant.name"),
        ("{{ applicant.name or '' }}", "applicant.name"),
        ("{{ applicant.total + 1 }}", "applicant.total"),
        ("{{ 1 + applicant.total }}", "applicant.total"),
        ("{{ '第' ~ applicant.total }}", "applicant.total"),
        ("{{ applicant.names() }}", "applicant.names"),
        ("{{ known[applicant.name] }}", "applicant.name"),
        ("{{ applicant[applicant.name] }}", "applicant"),
        ("{{ range(applicant.total) }}", "applicant.total"),
        ("{% set x = applicant %}{{ x.name|length }}", "applicant.name"),
        ("{% filter upper %}{{ applicant.name }}{% endfilter %}", "applicant.name"),
        ("{% set x %}{{ applicant.name }}{% endset %}{% if x %}{% endif %}", "applicant"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(applicant.name) }}", "applicant.name"),
    ],
)
def test_more_than_printing_what_is_not_known_is_refused(
    tag: str, name: str, tmp_path: Path
) -> None:
    made = template(tmp_path, f"单位 {tag}")
    with pytest.raises(ProblemError) as caught:
        made.bind(known={"甲": 1})
    [found] = caught.value.problems
    assert found.code == "template.not-known-yet"
    assert dict(found.facts)["name"] == name
    assert found.place.field.startswith("单位")


@pytest.mark.parametrize(
    "odd", ["乙", "", None, 5, "&", "一\a二\t三", "一\f二", "一\r\n二", "𠮷", Markup("<w:tab/>")]
)
def test_a_bound_template_prints_every_value_whatever_the_others_are(
    odd: object, tmp_path: Path
) -> None:
    made = template(tmp_path, "甲 {{ a.name }}{{ b }}", "{{ c['x'] }}{{ a.name }}", "{{ d.other }}")
    values = {"a": {"name": "一\n二"}, "b": odd, "c": {"x": "一\a二"}, "d": {"other": "三"}}
    assert made.bind().render(values) == made.render(values)


def test_a_bound_template_tells_all_values_that_are_missing_or_bad(tmp_path: Path) -> None:
    bound = template(tmp_path, "甲 {{ a.name }}", "乙 {{ b }}", "丙 {{ c['x'] }}").bind()
    with pytest.raises(ProblemError) as caught:
        bound.render({"a": Person("a\x00"), "c": {}})
    assert problems_of(caught.value) == [
        ("package.illegal-character", "甲 {{ a.name }}", "{{ a.name }}"),
        ("template.undefined", "乙 {{ b }}", "{{ b }}"),
        ("template.undefined", "丙 {{ c['x'] }}", "{{ c['x'] }}"),
    ]


def test_rich_text_in_a_plain_tag_is_refused(tmp_path: Path) -> None:
    made = template(tmp_path, "甲{{ rich }}乙")
    for document in (made, made.bind()):
        with pytest.raises(ProblemError) as caught:
            document.render({"rich": RichText("粗", bold=True)})
        assert [found.code for found in caught.value.problems] == ["template.rich-text"]


def test_a_new_paragraph_inside_an_inline_control_has_a_control_of_its_own(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph()._p.append(parse_xml(CONTROL))
    made = WordTemplate.compile(saved(tmp_path / "表.docx", document))
    row = {"id": "1", "label": "甲"}
    data = made.render({"row": row, "scores": {"1": "一\a二\f三\t四"}})
    assert [control.text for control in read_controls(read_package(data))] == ["一", "二\n三\t四"]


def test_properties_are_written_into_the_document(tmp_path: Path) -> None:
    made = template(tmp_path, "{{ name }}")
    properties = {"docgen.form": "申报表 & <1>", "docgen.round": "2017"}
    for document in (made, made.bind()):
        package = read_package(document.render({"name": "甲"}, properties))
        assert read_custom_properties(package) == properties
        assert "docProps/custom.xml" in package.content_types
        assert "docProps/custom.xml" not in read_package(document.render({"name": "甲"}))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    made = template(tmp_path, "{{ name }}", "乙")
    again = WordTemplate.compile(tmp_path / "表.docx")
    data = made.render({"name": "甲"}, {"a": "b"})
    assert data == made.render({"name": "甲"}, {"a": "b"})
    assert data == again.bind().render({"name": "甲"}, {"a": "b"})
    assert next(iter(read_package(data))) == "[Content_Types].xml"


def test_every_part_of_the_template_is_kept(tmp_path: Path) -> None:
    made = template(tmp_path, "{{ name }}")
    before = read_package((tmp_path / "表.docx").read_bytes())
    after = read_package(made.render({"name": "甲"}))
    assert set(after) == set(before)
    assert after["word/styles.xml"] == before["word/styles.xml"]


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    def zipped(kind: str) -> bytes:
        override = f'<Override PartName="/d.xml" ContentType="{kind}+xml"/>'
        types = deflate("[Content_Types].xml", f"<Types>{override}</Types>".encode())
        return write_archive([types, deflate("d.xml", b"<unclosed>")])

    for data, code in [
        (b"no zip", "package.not-office"),
        (zipped("sheet.main"), "template.not-word"),
        (zipped("document.main"), "package.bad-xml"),
    ]:
        (tmp_path / "表.docx").write_bytes(data)
        with pytest.raises(ProblemError) as caught:
            WordTemplate.compile(tmp_path / "表.docx")
        assert [found.code for found in caught.value.problems] == [code]
    with pytest.raises(ProblemError) as caught:
        WordTemplate.compile(tmp_path / "没有.docx")
    assert [found.code for found in caught.value.problems] == ["file.missing"]
