"""What tests of commands that meet faults share: a round at its end, things to print and merge."""

import pytest
from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter
from samples.small_round import copied, played


@pytest.fixture(scope="session")
def decided_round(tmp_path_factory):
    """A round that is decided through the province, nothing published; it is not to be changed."""
    desk = played(tmp_path_factory.mktemp("decided") / "round")
    letter = Document()
    letter.add_paragraph("{{ 姓名 }}：请于 {{ 日期 }} 前报送。")
    letter.save(desk.path / "letter.docx")
    book = Workbook()
    book.active.append(["{{ 姓名 }}", "{{ 日期 }}"])
    book.save(desk.path / "letter.xlsx")
    rows = "".join(f"甲{number},2017-09-0{number}\n" for number in range(1, 6))
    (desk.path / "people.csv").write_text(f"姓名,日期\n{rows}", encoding="utf-8")
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(desk.path / "page.pdf")
    return desk


@pytest.fixture
def round_(decided_round, tmp_path):
    """A copy of it."""
    return copied(decided_round, tmp_path / "round")
