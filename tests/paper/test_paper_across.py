"""Clause 8: tables that lie across the page."""

from clauses import BOTTOM, LEFT, RIGHT, TOP, clause, mm, same
from measuring import Box

_FRAME = "first section of the frames"
# The type area of an upright page that was turned clockwise: 版心 of 225 × 156 mm.
_LEFT, _RIGHT, _TOP, _BOTTOM = 297 - BOTTOM, 297 - TOP, LEFT, RIGHT


def _turned(papers):
    return [page for page in papers["across"].pages if page.width > page.height]


@clause("8", "A4 across, the same 版心 turned: the table's head on the upright page's left", _FRAME)
def test_page_across(papers):
    pages = _turned(papers)
    title = next(line for line in pages[0].lines if "小标宋" in line.face)
    label = pages[0].lines[0]
    return [
        same("pages", " ".join(str(page.number) for page in pages), "3 4 5"),
        mm("width", pages[0].width, 297, 0.5),
        mm("height", pages[0].height, 210, 0.5),
        mm("left", label.left, _LEFT),
        mm("title off the centre", title.middle - (_LEFT + _RIGHT) / 2, 0),
        mm("top", pages[1].rules[0].middle, _TOP),
        same("within the bottom", max(page.rules[-1].middle for page in pages) < _BOTTOM, True),
        same(
            "heads", sum(line.text.startswith("序号") for page in pages for line in page.lines), 3
        ),
    ]


@clause("8", "the page number where the other pages have it, when the page is turned back", _FRAME)
def test_page_number_across(papers):
    odd, even = _turned(papers)[:2]
    character = 14 * 25.4 / 72
    dash = odd.ink(Box(15, odd.turned.top + 0.5, _LEFT - 1, odd.turned.top + 4))
    return [
        same(
            "numbers", " ".join(page.turned.text for page in _turned(papers)), "— 3 — — 4 — — 5 —"
        ),
        same("face", f"{odd.turned.font} {odd.turned.size:g}", "宋体 14"),
        mm("dash from the 版心", _LEFT - dash.right, 7),
        mm("odd, from the turned right", _BOTTOM - odd.turned.bottom, character),
        mm("even, from the turned left", even.turned.top - _TOP, character),
        same("numbers at the foot", sum(page.page_number is not None for page in (odd, even)), 0),
    ]


@clause("8", "after it upright pages again, numbered on, with the imprint", _FRAME)
def test_page_after_one_across(papers):
    page = papers["across"].pages[-1]
    return [
        same("number", page.page_number.text, "— 6 —"),
        mm("number from the left", page.page_number.left - LEFT, 14 * 25.4 / 72),
        mm("last rule", page.rules[-1].middle - BOTTOM, 0),
    ]
