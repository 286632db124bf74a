"""Records that were lost: told, and made again from what was received and what papers said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.desk.folder import RoundFolder
from docgen.desk.papers import Papers
from docgen.desk.received import kept_files
from docgen.desk.store import Revocation, Store
from docgen.problems import Problem, problem


class Recovery:
    """Watches a reading that begins without records, for the files of before that it leaves out.

    Args:
        folder: The round's folder.
        store: Its records.
    """

    def __init__(self, folder: RoundFolder, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._left = kept_files(folder.received) if store.is_empty else {}
        self._was_lost = bool(self._left)

    def saw(self, sha256: str) -> None:
        """Take note of a file that was read."""
        self._left.pop(sha256, None)

    def files(self) -> Iterator[Path]:
        """The files of before that were not read."""
        yield from list(self._left.values())

    def finish(self, count: int) -> list[Problem]:
        """Put on record again what papers said, and tell how many files were read again."""
        if not self._was_lost:
            return []
        recall(Papers(self._folder, self._folder.published), self._store)
        return [problem("store.rebuilt", count=count)] if count else []


def check_lost(store: Store, received: Path) -> list[Problem]:
    """A problem if there are no records although files were received."""
    count = len(kept_files(received)) if store.is_empty else 0
    return [problem("store.lost", count=count)] if count else []


def recall(papers: Papers, store: Store) -> None:
    """Put on record what published papers said by their manifest."""
    for _, ground in papers.grounds:
        if ground.kind == "publicity" and ground.level and ground.first_day:
            store.keep_first_days(ground.level, {ground.unit: ground.first_day})
        if ground.kind == "revocation" and ground.date:
            told = Revocation(ground.number, ground.date, ground.reason)
            store.revoke(ground.communities, told)
