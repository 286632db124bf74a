"""The draft as a whole: compiled once for a standard, written for every applicant."""

from __future__ import annotations

from typing import Final, cast

from docgen.forms import values
from docgen.forms.summary.cases import Cases
from docgen.forms.summary.rates import Rates
from docgen.forms.summary.targets import Target
from docgen.forms.summary.wording import Known, sentence
from docgen.forms.summary.work import Work
from docgen.programme.standard import Answers, Scores, Standard
from docgen.records import Applicant

_PERIOD: Final = "考核期"


class SummaryDraft:
    """Writes what is known of an applicant as the prose of its application."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._targets = [Target.of(target, done) for target, done in standard.targets]
        self._rates = Rates(standard)
        self._work = Work(standard)
        self._cases = Cases(standard)

    def write(self, applicant: Applicant, answers: Answers, scores: Scores) -> str:
        """Targets, rates, what was done and what was counted, as far as they are known.

        Args:
            applicant: The applicant that the draft speaks of.
            answers: What is known of it; what is impossible is left out.
            scores: What that is worth.

        Returns:
            Paragraphs separated by line breaks; empty if there is nothing to tell.
        """
        known = _possible(answers, scores)
        paragraphs = (
            self._reached(known),
            self._work.said(known, scores),
            self._cases.faults(known) + self._cases.merits(known),
        )
        told = [each for each in paragraphs if each]
        return "\n".join([self._opening(applicant, scores), *told]) if told else ""

    def _opening(self, applicant: Applicant, scores: Scores) -> str:
        opening = f"{applicant.name}对照《{self._standard.title}》开展了自评，"
        if not scores.complete:
            return f"{opening}有关情况如下。"
        reached = "达到" if scores.passes else "未达到"
        total, mark = values.plain(scores.total), values.plain(self._standard.pass_mark)
        return f"{opening}自评总分{total}分，{reached}申报要求的{mark}分。"

    def _reached(self, known: Known) -> str:
        targets = sentence(target.said(known) for target in self._targets)
        if targets and not targets.startswith(_PERIOD):
            targets = f"{_PERIOD}内，{targets}"
        return targets + self._rates.said(known)


def _possible(answers: Answers, scores: Scores) -> Known:
    if scores.complete:
        return cast(Known, answers)  # nothing is missing, nothing impossible
    return {
        key: value
        for key, value in answers.items()
        if value is not None and key not in scores.invalid
    }
