"""Forty layouts of the official blank forms, and how each reads when it is completed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from readings.layouts_application import BARE, BUREAU, SHORT, SPACED, ApplicationLayout
from readings.layouts_score import ScoreLayout

_S, _A = ScoreLayout, ApplicationLayout


@dataclass(frozen=True, slots=True)
class Typed:
    """A layout and the program that it is typed in.

    Attributes:
        layout: The layout; two are one file that holds both.
        to: Format of the file; through LibreOffice where it begins with a colon.
        other: What else stands in the file: another applicant's, on a sheet of its own or not.
        landscape: Whether the page lies on its side.
    """

    layout: ScoreLayout | ApplicationLayout | tuple[ScoreLayout, ApplicationLayout]
    to: str
    other: str = ""
    landscape: bool = False


SCORE_LAYOUTS: Final[Mapping[str, Typed]] = {
    "a column of numbers, titles numbered": Typed(
        _S("序号 类别 项目 考核内容 分值 评分标准 得分", number="{n}."), "docx"
    ),
    "numbers in brackets": Typed(_S(number="（{n}）"), ":odt"),
    "the score in front": Typed(_S("得分 类别 项目 考核内容 分值 评分标准"), "docx"),
    "score beside the title": Typed(_S("类别 项目 考核内容 得分 分值 评分标准"), "xlsx"),
    "self-scored alone": Typed(_S("类别 项目 考核内容 分值 评分标准 自评得分"), ":doc"),
    "self-scored, the county's still blank": Typed(
        _S("类别 项目 考核内容 分值 评分标准 自评得分 市级审核"), ":ods"
    ),
    "self-scored beside the county's": Typed(
        _S("类别 项目 考核内容 分值 评分标准 自评得分 县级评分"), "docx"
    ),
    "full marks and score under one head": Typed(
        _S("类别 项目 考核内容 评分标准 得分/满分 得分/自评"), "xlsx"
    ),
    "three hands under one head": Typed(
        _S("类别 项目 考核内容 评分标准 得分/满分 得分/自评 得分/县级审核 得分/市级审核"), "docx"
    ),
    "full marks and self-scored under one head": Typed(
        _S("序号 考核内容 评分标准 得分/满分 得分/自评得分 备注"), ":odt"
    ),
    "points behind titles": Typed(
        _S("类别 项目 考核内容 评分标准 得分", behind="（{points}分）"), "docx"
    ),
    "numbers before titles and points behind": Typed(
        _S("序号 考核内容 评分标准 得分（分）", number="{n}、", behind="（{points}分）"), ":xlsx"
    ),
    "sum called 合计": Typed(_S(total="合  计"), ":docx"),
    "sum in its label's cell": Typed(_S(total="合计：{total}分"), "docx"),
    "sum in one cell of a workbook": Typed(_S(total="总  分：{total}"), ":xls"),
    "the whole name in a line": Typed(_S(names="whole"), "docx"),
    "the whole name, its units apart": Typed(_S(names="spaced"), ":ods"),
    "names in cells beside their units": Typed(_S(names="cells"), "docx"),
    "names below their units": Typed(_S(names="heads"), ":odt"),
    "names behind units and colons": Typed(_S(names="colons", digits="unit"), ":doc"),
    "title and names within the table": Typed(_S(title="within", names="within"), "docx"),
    "title in the page's header, on its side": Typed(
        _S(title="header", digits="wide"), "docx", landscape=True
    ),
    "names in a text box": Typed(_S(title="box", names="box"), "docx"),
    "two tables, heads again": Typed(_S(tables=2, head_again=True), ":docx"),
    "two tables, one head": Typed(_S(tables=2), "docx"),
    "indicators over two rows": Typed(_S(split=(1, 7, 29)), ":odt"),
    "a table within a table": Typed(_S(nested=True), "docx"),
}
APPLICATION_LAYOUTS: Final[Mapping[str, Typed]] = {
    "labels numbered": Typed(_A(number="{zh}、", across=1), "docx"),
    "labels numbered in brackets": Typed(_A(number="（{n}）", tables=2), ":odt"),
    "opinions below their labels": Typed(_A(where="below"), ":doc"),
    "opinions below full rows": Typed(_A(where="below", across=1, apart=True), "docx"),
    "three labels side by side": Typed(_A(BARE, where="below", across=3, signing=""), "docx"),
    "opinions beside their labels": Typed(_A(where="beside", names="unit whole"), ":docx"),
    "short labels": Typed(_A(SHORT, summary="基本工作和各项标准达标情况"), "docx"),
    "blanks within labels": Typed(_A(SPACED, where="beside", names="whole"), ":odt"),
    "opinions on their labels' line": Typed(
        _A(BUREAU, where="on", summary="基本工作和各项标准达标情况：", signing="  "), ":doc"
    ),
    "title and names within, seals below": Typed(
        _A(title="within", names="unit behind", signing="\n（盖章）\n"), "docx"
    ),
}
SHARED_FILES: Final[Mapping[str, Typed]] = {
    "both forms in one document": Typed((_S(), _A()), ":docx"),
    "two applicants in one document": Typed(_S(), "docx", other="below"),
    "two applications in one document": Typed(_A(), ":odt", other="below"),
    "one applicant a sheet": Typed(_S(), "xlsx", other="sheet"),
    "one applicant a sheet, by LibreOffice": Typed(_S(names="whole"), ":xlsx", other="sheet"),
}
LAYOUTS: Final[Mapping[str, Typed]] = {**SCORE_LAYOUTS, **APPLICATION_LAYOUTS, **SHARED_FILES}
