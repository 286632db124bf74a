"""How many attacks and faults of each kind the tests make: counted as they are collected.

A test that is such an attack or fault is marked ``fault("kind")``, and each of its parameters
counts. ``docs/faults.md`` has the kinds and counts; with ``DOCGEN_WRITE_FAULTS=1`` the whole run of
the tests writes them there anew.
"""

import os
from pathlib import Path

import pytest
from faults.counting import FAULTS, WHOLE

TABLE = Path(__file__).parents[1] / "docs" / "faults.md"
LEAST = 20
HEAD = """\
# Attacks and faults

What the tests do to docgen, by kind: each attack or fault is a test of its own, which asserts how
the command ends, the code and the place of the problem that is told, and that nothing is left
half. A test tells its kind by the marker `fault`, and `tests/test_faults.py` holds this table to
what is collected. Where each takes commands of its own, `make test` runs a third of a kind and
`make soak` the rest.

| kind | attacks and faults |
| :-- | --: |
"""


def test_the_table_of_faults_says_what_is_tested(request):
    counts = request.config.stash[FAULTS]
    if not request.config.stash[WHOLE]:
        pytest.skip("only a part of the tests was collected")
    text = HEAD + "".join(f"| {kind} | {counts[kind]} |\n" for kind in sorted(counts))
    if os.environ.get("DOCGEN_WRITE_FAULTS"):
        TABLE.write_text(text, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == text
    assert min(counts.values()) >= LEAST
