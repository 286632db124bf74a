"""Clause 7.3: title, addressees, text, annex note, signature, date and remark."""

import re

from clauses import CHARACTER, LEFT, RIGHT, blank_lines, clause, mm, same
from rendering import ISSUERS, LONG_NAMES

_ISSUER = "湖南省人力资源和社会保障厅"
_DATE = "2017年11月24日"
# Diameter of the seal of a body below the State Council, in mm.
_SEAL = 42
_TITLES = (
    "湖南省人力资源和社会保障厅/关于开展2017年省级充分就业星级社区/认定工作的通知; "
    "长沙市人力资源和社会保障局/关于推荐2017年省级充分就业星级社区的请示; "
    "湖南省人力资源和社会保障厅/关于取消示例1社区等2个社区/省级充分就业星级社区资格的通知"
)


def _title(paper):
    return [line for line in paper.pages[0].body if "小标宋 22" in line.face]


def _signature(paper):
    date = paper.line(_DATE)
    return paper.lines[paper.lines.index(date) - 1], date


@clause("7.3.1", "2号小标宋, centred, broken by sense", "style 公文标题")
def test_title(papers):
    lines = _title(papers["determination"])
    off = max((line.middle - (LEFT + RIGHT) / 2 for line in lines), key=abs)
    return [
        same("face", ", ".join({line.face: 0 for line in lines}), "小标宋 22 black"),
        mm("off the centre", off, 0),
    ]


@clause(
    "7.3.1", "a trapezoid or a diamond: no line shorter than both its neighbours", "`title_lines`"
)
def test_title_shape(papers):
    titles = [_title(papers[name]) for name in ("notice", "recommendation", "revocation +0")]
    widths = [[line.right - line.left for line in lines] for lines in titles]
    narrow = [
        b for one in widths for a, b, c in zip(one, one[1:], one[2:], strict=False) if a > b < c
    ]
    return [
        same(
            "titles", "; ".join("/".join(line.text for line in lines) for lines in titles), _TITLES
        ),
        same("waists", len(narrow), 0),
    ]


@clause("7.3.2", "one blank line below the title, flush left, full-width colon", "style 主送机关")
def test_addressees(papers):
    paper = papers["determination"]
    line = paper.line("各市州")
    return [
        blank_lines("below the title", _title(paper)[-1].baseline, line.baseline, 1),
        mm("left", line.left, LEFT),
        same("ends in", line.text[-1], "："),
    ]


@clause("7.3.3", "page 1 shows body text", "the order of the document")
def test_first_page_shows_text(papers):
    return [
        same(f"text of the {name} begins on page", papers[name].line("根据").page, 1)
        for name in ("determination", "joint of 3", "joint of 4", "letter, marked")
    ]


@clause("7.3.3", "paragraphs indented 2 characters, further lines flush left", "style 公文正文")
def test_indent(papers):
    paper = papers["determination"]
    first = paper.line("被认定的社区")
    second = paper.lines[paper.lines.index(first) + 1]
    return [
        mm("first line", first.left - LEFT, 2 * CHARACTER),
        mm("second line", second.left - LEFT, 0),
    ]


@clause("7.3.3", "一、 in 3号黑体", "style 一级标题")
def test_heading_face(papers):
    heading = papers["determination"].line("一、")
    return [
        same("face", heading.face, "黑体 16 black"),
        mm("indent", heading.left - LEFT, 2 * CHARACTER),
    ]


@clause("7.3.3", "（一） in 3号楷体", "character style 二级标题")
def test_second_heading_face(papers):
    heading = papers["notice"].line("（一）")
    return [
        same("face", heading.part("（一）").face, "楷体 16 black"),
        mm("indent", heading.left - LEFT, 2 * CHARACTER),
    ]


@clause("7.3.4", "a blank line below the text, indent 2, no end punctuation", "style 附件说明")
def test_annex_note(papers):
    paper = papers["determination"]
    note = paper.line("附件：")
    above = paper.lines[paper.lines.index(note) - 1]
    return [
        blank_lines("below the text", above.baseline, note.baseline, 1),
        mm("indent", note.left - LEFT, 2 * CHARACTER),
        same("ends in", note.text[-1], "单"),
    ]


@clause("7.3.4", "several annexes numbered from 1, one below the other", "style 附件说明")
def test_annex_note_of_several(papers):
    paper = papers["notice"]
    first = paper.line("附件：")
    notes = [first.part("1."), paper.line("2."), paper.line("3.")]
    names = [note.text[2:] for note in (paper.line("附件："), *notes[1:])]
    return [
        mm("2 right of 1", notes[1].left - notes[0].left, 0),
        mm("3 right of 1", notes[2].left - notes[0].left, 0),
        same("numbers", "".join(note.text[:2] for note in notes), "1.2.3."),
        same("end punctuation", sum(name[-1] in "。；，、" for name in names), 0),
    ]


