"""What is struck out, hidden or raised in a form is no value when the form comes back as PDF."""

import io

import pdfplumber
import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.styles import Font
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject
from readings import handling_word as word

from docgen.office.soffice.convert import convert
from docgen.office.word.names import WORD, w

pytestmark = pytest.mark.office

OPINION, COUNTY, ENTRY = "review.county.opinion", "county", "measure_new_jobs_done"
LEFT_OUT = {
    "struck": "<w:strike/>",
    "struck twice": "<w:dstrike/>",
    "white": '<w:color w:val="FFFFFF"/>',
}
KEPT = {
    "underlined": '<w:u w:val="single"/>',
    "underlined twice": '<w:u w:val="double"/>',
    "marked": '<w:color w:val="FF0000"/><w:highlight w:val="yellow"/>',
    "on black": '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>',
    "framed": '<w:bdr w:val="single" w:sz="4"/>',
}
RAISED = '<w:vertAlign w:val="superscript"/>'
CHANGE = 'w:author="甲" w:date="2017-09-01T00:00:00Z"'


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def write(key, runs):
    """Type runs into the control of a field, in place of its first paragraph's text."""

    def edit(root):
        old = list(word.controls(root, key)[-1].iter(w("r")))
        home = old[0].getparent()
        at = home.index(old[0])
        for one in old:
            if one.getparent() is home:
                home.remove(one)
        home[at:at] = list(etree.fromstring(f'<w:p xmlns:w="{WORD}">{runs}</w:p>'))

    return edit


@pytest.fixture(scope="module")
def printed(office, tmp_path_factory):
    """Forms with marks in them, all printed in one start, by what was done to them."""
    applicant = office.by_name["示例星火社区"]
    application = office.application(applicant, word.SAVED, reviewed=True).data
    paper = office.paper(applicant, word.SAVED).data
    sheet = office.score_sheet(applicant, office.answers[applicant], word.SAVED).data
    looks = LEFT_OUT | KEPT
    runs = {look: run("不", mark) + run("同意推荐。") for look, mark in looks.items()}
    runs |= {f"all {look}": run("同意推荐。", mark) for look, mark in LEFT_OUT.items()}
    removed = f'<w:del w:id="1" {CHANGE}><w:r><w:delText>不</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2" {CHANGE}>{run("同意推荐。")}</w:ins>'
    runs |= {"tracked": removed + added}
    runs |= {"raised": run("面积45m") + run("2", RAISED) + run("，同意推荐。")}
    runs |= {"plain": run("不同意推荐。")}
    made = {
        f"{name}.docx": word.edited(application, write(OPINION, one)) for name, one in runs.items()
    }
    scores = {
        "struck": run("1.5", LEFT_OUT["struck"]) + run("2"),
        "all struck": run("2", LEFT_OUT["struck"]),
        "underlined": run("2", KEPT["underlined"]),
        "raised": run("1") + run("1", RAISED),
    }
    made |= {
        f"score {name}.docx": word.edited(paper, write("score.1.1.1", one))
        for name, one in scores.items()
    }
    for name, look in (("struck", Font(strike=True)), ("white", Font(color="FFFFFF"))):
        book = load_workbook(io.BytesIO(sheet))
        ((title, cell),) = book.defined_names[ENTRY].destinations
        book[title][cell].font = look
        buffer = io.BytesIO()
        book.save(buffer)
        made[f"sheet {name}.xlsx"] = buffer.getvalue()
    book = load_workbook(io.BytesIO(sheet))
    ((title, cell),) = book.defined_names[ENTRY].destinations
    book[title].column_dimensions[book[title][cell].column_letter].hidden = True
    ((title, cell),) = book.defined_names["community_name"].destinations
    book[title][cell].number_format = ";;;"
    buffer = io.BytesIO()
    book.save(buffer)
    made["sheet hidden.xlsx"] = buffer.getvalue()
    folder = tmp_path_factory.mktemp("marks")
    for name, one in made.items():
        (folder / name).write_bytes(one)
    found = convert([folder / name for name in made], "pdf", folder / "pdf").made
    return {name.partition(".")[0]: found[folder / name].read_bytes() for name in made}


def told(reading):
    return [(one.code, one.place.field) for one in reading.problems]


@pytest.mark.parametrize("look", [*LEFT_OUT, "tracked"])
def test_words_that_are_left_out_are_no_opinion(read, printed, look):
    reading = read(printed[look])
    assert reading.record.reviews[COUNTY].opinion == "同意推荐。"
    (problem,) = reading.problems
    assert problem.code == "form.struck-out"
    assert dict(problem.facts)["found"] == "不"
    assert (problem.place.table, problem.place.row) == (1, 3)
    assert reading.accepted


