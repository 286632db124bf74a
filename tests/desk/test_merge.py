"""Mail merge: every table gives the same files; what is wrong is told before one is written."""

import json
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from multiprocessing import get_context

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment

from docgen.cli import main
from docgen.desk.merge import Merge, merge
from docgen.desk.tables import column_name, read_table
from docgen.problems import ProblemError

HEADS = ["city", "name", "day", "note"]
ROWS = [
    ["长沙市", "星火", "2017-09-05", "甲&乙<丙>"],
    ["株洲市", "和平", "2017-09-06", "=cmd()"],
]
LETTER = "致{{ city }}{{ name }}：{{ day }}（{{ note }}）"


def word(path, *paragraphs):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(path)
    return path


def workbook(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            if isinstance(cell.value, str) and cell.value.startswith("=cmd"):
                cell.data_type = "s"
    book.save(path)
    return path


def table(folder, kind, rows=ROWS, heads=HEADS):
    path = folder / f"data.{kind}"
    records = [dict(zip(heads, row, strict=True)) for row in rows]
    if kind == "xlsx":
        return workbook(path, [heads, *rows])
    if kind == "json":
        path.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    elif kind == "yaml":
        lines = [
            f"{'-' if not index else ' '} {key}: {json.dumps(value, ensure_ascii=False)}"
            for record in records
            for index, (key, value) in enumerate(record.items())
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        encoding = "gb18030" if kind == "csv" else "utf-8-sig"
        path = folder / "data.csv"
        text = "\r\n".join(",".join(map(str, row)) for row in [heads, *rows])
        path.write_bytes(text.encode(encoding))
    return path


def made(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def text(path):
    return [paragraph.text for paragraph in Document(path).paragraphs]


def sheet(path):
    return load_workbook(path).worksheets[0]


def found(template, data, out, name=None):
    with pytest.raises(ProblemError) as caught:
        merge(template, data, out, name)
    assert not out.exists(), "nothing is written"
    return [(one.code, where(one)) for one in caught.value.problems]


def where(one):
    place = one.place
    return place.cell or place.row or place.line or place.field


# Tables


@pytest.mark.parametrize("kind", ["xlsx", "csv", "csv in UTF-8", "json", "yaml"])
def test_every_table_gives_the_same_files(tmp_path, kind):
    template = word(tmp_path / "t.docx", LETTER)
    merged = merge(template, table(tmp_path, kind), tmp_path / "out")
    assert merged.problems == []
    reference = merge(template, table(tmp_path, "json"), tmp_path / "reference")
    assert made(tmp_path / "out") == made(tmp_path / "reference")
    assert [path.name for path in reference.files] == ["001_长沙市.docx", "002_株洲市.docx"]
    assert text(reference.files[0]) == ["致长沙市星火：2017-09-05（甲&乙<丙>）"]


def test_numbers_dates_and_blanks_print_as_people_write_them(tmp_path):
    template = word(
        tmp_path / "t.docx",
        "{{ n }} {{ x }} {{ day }} {{ blank }}.",
        "{{ day | date }} {{ x | money }} {{ blank | date }}{{ blank | money }}",
    )
    rows = [["n", "x", "day", "blank"], [3.0, 1234.5, date(2017, 9, 5), None]]
    (path,) = merge(template, workbook(tmp_path / "d.xlsx", rows), tmp_path / "out").files
    assert text(path) == ["3 1234.5 2017-09-05 .", "2017年9月5日 1,234.50 "]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("姓　名", "姓名"),
        ("联系\n电话（手机）", "联系电话_手机"),
        ("First name", "First_name"),
        ("2017年人数", "_2017年人数"),
        ("#", ""),
    ],
)
def test_a_head_that_is_no_name_has_one(head, name):
    assert column_name(head) == name


def test_an_area_code_in_yaml_keeps_its_zero(tmp_path):
    path = tmp_path / "d.yaml"
    path.write_text("- {code: 0731, n: 0, x: 1.50, hex: 0x1F}\n", encoding="utf-8")
    (row,) = read_table(path).rows
    assert {key: str(value) for key, value in row.values.items()} == {
        "code": "0731",
        "n": "0",
        "x": "1.5",
        "hex": "31",
    }


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("d.txt", "", [("table.format", "")]),
        ("d.csv", "city\n\n", [("table.empty", "")]),
        ("d.csv", "city,name\n长沙,a,b,c\n", [("table.beyond-head", 2)]),
        ("d.json", '{"city": "["}', [("table.not-a-list", "")]),
        (
            "d.json",
            '[{"city": 1},\n\n 3,\n [1]]',
            [("table.row-not-named", 3), ("table.row-not-named", 4)],
        ),
        ("d.json", '[\n{"city": }]', [("table.unreadable", 2)]),
        ("d.json", "[" * 100_000, [("table.unreadable", "")]),
        ("d.yaml", "city: 长沙", [("table.not-a-list", "")]),
        ("d.yaml", "- city: 长沙\n- 株洲", [("table.row-not-named", 2)]),
        ("d.yaml", "- city: [", [("yaml.open-bracket", 1)]),
    ],
)
def test_a_table_that_cannot_be_read_says_where(tmp_path, name, content, expected):
    template = word(tmp_path / "t.docx", "{{ city }}")
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert found(template, tmp_path / name, tmp_path / "out") == expected


