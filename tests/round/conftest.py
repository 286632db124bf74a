"""A small round to load, change and break."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from docgen.assets import builtin_standards
from docgen.programme.standard import Standard, load_standard
from docgen.records import Applicant, Candidate
from docgen.round import Round, load_round

ROUND = """\
name: 2017年认定
year: 2017
programme: hunan-2017
region: 湖南省
issuer: 湖南省人力资源和社会保障厅
office: 湖南省就业服务局
notice:
  number: 湘人社函〔2017〕246号
  title: 关于开展认定工作的通知
  date: 2017-08-14
contact:
  phone: 0731-00000000
  address: 示例路1号
  email: sample@example.com
  postcode: "410000"
stages:
  county:
    bureau: "{county}人力资源和社会保障局"
    deadline: 2017-09-25
    publicity:
      first_day: 2017-09-18
      contact: {phone: 0731-11111111, address: 示例路2号}
  city:
    bureau: "{city}人力资源和社会保障局"
    deadline: 2017-10-25
    publicity:
      first_day: 2017-10-18
      contacts:
        长沙市人力资源和社会保障局: {phone: 0731-22222222, address: 示例路3号}
    places:
      长沙市: 2
      张家界市: 1
    total: 3  # of the city
  province:
    bureau: "{province}人力资源和社会保障厅"
    deadline: 2017-11-25
    publicity:
      first_day: 2017-11-16
      days: 5
      counted: working
      first_day_counts: true
    total: 3
calendar:
  days_off: []
  working_days: []
determination:
  number: 湘人社函〔2017〕999号
  date: 2017-11-24
  addressees: [各市州人力资源和社会保障局]
  remark: 此件主动公开
"""

Write = Callable[..., Path]
Load = Callable[..., Round]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the round with some of its text replaced."""

    def written(changes: dict[str, str] | None = None) -> Path:
        text = ROUND
        for old, new in (changes or {}).items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "round.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def load(write: Write) -> Load:
    """Loads the round with some of its text replaced."""
    return lambda changes=None: load_round(write(changes), "round.yaml")


@pytest.fixture(scope="session")
def small_round(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The round as it stands: quotas of 2 and 1, 3 in all."""
    path = tmp_path_factory.mktemp("round") / "round.yaml"
    path.write_text(ROUND, encoding="utf-8")
    return load_round(path)


@pytest.fixture(scope="session")
def standard() -> Standard:
    """The standard of 2017, with a pass mark of 90."""
    return load_standard(builtin_standards()["hunan-2017"])


@pytest.fixture(scope="session")
def candidate() -> Callable[..., Candidate]:
    """Makes a candidate of which only what matters is said."""

    def made(
        name: str,
        total: Fraction | int | str = 95,
        city: str = "长沙市",
        *,
        complete: bool = True,
        has_application: bool = True,
    ) -> Candidate:
        applicant = Applicant(city, "某县", "某街道", name)
        return Candidate(applicant, Fraction(total), complete, has_application)

    return made
