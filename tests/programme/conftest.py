"""The built-in standard, and variants of it with parts of its text replaced."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.assets import builtin_standards
from docgen.programme.standard import Measure, Standard, Value, load_standard
from docgen.yaml_input import read_yaml

SHAPED = Path(__file__).with_name("farm-stay.yaml")
Variant = Callable[..., Standard]


@pytest.fixture(scope="session")
def standard() -> Standard:
    return load_standard(builtin_standards()["hunan-2017"])


@pytest.fixture
def variant(tmp_path: Path) -> Variant:
    """Loads the built-in standard after replacing each text given by the one behind it."""

    def load(*replacements: tuple[str, str]) -> Standard:
        text = builtin_standards()["hunan-2017"].read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "standard.yaml"
        path.write_text(text, encoding="utf-8")
        return load_standard(path, "standard.yaml")

    return load


@pytest.fixture
def full_marks(standard: Standard) -> dict[str, Value]:
    """Answers that earn all 100 points."""

    def best(measure: Measure) -> Value:
        if measure.kind == "yes_no":
            return True
        if measure.kind == "count":
            return 0 if measure.key in losing else 100
        return Decimal(3) if measure.kind == "score" else Decimal("30.00")

    losing = {
        "certificate_errors",
        "hardship_recognition_errors",
        "bribery_incidents",
        "complaints_upheld",
        "mass_incidents",
        "unemployed_over_half_year",
    }
    answers = {measure.key: best(measure) for measure in standard.entries}
    return answers | {"registered_unemployed_end": 9, "employed_end": 191}


@pytest.fixture
def shaped(tmp_path: Path) -> Variant:
    """Loads a standard of another shape after replacing each text given by the one behind it."""

    def load(*replacements: tuple[str, str], check: bool = True) -> Standard:
        text = SHAPED.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "standard.yaml"
        path.write_text(text, encoding="utf-8")
        if check:
            return load_standard(path, "standard.yaml")
        return read_yaml(path).validate(Standard)

    return load