# Before anything is written


def test_a_missing_column_is_one_problem(tmp_path):
    template = word(tmp_path / "t.docx", "{{ city }}{{ 村 }}", "{{ 村 }}")
    for kind, place in (("xlsx", 1), ("csv", 1), ("json", "")):
        data = table(tmp_path, kind)
        assert found(template, data, tmp_path / "out") == [("table.column-missing", place)]
        expected = [("table.column-missing", place)] * 2
        assert found(template, data, tmp_path / "out", "{县}/{name}") == expected
    book = workbook(
        tmp_path / "t.xlsx",
        [["{{ city }}"], ["{%tr for one in 人员 %}"], ["{{ one.x }}"], ["{%tr endfor %}"]],
    )
    assert found(book, table(tmp_path, "csv"), tmp_path / "out") == [("table.column-missing", 1)]


def test_a_name_that_two_columns_have_is_a_problem_only_where_it_is_used(tmp_path):
    data = workbook(tmp_path / "d.xlsx", [["city", "note", "no te", "note"], ["a", 1, 2, 3]])
    template = word(tmp_path / "t.docx", "{{ city }}{{ note }}")
    assert found(template, data, tmp_path / "out") == [("table.column-twice", "D1")]
    assert len(merge(word(tmp_path / "t.docx", "{{ city }}"), data, tmp_path / "out").files) == 1


def test_an_entry_without_a_key_is_a_problem_and_null_is_blank(tmp_path):
    template = word(tmp_path / "t.docx", "{{ city }}{{ note }}")
    path = tmp_path / "d.json"
    path.write_text('[{"city": 1, "note": 2},\n{"city": 2},\n{"city": 3, "note": null}]', "utf-8")
    assert found(template, path, tmp_path / "out") == [("table.value-missing", 2)]
    path = tmp_path / "d.yaml"
    path.write_text("- city: 1\n  note: 2\n\n- city: 2\n", "utf-8")
    assert found(template, path, tmp_path / "out") == [("table.value-missing", 4)]


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    template = word(tmp_path / "t.docx", "{% if city %}", "{{ name | nothing }}")
    (tmp_path / "d.csv").write_text("city\na,b\n", "utf-8")
    assert found(template, tmp_path / "d.csv", tmp_path / "out", "{city") == [
        ("template.unpaired-tag", "{% if city %}"),
        ("template.unknown-filter", "{{ name | nothing }}"),
        ("table.beyond-head", 2),
        ("merge.pattern-braces", ""),
    ]


