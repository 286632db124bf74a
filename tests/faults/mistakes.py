"""Mistakes that people make in forms: how each is seeded, what must be said of it, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from readings import handling_word as word
from readings import handling_workbook as book
from samples.example_forms import APPLICATION, PAPER, SHEET

from docgen.records import FormKind


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of mistake in one form.

    Attributes:
        zh: Its name in Chinese.
        en: Its name in English.
        form: The form that it is seeded in.
        typed: What is typed into fields, by their keys; None or the empty text empties one.
        said: Each problem that must be found: key of the field where it must be, and its code.
        edits: What else is done to the file, which only the form's own format can hold.
        group: Mistakes of a form with the same group are seeded into one file in other formats.
    """

    zh: str
    en: str
    form: FormKind
    typed: Mapping[str, object]
    said: tuple[tuple[str, str], ...]
    edits: tuple[Callable[..., None], ...] = ()
    group: str = ""

    @property
    def formats(self) -> tuple[str, ...]:
        """Formats that can hold it, its form's own first."""
        own = ".xlsx" if self.form is SHEET else ".docx"
        if not self.group:
            return (own,)
        if self.form is SHEET:
            return own, ".xls", ".ods", ".csv", ".pdf"
        return own, ".doc", ".odt", ".pdf"


def _entry(zh: str, en: str, key: str, value: object, code: str) -> Mistake:
    return Mistake(zh, en, SHEET, {key: value}, ((key, code),), group="entries")


def _score(zh: str, en: str, key: str, value: str, code: str, group: str = "scores") -> Mistake:
    return Mistake(zh, en, PAPER, {key: value}, ((key, code),), group=group)


def _review(zh: str, en: str, key: str, code: str, group: str, typed: str = "") -> Mistake:
    """A mistake in one field of a review; a level that is skipped is left out as a whole."""
    fields = {f"review.{key}": typed}
    if code == "form.opinion-skipped":
        fields["review.county.date"] = ""
    return Mistake(zh, en, APPLICATION, fields, ((f"review.{key}", code),), group=group)


def _edited(form: FormKind, zh: str, en: str, said: tuple[tuple[str, str], ...], *edits) -> Mistake:
    return Mistake(zh, en, form, {}, said, edits)


REVIEWS: Final = {
    "review.county.opinion": "情况属实，同意推荐。",
    "review.county.date": "2017年9月20日",
    "review.city.opinion": "经复核，同意推荐。",
    "review.city.date": "2017年10月20日",
    "review.province.opinion": "同意认定。",
    "review.province.date": "2017年11月20日",
}
"""What stands in the reviews of an application where nothing is wrong."""

_DONE, _TARGET = "measure_new_jobs_done", "measure_new_jobs_target"
IN_COPY: Final = "copied "
"""Before the key of a field that stands in the copy of a table."""
_ONE, _TWO = "score.1.1.1", "score.1.1.2"

