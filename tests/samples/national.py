"""A round of any size: as many applicants as wanted, with plausible figures, as a .csv roster."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

from docgen import assets
from docgen.desk.folder import RoundFolder
from docgen.programme.standard import load_standard
from docgen.round import load_round
from samples.hunan import HUNAN

KNOWN = (
    "new_jobs_target",
    "new_jobs_done",
    "reemployed_target",
    "reemployed_done",
    "hardship_reemployed_target",
    "hardship_reemployed_done",
    "registered_unemployed_end",
    "employed_end",
    "willing_able_end",
    "willing_able_employed_end",
    "registered_unemployed_period",
    "registered_unemployed_reemployed",
    "hardship_period",
    "hardship_employed",
    "graduates",
    "graduates_registered",
    "zero_employment_families",
    "zero_employment_families_cleared",
)
_COUNTIES, _STREETS, _APPLICANTS = 12, 12, 55


def write_round(path: Path, applicants: int, seed: int = 2017) -> RoundFolder:
    """A round with this many applicants in the cities of the example's quota table."""
    path.mkdir(parents=True, exist_ok=True)
    source = assets.example_round("hunan-2017") / "round.yaml"
    shutil.copyfile(source, path / "round.yaml")
    cities = list(load_round(source).places)
    standard = load_standard(assets.builtin_standards()["hunan-2017"])
    labels = [standard.measure(key).label for key in KNOWN]
    rng = random.Random(seed)
    with (path / "communities.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*(unit.head for unit in HUNAN.applicant.path), *labels])
        for number in range(applicants):
            writer.writerow([*_names(number, cities), *_figures(rng)])
    return RoundFolder(path)


def _names(number: int, cities: list[str]) -> list[str]:
    rest, applicant = divmod(number, _APPLICANTS)
    rest, street = divmod(rest, _STREETS)
    city, county = divmod(rest, _COUNTIES)
    return [
        cities[city % len(cities)],
        f"示例第{county + 1 + _COUNTIES * (city // len(cities))}区",
        f"示例第{street + 1}街道",
        f"示例第{applicant + 1}社区",
    ]


def _figures(rng: random.Random) -> list[int]:
    people = rng.randint(900, 6000)
    figures: list[int] = []
    for _ in range(3):
        target = rng.randint(5, 90)
        figures += [target, target + rng.randint(-2, 9)]
    employed = people - rng.randint(0, people // 30)
    figures += [people - employed, employed, people, employed]
    for whole in (rng.randint(5, 200), rng.randint(5, 80), rng.randint(0, 60), rng.randint(0, 3)):
        figures += [whole, whole - (rng.randint(0, whole // 10) if whole else 0)]
    return figures
