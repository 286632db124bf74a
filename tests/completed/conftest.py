"""Forms of the example round, and the reader that gives what they say and whose they are."""

import pytest
from samples.example_forms import Office

from docgen.desk.reader import Reader
from docgen.forms import Directory


@pytest.fixture(scope="session")
def office(setting):
    """The maker of the example's forms."""
    return Office(setting)


@pytest.fixture(scope="session")
def applicant(office):
    """The applicant whose forms are changed."""
    return office.by_name["示例星火社区"]


@pytest.fixture(scope="session")
def read(setting, office):
    """Reads a file of a current format, its applicant looked up."""
    reader, directory = Reader(setting), Directory(office.answers)
    return lambda data: reader.read(data, "file")[0].of(directory)
