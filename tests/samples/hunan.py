"""Hunan's programme of 2017, which most tests are about."""

from docgen import assets
from docgen.programme import load_programme

HUNAN = load_programme(assets.builtin_programmes()["hunan-2017"])
