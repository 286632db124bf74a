"""Mutated files, read from end to end: no crash, no hang, little memory, and nothing made up.

What is accepted is compared with a second reader, which knows nothing of docgen's, and with what
was read before the reader was rebuilt.
"""

from collections import Counter

import pytest
from faults.fuzz_seeds import converted_seeds, package_seeds
from faults.fuzzing import run
from faults.records_before import (
    CAMPAIGN,
    MUTANTS,
    differing,
    known,
    listed,
    of_campaign,
    of_example,
)

BUGS = {"form.crash", "file.not-returned", "file.no-right", "file.missing", "file.not-kept"}
MEGABYTES = 500
SECONDS = 5


def check(chunks, seconds=SECONDS):
    """How many mutants came to what; each is told once, whatever became of it."""
    chunks = list(chunks)
    outcomes = [one for chunk in chunks for one in chunk.outcomes]
    assert not [one for one in outcomes if BUGS.intersection(one.codes)]
    assert not [one for one in outcomes if one.doubts]
    assert not [one for one in outcomes if one.result == "refused" and not one.codes]
    assert max(chunk.peak for chunk in chunks) < MEGABYTES
    assert max(chunk.child for chunk in chunks) < MEGABYTES
    # A whole chunk in the time that one file may take.
    assert max(chunk.seconds for chunk in chunks) < seconds
    return Counter(one.result for one in outcomes)


def check_records(chunks):
    read = of_campaign(chunks)
    assert differing(chunks) == {number: one for number, one in listed().items() if number in read}


def test_some_hundred_mutants_are_read_or_refused_and_nothing_is_made_up():
    chunks = list(run(package_seeds(), CAMPAIGN, range(256)))
    # Other tests may hold the processors: the campaign below measures the five seconds.
    results = check(chunks, seconds=4 * SECONDS)
    assert results["same"] > 60
    assert results["refused"] > 60
    check_records(chunks)


@pytest.mark.soak
def test_twenty_thousand_mutants_are_read_or_refused_and_nothing_is_made_up():
    chunks = list(run(package_seeds(), CAMPAIGN, range(MUTANTS)))
    results = check(chunks)
    assert results["same"] > 5_000
    assert results["refused"] > 5_000
    check_records(chunks)


def test_the_example_gives_the_records_of_before():
    files = {file: found for file, found in known().items() if not file.isdecimal()}
    assert of_example() == files


@pytest.mark.soak
@pytest.mark.office
@pytest.mark.parametrize("ending", ["pdf", "doc", "odt", "xls", "ods"])
def test_mutants_of_other_formats_are_read_or_refused(tmp_path, ending):
    seeds = [one for one in converted_seeds(tmp_path) if one.name.endswith(ending)]
    # LibreOffice has its own limits of time and memory, and so has the reader of PDFs.
    check(run(seeds, 2017, range(160)), seconds=300)
