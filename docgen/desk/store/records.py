"""Records kept in a database: every submission as it was understood, and what was decided."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Engine

from docgen.desk.store.database import Database
from docgen.desk.store.rows import (
    Submission,
    to_applicant,
    to_record,
    to_row,
    to_submission,
    to_text,
)
from docgen.desk.store.schema import DECISIONS, PUBLICITY, REVOCATIONS, SUBMISSIONS
from docgen.records import Applicant, FormKind, Record


@dataclass(frozen=True, slots=True)
class RevocationOnRecord:
    """How an applicant lost the honour.

    Attributes:
        number: Number of the document that withdrew it.
        date: Date of that document.
        reason: Why, as the document says it behind the applicant's name.
    """

    number: str
    date: datetime.date
    reason: str


class Store:
    """The database of a round.

    Args:
        url: Database URL, such as ``sqlite:///records.db`` or
            ``postgresql+psycopg://user@host/name``.

    Raises:
        ProblemError: The database cannot be used, is damaged, or was written by a newer version;
            so does every method.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    @property
    def engine(self) -> Engine:
        """The connection pool, for programs with queries of their own."""
        return self._database.engine

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction in which everything is seen as it stands at one moment."""
        return self._database.transaction(at_one_moment=True)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever read into it."""
        with self._database.transaction() as connection:
            return not any(
                connection.scalar(select(exists().select_from(table)))
                for table in (SUBMISSIONS, DECISIONS)
            )

    def keep(self, submissions: Iterable[Submission]) -> None:
        """Keep submissions, all in one transaction; one that is known already changes nothing."""
        # Two copies of one file in the same batch are one submission: the first counts.
        rows = {row["sha256"]: row for row in map(to_row, reversed(list(submissions)))}
        if not rows:
            return
        with self._database.alone() as connection:
            known = {
                digest: row
                for some in _some_at_a_time(rows)
                for digest, row in _known(connection, some).items()
            }
            fresh = [row for digest, row in reversed(rows.items()) if digest not in known]
            if fresh:
                connection.execute(insert(SUBMISSIONS), fresh)
            for digest, before in known.items():
                # A copy under another name is the same submission; a changed roster or standard
                # may judge it anew.
                row = rows[digest] | {"file": before["file"]}
                if any(before[name] != value for name, value in row.items()):
                    chosen = SUBMISSIONS.c.id == before["id"]
                    connection.execute(update(SUBMISSIONS).where(chosen).values(row))

    def submissions(self) -> list[Submission]:
        """Every submission, in the order in which they were read first."""
        with self._database.transaction() as connection:
            rows = connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.id))
            return [to_submission(row) for row in rows]

    def current(self, kind: FormKind) -> dict[Applicant, Record]:
        """What counts for each applicant: of the forms without an error the one saved last.

        A record that this version does not understand counts for nothing; ``submissions`` says so.
        """
        query = _good(select(SUBMISSIONS.c.record), kind)
        with self._database.transaction() as connection:
            records = [to_record(text) for (text,) in connection.execute(query)]
        return {record.applicant: record for record in records if record is not None}

    def newest(self, kind: FormKind) -> dict[Applicant, str]:
        """Hash of the file whose record counts for each applicant; ``records`` has the record."""
        query = _good(select(SUBMISSIONS.c.applicant, SUBMISSIONS.c.sha256), kind)
        with self._database.transaction() as connection:
            return {to_applicant(names): digest for names, digest in connection.execute(query)}

    def records(self, digests: Iterable[str]) -> dict[str, Record]:
        """The records of files by their hash; of a file that is not known, or has none, nothing."""
        found: dict[str, Record] = {}
        for some in _some_at_a_time(digests):
            query = select(SUBMISSIONS.c.sha256, SUBMISSIONS.c.record)
            query = query.where(SUBMISSIONS.c.sha256.in_(some))
            with self._database.transaction() as connection:
                for row in connection.execute(query):
                    record = to_record(row.record)
                    if record is not None:
                        found[row.sha256] = record
        return found

    def senders(self, kind: FormKind) -> frozenset[Applicant]:
        """The applicants of whom a form came back, be it with mistakes."""
        query = (
            select(SUBMISSIONS.c.applicant)
            .where(SUBMISSIONS.c.kind == kind.value, SUBMISSIONS.c.applicant.is_not(None))
            .distinct()
        )
        with self._database.transaction() as connection:
            return frozenset(map(to_applicant, connection.scalars(query)))

    def decide(self, stage: str, decisions: Mapping[Applicant, bool]) -> None:
        """Keep the decisions of a stage, by its key; earlier ones on an applicant give way."""
        rows: list[dict[str, Any]] = [
            {"level": stage, "applicant": to_text(one), "recommended": chosen}
            for one, chosen in decisions.items()
        ]
        if not rows:
            return
        with self._database.alone() as connection:
            _forget(connection, stage, list(decisions))
            connection.execute(insert(DECISIONS), rows)

    def withdraw(self, stage: str, applicants: Sequence[Applicant]) -> None:
        """Take a stage's decisions on these applicants off the record."""
        if applicants:
            with self._database.alone() as connection:
                _forget(connection, stage, applicants)

    def decisions(self, stage: str) -> dict[Applicant, bool]:
        """The decisions of a stage."""
        query = select(DECISIONS).where(DECISIONS.c.level == stage)
        with self._database.transaction() as connection:
            rows = connection.execute(query.order_by(DECISIONS.c.applicant))
            return {to_applicant(row.applicant): bool(row.recommended) for row in rows}

    def keep_first_days(self, stage: str, days: Mapping[str, datetime.date]) -> None:
        """Keep the first day that the publicity notice of each of a stage's units states."""
        if not days:
            return
        rows = [{"level": stage, "unit": unit, "first_day": day} for unit, day in days.items()]
        same = [PUBLICITY.c[name] == bindparam(f"old_{name}") for name in ("level", "unit")]
        keys = [{"old_level": row["level"], "old_unit": row["unit"]} for row in rows]
        with self._database.alone() as connection:
            connection.execute(delete(PUBLICITY).where(*same), keys)
            connection.execute(insert(PUBLICITY), rows)

    def first_days(self, stage: str) -> dict[str, datetime.date]:
        """The first day that each unit's publicity notice stated, by unit."""
        query = select(PUBLICITY).where(PUBLICITY.c.level == stage)
        with self._database.transaction() as connection:
            rows = connection.execute(query.order_by(PUBLICITY.c.unit))
            return {row.unit: row.first_day for row in rows}

    def revoke(self, applicants: Sequence[Applicant], revocation: RevocationOnRecord) -> None:
        """Keep that applicants lost the honour, and how."""
        rows = [{"applicant": to_text(one), **asdict(revocation)} for one in applicants]
        if not rows:
            return
        with self._database.alone() as connection:
            same = REVOCATIONS.c.applicant == bindparam("old")
            connection.execute(delete(REVOCATIONS).where(same), _old(applicants))
            connection.execute(insert(REVOCATIONS), rows)

    def revocations(self) -> dict[Applicant, RevocationOnRecord]:
        """Who lost the honour, and how."""
        query = select(REVOCATIONS).order_by(REVOCATIONS.c.applicant)
        with self._database.transaction() as connection:
            return {
                to_applicant(row.applicant): RevocationOnRecord(row.number, row.date, row.reason)
                for row in connection.execute(query)
            }


