"""The measured documents, rendered once with the stand-in fonts."""

import os
from pathlib import Path

import pytest
from rendering import render
from samples.bureau_templates import HUNAN_TEMPLATES
from samples.hunan import HUNAN

from docgen.notices import Office


@pytest.fixture(scope="session")
def fonts():
    """Settings by which LibreOffice takes the stand-ins for the official fonts."""
    folder = os.environ.get("DOCGEN_FONTS")
    settings = Path(folder or ".").absolute() / "fonts.conf"
    if folder is None or not settings.exists():
        reason = "no stand-in fonts: run .ci/fonts FOLDER and set DOCGEN_FONTS=FOLDER"
        (pytest.fail if os.environ.get("DOCGEN_REQUIRE_OFFICE") else pytest.skip)(reason)
    return settings


@pytest.fixture(scope="session")
def papers(fonts, setting, tmp_path_factory):
    """Every document that is measured, by its name."""
    office = Office(setting.round, setting.standard, HUNAN, (HUNAN_TEMPLATES,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(fonts))
        return render(office, tmp_path_factory.mktemp("paper"))
