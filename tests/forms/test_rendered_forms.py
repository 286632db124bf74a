"""LibreOffice opens every generated form, and its pages carry all the text: nothing is cut."""

import io
from collections import Counter

import pytest
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader
from samples import sample_answers

from docgen.forms import compile_forms
from docgen.notices import Office, quota_table
from docgen.office.package.archive import read_package
from docgen.office.soffice.convert import convert
from docgen.office.word.names import w

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def rendered(setting, standard, applicant, tmp_path_factory):
    """Every form blank and filled in, and the quota table: source and PDF."""
    folder = tmp_path_factory.mktemp("rendered")
    sources = {}
    for form in compile_forms(setting):
        for name, answers in (("blank", {}), ("filled", sample_answers.typical(standard))):
            data = form.render(applicant, answers)
            ending = form.file_name(applicant).rsplit(".", 1)[1]
            sources[folder / f"{form.kind.value}-{name}.{ending}"] = data
    for paper in quota_table(Office(setting.round, standard)):
        ending = paper.file_name.rsplit(".", 1)[1]
        sources[folder / f"quota-{ending}.{ending}"] = paper.data
    for path, data in sources.items():
        path.write_bytes(data)
    done = convert(list(sources), "pdf", folder / "pdf")
    assert done.problems == ()
    return {path.name: (data, PdfReader(done.made[path])) for path, data in sources.items()}


def squeezed(text):
    return "".join(text.split())


def texts(name, data):
    """The texts of a file that its pages have to show."""
    if name.endswith(".docx"):
        root = etree.fromstring(read_package(data)["word/document.xml"])
        paragraphs = ["".join(t.text or "" for t in p.iter(w("t"))) for p in root.iter(w("p"))]
        return [squeezed(text) for text in paragraphs if squeezed(text)]
    book = load_workbook(io.BytesIO(data), data_only=True)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return [squeezed(str(value)) for value in cells if value not in (None, "")]


def test_every_page_has_text_and_every_text_is_on_a_page(rendered):
    assert len(rendered) == 8
    for name, (data, pdf) in rendered.items():
        pages = [squeezed(page.extract_text()) for page in pdf.pages]
        assert all(len(page) > 10 for page in pages), f"{name} has a stray page"
        # Characters are counted, as a page gives the lines of a table in its own order; what
        # is printed on every page comes on top.
        shown = Counter("".join(pages))
        lost = Counter("".join(texts(name, data))) - shown
        assert lost == Counter(), name


def test_a_form_has_the_pages_that_its_annex_has(rendered):
    counts = {name: len(pdf.pages) for name, (_, pdf) in rendered.items()}
    assert counts["application-blank.docx"] == 1
    assert counts["quota-docx.docx"] == counts["quota-xlsx.xlsx"] == 1
    assert counts["paper-score-sheet-blank.docx"] in (3, 4, 5)
    assert counts["score-sheet-blank.xlsx"] in (6, 7)
