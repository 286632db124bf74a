"""Records that were lost: what was received before, and what papers said, found again."""

from __future__ import annotations

from pathlib import Path

from docgen.desk.folder import RoundFolder
from docgen.desk.papers import Papers
from docgen.desk.received import kept_hashes
from docgen.desk.store import Revocation, Store
from docgen.problems import Problem, problem


class Recovery:
    """Watches a reading that begins without records, for what it leaves unread.

    Args:
        folder: The round's folder.
        store: Its records.
    """

    def __init__(self, folder: RoundFolder, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._unread = kept_hashes(folder.received) if store.is_empty else set()
        self._was_empty = bool(self._unread)

    def saw(self, sha256: str) -> None:
        """Take note of a file that was read."""
        self._unread.discard(sha256)

    def finish(self) -> list[Problem]:
        """Put on record what papers said, and tell how many files of before were not read."""
        if self._was_empty:
            recall(Papers(self._folder, self._folder.published), self._store)
        return [problem("store.rest-unread", count=len(self._unread))] if self._unread else []


def check_lost(store: Store, received: Path) -> list[Problem]:
    """A problem if there are no records although files were received."""
    count = len(kept_hashes(received)) if store.is_empty else 0
    return [problem("store.lost", count=count)] if count else []


def recall(papers: Papers, store: Store) -> None:
    """Put on record what published papers said by their manifest."""
    for _, ground in papers.grounds:
        if ground.kind == "publicity" and ground.level and ground.first_day:
            store.keep_first_days(ground.level, {ground.unit: ground.first_day})
        if ground.kind == "revocation" and ground.date:
            told = Revocation(ground.number, ground.date, ground.reason)
            store.revoke(ground.communities, told)
