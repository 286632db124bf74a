"""The wheel holds everything: installed in a fresh environment, it plays the example round."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def tracked(folder: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(filter(None, listed.stdout.split("\0")))


def test_the_wheel_carries_templates_and_example_and_nothing_left_behind(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "examples"):
        for name in tracked(folder):
            if not Path(name).name.startswith("~$"):
                assert f"docgen/_{name}" in names
    assert "docgen/programme/builtin/hunan-2017/standard.yaml" in names
    assert "docgen/py.typed" in names
    left = [name for name in names if Path(name).name.startswith(("~$", ".~lock"))]
    assert left == []


def test_the_installed_wheel_does_the_main_job(wheel, tmp_path):
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, capture_output=True)
    # Its dependencies are those of this environment; docgen itself is not taken from there.
    purelib = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    Path(purelib, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = subprocess.run(
        [python, "-c", "import docgen; print(docgen.__file__)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=clean,
    ).stdout.strip()
    assert where.startswith(str(environment))
    subprocess.run(
        [environment / "bin" / "docgen", "demo", "round"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env=clean,
    )
    published = {path.name for path in (tmp_path / "round" / "published").iterdir()}
    assert {"认定文件.docx", "附件1_名额分配表.xlsx", "公示_省级_湖南省.docx"} <= published
