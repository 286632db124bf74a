"""Clauses 5 and 7.5: paper, type area, lines and characters, page numbers."""

from clauses import BOTTOM, CHARACTER, LEFT, PITCH, RIGHT, Reading, clause, mm, same
from measuring import Box


@clause("5.1", "A4, 210 × 297 mm", "`w:pgSz` of the frames")
def test_paper(papers):
    page = papers["filled"].pages[0]
    return [mm("width", page.width, 210, 0.5), mm("height", page.height, 297, 0.5)]


@clause(
    "5.2.1",
    "天头 37 ± 1 mm, 订口 28 ± 1 mm, 版心 156 × 225 mm",
    "`w:pgMar` of the frames",
)
def test_type_area(papers):
    """Its corners are a full line, the rule that opens a page, and the imprint's last rule."""
    line = papers["filled"].pages[1].lines[0]
    last = papers["determination"].pages[-1]
    top, bottom = last.rules[0].middle, last.rules[-1].middle
    return [
        mm("top", top, 37),
        mm("left", line.left, 28),
        mm("right", last.width - line.right, 26),
        mm("bottom", last.height - bottom, 35),
        mm("width", line.right - line.left, 156),
        mm("height", bottom - top, 225),
    ]


@clause("5.2.2", "text in 3号仿宋", "styles 公文正文, 主送机关, 附注")
def test_text_face(papers):
    page = papers["filled"].pages[1]
    return [same("text", ", ".join({line.face: 0 for line in page.body}), "仿宋 16 black")]


@clause(
    "5.2.3", "22 lines of 28 characters fill the 版心", "style Normal: pitch 579, spacing −5 twips"
)
def test_lines_and_characters(papers):
    page = papers["filled"].pages[1]
    first, last = page.body[0], page.body[-1]
    return [
        same("lines", len(page.body), 22),
        same("characters", min(len(line.glyphs) for line in page.body), 28),
        same("at most", max(len(line.glyphs) for line in page.body), 28),
        mm("22 lines", (last.baseline - first.baseline) / 21 * 22, 22 * PITCH),
        mm("28 characters", first.glyphs[-1].right - first.left, 28 * CHARACTER),
    ]


@clause("5.2.3", "where special cases ask for it, another line pitch: 30 pt", "`line_pitch`")
def test_line_pitch(papers):
    lines = papers["pitched"].pages[1].body
    pitch = (lines[-1].baseline - lines[0].baseline) / (len(lines) - 1)
    return [mm("pitch", pitch, 30 * 25.4 / 72, 0.1), same("lines", len(lines), 21)]


@clause("7.5", "4号半角宋体 — 1 —", "footers of the frames")
def test_page_number_face(papers):
    pages = papers["determination"].pages
    texts = [page.page_number.text for page in pages]
    wanted = [f"— {page.number} —" for page in pages]
    digit = pages[0].page_number.part("1")
    return [
        same("face", ", ".join({page.page_number.face: 0 for page in pages}), "宋体 14 black"),
        same("numbers", " ".join(texts), " ".join(wanted)),
        mm("digit", digit.right - digit.left, 7 * 25.4 / 72, 0.2),
    ]


@clause("7.5", "一字线 7 mm below the 版心", "`w:footer` of `w:pgMar` of the frames")
def test_dash_below_the_type_area(papers):
    return [_dash(papers, 0), _dash(papers, 1)]


def _dash(papers, index: int) -> Reading:
    page = papers["determination"].pages[index]
    dash = page.page_number.glyphs[0]
    around = Box(dash.left, dash.baseline - 5, dash.right - 0.2, dash.baseline + 2)
    return mm(f"page {page.number}", page.ink(around).top - BOTTOM, 7)


@clause("7.5", "odd pages right, even pages left, one character in", "footers of the frames")
def test_page_number_side(papers):
    odd, even = (page.page_number for page in papers["determination"].pages[:2])
    character = 14 * 25.4 / 72
    return [
        mm("odd, from the right", RIGHT - odd.right, character),
        mm("even, from the left", even.left - LEFT, character),
    ]
