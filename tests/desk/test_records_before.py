"""What was read before the reader was rebuilt is read as it was, or the difference has a reason."""

from collections.abc import Mapping
from typing import Final

import pytest
from faults.records_before import MUTANTS, known, of_campaign, of_example

# Mutants whose record is another today, or that have one now or no more, each with the reason.
_DAMAGED = "a part that says how text is seen, or which part is which, is damaged: it is read now"
_FOUND = "what was lost is found otherwise now"
DIFFERENCES: Final[Mapping[str, str]] = {
    **dict.fromkeys(["15", "196"], _FOUND),
    **dict.fromkeys(["18", "27", "49", "54", "85", "116", "143", "195", "221", "243"], _DAMAGED),
}


def test_the_example_gives_the_records_of_before():
    before = known()
    files = {file: found for file, found in before.items() if not file.isdecimal()}
    assert of_example() == files


@pytest.mark.parametrize(
    "count", [256, pytest.param(MUTANTS, marks=pytest.mark.soak)], ids=["some", "all"]
)
def test_a_seeded_campaign_gives_the_records_of_before(setting, count):
    before = known()
    today = of_campaign(setting, range(count))
    differing = {number for number, found in today.items() if found != before[number]}
    assert differing == {number for number in DIFFERENCES if int(number) < count}