@pytest.mark.parametrize("look", LEFT_OUT)
def test_an_opinion_of_which_nothing_is_left_is_a_problem(read, printed, look):
    reading = read(printed[f"all {look}"])
    assert "form.nothing-left" in {code for code, _ in told(reading)}
    assert not reading.accepted


@pytest.mark.parametrize("look", KEPT)
def test_other_looks_leave_an_opinion_as_it_is(read, printed, look):
    reading = read(printed[look])
    assert reading.record.reviews[COUNTY].opinion == "不同意推荐。"
    assert not {code for code, _ in told(reading)} & {"form.struck-out", "form.nothing-left"}


def test_a_raised_digit_is_read_as_one(read, printed):
    assert read(printed["raised"]).record.reviews[COUNTY].opinion == "面积45m²，同意推荐。"


def test_a_score_that_is_struck_out_is_no_score(read, printed):
    corrected = read(printed["score struck"])
    assert corrected.record.scores["1.1.1"] == 2
    assert ("form.struck-out", "得分 1.1.1") in told(corrected)
    gone = read(printed["score all struck"])
    assert "1.1.1" not in gone.record.scores
    assert ("form.nothing-left", "得分 1.1.1") in told(gone)
    assert read(printed["score underlined"]).record.scores["1.1.1"] == 2
    raised = read(printed["score raised"])
    assert "1.1.1" not in raised.record.scores
    assert ("form.not-a-number", "得分 1.1.1") in told(raised)


@pytest.mark.parametrize("look", ["struck", "white"])
def test_an_entry_of_a_workbook_that_is_left_out_is_no_answer(read, printed, look):
    reading = read(printed[f"sheet {look}"])
    assert "new_jobs_done" not in reading.record.answers
    assert "form.nothing-left" in {code for code, _ in told(reading)}
    assert not reading.accepted


def test_a_score_sheet_that_does_not_show_its_entries_is_no_paper_form(read, printed):
    reading = read(printed["sheet hidden"])
    assert ("form.entries-unseen", "") in told(reading)
    # Its name is blank on the first page, and stands on the page of the entries.
    assert ("form.name-elsewhere", "社区") in told(reading)
    assert not reading.accepted


# What people do to a PDF afterwards


def found_in(data, text):
    """Sides of a text on the first page that has it, from the page's lower left, and the page."""
    with pdfplumber.open(io.BytesIO(data)) as source:
        for number, page in enumerate(source.pages):
            if places := page.search(text):
                one = places[0]
                height = page.height
                return number, (one["x0"], height - one["bottom"], one["x1"], height - one["top"])
    raise AssertionError(text)


def put_on(data, number, **entries):
    """The PDF with an annotation on a page."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    mark = DictionaryObject({NameObject("/Type"): NameObject("/Annot")})
    for key, value in entries.items():
        is_name = isinstance(value, str)
        values = NameObject(value) if is_name else ArrayObject(map(FloatObject, value))
        mark[NameObject(f"/{key}")] = values
    page = writer.pages[number]
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", ()), writer._add_object(mark)])
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def marks(left, bottom, right, top):
    quads = (left, top, right, top, left, bottom, right, bottom)
    middle = (bottom + top) / 2
    return {
        "strike-out": {"Subtype": "/StrikeOut", "QuadPoints": quads},
        "redaction": {"Subtype": "/Redact", "QuadPoints": quads},
        "line": {"Subtype": "/Line", "L": (left, middle, right, middle)},
        "white box": {"Subtype": "/Square", "IC": (1, 1, 1)},
    }


@pytest.mark.parametrize("how", ["strike-out", "redaction", "line", "white box"])
def test_what_is_struck_out_in_the_pdf_is_no_opinion(read, printed, how):
    number, sides = found_in(printed["plain"], "不(?=同意推荐)")
    entries = marks(*sides)[how]
    reading = read(put_on(printed["plain"], number, Rect=sides, **entries))
    assert reading.record.reviews[COUNTY].opinion == "同意推荐。"
    assert [one.code for one in reading.problems] == ["form.struck-out"]
    number, sides = found_in(printed["plain"], "不同意推荐。")
    reading = read(put_on(printed["plain"], number, Rect=sides, **marks(*sides)[how]))
    assert "form.nothing-left" in {code for code, _ in told(reading)}
