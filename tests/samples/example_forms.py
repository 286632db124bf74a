"""The forms of the example round as applicants complete them, with the record of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from docgen.forms import Form, Setting, compile_forms, values
from docgen.programme.standard import Answers, Standard, Value, score
from docgen.records import Applicant, Application, FormKind, Record, Review, ScoreSheet
from samples.completing import fill_word, fill_workbook, packed, unpacked
from samples.example_applicants import all_answers, applicants, roster

SHEET, PAPER, APPLICATION = FormKind.SCORE_SHEET, FormKind.PAPER_SCORE_SHEET, FormKind.APPLICATION

_FIRST_REVIEW: Final = date(2017, 9, 18)  # a Monday
# Where forms are completed in a program that saves formulas without their values.
_WITHOUT_EXCEL: Final = {"湘潭市", "怀化市", "湘西自治州"}
_NOTHING: Final[Mapping[str, str]] = {}
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Completed:
    """A form that was completed.

    Attributes:
        data: The file.
        record: What was put in, mistakes left out of account.
    """

    data: bytes
    record: Record


class Office:
    """Whoever completes forms of the round."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.answers = all_answers(setting.standard)
        self.by_name = {applicant.name: applicant for applicant in self.answers}
        self._known = {one.applicant: one.answers for one in roster(setting.standard)}
        self._forms: Mapping[FormKind, Form] = {form.kind: form for form in compile_forms(setting)}

    def file_name(self, applicant: Applicant, kind: FormKind) -> str:
        """Name of the form as it was sent out."""
        return self._forms[kind].file_name(applicant)

    def score_sheet(
        self,
        applicant: Applicant,
        answers: Mapping[str, Value],
        saved: datetime,
        typed: Mapping[str, object] = _NOTHING,
    ) -> Completed:
        """The workbook with these answers in its entries; what is typed comes last."""
        edition = self.setting.edition
        if not typed and applicant.city not in _WITHOUT_EXCEL:
            # Excel calculates as it saves, as docgen does when all answers are known.
            data = self._forms[SHEET].render(applicant, answers)
            points = _points(self.setting.standard, answers)
            record = ScoreSheet(applicant, edition, answers, points, _sum(points))
            return Completed(packed(unpacked(data), saved=saved), record)
        entries = {
            entry.anchor: values.shown(answers[entry.key])
            for entry in self.setting.standard.entries
        }
        form = self._form(applicant, SHEET)
        data = fill_workbook(form, {**entries, **typed}, saved=saved)
        return Completed(data, ScoreSheet(applicant, edition, answers))

    def paper(
        self, applicant: Applicant, saved: datetime, typed: Mapping[str, str] = _NOTHING
    ) -> Completed:
        """The paper score sheet with all scores and their sum; what is typed comes last."""
        points = _points(self.setting.standard, self.answers[applicant])
        total = _sum(points)
        texts = {f"score.{id_}": _written(points[id_], id_) for id_ in points}
        texts["total"] = f"{values.plain(total)}分"
        data = fill_word(self._form(applicant, PAPER), {**texts, **typed}, saved=saved)
        return Completed(data, ScoreSheet(applicant, self.setting.edition, {}, points, total))

    def application(
        self,
        applicant: Applicant,
        saved: datetime,
        typed: Mapping[str, str] = _NOTHING,
        *,
        reviewed: bool,
    ) -> Completed:
        """The application with its summary and, if reviewed, the county's opinion.

        What is typed comes last.
        """
        summary = self._summary(applicant)
        texts = {"application.summary": summary}
        reviews = {"county": self._review(applicant)} if reviewed else {}
        for level, review in reviews.items():
            texts[f"review.{level}.opinion"] = review.opinion
            texts[f"review.{level}.date"] = _dated(review, applicant)
        data = fill_word(self._form(applicant, APPLICATION), {**texts, **typed}, saved=saved)
        return Completed(data, Application(applicant, self.setting.edition, summary, reviews))

    def _form(self, applicant: Applicant, kind: FormKind) -> bytes:
        # What is known of it is filled in when the form is sent out.
        return self._forms[kind].render(applicant, self._known.get(applicant, {}))

    def _total(self, applicant: Applicant) -> Decimal:
        return values.decimal(score(self.setting.standard, self.answers[applicant]).total)

    def _summary(self, applicant: Applicant) -> str:
        answers = self.answers[applicant]
        residents, _ = applicants()[applicant]
        return "\n".join(
            (
                f"{applicant.name}常住人口{residents}人，社区劳动保障服务中心面积"
                f"{answers['centre_area']}平方米，有专职工作人员{answers['full_time_staff']}人。",
                f"2016年新增城镇就业{answers['new_jobs_done']}人（目标任务"
                f"{answers['new_jobs_target']}人），失业人员再就业{answers['reemployed_done']}人，"
                f"就业困难对象再就业{answers['hardship_reemployed_done']}人。",
                f"对照《{self.setting.standard.title}》逐项自评，"
                f"总分{values.plain(self._total(applicant))}分。",
            )
        )

    def _review(self, applicant: Applicant) -> Review:
        passes = self._total(applicant) >= self.setting.standard.pass_mark
        opinion = "经初审，情况属实，同意推荐。" if passes else "经初审，总分未达到90分，不予推荐。"
        return Review(opinion, _FIRST_REVIEW + timedelta(days=len(applicant.street) % 5))


def _points(standard: Standard, answers: Answers) -> dict[str, Decimal]:
    exact = score(standard, answers).by_indicator
    return {id_: values.decimal(one) for id_, one in exact.items() if one is not None}


def _sum(points: Mapping[str, Decimal]) -> Decimal:
    return sum(points.values(), Decimal(0))


def _written(points: Decimal, id_: str) -> str:
    """A score in the ways in which people write it: 3, 3分, ３."""
    written = values.plain(points)
    if id_.endswith(".2"):
        return f"{written}分"
    return written.translate(_FULL_WIDTH) if id_.endswith(".4") else written


def _dated(review: Review, applicant: Applicant) -> str:
    day = review.date
    assert day is not None
    if applicant.name.startswith("示例星"):
        return f"{day.year}.{day.month}.{day.day}"
    return f"{day.year}年{day.month}月{day.day}日"
