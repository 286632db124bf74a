"""What must hold for every length of text and list."""

import re
from itertools import pairwise

import pytest
from clauses import BOTTOM, PITCH, RIGHT, TOP, clause, mm, same
from rendering import LENGTHS

pytestmark = pytest.mark.office

# An annexed list before the imprint, a list in the text, and text alone before the imprint.
_KINDS = ("determination", "publicity", "revocation")
_IMPRINTED = ("determination", "revocation")
_LISTED = ("determination", "publicity")


def _wrong(papers, kind, find):
    """What is wrong with a kind of document, by its length; `find` lists it for one of them."""
    found = {more: find(papers[f"{kind} +{more}"]) for more in LENGTHS}
    return {more: wrong for more, wrong in found.items() if wrong}


def _signature(paper):
    [date] = [line for line in paper.lines if re.fullmatch(r"\d+年\d+月\d+日", line.text)]
    return paper.lines[paper.lines.index(date) - 1], date


@pytest.mark.parametrize("kind", _KINDS)
def test_no_page_is_blank_and_each_is_numbered(papers, kind):
    def wrong(paper):
        numbers = [page.page_number and page.page_number.text for page in paper.pages]
        wanted = [f"— {page.number} —" for page in paper.pages]
        blank = [page.number for page in paper.pages if not page.body]
        return blank or (numbers != wanted and numbers)

    assert not _wrong(papers, kind, wrong)


@pytest.mark.parametrize("kind", _KINDS)
def test_nothing_leaves_the_type_area(papers, kind):
    def outside(line):
        # A closing mark may hang over the edge.
        return line.right > RIGHT + 1 or not TOP < line.baseline < BOTTOM

    assert not _wrong(papers, kind, lambda paper: list(filter(outside, paper.lines)))


@pytest.mark.parametrize("kind", _KINDS)
def test_lines_do_not_overlap(papers, kind):
    def wrong(paper):
        pairs = [pair for page in paper.pages for pair in pairwise(page.body)]
        return [two for one, two in pairs if two.baseline - one.baseline < 14 * 25.4 / 72]

    assert not _wrong(papers, kind, wrong)


@pytest.mark.parametrize("kind", _KINDS)
def test_signature_and_date_stand_together_under_text(papers, kind):
    def wrong(paper):
        issuer, date = _signature(paper)
        opens = paper.pages[date.page - 1].body[0] is issuer
        return [] if issuer.page == date.page and not opens else [issuer, date]

    assert not _wrong(papers, kind, wrong)


@pytest.mark.parametrize("kind", _IMPRINTED)
def test_the_remark_stands_with_the_date(papers, kind):
    def wrong(paper):
        remark = paper.line("（此件")
        return [] if remark.page == _signature(paper)[1].page else [remark]

    assert not _wrong(papers, kind, wrong)


@pytest.mark.parametrize("kind", _LISTED)
def test_every_row_is_printed_under_a_head(papers, kind):
    for more in LENGTHS:
        paper = papers[f"{kind} +{more}"]
        rows = [line for line in paper.lines if "样例街道" in line.text]
        heads = [line for line in paper.lines if line.text.startswith("序号")]
        assert [row.text for row in rows] == [
            f"{number}长沙市岳麓区样例街道示例{number}社区" for number in range(1, more + 2)
        ]
        assert [head.page for head in heads] == sorted({row.page for row in rows})


@pytest.mark.parametrize("kind", _IMPRINTED)
def test_the_imprint_ends_the_last_page(papers, kind):
    def wrong(paper):
        page = paper.pages[-1]
        imprints = [line for line in paper.lines if line.text.endswith("印发")]
        first, last = [
            one for one in page.rules if abs(one.middle - page.body[-1].baseline) < PITCH
        ]
        above = [line for line in page.body[:-1] if line.baseline > first.middle]
        return above or imprints != page.body[-1:] or abs(last.middle - BOTTOM) > 1

    assert not _wrong(papers, kind, wrong)


@clause("7.4", "the imprint's place holds for 40 lengths of text and list", "style 版记留空")
def test_imprint_over_lengths(papers):
    imprinted = [papers[f"{kind} +{more}"] for kind in _IMPRINTED for more in LENGTHS]
    ends = [paper.pages[-1].rules[-1].middle - BOTTOM for paper in imprinted]
    return [
        same("documents", len(imprinted), 80),
        mm("highest", min(ends), 0),
        mm("lowest", max(ends), 0),
        same("blank pages", sum(not page.body for paper in imprinted for page in paper.pages), 0),
    ]
