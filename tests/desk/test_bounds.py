"""Whatever a file wants to take, it gets little of it: it is refused soon, under its own name."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from faults import hostile_files
from faults.hostile_files import write_files
from samples.example_forms import Office

pytestmark = pytest.mark.timed

SAVED = datetime(2017, 9, 12, 9, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
def test_hostile_files_are_refused_in_a_second_and_little_memory(setting, tmp_path):
    office = Office(setting)
    applicant = office.by_name["示例星火社区"]
    workbook = office.score_sheet(applicant, office.answers[applicant], SAVED).data
    document = office.application(applicant, SAVED, reviewed=True).data
    expected = write_files(tmp_path, workbook, document)
    paths = os.pathsep.join(filter(None, sys.path))
    told = subprocess.run(
        [sys.executable, Path(hostile_files.__file__), tmp_path],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    found = [json.loads(line) for line in told.stdout.splitlines()[1:]]
    assert {name: "".join(codes) for name, _, _, codes in found} == expected
    # A PDF is read by a process of its own, which takes a second to start.
    assert not [one for one in found if one[1] > (5 if one[0] == "many_pages" else 1)]
    assert not [one for one in found if one[2] > 350]
