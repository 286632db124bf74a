"""Conversion by LibreOffice: many files at once, and what happens to those that fail."""

import shutil
import time
from pathlib import Path

import pytest
from faults.office_programs import stand_in
from workbook_samples import save_template

from docgen.office.soffice.convert import convert
from docgen.office.workbook.reading.reader import read_workbook
from docgen.office.workbook.template.template import CompiledWorkbook, NamedCell, WorkbookTemplate
from docgen.problems import Problem, ProblemError


@pytest.fixture
def program(tmp_path: Path) -> str:
    return str(stand_in(tmp_path / "bin"))


def what(path: Path) -> str:
    """The file that a stand-in made a PDF of."""
    noted = b"\n% "  # behind the end of a good PDF
    return path.read_bytes().rpartition(noted)[2].splitlines()[0].decode()


def written(folder: Path, **files: str) -> list[Path]:
    folder.mkdir()
    paths = []
    for name, text in files.items():
        paths.append(folder / f"{name}.docx")
        paths[-1].write_text(f"{text}\n")
    return paths


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, Path(problem.place.file).name) for problem in problems]


def test_each_file_becomes_one_of_the_same_name(program: str, tmp_path: Path) -> None:
    files = written(tmp_path / "in", 甲="1", 乙="2")
    conversion = convert(files, "pdf", tmp_path / "new" / "out", program=program)
    assert not conversion.problems
    assert [path.name for path in conversion.made.values()] == ["甲.pdf", "乙.pdf"]
    assert [what(path) for path in conversion.made.values()] == ["1", "2"]


def test_a_file_that_fails_or_stops_the_program_is_one_problem(
    program: str, tmp_path: Path
) -> None:
    files = written(tmp_path / "in", a="1", b="bad", c="crash", d="4")
    conversion = convert(files, "pdf", tmp_path / "out", program=program)
    assert [path.name for path in conversion.made] == ["a.docx", "d.docx"]
    assert codes(conversion.problems) == [
        ("soffice.failed", "b.docx"),
        ("soffice.failed", "c.docx"),
    ]


def test_a_file_that_hangs_does_not_stop_the_others(program: str, tmp_path: Path) -> None:
    files = written(tmp_path / "in", a="1", b="bad", c="hang", d="4")
    conversion = convert(files, "pdf", tmp_path / "out", timeout=1, program=program)
    assert [path.name for path in conversion.made] == ["a.docx", "d.docx"]
    assert codes(conversion.problems) == [
        ("soffice.failed", "b.docx"),
        ("soffice.timeout", "c.docx"),
    ]


def test_a_program_that_only_hangs_is_given_up(program: str, tmp_path: Path) -> None:
    files = written(tmp_path / "in", **{f"f{n:02}": "hang" for n in range(20)})
    begun = time.monotonic()
    conversion = convert(files, "pdf", tmp_path / "out", timeout=0.3, program=program)
    assert [code for code, _ in codes(conversion.problems)] == ["soffice.timeout"] * 20
    assert time.monotonic() - begun < 5


def test_several_programs_share_the_files(program: str, tmp_path: Path) -> None:
    files = written(tmp_path / "in", **{f"f{n}": str(n) for n in range(7)} | {"f3": "hang"})
    steps: list[int] = []
    conversion = convert(
        files, "pdf", tmp_path / "out", 1, jobs=3, program=program, progress=steps.append
    )
    assert [file.stem for file in conversion.made] == [f"f{n}" for n in range(7) if n != 3]
    assert codes(conversion.problems) == [("soffice.timeout", "f3.docx")]
    assert sum(steps) == 6


def test_many_files_take_more_than_one_start(program: str, tmp_path: Path) -> None:
    files = written(tmp_path / "in", **{f"f{n}": "x" if n != 70 else "crash" for n in range(250)})
    conversion = convert(files, "pdf", tmp_path / "out", program=program)
    assert len(conversion.made) == 249
    assert codes(conversion.problems) == [("soffice.failed", "f70.docx")]


def test_a_missing_program_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as error:
        convert([tmp_path / "a.docx"], "pdf", tmp_path, program=str(tmp_path / "none"))
    assert codes(error.value.problems) == [("soffice.missing", "")]


def test_files_of_one_name_become_files_of_their_own(program: str, tmp_path: Path) -> None:
    files = written(tmp_path / "in", 甲="1")
    files += written(tmp_path / "other", 甲="2")
    files.append(files[0].with_suffix(".xlsx"))
    files[-1].write_text("3")
    conversion = convert([*files, files[0]], "pdf", tmp_path / "out", program=program)
    assert [path.name for path in conversion.made.values()] == ["甲.pdf", "甲-2.pdf", "甲-3.pdf"]
    assert [what(path) for path in conversion.made.values()] == ["1", "2", "3"]


def test_nothing_to_convert_starts_nothing(tmp_path: Path) -> None:
    assert not convert([], "pdf", tmp_path, program=shutil.which("true")).made


# With LibreOffice itself


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> CompiledWorkbook:
    path = tmp_path_factory.mktemp("templates") / "template.xlsx"
    save_template(path, [["{{ entry }}"], ["{{ total }}"], ["{{ entry }}"]])
    fields = {
        "entry": NamedCell("entry", unlocked=True, groups=("entries",)),
        "total": NamedCell("total", '=IF(entry="√",SUM(entries)+1,"")'),
    }
    return WorkbookTemplate.compile(path).expand(fields)


@pytest.mark.office
def test_libreoffice_trusts_the_values_unless_it_is_told_to_compute(
    workbook: CompiledWorkbook, tmp_path: Path
) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(workbook.render({"entry": "√", "total": 99}, {"docgen.form": "x"}))
    trusted = convert([file], "xlsx", tmp_path / "trusted").made[file]
    computed = convert([file], "xlsx", tmp_path / "computed", recalculate=True).made[file]
    before, after = read_workbook(trusted.read_bytes()), read_workbook(computed.read_bytes())
    assert (before.value("total"), after.value("total")) == (99, 1)
    assert after.is_formula("total")
    assert after.value("entry") == after.cell("表", "A3") == "√"
    assert after.properties == {"docgen.form": "x"}


@pytest.mark.office
def test_libreoffice_converts_the_good_files_beside_a_bad_one(
    workbook: CompiledWorkbook, tmp_path: Path
) -> None:
    good, bad = tmp_path / "好.xlsx", tmp_path / "坏.xlsx"
    good.write_bytes(workbook.render({"entry": "√"}))
    bad.write_bytes(b"PK\3\4 cut off")
    conversion = convert([bad, good], "pdf", tmp_path / "out")
    assert conversion.made[good].read_bytes().startswith(b"%PDF")
    assert codes(conversion.problems) == [("soffice.failed", "坏.xlsx")]
