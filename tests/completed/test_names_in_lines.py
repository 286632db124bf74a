"""Names in lines of a PDF: one that is struck out, blank or out of line is told."""

import pytest

from docgen.forms.identity import read_identity
from docgen.forms.lookup import Lookup
from docgen.forms.name_labels import locate_applicant
from docgen.forms.pdf_document import PdfDocument
from docgen.office.pdf.reader import PdfContent
from docgen.office.symbols import UNREADABLE

HEAD = "长沙市（州）岳麓县（市、区）示例麓南街道（乡镇）{}社区"
NAME = "示例星火"


@pytest.fixture(scope="module")
def identify(setting):
    """The names on a form with these lines, and the codes and labels of what is told of them."""
    kind = setting.programme.applicant

    def identify(*lines, left_out=()):
        told = (*left_out, *[""] * (len(lines) - len(left_out)))
        document = PdfDocument("a.pdf", PdfContent({}, {}, (), lines, told, (), 1))
        lookup = Lookup(document, lambda content: locate_applicant(content, kind), None)
        identity = read_identity(lookup, kind.path)
        problems = [*lookup.problems, *identity.problems]
        return identity.names.name, [(one.code, one.place.field) for one in problems]

    return identify


def test_a_name_that_is_struck_out_is_none_though_another_page_shows_it(identify):
    name, told = identify(HEAD.format(""), HEAD.format(NAME), left_out=[NAME])
    assert (name, told) == ("", [("form.field-unclear", "社区")])


def test_a_name_of_which_nothing_is_left_is_none(identify):
    name, told = identify(HEAD.format(""), left_out=[NAME])
    assert name == ""
    assert ("form.nothing-left", "社区") in told


def test_a_name_that_replaces_another_in_its_line_is_told(identify):
    name, told = identify(HEAD.format(NAME), left_out=["新"])
    assert name == NAME
    assert ("form.struck-out", "社区") in told


def test_a_name_that_is_blank_in_one_place_is_read_in_another_and_told(identify):
    name, told = identify(HEAD.format(""), HEAD.format(NAME))
    assert (name, told) == (NAME, [("form.name-elsewhere", "社区")])
    assert identify(HEAD.format(NAME), HEAD.format(NAME)) == (NAME, [])


@pytest.mark.parametrize(
    "line", [HEAD.format(f"新{UNREADABLE}{NAME}"), HEAD.format(f"{UNREADABLE}{NAME}") + "�新"]
)
def test_a_name_out_of_line_is_not_sure(identify, line):
    assert identify(line)[1] == [("form.sign-unread", "社区")]
    assert identify(HEAD.format(NAME), line)[1] == [("form.field-unclear", "社区")]


def test_a_line_that_is_broken_within_the_name_tells_of_another_beginning(identify):
    start = HEAD.partition("{}")[0]
    told = [("form.two-applicants", "社区")] * 2
    assert identify(HEAD.format(NAME), f"{start}新", f"{NAME}社区") == ("", told)
    # Where the line was full, its beginning is that of the same name.
    assert identify(HEAD.format(NAME), f"{start}{NAME[:2]}", f"{NAME[2:]}社区") == (NAME, [])
