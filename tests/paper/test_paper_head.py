"""Clauses 7.2 and 7.3.1: the red head, and the title below it."""

from clauses import CHARACTER, LEFT, PITCH, RIGHT, TOP, clause, mm, same
from measuring import Box
from rendering import ISSUERS, LONG_NAMES

_CENTRE = (LEFT + RIGHT) / 2


def _mark(page):
    return next(line for line in page.lines if line.face.endswith("red"))


def _number(page):
    return next(line for line in page.lines if "〔2017〕" in line.text)


def _rule(page):
    return next(rule for rule in page.rules if rule.colour == "red")


def _line_top(line):
    """Where its line begins: an exact pitch lies to four fifths above the baseline."""
    return line.baseline - 0.8 * PITCH


def _ink(page, line):
    """What is printed of a line."""
    size = line.glyphs[0].size * 25.4 / 72
    top, bottom = line.baseline - size, line.baseline + size / 4
    return page.ink(Box(line.left - 1, top, line.right + 1, bottom))


@clause("7.2.5", "centred; the year in 〔〕, no 第, no zeros before the number", "style 发文字号")
def test_number(papers):
    number = _number(papers["determination"].pages[0])
    return [
        same("text", number.text, "湘人社函〔2017〕999号"),
        same("face", number.face, "仿宋 16 black"),
        mm("off the centre", number.middle - _CENTRE, 0),
    ]


@clause("7.2.1", "copy number of 6 digits, 3号, on line 1 flush left", "`copy_number`, style 份号")
def test_copy_number(papers):
    number = papers["marked"].pages[0].lines[0]
    return [
        same("text", number.text, "000001"),
        same("face", number.face, "仿宋 16 black"),
        mm("left", number.left, LEFT),
        mm("line 1", _line_top(number), TOP),
    ]


@clause("7.2.2", "classification in 3号黑体, on line 2 flush left", "`classification`")
def test_classification(papers):
    line = papers["marked"].pages[0].lines[1]
    return [
        same("text", line.text, "机密★1年"),
        same("face", line.face, "黑体 16 black"),
        mm("left", line.left, LEFT),
        mm("line 2", _line_top(line), TOP + PITCH),
    ]


@clause("7.2.3", "urgency in 3号黑体, below them flush left", "`urgency`")
def test_urgency(papers):
    line = papers["marked"].pages[0].lines[2]
    return [
        same("text", line.text, "特急"),
        same("face", line.face, "黑体 16 black"),
        mm("left", line.left, LEFT),
        mm("line 3", _line_top(line), TOP + 2 * PITCH),
    ]


@clause(
    "7.2.4",
    "小标宋, red, centred; its top edge 35 mm below the 版心's top",
    "style 发文机关标志",
)
def test_mark(papers):
    page = papers["determination"].pages[0]
    mark = _mark(page)
    under = _mark(papers["marked"].pages[0])
    return [
        same("text", mark.text, "湖南省人力资源和社会保障厅文件"),
        same("font", mark.face.split()[0], "小标宋"),
        same("colour", mark.face.split()[-1], "red"),
        mm("top", _ink(page, mark).top - TOP, 35),
        mm("under other elements", _ink(papers["marked"].pages[0], under).top - TOP, 35),
        mm("off the centre", mark.middle - _CENTRE, 0),
    ]


@clause("7.2.4", "a long name on one line, by narrower characters", "styles 发文机关标志（长名） …")
def test_mark_of_a_long_name(papers):
    readings = []
    for name, issuer in zip(("long name", "longest name"), LONG_NAMES, strict=True):
        page = papers[name].pages[0]
        [mark] = [line for line in page.lines if line.face.endswith("red")]
        readings += [
            same("text", mark.text, f"{issuer}文件"),
            mm("top", _ink(page, mark).top - TOP, 35),
            mm("off the centre", mark.middle - _CENTRE, 0),
            same("within the 版心", mark.left > LEFT and mark.right < RIGHT, True),
        ]
    return readings


def _joint_mark(page):
    """The names of a mark of several issuers, and what stands beside them."""
    red = [line for line in page.lines if line.face.endswith("red")]
    names = [line.part(line.text.removesuffix("文件")) for line in red if line.text != "文件"]
    return names, [line.part("文件") for line in red if line.text.endswith("文件")]


def _joint(papers, count):
    page = papers[f"joint of {count}"].pages[0]
    names, [beside] = _joint_mark(page)
    lefts, rights = [name.left for name in names], [name.right for name in names]
    middle = (names[0].baseline + names[-1].baseline) / 2
    return [
        same("names", " ".join(name.text for name in names), " ".join(ISSUERS[:count])),
        mm("top", _ink(page, names[0]).top - TOP, 35),
        mm("names apart at their left", max(lefts) - min(lefts), 0),
        mm("at their right", max(rights) - min(rights), 0),
        mm("off the centre", (names[0].left + beside.right) / 2 - _CENTRE, 0),
        mm("文件 off the middle", beside.baseline - middle, 0),
        same("文件 to the right", beside.left > max(rights), True),
    ]


