"""What applications are drafted from: the roster's answers, and the score sheet that came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from docgen.programme.standard import Answers
from docgen.records import Applicant, FormKind, Record, ScoreSheet

# Workers do without the database.
if TYPE_CHECKING:
    from docgen.desk.store import Store


class Drafts:
    """The newest good score sheet of every applicant, looked up by its hash until it is needed.

    Args:
        store: The records; None if there are none yet.
    """

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._sheets: Mapping[Applicant, str] = {}
        self._completed: frozenset[Applicant] = frozenset()
        if store is not None:
            self._sheets = store.newest(FormKind.SCORE_SHEET)
            self._completed = store.senders(FormKind.APPLICATION)

    def is_completed(self, applicant: Applicant) -> bool:
        """Whether its application came back, be it with mistakes: there is nothing to draft."""
        return applicant in self._completed

    def sheet(self, applicant: Applicant) -> str:
        """Hash of the score sheet that its application is drafted from; empty if none is good."""
        return self._sheets.get(applicant, "")

    def records(self, sheets: Iterable[str]) -> Mapping[str, Record]:
        """What score sheets say, by their hash."""
        return self._store.records(filter(None, sheets)) if self._store else {}


def laid_over(answers: Answers, sheet: Record) -> Answers:
    """What the roster says of an applicant, and what its score sheet says instead."""
    return {**answers, **sheet.answers} if isinstance(sheet, ScoreSheet) else answers
