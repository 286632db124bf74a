"""Hostile and wrong templates, through the command: each told at its place, none harmful."""

import json
import sys
import zipfile

import pytest
from docx import Document
from faults.canary import SECRET, canary
from faults.outcomes import inside, run
from openpyxl import Workbook

from docgen.desk.merge import merge
from docgen.office.tags import limits

TABLE = "姓名,单位,照片\n张三,甲,../canary.txt\n"
SHEET, CELL = "表", "B3"


def document(text, path):
    """A template with a text of its own in the second of three paragraphs."""
    made = Document()
    for one in ("致{{ 姓名 }}：", text, "此致"):
        made.add_paragraph(one)
    made.save(path)


def workbook(text, path):
    """A template with a text of its own in one of two cells."""
    made = Workbook()
    made.active.title = SHEET
    made.active["A1"] = "致{{ 姓名 }}："
    made.active[CELL] = text
    made.save(path)


TEMPLATES = {".docx": document, ".xlsx": workbook}


@pytest.fixture
def merged(tmp_path):
    """Run the command with a text in a template: exit code, code, file and place, what it left."""
    folder = tmp_path / "round"
    folder.mkdir()
    (folder / "d.csv").write_text(TABLE, encoding="utf-8")

    def merge_it(text, change=None, ending=".docx"):
        template = folder / f"t{ending}"
        TEMPLATES[ending](text, template)
        if change:
            change(template)
        before = {path for path in folder.rglob("*") if path.is_file()}
        outcome = run("merge", template, folder / "d.csv", "-o", folder / "out")
        left = {path for path in folder.rglob("*") if path.is_file()} - before
        told = [
            (one["code"], one["place"]["file"].rpartition("/")[2], inside(one["place"]))
            for one in outcome.problems
        ]
        assert SECRET not in outcome.output
        return outcome.exit_code, told, left

    if sys.platform != "linux":
        yield merge_it
        return
    with canary(tmp_path) as bird:
        yield merge_it
        assert not bird.opened()
        assert not bird.called()


def check_refused(found, code, file, **place):
    """Exit code 1, just this problem at its place, and nothing was made."""
    assert found == (1, [(code, file, place)], set())


TOO_MUCH = [
    "{{ 'a' * 10**9 }}",
    "{{ ('a' * 10**6).replace('a', 'b' * 10**6) }}",
    "{{ 12345 ** 1000000 }}",
    "{{ range(10**9) | list }}",
    "{% for i in range(100000) %}{% for j in range(100000) %}{{ j }}{% endfor %}{% endfor %}",
    "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ '{:{w}}'.format(1, w=10**9) }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ 'a' | center(1000000000) }}",
    "{{ range(100000) | join('a' * 100000) }}",
    "{{ 'a'.join(['b' * 900000] * 900000) }}",
    "{{ [['a' * 1000000] * 1000] * 1000 }}",
    "{{ 1 | round(1000000000, 'ceil') }}",
    "{{ [1] | batch(1000000000, 'x') | list }}",
    "{{ [1] | slice(1000000000) | list }}",
    "{{ 'x' | tojson(indent=1000000000) }}",
    "{{ ('a' * 100000) | wordwrap(1) }}",
    "{{ ('a' * 1000) | indent(100000000) }}",
    "{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x=123) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{{ (5).to_bytes(1000000000, 'big') }}",
]
TOO_DEEP = [
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "[" * 3000 + "]" * 3000 + " }}",
    "{% if 姓名 %}" * 200 + "{% endif %}" * 200,
    "{% for a in [1] %}" * 30 + "x" + "{% endfor %}" * 30,
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
]
FORBIDDEN = [
    "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ dict(a=1).update({'b': 2}) }}",
    "{{ ''['__class__'] }}",
]
WRONG = [
    ("{{ 姓名", "template.unclosed-tag"),
    ("{{" * 300_000, "template.unclosed-tag"),
    ("{% if 姓名 %}", "template.unpaired-tag"),
    ("{% include '/etc/passwd' %}", "template.unsupported-tag"),
    ("{% import 'os' as os %}", "template.unsupported-tag"),
    ("{% extends 'x' %}", "template.unsupported-tag"),
    ("{% do x %}", "template.unknown-word"),
    ("{{ 姓名 | nope }}", "template.unknown-filter"),
    ("{% if false %}{{ 姓名 | nope }}{% endif %}", "template.unknown-filter"),
    ("{{ 姓名 is nope }}", "template.unknown-test"),
    ("{{ (姓名 }}", "template.unpaired-marks"),
    ("{{ '姓名 }}", "template.unpaired-marks"),
    ("{% if 姓名 = '甲' %}{% endif %}", "template.one-equals-sign"),
    ("{{ 姓 铭 }}", "template.unknown-head"),
    ("{{ 姓名，单位 }}", "template.several-values"),
    ("{% set x = %}{{ 姓名 }}", "template.syntax"),
    ("{%tr for x in 姓名 %}", "template.prefix-misplaced"),
    ("{{ 1 / 0 }}", "template.division-by-zero"),
    ("{{ range() }}", "template.wrong-kind"),
    ("{{ range(1, 2, 0) }}", "template.failed"),
    ("{{ [] | first }}", "template.no-value"),
    ("{{ '\\u0000' }}", "package.illegal-character"),
]
IN_ROW = [
    ("{{ 姓名 + 1 }}", "template.wrong-kind"),
    ("{{ 姓名.nope }}", "template.undefined"),
    ("{{ 姓名 | attr('__class__') }}", "template.forbidden"),
    ("{{ 照片 | picture }}", "template.picture-outside"),
    ("{{ (姓名 * 3000) | qr }}", "template.qr-too-long"),
    ("{{ 姓名 * 10**9 }}", "template.too-much"),
    ("{{ (姓名 ~ '.png') | picture }}", "template.picture-missing"),
    ("{{ ('d.csv' if 姓名) | picture }}", "template.picture-unreadable"),
]


