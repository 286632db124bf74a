"""What a cell of a roster may hold: it is text in every form, or refused at its cell; no more."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from faults.outcomes import check_nothing_half, run
from openpyxl import load_workbook
from samples.small_round import FIRST, Desk

from docgen import assets
from docgen.cli import main
from docgen.forms.roster_columns import NAME_COLUMNS
from docgen.office.package.archive import read_package
from docgen.office.word.template.paragraphs import paragraph_texts
from docgen.problems import UNPRINTABLE

fault = pytest.mark.fault("roster values")

# Names that are taken as they stand, however they look.
TAKEN = {
    "a formula": "=1+1",
    "a command": "=cmd！A0",
    "a plus": "+1+1",
    "a minus": "-1+1",
    "an at": "@SUM（A1）",
    "a tag": "{{7}}",
    "a tag that calls": "{{round.name}}",
    "a block": "{%raw%}",
    "a comment": "{#x#}",
    "an entity": "&amp;#38;",
    "an end of data": "]]甲村",
    "a pattern": "%s%n{0}{name}",
    "a tilde": "甲~乙",
    "an apostrophe": "'社区",
    "a number": "007",
    "an extension": "社区.docx",
    "signs of rich": "[bold]甲[",
    "an emoji": "社区🎉",
    "a character of plane two": "𠮷社区",
    "letters that combine": "é社区",
}
# Names that are refused at their cell, and the code that says so.
REFUSED = {
    "a path upward": ("../../etc/passwd", "roster.unsafe-name"),
    "two dots": ("..", "roster.unsafe-name"),
    "a drive": ("C:社区", "roster.unsafe-name"),
    "a backslash": ("甲\\乙", "roster.unsafe-name"),
    "markup": ("<w:p/>", "roster.unsafe-name"),
    "a question mark": ("社区?", "roster.unsafe-name"),
    "a star": ("社区*", "roster.unsafe-name"),
    "a pipe": ("a|b", "roster.unsafe-name"),
    "an escape sequence": ("社区\x1b[2J\x1b[31m", "text.unusable"),
    "a bell": ("社区\x07", "text.unusable"),
    "a backspace": ("社区\x08\x08", "text.unusable"),
    "a control of eight bits": ("社区\x9b31m", "text.unusable"),
    "a private character": ("社区\ue123", "text.unusable"),
    "a replaced character": ("社区\ufffd", "text.unusable"),
    "ten thousand characters": ("长" * 10_000, "name.too-long"),
    "too many bytes": ("长" * 80, "name.too-long"),
    "a device": ("CON", "name.device"),
    "a device with an ending": ("nul.txt", "name.device"),
    "a full stop at the end": ("社区.", "name.ends"),
    "a mark of an open file": ("~$社区", "name.ends"),
    "another case": ("Abc社区", "name.alike"),
}


def roster(path, names):
    """A round whose roster has an applicant of each name, in the order given."""
    path.mkdir()
    (path / "round.yaml").write_bytes((assets.example_round() / "round.yaml").read_bytes())
    text = io.StringIO()
    csv.writer(text).writerows(
        [NAME_COLUMNS, *([FIRST.city, FIRST.county, FIRST.street, name] for name in names)]
    )
    (path / "communities.csv").write_text(text.getvalue(), encoding="utf-8")
    return Desk(path)


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    desk = roster(tmp_path_factory.mktemp("taken") / "round", TAKEN.values())
    result = CliRunner().invoke(main, ["forms", "--round", str(desk.path), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return desk


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """What is told of all names together, of those that the roster takes and of those that not."""
    told = {}
    home = tmp_path_factory.mktemp("refused")
    for group in ("roster", "name"):
        chosen = [
            one for one, (_, code) in REFUSED.items() if (group == "name") == ("name." in code)
        ]
        names = [REFUSED[one][0] for one in chosen]
        desk = roster(home / group, [*names, "aBC社区"] if group == "name" else names)
        outcome = run("check", "--round", desk.path)
        assert outcome.exit_code == 1
        assert not (desk.path / "forms").exists()
        problems = outcome.problems
        for row, one in enumerate(chosen, 2):
            told[one] = [
                found
                for found in problems
                if found["place"].get("line") == row
                or names[row - 2] in found["en"] + found["place"].get("field", "")
            ]
        assert not any(
            UNPRINTABLE.search(line)
            for line in json.dumps(problems, ensure_ascii=False).split("\n")
        )
    return told


@fault
@pytest.mark.parametrize("name", TAKEN)
def test_a_name_is_text_in_every_form_whatever_it_looks_like(name, taken):
    meant = TAKEN[name].replace("é", "é")
    folder = next(path for path in taken.path.rglob("*") if path.is_dir() and path.name == meant)
    workbook, document, paper = (
        next(folder.glob(f"*{end}")) for end in ("考核表.xlsx", "申报表.docx", "考核表.docx")
    )
    book = load_workbook(workbook)
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value == meant]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)
    for file in (document, paper):
        assert any(meant in text for text in paragraph_texts(read_package(file.read_bytes())))
    check_nothing_half(folder)


@fault
@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_no_file_can_have_is_refused_at_its_row(name, refused):
    said, code = REFUSED[name]
    whole = "".join((FIRST.city, FIRST.county, FIRST.street, said))
    whole = whole.replace("Abc", "aBC")  # told of the second of two that are alike
    told = [found["place"] for found in refused[name] if found["code"] == code]
    assert told, refused[name]
    assert all(found["place"]["file"] == "communities.csv" for found in refused[name])
    if code.startswith("name."):
        assert whole in [place["field"] for place in told]
    else:
        row = [one for one, (_, code) in REFUSED.items() if "name." not in code[:5]].index(name) + 2
        assert {"file": "communities.csv", "line": row, "field": "社区"} in told
    assert all(len(found["en"]) < 1000 for found in refused[name])


HOSTILE = "甲\x1b[2J\x1b[31m\x07\u202e\u2066乙\r\n丙\x9b0m\u2028" + "长" * 10_000


@fault
@pytest.mark.parametrize("where", ["city", "count", "table", "cell"])
def test_what_a_cell_says_cannot_move_the_cursor_or_fill_the_screen(where, tmp_path):
    desk = roster(tmp_path / "round", ["社区"])
    text = (desk.path / "communities.csv").read_text(encoding="utf-8")
    quoted = '"' + HOSTILE + '"'
    changed = {
        "city": text.replace("长沙市", quoted),
        "count": text.replace("社区\n", "社区,市\n", 1).replace("社区,", "社区," + quoted),
        "table": quoted + "," + text,
        "cell": text.replace("示例麓南街道", quoted),
    }[where]
    (desk.path / "communities.csv").write_text(changed, encoding="utf-8", newline="")
    done = CliRunner().invoke(main, ["forms", "--round", str(desk.path), "--lang", "en"])
    assert done.exit_code == 1
    lines = re.sub("\n$", "", done.stderr).split("\n")
    assert not any(UNPRINTABLE.search(line) for line in lines), lines
    assert all(len(line) < 2000 for line in lines)
    assert len(lines) < 12


def test_zip_of_a_form_names_no_file_outside_itself(taken):
    for path in filter(Path.is_file, taken.path.rglob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            assert not any(name.startswith(("/", "..")) for name in archive.namelist())
