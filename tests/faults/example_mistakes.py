"""The mistakes that people made in forms of the example round, and what is to be said of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from docgen.records import FormKind

SHEET, PAPER, APPLICATION = FormKind.SCORE_SHEET, FormKind.PAPER_SCORE_SHEET, FormKind.APPLICATION


@dataclass(frozen=True, slots=True)
class Mistake:
    """A form that was completed correctly but for a few fields.

    Attributes:
        applicant: Whose form.
        kind: Which form.
        typed: What stands in the wrong fields, by defined name or by tag.
        problems: Code, name or tag, and label of each problem.
    """

    applicant: str
    kind: FormKind
    typed: Mapping[str, object]
    problems: tuple[tuple[str, str, str], ...]


MISTAKES: Final = (
    # Entries left blank.
    Mistake(
        "示例朝阳社区",
        SHEET,
        {"measure_employed_end": None, "measure_jobs_developed": None, "judged_3_1_2": None},
        (
            ("form.value-missing", "measure_employed_end", "考核期期末社区从业人数"),
            (
                "form.value-missing",
                "measure_jobs_developed",
                "协助开发公益性岗位和多渠道开发社区就业岗位，并推荐劳动者就业",
            ),
            ("form.value-missing", "judged_3_1_2", "工作创新情况"),
        ),
    ),
    # A number with words around it.
    Mistake(
        "示例光明社区",
        SHEET,
        {"measure_graduates": "约30人"},
        (("answer.not-a-number", "measure_graduates", "离校未就业高校毕业生人数"),),
    ),
    # A part that is larger than its whole.
    Mistake(
        "示例友谊社区",
        SHEET,
        {"measure_hardship_employed": 99},
        (
            (
                "answer.above-other",
                "measure_hardship_employed",
                "考核期内社区登记就业困难人员实现就业人数",
            ),
        ),
    ),
    # The same slip in another figure; a corrected file came five days later.
    Mistake(
        "示例胜利社区",
        SHEET,
        {"measure_registered_employed_insured": 500},
        (
            (
                "answer.above-other",
                "measure_registered_employed_insured",
                "登记就业人员缴纳社会保险人数",
            ),
        ),
    ),
    # Points to deduct typed where cases are counted.
    Mistake(
        "示例金桥社区",
        SHEET,
        {"measure_complaints_upheld": -1},
        (
            (
                "answer.negative",
                "measure_complaints_upheld",
                "近三年就业服务工作群众有效投诉例数",
            ),
        ),
    ),
    # Half a person.
    Mistake(
        "示例梅园社区",
        SHEET,
        {"measure_full_time_staff": 1.5},
        (
            (
                "answer.not-whole",
                "measure_full_time_staff",
                "专职劳动保障工作人员人数",
            ),
        ),
    ),
    # Words instead of 是 and 否.
    Mistake(
        "示例柳堤社区",
        SHEET,
        {"measure_centre_established": "筹建中", "measure_bulletin_board": "两块"},
        (
            ("answer.not-yes-or-no", "measure_bulletin_board", "有宣传栏"),
            (
                "answer.not-yes-or-no",
                "measure_centre_established",
                "成立有社区劳动保障服务中心并挂牌",
            ),
        ),
    ),
    # A score typed over its formula.
    Mistake(
        "示例菊园社区",
        SHEET,
        {"score_1_3_4": 3},
        (("form.score-overtyped", "score_1_3_4", "得分 1.3.4"),),
    ),
    # The sum done wrong on paper; the workbook came as well.
    Mistake(
        "示例碧湖社区",
        PAPER,
        {"total": "100分"},
        (("form.total-mismatch", "total", "总分"),),
    ),
    # More points than there are.
    Mistake(
        "示例滨河社区",
        PAPER,
        {"score.3.1.3": "6"},
        (("form.score-out-of-range", "score.3.1.3", "得分 3.1.3"),),
    ),
    # A score left out; the workbook came as well.
    Mistake(
        "示例凤鸣社区",
        PAPER,
        {"score.2.2.3": "", "score.1.1.10": "满分"},
        (
            ("form.score-missing", "score.2.2.3", "得分 2.2.3"),
            ("form.not-a-number", "score.1.1.10", "得分 1.1.10"),
        ),
    ),
    # The application without its text.
    Mistake(
        "示例康乐社区",
        APPLICATION,
        {"application.summary": ""},
        (("form.summary-missing", "application.summary", "基本工作和各项标准达标情况"),),
    ),
    # A day that the calendar does not have.
    Mistake(
        "示例兰亭社区",
        APPLICATION,
        {"review.county.date": "2017年9月31日"},
        (
            (
                "form.not-a-date",
                "review.county.date",
                "县（市、区）人力资源社会保障部门审核意见日期",
            ),
        ),
    ),
    # An opinion that nobody dated.
    Mistake(
        "示例望江社区",
        APPLICATION,
        {"review.county.date": "\u3000\u3000年\u3000\u3000月\u3000\u3000日"},
        (
            (
                "form.date-missing",
                "review.county.date",
                "县（市、区）人力资源社会保障部门审核意见日期",
            ),
        ),
    ),
)