@clause(
    "7.3.5.1",
    "sealed: the date 4 characters from the right, the issuer centred on it",
    "`sealed: true`, style 署名和日期",
)
def test_sealed_signature(papers):
    issuer, date = _signature(papers["determination"])
    note = papers["determination"].line("附件：")
    return [
        same("issuer", issuer.text, _ISSUER),
        # A seal of 42 mm over both lines then begins within a line of what is above.
        blank_lines("room for the seal", note.baseline, issuer.baseline, 3),
        mm("date from the right", RIGHT - date.right, 4 * CHARACTER),
        mm("issuer off the date's centre", issuer.middle - date.middle, 0),
        blank_lines("between them", issuer.baseline, date.baseline, 0),
    ]


@clause(
    "7.3.5.2",
    "unsealed: the issuer 2 characters from the right, the date's first 2 right of the issuer's",
    "`sealed: false`, style 署名和日期（不加盖印章）",
)
def test_unsealed_signature(papers):
    issuer, date = _signature(papers["unsealed"])
    return [
        same("issuer", issuer.text, _ISSUER),
        mm("issuer from the right", RIGHT - issuer.right, 2 * CHARACTER),
        mm("date right of the issuer", date.left - issuer.left, 2 * CHARACTER),
        blank_lines("between them", issuer.baseline, date.baseline, 0),
    ]


@clause(
    "7.3.5.2",
    "unsealed, the date longer than the name: the date 2 from the right, the name 2 left of it",
    "`sealed: false`, signature.docx",
)
def test_unsealed_signature_of_a_short_name(papers):
    issuer, date = _signature(papers["unsealed, short name"])
    return [
        same("issuer", issuer.text, "湖南省民政厅"),
        mm("date from the right", RIGHT - date.right, 2 * CHARACTER),
        mm("date right of the issuer", date.left - issuer.left, 2 * CHARACTER),
    ]


@clause(
    "7.3.5.1",
    "several issuers, sealed: in their order, two in a row; the last above the date, which has 4 "
    "characters to its right; seals of 42 mm neither touch nor leave the 版心",
    "`issuers`, style 署名和日期",
)
def test_joint_sealed_signature(papers):
    paper = papers["joint of 3"]
    date = paper.line(_DATE)
    at = paper.lines.index(date)
    row, third = paper.lines[at - 2 : at]
    first, second = (row.part(name) for name in ISSUERS[:2])
    middles = [line.middle for line in (first, second, third)]
    return [
        same("rows", f"{row.text} {third.text}", f"{ISSUERS[0]}{ISSUERS[1]} {ISSUERS[2]}"),
        mm("date from the right", RIGHT - date.right, 4 * CHARACTER),
        mm("last issuer off the date's centre", third.middle - date.middle, 0),
        mm("columns off each other", second.middle - third.middle, 0),
        same("pages", len({row.page, third.page, date.page}), 1),
        same("apart across", second.middle - first.middle > _SEAL, True),
        same("apart down", third.baseline - row.baseline > _SEAL, True),
        same("left", min(middles) - _SEAL / 2 > LEFT, True),
        same("right", max(middles) + _SEAL / 2 < RIGHT, True),
    ]


@clause(
    "7.3.5.2",
    "several issuers, unsealed: the one in charge first, the others below it, 2 from the right",
    "`issuers`, `sealed: false`",
)
def test_joint_unsealed_signature(papers):
    paper = papers["joint, unsealed"]
    date = paper.line(_DATE)
    at = paper.lines.index(date)
    issuers = paper.lines[at - 3 : at]
    rights = [RIGHT - line.right for line in issuers]
    return [
        same("issuers", " ".join(line.text for line in issuers), " ".join(ISSUERS[:3])),
        mm("nearest to the right", min(rights), 2 * CHARACTER),
        mm("farthest", max(rights), 2 * CHARACTER),
        mm("date right of the first", date.left - issuers[0].left, 2 * CHARACTER),
        blank_lines("between them", issuers[-1].baseline, date.baseline, 0),
    ]


@clause(
    "7.3.5.1",
    "sealed, a name too long to leave 4 characters: on one line, the date below its centre",
    "signature.docx",
)
def test_sealed_signature_of_a_long_name(papers):
    readings = []
    for name, wanted in zip(("long name", "longest name"), LONG_NAMES, strict=True):
        issuer, date = _signature(papers[name])
        readings += [
            same("issuer", issuer.text, wanted),
            mm("issuer off the date's centre", issuer.middle - date.middle, 0),
            same("within the 版心", issuer.left > LEFT and issuer.right < RIGHT, True),
        ]
    return readings


@clause("7.3.5.4", "Arabic digits, full year, month and day unpadded", "`official_date`")
def test_date(papers):
    dates = re.findall(r"\d+年\d+月\d+日", "".join(line.text for line in papers["publicity"].lines))
    return [
        same("signature", papers["determination"].line(_DATE).text, _DATE),
        same("padded", sum(bool(re.search("[年月]0", date)) for date in dates), 0),
    ]


@clause("7.3.6", "（此件主动公开）, indent 2, on the line below the date", "style 附注")
def test_remark(papers):
    paper = papers["determination"]
    remark = paper.line("（此件")
    return [
        same("text", remark.text, "（此件主动公开）"),
        blank_lines("below the date", paper.line(_DATE).baseline, remark.baseline, 0),
        mm("indent", remark.left - LEFT, 2 * CHARACTER),
    ]