# SQLite takes at most 32,766 values in one statement, older ones 999.
_MOST_PARAMETERS: Final = 500


def _good(query: Select[Any], kind: FormKind) -> Select[Any]:
    """Of the forms without an error, the one that counts last."""
    good = query.where(SUBMISSIONS.c.kind == kind.value, SUBMISSIONS.c.accepted)
    return good.order_by(SUBMISSIONS.c.saved_at, SUBMISSIONS.c.id)


def _some_at_a_time(digests: Iterable[str]) -> Iterator[Sequence[str]]:
    source = iter(digests)
    return iter(lambda: list(islice(source, _MOST_PARAMETERS)), [])


def _known(connection: Connection, digests: Sequence[str]) -> dict[str, RowMapping]:
    query = select(SUBMISSIONS).where(SUBMISSIONS.c.sha256.in_(digests))
    return {row["sha256"]: row for row in connection.execute(query).mappings()}


def _forget(connection: Connection, stage: str, applicants: Sequence[Applicant]) -> None:
    same = DECISIONS.c.level == stage, DECISIONS.c.applicant == bindparam("old")
    connection.execute(delete(DECISIONS).where(*same), _old(applicants))


def _old(applicants: Sequence[Applicant]) -> list[dict[str, str]]:
    """Applicants as a parameter that does not clash with that of a new row."""
    return [{"old": to_text(one)} for one in applicants]
