"""Clauses 7.3.7 and 7.4: the annex and the imprint."""

from clauses import BOTTOM, LEFT, PITCH, RIGHT, TOP, blank_lines, clause, mm, same, thickness
from rendering import LONG_NAMES


def _annex(paper):
    note = paper.line("附件：").page
    return next(page for page in paper.pages[note:] if page.lines[0].text.startswith("附件"))


@clause("7.3.7", "on a new page; 「附件」 in 3号黑体 flush left on line 1", "style 附件标记")
def test_annex_label(papers):
    label = _annex(papers["determination"]).lines[0]
    return [
        same("text", label.text, "附件"),
        same("face", label.face, "黑体 16 black"),
        mm("left", label.left, LEFT),
        # The first line's baseline, wherever text fills a page.
        mm("line 1", label.baseline - papers["filled"].pages[1].lines[0].baseline, 0),
    ]


@clause("7.3.7", "annex title centred on line 3, in the annex note's words", "style 附件标题")
def test_annex_title(papers):
    paper = papers["determination"]
    label, title = _annex(paper).lines[:2]
    words = paper.line("附件：").text.removeprefix("附件：")
    return [
        same("title", title.text, words),
        blank_lines("below the label", label.baseline, title.baseline, 1),
        mm("off the centre", title.middle - (LEFT + RIGHT) / 2, 0),
    ]


@clause("7.3.7", "several annexes on new pages, numbered and titled as in the note", "notice.docx")
def test_annexes_of_the_notice(papers):
    paper = papers["notice"]
    notes = [paper.line(start).text.removeprefix("附件：") for start in ("附件：", "2.", "3.")]
    pages = [page for page in paper.pages if page.lines[0].text.startswith("附件")]
    labels, titles = zip(*(page.lines[:2] for page in pages), strict=True)
    found = [f"{label.text}.{title.text}" for label, title in zip(labels, titles, strict=True)]
    return [
        same("annexes", "; ".join(found), "; ".join(f"附件{note}" for note in notes)),
        blank_lines("below 附件1", labels[0].baseline, titles[0].baseline, 1),
        blank_lines("below 附件2", labels[1].baseline, titles[1].baseline, 1),
        blank_lines("below 附件3", labels[2].baseline, titles[2].baseline, 1),
    ]


@clause("7.3.7", "a list over pages: head repeated, numbers continued", "`w:tblHeader`")
def test_list_over_pages(papers):
    paper = papers["determination"]
    pages = paper.pages[_annex(paper).number - 1 :]
    heads = [line for page in pages for line in page.body if line.text.startswith("序号")]
    rows = [line.text for line in paper.lines if "样例街道" in line.text]
    numbered = [f"{at}长沙市岳麓区样例街道示例{at}社区" for at in range(1, 41)]
    return [
        same("pages", len(pages), len(heads)),
        same("rows in order", sum(map(str.__eq__, rows, numbered)), 40),
        mm("head from the 版心's top", pages[1].rules[0].middle - TOP, 0),
    ]


def _imprint(paper):
    """Its rules and lines: what follows the list's last border on the last page."""
    page = paper.pages[-1]
    lines = [line for line in page.body if "14" in line.face]
    top, bottom = lines[0].baseline - PITCH, lines[-1].baseline + PITCH
    return [rule for rule in page.rules if top < rule.middle < bottom], lines


@clause("7.4", "last rule on the bottom of the 版心, as wide as it", "the imprint's table")
def test_imprint_position(papers):
    rules, _ = _imprint(papers["determination"])
    return [
        mm("last rule", rules[-1].middle - BOTTOM, 0),
        mm("left", rules[-1].left, LEFT),
        mm("right", rules[-1].right, RIGHT),
    ]


@clause("7.4", "first and last rule 0.35 mm, middle one 0.25 mm, black", "borders of its table")
def test_imprint_rules(papers):
    rules, _ = _imprint(papers["copied"])
    first, middle, last = rules
    return [
        thickness("first", first.thickness, 0.35),
        thickness("middle", middle.thickness, 0.25),
        thickness("last", last.thickness, 0.35),
        same("colour", ", ".join({rule.colour: 0 for rule in rules}), "black"),
    ]


@clause("7.4", "抄送 above the issuing line, ending in 。", "`copies_to` of the document")
def test_copies(papers):
    _, lines = _imprint(papers["copied"])
    return [
        same("lines", len(lines), 2),
        same("copies", lines[0].text, "抄送：省财政厅，省民政厅。"),
        mm("left", lines[0].left - LEFT, 14 * 25.4 / 72),
    ]


@clause("7.4", "4号仿宋, one character in on both sides; 印发 after the date", "style 版记")
def test_imprint_text(papers):
    _, lines = _imprint(papers["determination"])
    character = 14 * 25.4 / 72
    return [
        same("face", lines[-1].face, "仿宋 14 black"),
        mm("left", lines[-1].left - LEFT, character),
        mm("right", RIGHT - lines[-1].right, character),
        same("ends in", lines[-1].text[-2:], "印发"),
    ]


@clause("7.4", "a long issuing office fits its line", "styles 印发机关（长名） and （很长名）")
def test_long_issuing_office(papers):
    return _office(papers["long name"], LONG_NAMES[0])


@clause("7.4", "the longest, under 抄送", "styles 印发机关（长名） and （很长名）")
def test_longest_issuing_office(papers):
    return _office(papers["longest name"], LONG_NAMES[1])


def _office(paper, issuer):
    line = _imprint(paper)[1][-1]
    office, date = line.part(f"{issuer}办公室"), line.part("2017年11月24日印发")
    character = 14 * 25.4 / 72
    return [
        same("line", line.text, f"{issuer}办公室2017年11月24日印发"),
        mm("left", line.left - LEFT, character),
        mm("right", RIGHT - line.right, character),
        same("apart from the date", date.left - office.right > character / 2, True),
    ]
