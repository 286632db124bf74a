"""A round's programme: a built-in one, or that in the folder of the bureau's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen import assets
from docgen.problems import ProblemError
from docgen.round import load_round


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A round's folder with a programme of its own."""
    text = (assets.example_round() / "round.yaml").read_text(encoding="utf-8")
    text = text.replace("programme: hunan-2017", "programme: programme")
    (tmp_path / "round.yaml").write_text(text, encoding="utf-8")
    shutil.copytree(assets.builtin_programmes()["hunan-2017"], tmp_path / "programme")
    return tmp_path


def test_a_built_in_programme_is_known_by_its_name() -> None:
    assert load_round(assets.example_round() / "round.yaml").programme.id == "hunan-2017"


def test_a_programme_of_its_own_says_who_applies(own: Path) -> None:
    file = own / "programme" / "programme.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("id: hunan-2017", "id: own-2017").replace("word: 社区", "word: 学校")
    file.write_text(text, encoding="utf-8")
    programme = load_round(own / "round.yaml").programme
    assert (programme.id, programme.applicant.word) == ("own-2017", "学校")


@pytest.mark.parametrize("missing", ["programme.yaml", "standard.yaml"])
def test_no_other_programme_is_taken_in_silence(own: Path, missing: str) -> None:
    (own / "programme" / missing).unlink()
    with pytest.raises(ProblemError) as caught:
        load_round(own / "round.yaml", "round.yaml")
    (found,) = caught.value.problems
    lines = (own / "round.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index("programme: programme") + 1
    assert (found.code, found.place.file, found.place.line) == (
        "programme.missing",
        "round.yaml",
        line,
    )
    assert dict(found.facts) == {"found": "programme", "known": "hunan-2017"}
