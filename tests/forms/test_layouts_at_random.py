"""Features of layouts in any combination: right, or told, and never as if it were no form."""

from random import Random

import pytest
from readings.layout_outcomes import filled, outcome, typed_file
from readings.layouts_at_random import described, random_layout

from docgen.desk.reader import Reader
from docgen.forms import Directory
from docgen.records import Applicant

MINE = filled(Applicant("常德市", "津市市", "示例澧水街道", "示例竹园社区"))
OTHER = filled(Applicant("长沙市", "岳麓区", "示例麓南街道", "示例乙社区"), less=5)


@pytest.mark.parametrize(
    "seeds", [range(24), pytest.param(range(24, 324), marks=pytest.mark.soak)], ids=["some", "all"]
)
def test_a_layout_put_together_at_random_is_right_or_told(setting, seeds):
    reader, directory = Reader(setting), Directory([MINE.applicant, OTHER.applicant])
    outcomes = {}
    for seed in seeds:
        typed = random_layout(Random(seed))
        reading = reader.read(typed_file(typed, MINE, OTHER), "file")[0].of(directory)
        outcomes[f"{seed}, {described(typed)}"] = outcome(typed, reading, MINE)
    bad = ("wrong", "form.unknown-kind", "form.crash")
    assert not {name: told for name, told in outcomes.items() if any(one in told for one in bad)}
    assert 2 * sum(told == "right" for told in outcomes.values()) >= len(outcomes)