MISTAKES: Final = (
    # Entries of the workbook.
    _entry("没有填", "blank", "measure_jobs_developed", None, "form.value-missing"),
    _entry("只有空格", "blanks only", "measure_graduates_served", " \u3000", "form.value-missing"),
    _entry(
        "数字写成文字",
        "words for a number",
        "measure_employed_end",
        "约三千",
        "answer.not-a-number",
    ),
    _entry("数字带别的单位", "another unit", "measure_awards_city", "2人", "answer.not-a-number"),
    _entry(
        "小数点写成逗号",
        "a comma for the point",
        "judged_3_1_2",
        "2,5",
        "answer.not-a-number",
    ),
    _entry("负数", "negative", "measure_complaints_upheld", -1, "answer.negative"),
    _entry("太大", "too large", "measure_awards_county", 1_000_000, "answer.above-maximum"),
    _entry("不是整数", "not whole", "measure_full_time_staff", 1.5, "answer.not-whole"),
    _entry(
        "部分大于整体", "part above whole", "measure_hardship_employed", 9999, "answer.above-other"
    ),
    _entry(
        "是否看不明白",
        "neither yes nor no",
        "measure_centre_established",
        "筹建中",
        "answer.not-yes-or-no",
    ),
    _entry(
        "是和否都选了",
        "both yes and no",
        "measure_bulletin_board",
        "☑是 ☑否",
        "answer.not-yes-or-no",
    ),
    _entry("评分超过满分", "score above its points", "judged_3_1_1", 3.5, "answer.above-maximum"),
    Mistake(
        "小数位太多",
        "too many decimals",
        SHEET,
        {"measure_centre_area": 45.678},
        (("measure_centre_area", "answer.too-many-decimals"),),
        group="entries",
    ),
    Mistake(
        "得分被改写",
        "a score overtyped",
        SHEET,
        {"score_1_3_4": 0.25},
        (("score_1_3_4", "form.score-overtyped"),),
        group="scores",
    ),
    Mistake(
        "总分被改写",
        "the total overtyped",
        SHEET,
        {"total": 12.5},
        (("total", "form.total-mismatch"),),
        group="scores",
    ),
    _edited(
        SHEET,
        "得分没有重新计算",
        "a score not calculated anew",
        (("score_1_1_1", "form.score-stale"),),
        book.set_value("score_1_1_1", "1.5"),
    ),
    _edited(
        SHEET,
        "总分没有重新计算",
        "the total not calculated anew",
        (("total", "form.total-stale"),),
        book.set_value("total", "1.5"),
    ),
    _edited(
        SHEET,
        "改动了评分标准",
        "a criterion changed",
        (("score_1_1_3", "form.row-changed"),),
        book.replace_text("超过4.5%计0分", "超过4.5%计1分"),
    ),
    _edited(
        SHEET,
        "改动了考核内容",
        "an indicator changed",
        (("score_1_1_7", "form.row-changed"),),
        book.replace_text("零就业家庭保持动态清零。", "零就业家庭清零。"),
    ),
    _edited(
        SHEET,
        "改动了填报项名称",
        "an entry's label changed",
        ((_TARGET, "form.row-changed"),),
        book.replace_text("新增城镇就业人数：目标任务", "新增就业目标"),
    ),
    _edited(
        SHEET,
        "删除了填报项一行",
        "an entry's row deleted",
        (("", "form.field-missing"),),
        book.delete_row(_DONE),
    ),
    _edited(
        SHEET,
        "删除了指标一行",
        "an indicator's row deleted",
        (("", "form.field-missing"),),
        book.delete_row("score_1_1_2"),
    ),
    _edited(
        SHEET,
        "行被排序",
        "rows sorted",
        (
            (_DONE, "form.row-changed"),
            (_TARGET, "form.row-changed"),
        ),
        book.exchange_rows(_DONE, _TARGET),
        book.lose_values,
    ),
    _edited(
        SHEET,
        "拖动了单元格",
        "a cell dragged",
        ((_TARGET, "form.row-changed"),),
        book.drag_cell(_DONE, _TARGET),
        book.lose_values,
    ),
    _edited(
        SHEET,
        "合并了两格填报数",
        "two entries merged",
        (
            (_TARGET, "form.cell-shared"),
            (_DONE, "form.cell-shared"),
        ),
        book.merge_cells(book.DATA, "D11:D12"),
    ),
    _edited(
        SHEET,
        "合并了两格得分",
        "two scores merged",
        (
            ("score_1_1_1", "form.cell-shared"),
            ("score_1_1_2", "form.cell-shared"),
        ),
        book.merge_cells(book.TABLE, "K6:K7"),
    ),
    _edited(
        SHEET,
        "复制了填报表，两份不同",
        "the sheet copied, and another number in the copy",
        ((_DONE, "form.field-unclear"),),
        book.add_sheet(book.type_at(**{_DONE: 1}), like=book.DATA),
    ),
    # Scores on paper.
    _score("没有填得分", "score missing", "score.2.2.3", "", "form.score-missing"),
    _score("得分超过分值", "score above its points", "score.3.1.3", "6", "form.score-out-of-range"),
    _score("得分为负", "negative score", "score.1.1.8", "-1", "form.score-out-of-range"),
    _score("得分不是数字", "score no number", "score.1.1.10", "满分", "form.not-a-number"),
    _score("得分是个范围", "a range for a score", "score.2.1.1", "2-3", "form.not-a-number"),
    _score("总分没有填", "total missing", "total", "", "form.value-missing"),
    _score("总分加错", "total wrong", "total", "12.5", "form.total-mismatch", group="total"),
    _edited(
        PAPER,
        "合并了两格得分",
        "two scores merged",
        (
            (_ONE, "form.cell-shared"),
            (_ONE, "form.cell-shared"),
        ),
        word.merge_cells(_ONE, _TWO),
    ),
    _edited(
        PAPER,
        "得分写在控件外",
        "another score beside its control",
        ((_ONE, "form.field-unclear"),),
        word.type_beside(_ONE, "1.5"),
    ),
    _edited(
        PAPER,
        "两个控件换了位置",
        "two controls exchanged",
        (
            (_TWO, "form.field-unclear"),
            (_ONE, "form.field-unclear"),
        ),
        word.set_text(_ONE, "0.5"),
        word.exchange_controls(_ONE, _TWO),
    ),
    _edited(
        PAPER,
        "控件被拖到别的行",
        "a control dragged to another row",
        ((_TWO, "form.field-unclear"),),
        word.move_control(_ONE, _TWO),
    ),
    _edited(
        PAPER,
        "复制了一行，两行不同",
        "a row copied, and another score in the copy",
        # The copy stands in the row of the next indicator.
        ((_ONE, "form.field-unclear"), (_TWO, "form.field-unclear")),
        word.copy_row(_ONE, word.set_text(_ONE, "0.5")),
    ),
    _edited(
        PAPER,
        "复制了整张表，两张不同",
        "the table copied, and another score in the copy",
        ((_ONE, "form.field-unclear"), (f"{IN_COPY}{_ONE}", "form.field-unclear")),
        word.copy_table(word.set_text(_ONE, "0.5")),
    ),
    _edited(
        PAPER, "删除了一行", "a row deleted", (("", "form.field-missing"),), word.delete_row(_TWO)
    ),
    _edited(
        PAPER,
        "改动了评分标准",
        "a criterion changed",
        (("score.1.1.3", "form.text-changed"),),
        word.replace_text("超过4.5%计0分", "超过4.5%计1分"),
    ),
    _edited(
        PAPER,
        "改动了考核内容",
        "an indicator changed",
        (("score.1.1.3", "form.text-changed"),),
        word.replace_text("控制在4.5%以内。", "控制在5%以内。"),
    ),
    # The application.
    Mistake(
        "没有写情况",
        "summary missing",
        APPLICATION,
        {"application.summary": ""},
        (("application.summary", "form.summary-missing"),),
        group="1",
    ),
    Mistake(
        "写见附页而没有附页",
        "pages that are not attached",
        APPLICATION,
        {"application.summary": "（见附页）"},
        (("application.summary", "form.pages-missing"),),
        group="2",
    ),
    _review("有意见没有日期", "opinion without date", "county.date", "form.date-missing", "1"),
    _review("没有这一天", "no day", "city.date", "form.not-a-date", "1", "2017年9月31日"),
    _review("日期没有年份", "no year", "province.date", "form.not-a-date", "1", "11月20日"),
    _review("有日期没有意见", "date without opinion", "city.opinion", "form.opinion-missing", "2"),
    _review("年份只有两位", "half a year", "province.date", "form.not-a-date", "2", "17.11.20"),
    _review("早于通知", "before the notice", "county.date", "form.date-too-early", "3", "2017.8.1"),
    _review("晚于截止", "late", "city.date", "form.date-late", "3", "二〇一七年十月二十六日"),
    _review("早于下级", "before county", "city.date", "form.date-too-early", "4", "2017-09-10"),
    _review("跳过下级", "county skipped", "county.opinion", "form.opinion-skipped", "5"),
    _edited(
        APPLICATION,
        "意见控件换了位置",
        "two opinions exchanged",
        (
            ("review.county.opinion", "form.field-unclear"),
            ("review.city.opinion", "form.field-unclear"),
        ),
        word.set_text("review.city.opinion", "同意。"),
        word.exchange_controls("review.county.opinion", "review.city.opinion"),
    ),
    _edited(
        APPLICATION,
        "改动了栏目名称",
        "a label changed",
        (("", "form.label-changed"),),
        word.replace_text("单位名称", "申报单位"),
    ),
)
