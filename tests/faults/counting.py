"""Attacks and faults of each kind, counted as tests are collected."""

from collections import Counter
from pathlib import Path

import pytest

FAULTS = pytest.StashKey[Counter]()
"""How many there are of each kind."""
WHOLE = pytest.StashKey[bool]()
"""Whether all tests were collected."""
TESTS = Path(__file__).parents[1]


def count_faults(config, items):
    """Take note of what was collected."""
    kinds = (mark.args[0] for item in items if (mark := item.get_closest_marker("fault")))
    config.stash[FAULTS] = Counter(kinds)
    config.stash[WHOLE] = {item.path for item in items} >= set(TESTS.rglob("test_*.py"))
