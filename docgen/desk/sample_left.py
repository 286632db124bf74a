"""What is left of the sample in a round: made-up entries of round.yaml, made-up applicants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from docgen import assets
from docgen.desk.folder import LoadedRound
from docgen.problems import Place, Problem, problem
from docgen.yaml_input import Location, YamlSource, read_yaml

SAMPLE: Final = "示例"
"""How whatever is made up is called, in texts and in comments."""

# An entry with a comment that calls it a sample.
_MARKED: Final = re.compile(rf"\s*[^\s#].*#.*{SAMPLE}")


def check_sample_entries(source: YamlSource) -> Iterator[Problem]:
    """Every entry of a round.yaml that is still the sample's."""
    made_up = _made_up_entries()
    for location, value in source.values():
        told = isinstance(value, str) and SAMPLE in value
        if told or (location in made_up and made_up[location] == value):
            yield problem("round.sample", source.place(location), found=value)


def check_sample_applicants(loaded: LoadedRound) -> Iterator[Problem]:
    """The applicants of a roster that are samples, in one problem."""
    names = [one.full_name for one in loaded.roster.applicants if SAMPLE in one.full_name]
    if names:
        place = Place(file=loaded.folder.roster.name)
        yield problem("roster.sample", place, count=len(names), name=names[0])


def _made_up_entries() -> dict[Location, Any]:
    """The entries that the example's own round.yaml marks as samples, with their values."""
    path = assets.example_round() / "round.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    marked = {number for number, line in enumerate(lines, 1) if _MARKED.match(line)}
    source = read_yaml(path)
    return {
        location: value
        for location, value in source.values()
        if source.place(location).line in marked
    }
