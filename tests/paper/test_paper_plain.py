"""Papers without a head, such as publicity notices: the clauses that hold for every document."""

from clauses import BOTTOM, CHARACTER, LEFT, PITCH, RIGHT, TOP, blank_lines, clause, mm, same
from measuring import Box

_FRAME = "frame-plain.docx"
_CENTRE = (LEFT + RIGHT) / 2


def _pages(papers):
    return papers["publicity"].pages


def _title(page):
    return [line for line in page.body if "小标宋 22" in line.face]


@clause("5.2.1", "without a head: the same 版心", _FRAME)
def test_plain_type_area(papers):
    first, *_, listed, last = _pages(papers)
    text = [line for line in first.body if line.face == "仿宋 16 black"]
    return [
        mm("left", min(line.left for line in text), LEFT),
        mm("right", max(line.right for line in text), RIGHT),
        # A table's rules: where it breaks and where it goes on.
        same("within the bottom", listed.rules[-1].middle < BOTTOM, True),
        mm("top", last.rules[0].middle, TOP),
    ]


@clause("7.3.1", "without a head: the title in 2号小标宋, centred, below one blank line", _FRAME)
def test_plain_title(papers):
    page = _pages(papers)[0]
    lines = _title(page)
    off = max((line.middle - _CENTRE for line in lines), key=abs)
    return [
        same(
            "title",
            "/".join(line.text for line in lines),
            "关于2017年省级充分就业星级社区/拟认定社区名单的公示",
        ),
        same("face", ", ".join({line.face: 0 for line in lines}), "小标宋 22 black"),
        mm("off the centre", off, 0),
        mm("below the top", lines[0].baseline - 0.8 * PITCH - TOP, PITCH),
        same("above it", page.body.index(lines[0]), 0),
        same("rules on page 1", len(page.rules), 0),
    ]


@clause("7.2.5", "without a head: a number, if there is one, centred above the title", _FRAME)
def test_plain_number(papers):
    page = papers["publicity, numbered"].pages[0]
    number = page.body[0]
    return [
        same("text", number.text, "湘人社公示〔2017〕9号"),
        same("face", number.face, "仿宋 16 black"),
        mm("off the centre", number.middle - _CENTRE, 0),
        blank_lines("title below it", number.baseline, _title(page)[0].baseline, 1),
    ]


@clause("7.3.5.1", "without a head: signature and date as in any document", "signature.docx")
def test_plain_signature(papers):
    paper = papers["publicity"]
    date = paper.line("2017年11月16日")
    issuer = paper.lines[paper.lines.index(date) - 1]
    return [
        same("issuer", issuer.text, "湖南省人力资源和社会保障厅"),
        mm("date from the right", RIGHT - date.right, 4 * CHARACTER),
        mm("issuer off the date's centre", issuer.middle - date.middle, 0),
    ]


@clause("7.5", "without a head: page numbers in 4号宋体, in their place", _FRAME)
def test_plain_page_numbers(papers):
    odd, even = (page.page_number for page in _pages(papers)[:2])
    dash = odd.glyphs[0]
    around = Box(dash.left, dash.baseline - 5, dash.right - 0.2, dash.baseline + 2)
    character = 14 * 25.4 / 72
    return [
        same(
            "numbers",
            " ".join(page.page_number.text for page in _pages(papers)),
            "— 1 — — 2 — — 3 — — 4 —",
        ),
        same("face", odd.face, "宋体 14 black"),
        mm("dash below the 版心", _pages(papers)[0].ink(around).top - BOTTOM, 7),
        mm("odd, from the right", RIGHT - odd.right, character),
        mm("even, from the left", even.left - LEFT, character),
    ]
