"""Imports run one way through the rooms, and the check that says so catches a violation."""

import ast
from pathlib import Path

import docgen

PACKAGE = Path(docgen.__file__).parent
GROUND = {"problems", "catalogue", "assets", "yaml_input"}
MAY_IMPORT = {
    "catalogue": set(),
    "problems": {"catalogue"},
    "assets": set(),
    "yaml_input": {"problems"},
    "standard": GROUND,
    "records": GROUND | {"standard"},
    "procedure": GROUND | {"standard", "records"},
    "office": {"problems"},
    "forms": GROUND | {"standard", "records", "procedure", "office"},
    "notices": GROUND | {"standard", "records", "procedure", "office"},
    "desk": GROUND | {"standard", "records", "procedure", "office", "forms", "notices"},
    "cli": GROUND | {"standard", "records", "procedure", "forms", "desk"},
}


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