def test_a_workbook_template_is_checked_as_well(tmp_path):
    template = workbook(tmp_path / "t.xlsx", [["{{ city"], ["{{ name }}", "{% if %}"]])
    expected = [("template.unclosed-tag", "A1"), ("template.syntax", "B2")]
    assert found(template, table(tmp_path, "csv"), tmp_path / "out") == expected


def test_a_template_must_be_one(tmp_path):
    data = table(tmp_path, "csv")
    (tmp_path / "t.doc").write_bytes(b"")
    assert found(tmp_path / "t.doc", data, tmp_path / "out") == [("merge.template-format", "")]
    assert found(tmp_path / "t.docx", data, tmp_path / "out") == [("file.missing", "")]
    plain = word(tmp_path / "plain.docx", "«city»")
    assert found(plain, data, tmp_path / "out") == [("merge.no-tags", "")]
    plain = workbook(tmp_path / "plain.xlsx", [["city"]])
    assert found(plain, data, tmp_path / "out") == [("merge.no-tags", "")]


# File names


@pytest.mark.parametrize(
    ("pattern", "file"),
    [
        ("{city}/{name}.docx", "长沙市/星火.docx"),
        (r"{city}\{name}", "长沙市/星火.docx"),
        ("{#}-{name}.DOCX", "001-星火.docx"),
        ("{ name }v1.2", "星火v1.2.docx"),
    ],
)
def test_a_pattern_names_files_inside_the_folder(tmp_path, pattern, file):
    template = word(tmp_path / "t.docx", LETTER)
    merge(template, table(tmp_path, "csv", ROWS[:1]), tmp_path / "out", pattern)
    assert list(made(tmp_path / "out")) == [file]


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("/{name}", "merge.pattern-outside"),
        ("../{name}", "merge.pattern-outside"),
        ("{city}/../../{name}", "merge.pattern-outside"),
        ("{name}/", "merge.pattern-outside"),
        ("{name", "merge.pattern-braces"),
        ("name}", "merge.pattern-braces"),
        ("{name}.pdf", "merge.pattern-format"),
        ("{}", "table.column-missing"),
    ],
)
def test_a_pattern_that_names_nothing_inside_the_folder_is_refused(tmp_path, pattern, code):
    template = word(tmp_path / "t.docx", LETTER)
    data = table(tmp_path, "csv", ROWS[:1])
    assert [one for one, _ in found(template, data, tmp_path / "out", pattern)] == [code]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\a", "C__a"),
        ('a<b>|"?*', "a_b_____"),
        (" 星\n火 . ", "星 火"),
        ("姓　名", "姓 名"),
        ("\u202ea\x07\u200b", "_a__"),
        ("con", "_con"),
        ("Lpt1.x", "_Lpt1.x"),
        (".hidden", "hidden"),
        ("长" * 200, "长" * 83),
        (7, "7"),
        (datetime(2017, 9, 5, 10, 30), "2017-09-05 10_30_00"),
    ],
)
def test_a_value_makes_a_safe_and_readable_name(tmp_path, value, name):
    template = word(tmp_path / "t.docx", "{{ n }}")
    data = tmp_path / "d.json"
    data.write_text(json.dumps([{"x": value, "n": 1}], default=str), encoding="utf-8")
    merge(template, data, tmp_path / "out", "{x}")
    assert list(made(tmp_path / "out")) == [f"{name}.docx"]


def test_an_empty_name_and_one_that_is_no_text_are_problems_of_their_rows(tmp_path):
    template = word(tmp_path / "t.docx", "{{ n }}")
    path = tmp_path / "d.json"
    rows = ['{"n": 1, "x": " "}', '{"n": 1, "x": ".."}', '{"n": 1, "x": {"y": [1]}}']
    path.write_text("[" + ",\n".join(rows) + "]", encoding="utf-8")
    expected = [("merge.name-empty", 1), ("merge.name-empty", 2), ("merge.name-no-text", 3)]
    assert found(template, path, tmp_path / "out", "{x}") == expected
    path.write_text('[{"n": 1, "x": {"y": "a"}}]', encoding="utf-8")
    assert len(merge(template, path, tmp_path / "out", "{x.y}").files) == 1


