"""A programme is read from its file, and what does not fit together in it is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.problems import ProblemError
from docgen.programme import load_programme

HUNAN = Path(__file__).parents[2] / "docgen/programme/builtin/hunan-2017/programme.yaml"


def test_the_built_in_programme_says_who_applies_and_who_decides() -> None:
    programme = load_programme(HUNAN)
    assert programme.applicant.keys == ("city", "county", "street", "name")
    assert [stage.key for stage in programme.stages] == ["county", "city", "province"]
    assert [stage.awards for stage in programme.stages] == [False, False, True]
    assert programme.below(programme.stage("city")) == (programme.stage("county"),)


@pytest.mark.parametrize(
    ("written", "instead", "code", "line"),
    [
        ("    unit: county\n", "    unit: town\n", "programme.unknown-unit", 48),
        ("quota: {by: city}", "quota: {by: town}", "programme.unknown-unit", 57),
        ("    - key: street", "    - key: county", "standard.duplicate-key", 31),
        ("  - key: city\n    label", "  - key: county\n    label", "standard.duplicate-key", 51),
    ],
)
def test_what_does_not_fit_together_is_told_at_its_line(
    tmp_path: Path, written: str, instead: str, code: str, line: int
) -> None:
    text = HUNAN.read_text("utf-8")
    assert text.count(written) == 1
    file = tmp_path / "programme.yaml"
    file.write_text(text.replace(written, instead), "utf-8")
    with pytest.raises(ProblemError) as caught:
        load_programme(file, "programme.yaml")
    (found,) = caught.value.problems
    assert (found.code, found.place.file, found.place.line) == (code, "programme.yaml", line)
