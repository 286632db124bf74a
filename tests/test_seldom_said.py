"""Messages that seldom come up, each provoked."""

import json
import sqlite3
import sys
from contextlib import closing
from datetime import date
from io import BytesIO

import distributed
import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook
from samples.national import write_round

from docgen.cli import main
from docgen.desk.cluster import cluster_workers
from docgen.desk.folder import RoundFolder
from docgen.desk.starting import start_round
from docgen.desk.store import Store
from docgen.forms import open_document
from docgen.forms.application import ApplicationForm
from docgen.office.workbook.reading.long_table import LongSheet
from docgen.office.workbook.template.fields import NamedCell
from docgen.office.workbook.template.template import WorkbookTemplate
from docgen.problems import ProblemError


def codes(raised):
    return [one.code for one in raised.value.problems]


def said(*arguments):
    done = CliRunner().invoke(main, [*map(str, arguments), "--json"])
    return [one["code"] for one in json.loads(done.stdout)["problems"]]


@pytest.fixture
def folder(tmp_path):
    return write_round(tmp_path / "round", 3)


def test_a_round_is_not_started_twice(tmp_path):
    start_round(RoundFolder(tmp_path))
    with pytest.raises(ProblemError) as raised:
        start_round(RoundFolder(tmp_path))
    assert codes(raised) == ["file.exists"]


def test_a_level_without_candidates(folder):
    assert said("shortlist", "county", "--round", folder.path) == ["shortlist.no-candidates"]


def test_a_city_without_a_quota(folder):
    path = folder.path / "round.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    city = next(iter(folder.load().roster)).applicant[0]
    path.write_text(
        "\n".join(line.replace(f"  {city}:", "  某某市:") for line in lines), encoding="utf-8"
    )
    with pytest.raises(ProblemError) as raised:
        folder.load()
    assert set(codes(raised)) == {"roster.unit-without-quota"}


def test_two_rows_that_would_be_one_file(tmp_path):
    document = Document()
    document.add_paragraph("{{ a }}")
    document.save(tmp_path / "t.docx")
    (tmp_path / "d.csv").write_text("a,b\n甲,1\n甲,2\n", encoding="utf-8")
    merged = ("merge", tmp_path / "t.docx", tmp_path / "d.csv", "-o", tmp_path, "--name", "{a}")
    assert said(*merged) == ["merge.name-twice"]


def test_text_that_is_to_be_converted_first_is_no_form_by_itself():
    with pytest.raises(ProblemError) as raised:
        open_document(rb"{\rtf1\ansi 1}", "甲.rtf")
    assert codes(raised) == ["form.other-format"]


def test_a_table_of_hidden_sheets_alone(tmp_path):
    book = Workbook()
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(ProblemError) as raised:
        LongSheet((tmp_path / "t.xlsx").read_bytes(), "t.xlsx", frozenset({"Sheet"}))
    assert codes(raised) == ["table.no-sheet"]


def test_a_cluster_whose_library_is_not_there(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ProblemError) as raised, cluster_workers("tcp://localhost:1"):
        pass
    assert codes(raised) == ["cluster.not-installed"]


def test_a_cluster_that_cannot_be_reached(monkeypatch):
    class Refused:
        def __init__(self, *args, **kwargs):
            raise OSError("Timed out during handshake")

    monkeypatch.setattr(distributed, "Client", Refused)
    with pytest.raises(ProblemError) as raised, cluster_workers("tcp://localhost:1"):
        pass
    assert codes(raised) == ["cluster.unreachable"]


def test_cells_of_one_group_on_two_sheets(tmp_path):
    book = Workbook()
    book.active["A1"] = "{{ one }}"
    book.create_sheet("二")["A1"] = "{{ two }}"
    book.save(tmp_path / "t.xlsx")
    template = WorkbookTemplate.compile(tmp_path / "t.xlsx")
    with pytest.raises(ProblemError) as raised:
        template.expand({key: NamedCell(key, groups=("both",)) for key in ("one", "two")})
    assert codes(raised) == ["workbook.group-on-two-sheets"]


def test_a_summary_that_was_written_over_and_over(setting, applicant, tmp_path):
    """As LibreOffice saves it, with the marks of its field gone."""
    form = ApplicationForm(setting)
    document = Document(BytesIO(form.render(applicant, {})))
    for control in [*document.element.body.iter(qn("w:sdt"))]:
        content = control.find(qn("w:sdtContent"))
        if control.find(f".//{qn('w:tag')}").get(qn("w:val")) == "application.summary":
            texts = [*content.iter(qn("w:t"))]
            texts[0].text = "社区登记失业人员12人，实现就业11人。" * 5
            for other in texts[1:]:
                other.text = ""
        for part in [*content]:
            control.addprevious(part)
        control.getparent().remove(control)
    document.save(tmp_path / "甲.docx")
    reading = form.read(open_document((tmp_path / "甲.docx").read_bytes(), "甲.docx"))
    assert "form.text-garbled" in {one.code for one in reading.problems}


@pytest.mark.parametrize(
    "damage",
    [
        "update publicity set first_day = 'nonsense'",
        "update publicity set first_day = 7",
        "update publicity set unit = cast(x'ff41' as text)",
    ],
)
def test_a_day_or_text_in_the_database_that_is_none_is_damage(tmp_path, damage):
    path = tmp_path / "records.db"
    store = Store(f"sqlite:///{path}")
    store.keep_first_days("county", {"甲": date(2017, 9, 18)})
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(damage)
        connection.commit()
    store = Store(f"sqlite:///{path}")
    with pytest.raises(ProblemError) as raised:
        store.first_days("county")
    store.close()
    assert codes(raised) == ["store.damaged"]
