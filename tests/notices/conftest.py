"""The example round's office, a few applicants, and the text of what is made."""

import io

import docx
import pytest

from docgen.notices import Office
from docgen.records import Applicant


@pytest.fixture(scope="session")
def office(setting):
    return Office(setting.round, setting.standard)


@pytest.fixture(scope="session")
def applicants():
    """Makes so many applicants of one county."""

    def made(count):
        return [
            Applicant("长沙市", "岳麓区", "样例街道", f"示例{number}社区")
            for number in range(1, count + 1)
        ]

    return made


@pytest.fixture(scope="session")
def opened():
    """Opens a document with a library that is not docgen's own."""
    return lambda paper: docx.Document(io.BytesIO(paper.data))


@pytest.fixture(scope="session")
def texts(opened):
    """The visible paragraphs of a document outside its tables."""

    def of(paper):
        return [one.text.strip("\u3000") for one in opened(paper).paragraphs if one.text.strip()]

    return of
