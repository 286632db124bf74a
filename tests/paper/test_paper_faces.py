"""Fonts, weight and colour of the whole document."""

import re

from clauses import clause, same

_OFFICIAL = {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
_MEASURED = ("notice", "publicity", "recommendation", "determination", "revocation +0", "letter")


def _lines(papers):
    return [line for name in _MEASURED for page in papers[name].pages for line in page.lines]


def _glyphs(papers):
    return [glyph for line in _lines(papers) for glyph in line.glyphs]


def _markup(papers):
    return "".join(papers[name].markup for name in _MEASURED)


@clause("5.2.2", "fonts by their official names in the file, and no others", "`w:rFonts`")
def test_font_names(papers):
    fonts = re.findall(r"<w:rFonts [^>]*>", _markup(papers))
    names = {name for font in fonts for name in re.findall(r'="([^"]*)"', font)}
    printed = {glyph.font for glyph in _glyphs(papers)}
    return [
        same("other names", ", ".join(sorted(names - _OFFICIAL)) or "none", "none"),
        same("printed", ", ".join(sorted(printed)), "仿宋, 宋体, 小标宋, 楷体, 黑体"),
    ]


@clause("5.2.4", "black, but for what must be red", "no colour but in the style of the mark")
def test_colour(papers):
    colours = {glyph.colour for glyph in _glyphs(papers)}
    red = [line for line in _lines(papers) if "red" in line.face]
    marks = [line for line in red if line.page == 1 and line.face.startswith("小标宋 42")]
    return [
        same("colours", ", ".join(sorted(colours)), "black, red"),
        same("red but for the mark", len(red) - len(marks), 0),
    ]


@clause("7.3.3", "nothing bold", "no `w:b` in any style or text")
def test_nothing_is_bold(papers):
    return [same("bold", len(re.findall(r"<w:(?:b|bCs)[ /]", _markup(papers))), 0)]
