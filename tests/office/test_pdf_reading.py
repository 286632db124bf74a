"""Forms printed to PDF by LibreOffice: tables as their source has them, whole and in order."""

import io
import random
from datetime import datetime
from itertools import count, pairwise

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from samples import sample_answers
from samples.completing import fill_word

from docgen.forms import compile_forms
from docgen.office.package.archive import read_package
from docgen.office.pdf.reader import read_pdf
from docgen.office.soffice.convert import convert
from docgen.office.word.reading.reader import read_tables
from docgen.office.workbook.reading.reader import read_workbook
from docgen.records import FormKind

pytestmark = pytest.mark.office

SEEDS = range(12)
SCORES = {"score.1.1.1": "２分", "score.1.1.2": "4.5", "score.2.1.1": "√", "total": "９８.5分"}
REVIEW = {
    "review.county.opinion": "经初审，情况属实（见附件），同意推荐。√",
    "review.county.date": "2017年9月 18日",
}
SUMMARY = "\n".join(
    f"第{n}段：社区常住人口{n * 37}人，登记失业率2.3%，ＡＢＣ（全角），就业困难对象１２人，"
    "服务中心45㎡；“引号”——破折号……省略号，各项工作均已达到标准。" * 3
    for n in range(1, 16)
)
WORDS = (
    "社区",
    "１２",
    "34.5%",
    "（全角）",
    "2017年9月",
    "√",
    "Total",
    "就业困难对象",
    "：",
    "一、二。",
)


@pytest.fixture(scope="module")
def papers(setting, standard, applicant, tmp_path_factory):
    """Source and PDF of every document, all converted in one start."""
    folder = tmp_path_factory.mktemp("papers")
    forms = {form.kind: form for form in compile_forms(setting)}
    answers = sample_answers.typical(standard)
    blank = {kind: form.render(applicant, answers) for kind, form in forms.items()}
    application = blank[FormKind.APPLICATION]
    sources = {
        "paper.docx": fill_word(
            blank[FormKind.PAPER_SCORE_SHEET], SCORES, saved=datetime(2017, 9, 20)
        ),
        "short.docx": fill_word(application, REVIEW, saved=datetime(2017, 9, 20)),
        "long.docx": fill_word(
            application, {**REVIEW, "application.summary": SUMMARY}, saved=datetime(2017, 9, 20)
        ),
        "sheet.xlsx": blank[FormKind.SCORE_SHEET],
        "list.docx": long_list(),
        "vertical.docx": vertical_text(),
        **{f"{seed}.docx": random_tables(random.Random(seed)) for seed in SEEDS},
    }
    for name, data in sources.items():
        (folder / name).write_bytes(data)
    made = convert([folder / name for name in sources], "pdf", folder / "pdf")
    assert not made.problems
    return {name: (data, made.made[folder / name].read_bytes()) for name, data in sources.items()}


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def random_tables(rng):
    """Tables of random size, merged at random, in either orientation."""
    document = docx.Document()
    if rng.random() < 0.5:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for number in range(3):
        document.add_paragraph(f"表 {number}").paragraph_format.page_break_before = True
        height, width = rng.randint(1, 7), rng.randint(1, 6)
        table = document.add_table(height, width, style="Table Grid")
        for row in table.rows:
            row.height = Pt(20)  # one whose cells are all merged with others would have none
        free = {(row, column) for row in range(height) for column in range(width)}
        for _ in range(rng.randint(0, 4)):
            top, left = rng.randrange(height), rng.randrange(width)
            bottom, right = rng.randrange(top, height), rng.randrange(left, width)
            places = {
                (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
            }
            if places <= free:
                free -= places
                table.cell(top, left).merge(table.cell(bottom, right))
        for cell in dict.fromkeys(table._cells):
            words = rng.choices(WORDS, k=rng.choice((0, 1, 1, 2, 4)))
            cell.text = rng.choice(("", " ", "\n")).join(words)
    return saved(document)


def long_list():
    """A numbered list over pages: its head repeated, rows torn, groups merged over the breaks."""
    document = docx.Document()
    table = document.add_table(61, 4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("类别", "序号", "情况", "备注"), strict=True):
        cell.text = text
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for number, row in enumerate(table.rows[1:], 1):
        _, label, content, remark = row.cells
        label.text, remark.text = str(number), "" if number % 3 else "有"
        content.text = f"第{number}项工作已经完成，" * (1 + number * 7 % 12)
    for start in range(1, 61, 20):
        table.cell(start, 0).merge(table.cell(start + 19, 0)).text = f"第{start}类"
    return saved(document)


def vertical_text():
    """A cell of vertical text in several columns beside one of common text."""
    document = docx.Document()
    table = document.add_table(1, 2, style="Table Grid")
    table.rows[0].height = Pt(100)
    table.cell(0, 0).text = "就业工作目标任务完成情况（30分）：一是新增就业，二是再就业。"
    table.cell(0, 1).text = "左边是竖排的文字。"
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "tbRl")
    table.cell(0, 0)._tc.get_or_add_tcPr().append(direction)
    return saved(document)