@clause(
    "7.2.4",
    "several issuers: the one in charge first, the others below, as wide; 文件 beside them, "
    "in their middle",
    "`issuers`, style 发文机关标志（联合）",
)
def test_mark_of_two(papers):
    return _joint(papers, 2)


@clause("7.2.4", "the same of three issuers", "`issuers`, style 发文机关标志（联合）")
def test_mark_of_three(papers):
    return _joint(papers, 3)


@clause("7.2.4", "several issuers by their names alone, without 文件", "`mark`")
def test_mark_of_names_alone(papers):
    page = papers["joint, names alone"].pages[0]
    names, beside = _joint_mark(page)
    off = max((name.middle - _CENTRE for name in names), key=abs)
    return [
        same("names", " ".join(name.text for name in names), " ".join(ISSUERS[:2])),
        same("文件", len(beside), 0),
        mm("top", _ink(page, names[0]).top - TOP, 35),
        mm("off the centre", off, 0),
    ]


def _below_the_mark(page, line):
    """From the foot of the mark's last characters to where a line begins."""
    mark = [each for each in page.lines if each.face.endswith("red")][-1]
    return _line_top(line) - mark.baseline - 0.12 * mark.glyphs[0].size * 25.4 / 72


@clause("7.2.5", "two blank lines below the mark", "style 发文机关标志下空行")
def test_number_below_the_mark(papers):
    pages = {name: papers[name].pages[0] for name in ("determination", "joint of 2", "joint of 3")}
    return [
        mm(name, _below_the_mark(page, _number(page)), 2 * PITCH) for name, page in pages.items()
    ]


@clause(
    "7.2.6",
    "to a higher body: signer right with 1 character, number left with 1; names in 楷体",
    "`signers`, style 发文字号（上行文）",
)
def test_signer(papers):
    line = _number(papers["recommendation"].pages[0])
    return [
        same("text", line.text, "长人社〔2017〕999号签发人：示例人"),
        same("label", line.part("签发人：").face, "仿宋 16 black"),
        same("name", line.part("示例人").face, "楷体 16 black"),
        mm("left", line.left - LEFT, CHARACTER),
        mm("right", RIGHT - line.right, CHARACTER),
    ]


def _signers(papers, count):
    """The lines of number and signers."""
    page = papers[f"recommendation of {count}"].pages[0]
    lines = [line for line in page.body if "楷体" in line.face]
    return page, lines


@clause(
    "7.2.6",
    "two signers: both in a row with the number",
    "`signers`, style 签发人",
)
def test_two_signers(papers):
    page, [line] = _signers(papers, 2)
    return [
        same("text", line.text, "长人社〔2017〕999号签发人：示例甲示　例"),
        same("label", line.part("签发人：").face, "仿宋 16 black"),
        same("names", line.part("示例甲示例").face, "楷体 16 black"),
        mm("below the mark", _below_the_mark(page, line), 2 * PITCH),
        mm("left", line.left - LEFT, CHARACTER),
        mm("right", RIGHT - line.right, CHARACTER),
    ]


@clause(
    "7.2.6",
    "more signers: two in a row, a further row under the first name; the number beside the last",
    "`signers`, style 签发人",
)
def test_three_signers(papers):
    page, [first, last] = _signers(papers, 3)
    return [
        same("rows", f"{first.text} {last.text}", "签发人：示例甲示　例 长人社〔2017〕999号示例丙"),
        mm("first row below the mark", _below_the_mark(page, first), 2 * PITCH),
        mm("second row below it", last.baseline - first.baseline, PITCH),
        mm("under the first name", last.part("示例丙").left - first.part("示例甲").left, 0),
        mm("left", last.left - LEFT, CHARACTER),
        mm("right", RIGHT - first.right, CHARACTER),
        mm("rule below the number", _rule(page).middle - _ink(page, last).bottom, 4),
    ]


@clause("7.2.7", "red rule 4 mm below the number, as wide as the 版心", "style 红色分隔线")
def test_red_rule(papers):
    page = papers["determination"].pages[0]
    rule = _rule(page)
    return [
        mm("below the number", rule.middle - _ink(page, _number(page)).bottom, 4),
        mm("left", rule.left, LEFT),
        mm("right", rule.right, RIGHT),
    ]


@clause("7.3.1", "title two blank lines below the rule", "frame-document.docx")
def test_title_below_the_rule(papers):
    page = papers["determination"].pages[0]
    title = next(line for line in page.lines if "小标宋 22" in line.face)
    return [mm("below", _line_top(title) - _rule(page).middle, 2 * PITCH)]