def test_two_rows_of_one_name_are_a_problem_that_names_both(tmp_path):
    template = word(tmp_path / "t.docx", "{{ x }}")
    rows = [["x"], ["Ab"], [None], ["é"], ["aB"], ["e\u0301"]]
    data = workbook(tmp_path / "d.xlsx", rows)
    with pytest.raises(ProblemError) as caught:
        merge(template, data, tmp_path / "out", "{x}")
    assert [(one.place.row, dict(one.facts)["other_zh"]) for one in caught.value.problems] == [
        (5, "第2行"),
        (6, "第4行"),
    ]


def test_a_merge_does_not_overwrite_its_own_inputs(tmp_path):
    template = word(tmp_path / "t.docx", LETTER)
    data = table(tmp_path, "csv", ROWS[:1])
    with pytest.raises(ProblemError) as caught:
        merge(template, data, tmp_path, "t")
    assert [one.code for one in caught.value.problems] == ["merge.name-of-input"]


# Row by row


NESTED = [
    {"name": "甲", "people": [{"name": "张三"}, {"name": "李四"}]},
    {"name": "乙", "people": [{"name": "王五"}, {"nam": "赵六"}]},
    {"name": "丙", "people": []},
]
SECOND = 13  # the line where it starts


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_row_that_fails_is_told_and_the_others_are_made(tmp_path, kind):
    data = tmp_path / "d.json"
    data.write_text(json.dumps(NESTED, indent=1), encoding="utf-8")
    if kind == "docx":
        loop = "{% for one in people %}{{ one.name }}、{% endfor %}"
        template = word(tmp_path / "t.docx", "{{ name }}", loop)
    else:
        rows = [["{{ name }}"], ["{%tr for one in people %}"], ["{{ one.name }}"]]
        template = workbook(tmp_path / "t.xlsx", [*rows, ["{%tr endfor %}"]])
    merged = merge(template, data, tmp_path / "out", "{name}")
    assert [path.stem for path in merged.files] == ["甲", "丙"]
    (problem,) = merged.problems
    assert (problem.code, problem.place.file) == ("template.undefined", str(data))
    assert problem.place.line == SECOND
    assert "one.name" in problem.text("zh")
    if kind == "docx":
        assert text(merged.files[0]) == ["甲", "张三、李四、"]
    else:
        assert [row[0] for row in sheet(merged.files[0]).values] == ["甲", "张三", "李四"]


def test_a_file_that_cannot_be_written_is_a_problem_of_its_row(tmp_path):
    template = word(tmp_path / "t.docx", LETTER)
    (tmp_path / "out" / "星火.docx").mkdir(parents=True)
    merged = merge(template, table(tmp_path, "csv"), tmp_path / "out", "{name}")
    assert [path.name for path in merged.files] == ["和平.docx"]
    assert [(one.code, one.place.line) for one in merged.problems] == [("file.not-made", 2)]