@pytest.mark.fault("templates")
@pytest.mark.parametrize("text", TOO_MUCH)
def test_a_tag_that_takes_too_much_is_told_in_time(text, merged, monkeypatch):
    monkeypatch.setattr(limits, "_STEPS", 20_000)
    check_refused(merged(text), "template.too-much", "t.docx", field=text)


def test_what_takes_long_without_many_steps_ends_too(merged, monkeypatch):
    monkeypatch.setattr(limits, "_SECONDS", 0.1)
    text = (
        "{% set x = range(100000) | list %}{% for i in x %}{% if -1 in x %}{% endif %}{% endfor %}"
    )
    check_refused(merged(text), "template.too-much", "t.docx", field=text)


@pytest.mark.fault("templates")
@pytest.mark.parametrize("text", TOO_DEEP)
def test_a_tag_that_is_too_deep_is_told(text, merged):
    check_refused(merged(text), "template.too-deep", "t.docx", field=text)


@pytest.mark.fault("templates")
@pytest.mark.parametrize("text", FORBIDDEN)
def test_a_tag_stays_in_the_sandbox(text, merged):
    check_refused(merged(text), "template.forbidden", "t.docx", field=text)


@pytest.mark.fault("templates")
@pytest.mark.parametrize(("text", "code"), WRONG)
def test_a_wrong_tag_is_told_by_its_kind_at_its_paragraph(text, code, merged):
    check_refused(merged(text), code, "t.docx", field=text)


@pytest.mark.fault("templates")
@pytest.mark.parametrize(("text", "code"), IN_ROW)
def test_what_only_a_row_shows_is_told_at_the_row(text, code, merged):
    check_refused(merged(text), code, "d.csv", line=2, field=text)


@pytest.mark.fault("templates")
@pytest.mark.parametrize(("text", "code"), [*WRONG[:1], *WRONG[2:16]])
def test_a_wrong_tag_is_told_at_its_cell(text, code, merged):
    found = merged(text, ending=".xlsx")
    check_refused(found, code, "t.xlsx", sheet=SHEET, cell=CELL)


@pytest.mark.fault("templates")
@pytest.mark.parametrize(
    ("text", "code"), [*((text, "template.forbidden") for text in FORBIDDEN), *WRONG[17:], *IN_ROW]
)
def test_what_only_a_row_shows_of_a_cell_is_told_at_both(text, code, merged):
    found = merged(text, ending=".xlsx")
    check_refused(found, code, "d.csv", line=2, field=f"{SHEET}!{CELL}")


@pytest.mark.fault("templates")
@pytest.mark.parametrize(
    "tag",
    [
        "{{ 单位 | safe }}",
        "{{ 单位 | safe | upper | lower }}",
        "{% autoescape false %}{{ 单位 }}{% endautoescape %}",
        "{% filter safe %}{{ 单位 }}{% endfilter %}",
        "{% set x = 单位 | safe %}{{ x }}",
        "{% macro m(x) %}{{ x | safe }}{% endmacro %}{{ m(单位) }}",
        "{{ [单位] | join | safe }}",
        "{{ 单位 | forceescape }}",
    ],
)
def test_no_value_becomes_markup(tag, tmp_path):
    document = Document()
    document.add_paragraph(tag)
    document.save(tmp_path / "t.docx")
    (tmp_path / "d.json").write_text(json.dumps([{"单位": "a</w:t> & <b/>"}]), encoding="utf-8")
    (made,) = merge(tmp_path / "t.docx", tmp_path / "d.json", tmp_path / "out", "{#}").files
    assert Document(made).paragraphs[0].text == "a</w:t> & <b/>"


def test_very_many_tags_in_a_paragraph_take_no_longer_than_they_must(merged):
    exit_code, told, left = merged("{{ 姓名 }}" * 1_000)
    assert (exit_code, told, len(left)) == (0, [], 1)


def with_part(name, data):
    def change(path):
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, data)

    return change


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("word/glossary/document.xml", "<x>{{ 姓名 }}</x>", "{{ 姓名 }}"),
        ("word/other.xml", '<x text="{{ 姓名 }}"/>', "{{ 姓名 }}"),
        ("word/vmlDrawing1.vml", "<x>{% if 姓名 %}</x>", "{% if 姓名 %}"),
    ],
)
def test_a_tag_where_nothing_is_filled_is_told(name, data, place, merged):
    found = merged("{{ 姓名 }}", with_part(name, data))
    check_refused(found, "template.tag-out-of-reach", "t.docx", field=place)


def test_nothing_of_the_library_is_in_a_message(merged):
    from docgen.problems import Place, problem

    words = ("expected token", "is undefined", "No filter", "unexpected", "object", "Encountered")
    for code in {code for _, code in WRONG} - {"package.illegal-character"}:
        facts = {"tag": "x", "name": "y", "near_zh": "", "near_en": "", "prefix": "p", "kind": "k"}
        told = problem(code, Place(), **facts)
        assert not any(word in told.text(lang) for word in words for lang in ("zh", "en"))
