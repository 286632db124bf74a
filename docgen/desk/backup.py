"""A copy of a round's records, whatever database they are in, as one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import func, insert, select

from docgen.desk.files import clear_parts, make_folder, sync, written_beside
from docgen.desk.folder import RoundFolder, sqlite_url
from docgen.desk.recovery import check_lost
from docgen.desk.store.database import Database
from docgen.desk.store.records import Store
from docgen.desk.store.schema import METADATA, SUBMISSIONS
from docgen.file_faults import why
from docgen.problems import Place, Problem, ProblemError, problem

_ROWS: Final = 500  # at once, so that memory does not grow with the round


def back_up(folder: RoundFolder, store: Store, path: Path) -> int:
    """Copy all records into a new SQLite file, as they stand at one moment.

    The file takes the place of ``records.db``, or is named as ``--database``.

    Args:
        folder: The round's folder.
        store: Its records.
        path: The file; it appears whole or not at all.

    Returns:
        How many submissions were copied.

    Raises:
        ProblemError: There is a file of that name already, it cannot be written, or the records
            cannot be read or are gone.
    """
    if lost := check_lost(store, folder.received):
        raise ProblemError(lost)
    place = Place(file=str(path))
    if path.exists():
        raise ProblemError([problem("backup.exists", place)])
    try:
        make_folder(path.parent)
        clear_parts(path.parent, deep=False)
        with written_beside(path) as beside:
            try:
                count = _copied(store, beside)
            except ProblemError as error:
                raise ProblemError(_of(place, beside, found) for found in error.problems) from None
            beside.replace(path)
        sync(path.parent, [path])
    except OSError as error:
        raise ProblemError([problem("backup.not-written", place, **why(error))]) from None
    return count


def _of(place: Place, beside: Path, found: Problem) -> Problem:
    """A problem of the file that was being written, told of the one it was to be."""
    return replace(found, place=place) if found.place.file == str(beside) else found


def _copied(store: Store, path: Path) -> int:
    copy = Database(sqlite_url(path))
    try:
        with store.reading() as source, copy.alone() as target:
            for table in METADATA.sorted_tables:
                query = select(table).order_by(*table.primary_key.columns)
                rows = source.execute(query.execution_options(yield_per=_ROWS)).mappings()
                for some in rows.partitions():
                    target.execute(insert(table), [dict(row) for row in some])
            return target.scalar(select(func.count()).select_from(SUBMISSIONS)) or 0
    finally:
        copy.engine.dispose()
