"""Hunan's programme of 2017, which most tests are about."""

from docgen import assets
from docgen.programme import load_programme
from docgen.records import Applicant

HUNAN = load_programme(assets.builtin_programmes()["hunan-2017"] / "programme.yaml")


def short(applicant: Applicant) -> Applicant:
    """The names as they stand in a form's blanks."""
    return Applicant(*HUNAN.applicant.short(applicant))
