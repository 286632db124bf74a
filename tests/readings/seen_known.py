"""Values of the matrix of marks and cells that are still read wrong: each to be mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from readings.seen_outcome import Cell

KNOWN_WRONG: Final[Mapping[Cell, str]] = {
    (
        "application, opinion",
        "a private-use character that is not known",
        ".docx",
    ): "wrong: '同意推荐。\\ue000'",
    (
        "application, opinion",
        "a private-use character that is not known",
        ".docx, controls lost",
    ): "wrong: '同意推荐。\\ue000'",
    (
        "application, name",
        "a text box over the line",
        ".docx, controls lost",
    ): "wrong: '示例星火社区'",
    ("sheet, measure", "hidden row", ".xlsx"): "wrong: '57'",
    ("sheet, measure", "hidden row", ".xlsx, names lost"): "wrong: '57'",
    ("sheet, measure", "hidden column", ".xlsx"): "wrong: '57'",
    ("sheet, measure", "hidden column", ".xlsx, names lost"): "wrong: '57'",
    ("sheet, name", "hidden row", ".xlsx"): "wrong: '示例星火社区'",
    ("sheet, name", "hidden column", ".xlsx"): "wrong: '示例星火社区'",
    ("roster, name", "a radical for a character", ".xlsx"): "wrong: '示例星⽕24号社区'",
    ("roster, name", "a radical for a character", ".csv"): "wrong: '示例星⽕24号社区'",
    ("list, decision", "hidden row", ".xlsx"): "wrong: '推荐'",
    ("list, decision", "hidden column", ".xlsx"): "wrong: '推荐'",
    ("list, name", "hidden row", ".xlsx"): "wrong: '示例星火8号社区'",
    ("list, name", "hidden column", ".xlsx"): "wrong: '示例星火9号社区'",
}
