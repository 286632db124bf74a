"""What all tests share: the 2017 standard, its round, and the rule for LibreOffice."""

import os
import shutil
from pathlib import Path

import pytest
from faults.counting import count_faults
from faults.guard import guarded, left_half, room_for_all
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from docgen import assets
from docgen.forms import Setting
from docgen.programme.standard import load_standard
from docgen.records import Applicant
from docgen.round import load_round

# Another program at work is no failure; what must be fast is marked `timed` and says how fast.
settings.register_profile("docgen", deadline=None)
settings.load_profile("docgen")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    count_faults(config, items)  # before tests are chosen among by their marks
    slow = {item.path for item in items if "office" in item.keywords}
    # What takes longest begins first, so that no worker is left with it at the end: the papers,
    # what LibreOffice makes, then commands.
    items.sort(
        key=lambda item: (
            item.path.parent.name != "paper",
            item.path not in slow,
            item.path.parent.name != "desk",
        )
    )
    if shutil.which("soffice") or os.environ.get("DOCGEN_REQUIRE_OFFICE"):
        return
    skip = pytest.mark.skip(reason="LibreOffice (soffice) is not installed")
    for item in items:
        if "office" in item.keywords:
            item.add_marker(skip)


def pytest_xdist_make_scheduler(config, log):
    return _ByFile(config, log)


class _ByFile(LoadScopeScheduling):
    """Gives a file's tests to one worker, and so all tests of one rendering on paper."""

    def _split_scope(self, nodeid):
        folder, _, file = nodeid.partition("::")[0].rpartition("/")
        return folder if folder.endswith("tests/paper") else f"{folder}/{file}"


@pytest.fixture(scope="session", autouse=True)
def _log(tmp_path_factory):
    """The log of bugs goes where the tests do, not to the user who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(autouse=True)
def _fault(request, tmp_path_factory):
    """What every attack or fault is held to, of whatever kind it is."""
    mark = request.node.get_closest_marker("fault")
    if mark is None:
        yield
        return
    with guarded(mark.args[0], room_for_all(tmp_path_factory.mktemp("temporary"))):
        yield
    own = request.node.funcargs.get("tmp_path")
    assert own is None or left_half(own) == []


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
def applicant():
    return Applicant("长沙市", "岳麓区", "样例街道", "星火社区")
