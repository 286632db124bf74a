"""What all tests share: the 2017 standard, its round, and the rule for LibreOffice."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from docgen import assets
from docgen.forms import Setting
from docgen.procedure import load_round
from docgen.records import Community
from docgen.standard import load_standard

# Another program at work is no failure; what must be fast is marked `timed` and says how fast.
settings.register_profile("docgen", deadline=None)
settings.load_profile("docgen")


def pytest_collection_modifyitems(items):
    _share_out(items)
    if shutil.which("soffice") or os.environ.get("DOCGEN_REQUIRE_OFFICE"):
        return
    skip = pytest.mark.skip(reason="LibreOffice (soffice) is not installed")
    for item in items:
        if "office" in item.keywords:
            item.add_marker(skip)


def _share_out(items):
    """Files stay whole, tests of one rendering together, and what takes longest begins first."""
    slow = {item.path for item in items if "office" in item.keywords}
    for item in items:
        group = "paper" if item.path.parent.name == "paper" else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: (item.path.parent.name != "paper", item.path not in slow))


@pytest.fixture(scope="session")
def standard():
    return load_standard(assets.builtin_standards()["hunan-2017"])


@pytest.fixture(scope="session")
def example() -> Path:
    return assets.example_round("hunan-2017")


@pytest.fixture(scope="session")
def setting(standard, example):
    return Setting(load_round(example / "round.yaml"), standard)


@pytest.fixture(scope="session")
def community():
    return Community("长沙市", "岳麓区", "样例街道", "星火社区")
