"""What must hold for every length of text and list."""

import re
from itertools import pairwise, takewhile

import pytest
from clauses import BOTTOM, PITCH, RIGHT, TOP, clause, mm, same
from rendering import LENGTHS, SOME_LENGTHS

pytestmark = pytest.mark.office

# An annexed list before the imprint, the same as a letter, a list in the text, text alone before
# the imprint; and what is longer, at some lengths.
_KINDS = ("determination", "letter", "publicity", "revocation", "notice", "recommendation")
_IMPRINTED = ("determination", "revocation", "notice", "recommendation")
_LISTED = ("determination", "letter", "publicity")


def _lengths(papers, kind):
    return {name: paper for name, paper in papers.items() if name.startswith(f"{kind} +")}


def _wrong(papers, kind, find):
    """What is wrong with a kind of document, by its length; `find` lists it for one of them."""
    found = {name: find(paper) for name, paper in _lengths(papers, kind).items()}
    assert found
    return {name: wrong for name, wrong in found.items() if wrong}


def _signature(paper):
    [date] = [line for line in paper.lines if re.fullmatch(r"\d+年\d+月\d+日", line.text)]
    return paper.lines[paper.lines.index(date) - 1], date


def _text_above_signature(paper):
    """Lines of text on the page of the signature, the annex note left out."""
    issuer, _ = _signature(paper)
    above = takewhile(lambda line: line is not issuer, paper.pages[issuer.page - 1].body)
    return list(takewhile(lambda line: not line.text.startswith("附件："), above))


@pytest.mark.parametrize("kind", _KINDS)
def test_no_page_is_blank_and_each_is_numbered(papers, kind):
    def wrong(paper):
        numbers = [page.page_number and page.page_number.text for page in paper.pages]
        wanted = [f"— {page.number} —" for page in paper.pages]
        if kind == "letter":
            wanted[0] = None
        blank = [page.number for page in paper.pages if not page.body]
        return blank or (numbers != wanted and numbers)

    assert not _wrong(papers, kind, wrong)


@pytest.mark.parametrize("kind", _KINDS)
def test_nothing_leaves_the_type_area(papers, kind):
    def outside(line):
        # The mark of a letter stands in the page's head; a closing mark may hang over the edge.
        if line.face.endswith("red"):
            return False
        return line.right > RIGHT + 1 or not TOP < line.baseline < BOTTOM

    assert not _wrong(papers, kind, lambda paper: list(filter(outside, paper.lines)))


@pytest.mark.parametrize("kind", [kind for kind in _KINDS if kind != "notice"])
def test_lines_do_not_overlap(papers, kind):
    def wrong(paper):
        pairs = [pair for page in paper.pages for pair in pairwise(page.body)]
        return [two for one, two in pairs if two.baseline - one.baseline < 14 * 25.4 / 72]

    assert not _wrong(papers, kind, wrong)


@pytest.mark.parametrize("kind", _KINDS)
def test_signature_and_date_stand_together(papers, kind):
    def wrong(paper):
        issuer, date = _signature(paper)
        return [] if issuer.page == date.page else [issuer, date]

    assert not _wrong(papers, kind, wrong)


@clause(
    "7.3.5",
    "the signature's page has text on it, at all lengths",
    "the last paragraph kept with what follows",
)
def test_signature_under_text(papers):
    made = [paper for kind in _KINDS for paper in _lengths(papers, kind).values()]
    return [
        same("documents", len(made), 4 * len(LENGTHS) + 2 * len(SOME_LENGTHS)),
        same("without text", sum(not _text_above_signature(paper) for paper in made), 0),
    ]


@pytest.mark.parametrize("kind", [*_IMPRINTED, "letter"])
def test_the_remark_stands_with_the_date(papers, kind):
    def wrong(paper):
        remark = paper.lines[paper.lines.index(_signature(paper)[1]) + 1]
        assert remark.text.startswith(("（此件", "（联系"))
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


@clause("10.1", "the foot of the last page holds for 40 lengths of text and list", "style 版记留空")
def test_letter_foot_over_lengths(papers):
    letters = list(_lengths(papers, "letter").values())
    lasts = [paper.pages[-1].body[-1] for paper in letters]
    copies = [[line for line in paper.lines if line.text.startswith("抄送")] for paper in letters]
    alone = [paper.pages[-1].body[0] is last for paper, last in zip(letters, lasts, strict=True)]
    # As in the letter by itself: a line of 4号 ends a fifth of the pitch below its baseline.
    bottoms = [last.baseline + 0.2 * PITCH - BOTTOM for last in lasts]
    return [
        same("letters", len(letters), 40),
        same(
            "with 抄送 on their last line", sum(map(list.__eq__, copies, ([a] for a in lasts))), 40
        ),
        mm("highest", min(bottoms), 0),
        mm("lowest", max(bottoms), 0),
        same("alone on their page", sum(alone), 0),
    ]


@clause("7.4", "the imprint's place holds for 40 lengths of text and list", "style 版记留空")
def test_imprint_over_lengths(papers):
    kinds = ("determination", "revocation")
    imprinted = [paper for kind in kinds for paper in _lengths(papers, kind).values()]
    ends = [paper.pages[-1].rules[-1].middle - BOTTOM for paper in imprinted]
    return [
        same("documents", len(imprinted), 80),
        mm("highest", min(ends), 0),
        mm("lowest", max(ends), 0),
        same("blank pages", sum(not page.body for paper in imprinted for page in paper.pages), 0),
    ]
