"""Clause 10.1: the letter format."""

from clauses import BOTTOM, LEFT, PITCH, RIGHT, clause, mm, same
from measuring import Box
from rendering import LONG_NAMES

_FRAME = "frame-letter.docx"
_MIDDLE = 105


def _first(papers):
    return papers["letter"].pages[0]


def _mark(page):
    return next(line for line in page.lines if line.face.endswith("red"))


def _ink(page, line):
    size = line.glyphs[0].size * 25.4 / 72
    top, bottom = line.baseline - size, line.baseline + size / 4
    return page.ink(Box(line.left - 1, top, line.right + 1, bottom))


def _double(papers, index):
    """The upper and the lower rule of one of the two double rules."""
    rules = [rule for rule in _first(papers).rules if rule.colour == "red"]
    assert len(rules) == 4
    return rules[2 * index : 2 * index + 2]


@clause("10.1", "mark in red 小标宋, centred, 30 mm from the page's top, no 文件", _FRAME)
def test_letter_mark(papers):
    page = _first(papers)
    mark = _mark(page)
    return [
        same("text", mark.text, "湖南省人力资源和社会保障厅"),
        same("font", mark.face.split()[0], "小标宋"),
        mm("top", _ink(page, mark).top, 30),
        mm("off the page's middle", mark.middle - _MIDDLE, 0),
    ]


@clause("10.1", "first double rule, thick over thin, 4 mm below the mark, 170 mm", _FRAME)
def test_first_double_rule(papers):
    page = _first(papers)
    thick, thin = _double(papers, 0)
    below = thick.middle - thick.thickness / 2 - _ink(page, _mark(page)).bottom
    return [
        same("thick over thin", thick.thickness > thin.thickness, True),
        mm("below the mark", below, 4),
        mm("length", thick.right - thick.left, 170),
        mm("off the page's middle", (thick.left + thick.right) / 2 - _MIDDLE, 0),
    ]


@clause(
    "10.1",
    "second double rule, thin over thick, 20 mm from the page's bottom, 170 mm",
    _FRAME,
)
def test_second_double_rule(papers):
    thin, thick = _double(papers, 1)
    return [
        same("thin over thick", thin.thickness < thick.thickness, True),
        mm("from the bottom", 297 - (thin.middle + thick.middle) / 2, 20),
        mm("length", thick.right - thick.left, 170),
        mm("off the page's middle", (thick.left + thick.right) / 2 - _MIDDLE, 0),
    ]


@clause("10.1", "number under the first rule, flush right", _FRAME)
def test_letter_number(papers):
    page = _first(papers)
    number = next(line for line in page.lines if "〔2017〕" in line.text)
    thin = _double(papers, 0)[1]
    return [
        same("face", number.face, "仿宋 16 black"),
        mm("right", number.right, RIGHT),
        mm("below the rule", _ink(page, number).top - thin.middle, 7 / 8 * 16 * 25.4 / 72),
    ]


@clause("10.1", "a long name on one line, by narrower characters", _FRAME)
def test_letter_mark_of_a_long_name(papers):
    readings = []
    for name, issuer in zip(("long name", "longest name"), LONG_NAMES, strict=True):
        page = papers[f"letter, {name}"].pages[0]
        [mark] = [line for line in page.lines if line.face.endswith("red")]
        readings += [
            same("text", mark.text, issuer),
            mm("top", _ink(page, mark).top, 30),
            same("no wider than the rule", mark.right - mark.left < 170, True),
        ]
    return readings


@clause("10.1", "mark of the issuer in charge alone, of several", "`issuers`")
def test_letter_mark_of_several(papers):
    return [
        same("text", _mark(papers["letter, marked"].pages[0]).text, "湖南省人力资源和社会保障厅")
    ]


@clause(
    "10.1",
    "copy number, classification and urgency flush left under the first rule, one below the "
    "other; the title two lines below the last",
    _FRAME,
)
def test_letter_elements(papers):
    page = papers["letter, marked"].pages[0]
    first, second, third = page.body[1:4]
    rules = [rule for rule in page.rules if rule.colour == "red"]
    number = first.part("000001")
    title = next(line for line in page.lines if "小标宋 22" in line.face)
    return [
        same("elements", f"{number.text} {second.text} {third.text}", "000001 机密★1年 特急"),
        same("first", number.face, "仿宋 16 black"),
        same("others", f"{second.face}; {third.face}", "黑体 16 black; 黑体 16 black"),
        mm("left", max(line.left for line in (number, second, third)), LEFT),
        mm("below the rule", _ink(page, first).top - rules[1].middle, 7 / 8 * 16 * 25.4 / 72),
        mm("title below the last", title.baseline - third.baseline - PITCH, 2 * PITCH),
    ]


@clause("10.1", "title two lines below", _FRAME)
def test_letter_title(papers):
    page = _first(papers)
    number = next(line for line in page.lines if "〔2017〕" in line.text)
    title = next(line for line in page.lines if "小标宋 22" in line.face)
    return [mm("below the number", title.baseline - number.baseline - PITCH, 2 * PITCH)]


@clause("10.1", "no number on page 1", _FRAME)
def test_letter_page_numbers(papers):
    first, second = papers["letter"].pages[:2]
    return [
        same("page 1", first.page_number is None, True),
        same("page 2", second.page_number.text, "— 2 —"),
    ]


@clause("10.1", "imprint without issuing line and rules, at the foot of the last page", _FRAME)
def test_letter_imprint(papers):
    page = papers["letter"].pages[-1]
    last = page.body[-1]
    return [
        same("text", last.text, "抄送：省财政厅，省民政厅。"),
        same("face", last.face, "仿宋 14 black"),
        mm("left", last.left - LEFT, 14 * 25.4 / 72),
        # A line of 4号 in an exact pitch ends a fifth of the pitch below its baseline.
        mm("bottom", last.baseline + 0.2 * PITCH, BOTTOM),
        same("rules", sum(rule.middle > last.baseline - PITCH for rule in page.rules), 0),
    ]
