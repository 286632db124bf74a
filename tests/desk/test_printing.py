"""A pack from documents: order and bookmarks, what fails alone, what is refused, the command."""

import json
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from faults.office_programs import script, stand_in
from pypdf import PdfReader, PdfWriter

from docgen.cli import main
from docgen.desk.batch import make_forms
from docgen.desk.folder import RoundFolder
from docgen.desk.printing import Style, items_of, print_pack
from docgen.problems import ProblemError


@pytest.fixture
def page(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(tmp_path / "page.pdf")
    return tmp_path / "page.pdf"


@pytest.fixture
def program(tmp_path):
    """A program that makes a PDF of one page of each file, or does what the file says."""
    return str(stand_in(tmp_path / "bin"))


@pytest.fixture
def folder(tmp_path):
    """A folder of documents, and what else lies in such folders."""
    root = tmp_path / "round"
    for name in (
        "forms/乙市/一.doc",
        "forms/甲市/一.doc",
        "forms/甲市/一.xls",
        "published/公示.wps",
    ):
        written(root / name)
    for name in ("forms/manifest.csv", "forms/甲市/~$一.doc", "published/.公示.wps.part"):
        written(root / name)
    return root


def written(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n")
    return path


def titles(path):
    reader = PdfReader(path)

    def read(outline):
        return [read(item) if isinstance(item, list) else item.title for item in outline]

    return read(reader.outline)


def found(problems):
    return [(each.code, Path(each.place.file).name) for each in problems]


def test_folders_are_taken_in_the_order_given_and_sorted_within(folder, program):
    output = folder / "published" / "pack.pdf"
    for _ in range(2):  # the second time, a folder holds the pack of the first
        pack = print_pack([folder / "published", folder / "forms"], output, program=program)
        assert (pack.documents, pack.pages, pack.problems) == (4, 7, [])
        assert titles(output) == [
            "published",
            ["公示"],
            "forms",
            ["乙市", ["一"], "甲市", ["一", "一"]],
        ]


def test_single_files_are_named_by_where_they_part(folder):
    files = [folder / "forms/甲市/一.xls", folder / "forms/乙市/一.doc", folder / "forms/甲市"]
    items = list(items_of(files, folder / "pack.pdf"))
    assert [item.titles for item in items] == [("甲市", "一"), ("乙市", "一"), ("甲市", "一")]
    assert [item.file for item in items[:2]] == files[:2]
    (alone,) = items_of(files[:1], folder / "pack.pdf")
    assert alone.titles == ("一",)


def test_one_that_fails_or_hangs_does_not_stop_the_others(tmp_path, page, program):
    root = tmp_path / "in"
    files = [
        written(root / "1.doc"),
        written(root / "2.doc", "bad"),
        written(root / "3.doc", "hang"),
        written(root / "4.doc", "crash"),
        written(root / "5.docx", "no package"),
        written(root / "6.pdf", "no PDF"),
        written(root / "7.txt"),
        root / "8.doc",
        written(root / "9.doc"),
        page,
    ]
    pack = print_pack(files, tmp_path / "pack.pdf", timeout=1, program=program)
    assert sorted(found(pack.problems), key=lambda each: each[1]) == [
        ("soffice.failed", "2.doc"),
        ("soffice.timeout", "3.doc"),
        ("soffice.failed", "4.doc"),
        ("soffice.failed", "5.docx"),
        ("pdf.unreadable", "6.pdf"),
        ("print.format", "7.txt"),
        ("file.missing", "8.doc"),
    ]
    assert all("\n" not in each.text(lang) for each in pack.problems for lang in ("zh", "en"))
    assert pack.documents == 3
    assert titles(tmp_path / "pack.pdf") == ["in", ["1", "9"], "page"]


def test_without_libreoffice_one_line_says_so_and_pdf_files_are_printed(tmp_path, page):
    files = [written(tmp_path / "a.doc"), written(tmp_path / "b.doc"), page]
    missing = str(tmp_path / "none")
    pack = print_pack(files, tmp_path / "pack.pdf", program=missing)
    assert found(pack.problems) == [("soffice.missing", "")]
    assert titles(tmp_path / "pack.pdf") == ["page"]
    nothing = print_pack(files[:2], tmp_path / "nothing.pdf", program=missing)
    assert found(nothing.problems) == [("soffice.missing", "")]
    assert not (tmp_path / "nothing.pdf").exists()
    only_pdf = print_pack([page], tmp_path / "pack.pdf", program=missing)
    assert (only_pdf.documents, only_pdf.problems) == (1, [])


def test_a_draft_is_never_printed_unmarked(tmp_path, page):
    with pytest.raises(ProblemError) as error:
        print_pack([page], tmp_path / "pack.pdf", draft=True, program=str(tmp_path / "none"))
    assert found(error.value.problems) == [("soffice.missing", "")]
    idle = written(tmp_path / "soffice", "#!/bin/sh")
    idle.chmod(0o755)
    with pytest.raises(ProblemError) as error:
        print_pack([page], tmp_path / "pack.pdf", draft=True, program=str(idle))
    assert found(error.value.problems) == [("soffice.not-starting", "")]
    picky = stand_in(tmp_path / "bin")
    text = picky.read_text()
    choosing = text.replace("case $(head", 'grep -q colortbl "$file" && continue; case $(head')
    assert choosing != text
    with pytest.raises(ProblemError) as error:
        print_pack([page], tmp_path / "pack.pdf", draft=True, program=str(script(picky, choosing)))
    assert found(error.value.problems) == [("print.no-watermark", "")]
    # A mark that is no PDF but looks like one.
    posing = stand_in(tmp_path / "posing", r"""make() { printf '%%PDF-1.4\n%%%%EOF\n' > "$2"; }""")
    with pytest.raises(ProblemError) as error:
        print_pack([page], tmp_path / "pack.pdf", draft=True, program=str(posing))
    assert found(error.value.problems) == [("print.no-watermark", "")]
    assert not (tmp_path / "pack.pdf").exists()


def test_nothing_to_print_is_a_problem(tmp_path, program):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ProblemError) as error:
        print_pack([tmp_path / "empty"], tmp_path / "pack.pdf", program=program)
    assert found(error.value.problems) == [("print.nothing", "")]


def run(*arguments):
    return CliRunner().invoke(main, ["print", *map(str, arguments)])


def test_the_command(folder, program, monkeypatch, example):
    monkeypatch.setenv("PATH", str(Path(program).parent), prepend=os.pathsep)
    monkeypatch.chdir(folder)
    output = folder / "全部.pdf"
    done = run("forms", "published", "-o", output, "--lang", "zh")
    assert (done.exit_code, done.output) == (0, f"已生成 {output}：4份文书，共7页。\n")
    metadata = PdfReader(output).metadata
    assert (metadata.title, metadata.author) == ("全部", None)

    written(folder / "forms" / "坏.doc", "bad")
    done = run(
        "forms", "-o", output, "--single-sided", "--round", example, "--title", "题", "--json"
    )
    assert done.exit_code == 1
    facts = json.loads(done.stdout)
    assert (facts["documents"], facts["pages"]) == (3, 3)
    assert [each["place"]["file"] for each in facts["problems"]] == ["forms/坏.doc"]
    metadata = PdfReader(output).metadata
    assert (metadata.title, metadata.author) == ("题", "湖南省人力资源和社会保障厅")


def test_wrong_use_ends_with_2(tmp_path):
    assert run("-o", tmp_path / "pack.pdf").exit_code == 2
    assert run(tmp_path).exit_code == 2
    assert run(tmp_path, "-o", tmp_path / "pack.pdf", "--timeout", "0").exit_code == 2


# With LibreOffice itself


@pytest.mark.office
def test_a_pack_of_real_forms(example, tmp_path):
    """Every form of three applicants, and beside them a file that no program can open."""
    loaded = RoundFolder(example).load()
    folder = RoundFolder(tmp_path)
    entrants = list(loaded.roster)[:3]
    made = make_forms(type(loaded)(folder, loaded.setting, loaded.roster), entrants)
    assert made.made == 9
    (folder.forms / "坏.xlsx").write_bytes(b"PK\3\4 cut off")
    output = tmp_path / "pack.pdf"
    begun = time.monotonic()
    pack = print_pack([folder.forms], output, Style(author="省厅", archival=True), draft=True)
    assert time.monotonic() - begun < 120
    assert found(pack.problems) == [("soffice.failed", "坏.xlsx")]
    reader = PdfReader(output)
    assert pack.documents == 9
    assert pack.pages == len(reader.pages)
    starts = [reader.get_destination_page_number(item) for item in leaves(reader.outline)]
    assert len(starts) == 9
    assert all(start % 2 == 0 for start in starts), "page 1, 3, … are right-hand pages"
    for start in starts:
        text = reader.pages[start].extract_text()
        assert "样稿" in text
        assert "附件" in text or "申报表" in text or "考核表" in text


def leaves(outline):
    for at, item in enumerate(outline):
        if isinstance(item, list):
            yield from leaves(item)
        elif at + 1 == len(outline) or not isinstance(outline[at + 1], list):
            yield item
