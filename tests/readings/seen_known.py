"""Values of the matrix of marks and cells that are still read wrong: each to be mended.

All are in files that LibreOffice made: an .rtf that has lost a text box, boxes and pronunciation
that a PDF shows beside the line, and PDFs of workbooks in which another page shows the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from readings.seen_outcome import Cell

_SCORE, _OPINION, _NAME = "paper, score", "application, opinion", "application, name"
_ENTRY, _ON_SHEET = "sheet, measure", "sheet, name"

KNOWN_WRONG: Final[Mapping[Cell, str]] = {
    (_SCORE, "a text box of old Word", ".rtf"): "wrong: '2'",
    (_OPINION, "a text box in the line", ".pdf"): "wrong: '同意推荐。\\n不'",
    (_OPINION, "a text box over the line", ".pdf"): "wrong: '同意推荐。\\n不'",
    (_OPINION, "a text box of old Word", ".rtf"): "wrong: '同意推荐。'",
    (_OPINION, "a text box of old Word", ".pdf"): "wrong: '同意推荐。\\n不'",
    (_OPINION, "pronunciation above", ".pdf"): "wrong: 'pin\\n同意推荐。'",
    (_NAME, "a text box of old Word", ".rtf"): "wrong: '示例星火社区'",
    (_ENTRY, "hidden column", ".pdf"): "wrong: 'None'",
    (_ENTRY, "letters in a font of symbols", ".pdf"): "wrong: '57'",
    (_ENTRY, "true or false", ".pdf"): "wrong: '1'",
    (_ON_SHEET, "a line break", ".pdf"): "wrong: '示例星火社区'",
    (_ON_SHEET, "all of it struck out, by parts", ".pdf"): "wrong: '示例星火社区'",
    (_ON_SHEET, "the cell struck out", ".pdf"): "wrong: '示例星火社区'",
    (_ON_SHEET, "hidden row", ".pdf"): "wrong: '示例星火社区'",
    (_ON_SHEET, "hidden column", ".pdf"): "wrong: '示例星火社区'",
    (_ON_SHEET, "a format that shows nothing", ".pdf"): "wrong: '示例星火社区'",
}