def test_characters_that_no_file_can_hold_are_told_with_their_row(tmp_path):
    for template in (
        word(tmp_path / "t.docx", "{{ x }}"),
        workbook(tmp_path / "t.xlsx", [["{{ x }}"]]),
        workbook(tmp_path / "u.xlsx", [["{{ x }}！"]]),
    ):
        path = tmp_path / "d.json"
        path.write_text('[{"x": "\\u0001"},\n{"x": "好"}]', encoding="utf-8")
        merged = merge(template, path, tmp_path / "out", "{#}")
        assert len(merged.files) == 1
        assert [(one.code, one.place.line) for one in merged.problems] == [
            ("package.illegal-character", 1)
        ]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_workers_write_the_same_bytes(tmp_path, kind):
    rows = [[f"市{number}", "名", "2017-09-05", number] for number in range(150)]
    data = table(tmp_path, "csv", rows)
    template = word(tmp_path / "t.docx", LETTER)
    if kind == "xlsx":
        template = workbook(tmp_path / "t.xlsx", [["{{ city }}", "第{{ note }}号"]])
    merge(template, data, tmp_path / "alone")
    counts = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        planned = Merge(template, data, tmp_path / "together")
        merged = planned.run(pool, jobs=2, progress=counts.append)
    assert (len(planned), sum(counts)) == (150, 150)
    assert [path.stem for path in merged.files][:2] == ["001_市0", "002_市1"]
    assert made(tmp_path / "together") == made(tmp_path / "alone")


def test_a_template_that_was_changed_is_compiled_anew(tmp_path):
    data = table(tmp_path, "csv")
    for greeting in ("您好", "你好"):
        template = word(tmp_path / "t.docx", greeting + "{{ name }}")
        (first, _) = merge(template, data, tmp_path / "out").files
        assert text(first) == [greeting + "星火"]


def test_templates_stay_in_their_sandbox(tmp_path):
    template = word(tmp_path / "t.docx", "{{ name.__class__.__mro__ }}")
    codes = [code for code, _ in found(template, table(tmp_path, "csv"), tmp_path / "out")]
    assert codes == ["template.forbidden"]


@pytest.mark.parametrize(
    ("tags", "shown"),
    [
        ("{{ city }}", "长沙市"),
        ("{% if note == 7 %}七{% else %}非七{% endif %}", "七"),
        ("{{ [city, note] }}", "['长沙市', 7]"),
        ("{% for n in range(2) %}{{ note + n }}{% endfor %}", "78"),
        ("{{ note | money }}，{{ city | money }}", "7.00，长沙市"),
        ("{{ day | date }}，{{ city | date }}", "2017年9月5日，长沙市"),
    ],
)
def test_a_template_may_do_more_with_values_than_print_them(tmp_path, tags, shown):
    data = table(tmp_path, "json", [["长沙市", "星火", "2017-09-05", 7]])
    (path,) = merge(word(tmp_path / "t.docx", tags), data, tmp_path / "out").files
    assert text(path) == [shown]


# Workbooks


def test_values_keep_their_types_in_cells_and_text_stays_text(tmp_path):
    rows = [["n", "x", "day", "moment", "flag", "blank", "text"]]
    values = [7, 1.25, date(2017, 9, 5), datetime(2017, 9, 5, 10, 30), True, None, "=cmd()"]
    data = workbook(tmp_path / "d.xlsx", [*rows, values])
    template = workbook(tmp_path / "t.xlsx", [[f"{{{{ {name} }}}}" for name in rows[0]]])
    (path,) = merge(template, data, tmp_path / "out").files
    cells = sheet(path)[1]
    expected = [7, 1.25, datetime(2017, 9, 5), datetime(2017, 9, 5, 10, 30), True, None, "=cmd()"]
    assert [cell.value for cell in cells] == expected
    assert cells[6].data_type == "s"
    assert cells[2].number_format == "yyyy-mm-dd"


def test_a_date_takes_the_format_that_the_template_has_for_it(tmp_path):
    template = workbook(tmp_path / "t.xlsx", [["{{ day }}", "{{ day }}"]])
    book = load_workbook(template)
    book.active["A1"].number_format = 'yyyy"年"m"月"'
    book.save(template)
    rows = [["day"], [date(2017, 9, 5)], ["待定"]]
    first, second = merge(template, workbook(tmp_path / "d.xlsx", rows), tmp_path / "out").files
    assert [cell.number_format for cell in sheet(first)[1]] == ['yyyy"年"m"月"', "yyyy-mm-dd"]
    assert [cell.value for cell in sheet(second)[1]] == ["待定", "待定"]
    assert sheet(second)["B1"].number_format == "General"


