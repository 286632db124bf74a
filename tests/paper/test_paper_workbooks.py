"""Workbooks on paper: what Excel prints of them is the official table."""

import pytest
from clauses import clause, mm, same

pytestmark = pytest.mark.office

_BOOKS = ("score sheet.xlsx", "quota table.xlsx", "shortlist.xlsx")
_HEADS = {
    "score sheet.xlsx": "类别项目考核内容",
    "quota table.xlsx": "市州推荐名额",
    "shortlist.xlsx": "名次市州",
}
# Left, top, right and bottom edge of what may be printed, in mm, by the margins of each.
_EDGES = {
    "score sheet.xlsx": (15, 14, 195, 281),
    "quota table.xlsx": (26, 37, 184, 262),
    "shortlist.xlsx": (19.9, 24.9, 277, 185.1),
}


def _official(papers):
    """The score sheet's pages with the official table: those before the sheet to type in."""
    pages = papers["score sheet.xlsx"].pages
    [first] = [page.number for page in pages if page.lines[0].text.startswith("填报数据")]
    return pages[: first - 1]


@clause("5.1", "workbooks on A4, the shortlist across", "page setup of templates/xlsx/")
def test_workbooks_are_on_a4(papers):
    annexes = [page for book in _BOOKS[:2] for page in papers[book].pages]
    across = papers["shortlist.xlsx"].pages
    return [
        mm("narrowest", min(page.width for page in annexes), 210, 0.5),
        mm("widest", max(page.width for page in annexes), 210, 0.5),
        mm("lowest", min(page.height for page in annexes), 297, 0.5),
        mm("highest", max(page.height for page in annexes), 297, 0.5),
        mm("across, widest", max(page.width for page in across), 297, 0.5),
        mm("across, highest", max(page.height for page in across), 210, 0.5),
    ]


@clause("7.3.7", "workbooks: the table's head on each of its pages", "print titles")
def test_workbook_heads_are_repeated(papers):
    books = {**{book: papers[book].pages for book in _BOOKS}, "score sheet.xlsx": _official(papers)}
    return [
        same(f"heads on {len(pages)} pages of {book}", _heads(book, pages), len(pages))
        for book, pages in books.items()
    ]


def _heads(book, pages):
    return sum(any(line.text.startswith(_HEADS[book]) for line in page.body) for page in pages)


@clause("7.5", "workbooks: — 1 — on every page, the annexes' odd right, even left", "their footers")
def test_workbook_page_numbers(papers):
    sheet = papers["score sheet.xlsx"].pages
    books = [papers[book].pages for book in _BOOKS]
    wrong = [
        page
        for pages in books
        for page in pages
        if page.page_number is None or page.page_number.text != f"— {page.number} —"
    ]
    return [
        same("pages", sum(map(len, books)), 11),
        same("without their number", len(wrong), 0),
        same("face", sheet[0].page_number.face, "宋体 14 black"),
        same("odd right", sheet[0].page_number.left > 105, True),
        same("even left", sheet[1].page_number.right < 105, True),
    ]


@pytest.mark.parametrize("book", _BOOKS)
def test_nothing_leaves_the_margins(papers, book):
    left, top, right, bottom = _EDGES[book]
    for page in papers[book].pages:
        assert not [line for line in page.body if line.left < left or line.right > right]
        assert not [rule for rule in page.rules if rule.left < left or rule.right > right]
        assert not [one for one in page.body if not top < one.baseline < bottom]


@pytest.mark.parametrize("book", _BOOKS)
def test_tables_fill_the_width_that_their_margins_leave(papers, book):
    left, _, right, _ = _EDGES[book]
    for page in papers[book].pages:
        width = max(rule.right for rule in page.rules) - min(rule.left for rule in page.rules)
        assert width > 0.96 * (right - left)


def test_the_official_table_stands_before_the_sheet_to_type_in_and_on_pages_of_its_own(papers):
    pages = _official(papers)
    assert len(pages) == 3
    assert pages[0].body[0].text == "附件2："
    assert pages[0].body[1].text == "省级充分就业星级社区评定考核表"
    assert not [line for page in pages for line in page.body if "填报" in line.text]
    printed = "".join(line.text for page in pages for line in page.body)
    assert "总分" in printed.replace(" ", "")
    assert "6. 零就业家庭" in printed


def test_the_shortlist_s_decisions_are_printed(papers):
    rows = [line.text for page in papers["shortlist.xlsx"].pages for line in page.body]
    assert sum(row.endswith("推荐推荐") for row in rows) == 61
