"""What all comparisons work on: the example round, and forms that its applicants completed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docgen import assets
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import Reader, completed_files
from docgen.forms import Directory, Form, Setting, compile_forms, values
from docgen.forms.application import BLANK_DATE
from docgen.forms.summary import SummaryDraft
from docgen.programme.standard import Answers, Scores, score
from docgen.records import Applicant, FormKind, ScoreSheet


@dataclass(frozen=True, slots=True)
class Entry:
    """An applicant with all that is known of it.

    Attributes:
        applicant: The applicant.
        answers: What it reports, nothing missing.
        scores: What that is worth.
    """

    applicant: Applicant
    answers: Answers
    scores: Scores


@dataclass(frozen=True, slots=True)
class Completed:
    """A form that was completed without a mistake."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sample:
    """The material.

    Attributes:
        setting: The example round.
        draft: What writes its summaries.
        forms: Its forms.
        entries: Applicants that answered everything.
        completed: Forms that came back, by their kind.
    """

    setting: Setting
    draft: SummaryDraft
    forms: Mapping[FormKind, Form]
    entries: list[Entry]
    completed: Mapping[FormKind, list[Completed]]

    def application(self, entry: Entry) -> dict[str, Any]:
        """The finished values of an application form, for whoever prints it."""
        draft = self.draft.write(entry.applicant, entry.answers, entry.scores)
        blank = {"opinion": values.BLANK, "date": BLANK_DATE}
        return {
            **self.setting.named(entry.applicant),
            "application": {"summary": draft.replace("\n", "\a")},
            "reviews": dict.fromkeys(self.setting.standard.application.reviews, blank),
        }

    def paper(self, entry: Entry) -> dict[str, Any]:
        """The finished values of a paper score sheet."""
        points = {id_: values.plain(one or 0) for id_, one in entry.scores.by_indicator.items()}
        return {
            **self.setting.named(entry.applicant),
            "scores": points,
            "total": values.plain(entry.scores.total),
        }


def load_sample() -> Sample:
    """Read the example round and what came back in it."""
    folder = RoundFolder(assets.example_round())
    loaded = folder.load()
    setting = loaded.setting
    directory = Directory(setting.programme.applicant, loaded.roster.applicants)
    reader = Reader(setting)
    entries: list[Entry] = []
    completed: dict[FormKind, list[Completed]] = defaultdict(list)
    for path in completed_files([folder.completed]):
        data = path.read_bytes()
        reading, _ = reader.read(data, path.name)
        reading = reading.of(directory)
        record = reading.record
        if reading.problems or record is None:
            continue
        if isinstance(record, ScoreSheet):
            if record.total is None:
                continue  # saved by a program that does not calculate: no scores to read
            # One whose name stands without a label behind it has a markup of its own.
            has_labels = all(setting.programme.applicant.labels(record.applicant))
            if reading.kind == FormKind.SCORE_SHEET and has_labels:
                scores = score(setting.standard, record.answers)
                entries.append(Entry(record.applicant, record.answers, scores))
        completed[reading.kind].append(Completed(path.name, data))
    forms = {form.kind: form for form in compile_forms(setting)}
    return Sample(setting, SummaryDraft(setting.standard), forms, entries, completed)
