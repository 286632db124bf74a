"""Imports run one way through the rooms, and the check that says so catches a violation."""

import ast
import graphlib
from pathlib import Path

import pytest

import docgen

PACKAGE = Path(docgen.__file__).parent
GROUND = {"problems", "catalogue", "assets", "yaml_input", "characters", "dates", "file_faults"}
MAY_IMPORT = {
    "catalogue": set(),
    "problems": {"catalogue"},
    "assets": set(),
    "dates": set(),
    "yaml_input": {"problems", "catalogue", "dates"},
    "characters": {"problems"},
    "file_faults": {"problems", "catalogue"},
    "programme": GROUND,
    "round": GROUND | {"programme"},
    "records": GROUND | {"programme", "round"},
    "office": {"problems"},
    "forms": GROUND | {"programme", "round", "records", "office"},
    "notices": GROUND | {"programme", "round", "records", "office"},
    "desk": GROUND | {"programme", "round", "records", "office", "forms", "notices"},
    "cli": GROUND | {"programme", "round", "records", "forms", "desk"},
}

# Inside `office/`: below the format, what a document is; above it, what is made of that.
OFFICE = {
    "package": set(),
    "grids": set(),
    "symbols": set(),
    "tags": {"package"},
    "incoming": {"package"},
    "soffice": {"package", "incoming"},
    "pdf": {"package", "grids", "symbols", "incoming"},
    "tables": {"package", "incoming", "soffice", "workbook/reading", "workbook/values"},
    "word/names": {"package"},
    "word/reading": {"package", "grids", "symbols", "word/names"},
    "word/comments": {"package", "word/names", "word/reading"},
    "word/template": {"package", "tags", "word/names"},
    "word/official": {"package", "word/names"},
    "workbook/values": set(),
    "workbook/reading": {"package", "symbols", "workbook/values"},
    "workbook/template": {"package", "tags", "workbook/reading", "workbook/values"},
    "workbook/comments": {"package", "workbook/reading", "workbook/template"},
}
FORMATS = {"word", "workbook"}


def room_of(path: Path, package: Path) -> str:
    return path.relative_to(package).parts[0].removesuffix(".py")


def imported_rooms(source: str) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "docgen":
                rooms |= {alias.name for alias in node.names if alias.name != "__version__"}
            elif node.module and node.module.startswith("docgen."):
                rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {
                alias.name.split(".")[1] for alias in node.names if alias.name.startswith("docgen.")
            }
    return rooms


def violations(package: Path) -> list[str]:
    found = []
    for path in sorted(package.rglob("*.py")):
        room = room_of(path, package)
        if room in ("__init__", "__main__"):
            continue
        for other in sorted(imported_rooms(path.read_text(encoding="utf-8")) - {room}):
            if other not in MAY_IMPORT[room]:
                found.append(f"{path.relative_to(package)} imports {other}")
    return found


def office_room(parts: list[str]) -> str:
    """The room of a module below `office/`: of a format it is a room inside."""
    return "/".join(parts[:2] if parts[0] in FORMATS else parts[:1])


def office_violations(office: Path) -> list[str]:
    found = []
    for path in sorted(office.rglob("*.py")):
        parts = [*path.relative_to(office).with_suffix("").parts]
        if parts[-1] == "__init__" and (
            len(parts) == 1 or (parts[0] in FORMATS and len(parts) == 2)
        ):
            continue
        room = office_room(parts)
        others = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            inside = [name.split(".")[2:] for name in names if name.startswith("docgen.office.")]
            others |= {office_room(one) for one in inside}
        found += [
            f"{path.relative_to(office)} imports {other}"
            for other in sorted(others - {room} - OFFICE[room])
        ]
    return found


def test_imports_run_one_way_inside_the_office():
    office = PACKAGE / "office"
    modules = (path.relative_to(office).with_suffix("") for path in office.rglob("*.py"))
    rooms = {office_room([*path.parts]) for path in modules}
    assert rooms - {"__init__", "word/__init__", "workbook/__init__"} == set(OFFICE)
    assert office_violations(office) == []
    order = graphlib.TopologicalSorter(OFFICE)
    assert [*order.static_order()]  # which fails where there is a circle


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("from docgen.office.soffice.convert import to_pdf", "soffice"),
        ("from docgen.office import tables", "tables"),
        ("import docgen.office.word.template.tags", "word/template"),
        ("def late():\n    from docgen.office.workbook.values import CellValue", "workbook/values"),
    ],
)
def test_a_violation_planted_inside_the_office_is_caught(tmp_path, line, other):
    room = tmp_path / "word" / "reading"
    room.mkdir(parents=True)
    (room / "planted.py").write_text(line, encoding="utf-8")
    assert office_violations(tmp_path) == [f"word/reading/planted.py imports {other}"]


def test_imports_run_one_way_through_the_rooms():
    rooms = {room_of(path, PACKAGE) for path in PACKAGE.rglob("*.py")}
    assert rooms - {"__init__", "__main__"} == set(MAY_IMPORT)
    assert violations(PACKAGE) == []


def test_a_planted_violation_is_caught(tmp_path):
    for line in (
        "from docgen.forms import Form",
        "import docgen.forms.values",
        "from docgen import forms",
        "def late():\n    from docgen.forms import Form",
    ):
        (tmp_path / "office").mkdir(exist_ok=True)
        (tmp_path / "office" / "planted.py").write_text(line, encoding="utf-8")
        assert violations(tmp_path) == ["office/planted.py imports forms"]