def test_a_text_that_needs_more_room_raises_its_row_and_others_do_not(tmp_path):
    template = workbook(tmp_path / "t.xlsx", [["{{ x }}"], ["第{{ x }}号"]])
    rows = [["x"], ["短"], ["长\n长\n长"], ["短"]]
    files = merge(template, workbook(tmp_path / "d.xlsx", rows), tmp_path / "out").files
    heights = [sheet(path).row_dimensions[1].height for path in files]
    assert heights == [None, pytest.approx(46.9), None]
    assert sheet(files[1])["A2"].value == "第长\n长\n长号"
    assert files[0].read_bytes() == files[2].read_bytes()


def test_a_text_that_no_cell_can_hold_is_told_and_never_cut(tmp_path):
    data = tmp_path / "d.json"
    data.write_text(json.dumps([{"x": "长" * 32_768}, {"x": "长" * 32_767}]), encoding="utf-8")
    template = workbook(tmp_path / "t.xlsx", [["{{ x }}"]])
    for wraps in (False, True):
        book = load_workbook(template)
        book.active["A1"].alignment = Alignment(wrap_text=wraps)
        book.save(template)
        merged = merge(template, data, tmp_path / "out", "{#}")
        (problem,) = merged.problems
        assert (problem.code, problem.place.field) == ("workbook.text-too-long", "Sheet!A1")
        assert [len(sheet(path)["A1"].value) for path in merged.files] == [32_767]


def test_rows_repeat_conditions_choose_and_cells_merge(tmp_path):
    rows = [
        ["{{ name }}", None],
        ["{%tr for one in people %}", None],
        ["{% vm loop.first %}组", "{{ loop.index }}. {{ one.name }}"],
        ["{%tr endfor %}", None],
        ["{%tr if people | length > 1 %}", None],
        ["多人", None],
        ["{%tr endif %}", None],
    ]
    data = tmp_path / "d.json"
    data.write_text(json.dumps([NESTED[0], NESTED[2], NESTED[0] | {"name": "丁"}]), "utf-8")
    files = merge(workbook(tmp_path / "t.xlsx", rows), data, tmp_path / "out").files
    several = [("甲", None), ("组", "1. 张三"), (None, "2. 李四"), ("多人", None)]
    assert list(sheet(files[0]).values) == several
    assert [str(area) for area in sheet(files[0]).merged_cells.ranges] == ["A2:A3"]
    assert sheet(files[1])["A1"].value == "丙"
    assert list(sheet(files[2]).values) == [("丁", None), *several[1:]]


# The command


def run(*arguments):
    return CliRunner().invoke(main, ["merge", *map(str, arguments)])


def test_the_command_makes_files_and_says_how_many(tmp_path):
    template, data = word(tmp_path / "t.docx", LETTER), table(tmp_path, "xlsx")
    out = tmp_path / "out"
    done = run(template, data, "-o", out, "--name", "{city}/{name}", "--lang", "en")
    assert (done.exit_code, done.output) == (0, f"Made 2 files in {out}.\n")
    done = run(template, data, "-o", out, "--name", "{city}/{name}", "--json")
    files = [str(out / "长沙市" / "星火.docx"), str(out / "株洲市" / "和平.docx")]
    assert json.loads(done.output) == {"files": files, "problems": []}


def test_the_command_ends_with_1_for_problems_and_2_for_wrong_use(tmp_path):
    template, data = word(tmp_path / "t.docx", "{{ 村 }}"), table(tmp_path, "xlsx")
    done = run(template, data, "-o", tmp_path / "out", "--lang", "zh")
    assert done.exit_code == 1
    assert "表中没有「村」这一列" in done.output
    assert not (tmp_path / "out").exists()
    assert run(template, data).exit_code == 2
