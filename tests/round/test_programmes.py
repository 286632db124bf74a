"""A round's programme: that of its built-in standard, or the file beside a standard of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen import assets
from docgen.problems import Place, ProblemError
from docgen.round import load_round, programme_of

AT = Place(file="round.yaml", line=7)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A round's folder with a standard of its own in a folder below, and no programme."""
    text = (assets.example_round() / "round.yaml").read_text(encoding="utf-8")
    text = text.replace("standard: hunan-2017", "standard: programme/standard.yaml")
    (tmp_path / "programme").mkdir()
    (tmp_path / "round.yaml").write_text(text, encoding="utf-8")
    standard = assets.builtin_standards()["hunan-2017"]
    shutil.copyfile(standard, tmp_path / "programme" / "standard.yaml")
    return tmp_path


def test_a_built_in_standard_brings_its_programme() -> None:
    folder = assets.example_round()
    assert programme_of(load_round(folder / "round.yaml"), folder, AT).id == "hunan-2017"


def test_a_standard_of_its_own_has_its_programme_beside_it(own: Path) -> None:
    text = assets.builtin_programmes()["hunan-2017"].read_text(encoding="utf-8")
    text = text.replace("id: hunan-2017", "id: own-2017").replace("word: 社区", "word: 学校")
    (own / "programme" / "programme.yaml").write_text(text, encoding="utf-8")
    programme = programme_of(load_round(own / "round.yaml"), own, AT)
    assert (programme.id, programme.applicant.word) == ("own-2017", "学校")


def test_no_other_programme_is_taken_in_silence(own: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        programme_of(load_round(own / "round.yaml"), own, AT)
    (found,) = caught.value.problems
    assert (found.code, found.place) == ("programme.missing", AT)
    assert dict(found.facts) == {"path": "programme/programme.yaml", "known": "hunan-2017"}
