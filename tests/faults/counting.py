"""Attacks and faults of each kind, counted as tests are collected, and shared out."""

from collections import Counter
from pathlib import Path
from zlib import crc32

import pytest

FAULTS = pytest.StashKey[Counter]()
"""How many there are of each kind."""
WHOLE = pytest.StashKey[bool]()
"""Whether all tests were collected."""
TESTS = Path(__file__).parents[1]
SLOW = {
    "cluster",
    "database held or out of reach",
    "full disk",
    "kill -9",
    "permissions and odd paths",
    "two commands at once",
}
"""Kinds of which each takes commands of their own: a third runs every time, all in the campaign."""
SHARE = 3


def count_faults(config, items):
    """Take note of what was collected, and leave most of what is slow to the campaign."""
    kinds = (mark.args[0] for item in items if (mark := item.get_closest_marker("fault")))
    config.stash[FAULTS] = Counter(kinds)
    for item in items:
        mark = item.get_closest_marker("fault")
        if mark and mark.args[0] in SLOW and crc32(item.nodeid.encode()) % SHARE:
            item.add_marker(pytest.mark.soak)
    config.stash[WHOLE] = {item.path for item in items} >= set(TESTS.rglob("test_*.py"))