def squeezed(text):
    return "".join(text.split())


def shape(table):
    """Texts without blanks and where they stand; rows and columns that no line parts are one.

    A page cannot tell them from each other.
    """
    rows = [[(squeezed(cell.text), cell.row, cell.column) for cell in row] for row in table.rows]
    for _ in range(2):
        kept = [row for above, row in pairwise([None, *rows]) if row != above]
        rows = [list(column) for column in zip(*kept, strict=True)]
    numbers, counter = {}, count()
    for cell in (cell for row in rows for cell in row):
        if cell not in numbers:
            numbers[cell] = next(counter)
    return [[(cell[0], numbers[cell]) for cell in row] for row in rows]


@pytest.mark.parametrize("name", ["paper", "short", "long", *map(str, SEEDS)])
def test_tables_are_those_of_the_source(papers, name):
    source, pdf = papers[f"{name}.docx"]
    expected = read_tables(read_package(source))
    found = read_pdf(pdf).tables
    assert [shape(table) for table in found] == [shape(table) for table in expected]
    assert [table.number for table in found] == list(range(1, len(expected) + 1))


def test_what_was_typed_stands_beside_its_label(papers):
    (table,) = read_pdf(papers["paper.docx"][1]).tables
    assert [table.rows[row][-1].text for row in (1, 2)] == ["２分", "4.5"]
    assert "√" in {row[-1].text for row in table.rows}
    assert squeezed(table.rows[-1][-1].text) == "９８.5分"


def test_a_summary_over_pages_is_one_cell(papers):
    content = read_pdf(papers["long.docx"][1])
    (table,) = content.tables
    assert content.pages >= 3
    assert squeezed(SUMMARY) in squeezed(table.rows[1][0].text)
    assert len(table.rows) == 4


def test_lines_outside_tables_are_in_order_with_the_names_written_into_them(papers):
    line = "长沙市（州）岳麓县（市、区）样例街道（乡镇）星火社区"
    for name in ("paper.docx", "sheet.xlsx"):
        lines = list(map(squeezed, read_pdf(papers[name][1]).lines))
        title = lines.index("省级充分就业星级社区评定考核表")
        assert (lines[0], lines[title + 1]) == ("附件2：", line)
        assert lines.index("—1—") < lines.index("—2—")


def test_a_workbook_says_what_its_sheets_say(papers):
    source, pdf = papers["sheet.xlsx"]
    book, tables = read_workbook(source), read_pdf(pdf).tables
    for sheet, table in zip(book.sheet_names, tables, strict=True):
        said = [
            [squeezed(str(value)) for value in row if value not in (None, "")]
            for row in book.rows(sheet)
        ]
        found = [
            [squeezed(cell.text) for cell in dict.fromkeys(row) if cell.text and cell.row == number]
            for number, row in enumerate(table.rows, 1)
        ]
        start = said.index(found[0])
        assert found == said[start : start + len(found)]
        assert not any("分值" in row for row in said[start + len(found) :])


def test_a_list_over_pages_is_one_table_with_one_head(papers):
    source, pdf = papers["list.docx"]
    content = read_pdf(pdf)
    (expected,) = read_tables(read_package(source))
    (table,) = content.tables
    assert content.pages >= 4
    assert shape(table) == shape(expected)


def test_vertical_text_reads_from_right_to_left(papers):
    _, pdf = papers["vertical.docx"]
    (table,) = read_pdf(pdf).tables
    texts = [
        squeezed(cell.text).translate(str.maketrans("︵︶︰", "（）：")) for cell in table.rows[0]
    ]
    assert texts[1] == "左边是竖排的文字。"
    assert texts[0] == "就业工作目标任务完成情况（30分）：一是新增就业，二是再就业。"
