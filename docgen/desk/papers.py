"""Lists and papers in their folder: what each was made from, and what people typed into them since.

A file that was changed since docgen made it is somebody's work: it is never written over unless
that is asked for, and then a copy of it stays.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from docgen.desk.files import clear_parts, content, make_folder, sync, write_whole
from docgen.desk.folder import RoundFolder
from docgen.desk.manifest import FILE_NAME, Manifest
from docgen.file_faults import why
from docgen.former import kept
from docgen.problems import Place, Problem, problem
from docgen.records import Applicant

SUPERSEDED: Final = "superseded"
"""Folder of what is no longer to be used: what was made anew over it, or lost its ground."""

_UNKNOWN: Final = "0" * 64

Kind = Literal[
    "shortlist", "quota", "notice", "publicity", "recommendation", "determination", "revocation"
]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a list or paper was made from, beside round, standard and templates.

    Attributes:
        kind: Which list or paper it is.
        stage: Key of the stage whose it is; None where it is the round's.
        unit: The unit that it is of; empty likewise.
        applicants: Whom it names.
        first_day: First day of publicity that it states.
        reason: Why the honour was withdrawn.
        number: Number of the document that withdrew it.
        date: Date of that document.
    """

    kind: Kind
    stage: str | None = None
    unit: str = ""
    applicants: tuple[Applicant, ...] = ()
    first_day: datetime.date | None = None
    reason: str = ""
    number: str = ""
    date: datetime.date | None = None

    def text(self) -> str:
        """It as the manifest states it."""
        data: dict[str, Any] = {
            "kind": self.kind,
            "level": self.stage,
            "unit": self.unit,
            "applicants": [list(one) for one in self.applicants],
            "first_day": self.first_day and self.first_day.isoformat(),
            "reason": self.reason,
            "number": self.number,
            "date": self.date and self.date.isoformat(),
        }
        return json.dumps({key: data[key] for key in data if data[key]}, ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Ground | None:
        """The ground that a manifest states; None if this version does not understand it."""
        try:
            data = json.loads(text)
            if data["kind"] not in get_args(Kind):
                return None
            days = {key: data.get(key) for key in ("first_day", "date")}
            first_day, date = (day and datetime.date.fromisoformat(day) for day in days.values())
            return cls(
                data["kind"],
                str(data["level"]) if "level" in data else None,
                data.get("unit", ""),
                tuple(Applicant(*names) for names in kept(data, "applicants") or ()),
                first_day,
                data.get("reason", ""),
                data.get("number", ""),
                date,
            )
        except (ValueError, TypeError, LookupError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A list or paper that was made.

    Attributes:
        file: Its name in its folder.
        made_from: Its ground, as text.
        sha256: Hash of its content.
    """

    file: str
    made_from: str
    sha256: str


class Papers:
    """The lists or the papers of a round, with their manifest.

    Args:
        round_: The round's folder.
        folder: Where they lie in it.
    """

    def __init__(self, round_: RoundFolder, folder: Path) -> None:
        self._round = round_
        self._folder = folder
        self._manifest = Manifest(folder, PaperEntry)
        self._entries = {entry.file: entry for entry in self._manifest}
        self._is_untidy = False
        self._fresh: list[Path] = []
        clear_parts(folder)

    def __iter__(self) -> Iterator[Path]:
        """Those that are there, in the order of their names."""
        return (path for name in sorted(self._entries) if (path := self.path(name)).is_file())

    def path(self, name: str) -> Path:
        """Where one lies."""
        return self._folder / name

    @property
    def grounds(self) -> Iterable[tuple[Path, Ground]]:
        """Each that is there, with what it was made from where that is known."""
        return ((path, ground) for path, ground in self.said if path.is_file())

    @property
    def said(self) -> Iterable[tuple[Path, Ground]]:
        """The same, with those whose file was taken away or renamed."""
        for name in sorted(self._entries):
            ground = Ground.of(self._entries[name].made_from)
            if ground is not None:
                yield self.path(name), ground

    def put(
        self, name: str, data: bytes, ground: Ground, overwrite: bool
    ) -> tuple[bool, list[Problem]]:
        """Write one, unless the file was changed by hand.

        Args:
            name: Its name.
            data: Its content.
            ground: What it was made from.
            overwrite: Whether a changed file gives way; a copy of it is kept.

        Returns:
            Whether the file is there with this content; and why it is not, or where the one
            that was changed is kept.
        """
        path = self.path(name)
        place = Place(file=self._round.shown(path))
        digest = hashlib.sha256(data).hexdigest()
        made = self._entries[name].sha256 if name in self._entries else None
        told: list[Problem] = []
        try:
            found = _digest(path)
            if found not in (None, digest, made):
                if not overwrite:
                    return False, [problem("paper.changed-by-hand", place)]
                target = self._round.shown(self._set_aside(path))
                told.append(problem("paper.copy-kept", place, target=target))
            write_whole(path, data)
            self._fresh.append(path)
        except OSError as error:
            return False, [*told, problem("paper.not-written", place, **why(error))]
        self._enter(PaperEntry(name, ground.text(), digest))
        return True, told

    @property
    def unlisted(self) -> list[Path]:
        """Files in the folder that its manifest does not know."""
        if not self._folder.is_dir():
            return []
        known = {*self._entries, FILE_NAME}
        files = (path for path in self._folder.iterdir() if path.is_file())
        return sorted(path for path in files if path.name not in known)

    def adopt(self, name: str, ground: Ground) -> None:
        """Enter a file that is there; what it was when it was made is not known."""
        self._enter(PaperEntry(name, ground.text(), _UNKNOWN))

    def supersede(self, lost: Callable[[Ground], Problem | None]) -> list[Problem]:
        """Move away what has lost its ground.

        Args:
            lost: What speaks against a paper with this ground; None where it still holds.

        Returns:
            What was moved, and why.
        """
        problems: list[Problem] = []
        for path, ground in list(self.grounds):
            found = lost(ground)
            if found is None:
                continue
            place = Place(file=self._round.shown(path))
            facts = {"why_zh": found.message("zh"), "why_en": found.message("en")}
            try:
                facts["target"] = self._round.shown(self._set_aside(path))
            except OSError as error:
                facts |= {name.replace("why", "but"): said for name, said in why(error).items()}
                problems.append(problem("paper.not-moved", place, **facts))
                continue
            problems.append(problem("paper.superseded", place, **facts))
            del self._entries[path.name]
            self._is_untidy = True
        return problems

    def tidy(self) -> list[Problem]:
        """Write the manifest anew, in order, once the disk holds what it says is there.

        Returns:
            Why it could not be written.
        """
        if not self._is_untidy:
            return []
        try:
            sync(self._folder, self._fresh)
            self._manifest.write(self._entries[name] for name in sorted(self._entries))
        except OSError as error:
            place = Place(file=self._round.shown(self._manifest.path))
            return [problem("paper.manifest-not-written", place, **why(error))]
        self._fresh.clear()
        self._is_untidy = False
        return []

    def _enter(self, entry: PaperEntry) -> None:
        if self._entries.get(entry.file) == entry:
            return
        self._entries[entry.file] = entry
        self._is_untidy = True

    def _set_aside(self, path: Path) -> Path:
        home = self._folder / SUPERSEDED
        make_folder(home)
        target, number = home / path.name, 1
        while target.exists():
            number += 1
            target = home / f"{path.stem}（{number}）{path.suffix}"
        return path.rename(target)


def _digest(path: Path) -> str | None:
    data = content(path)
    return None if data is None else hashlib.sha256(data).hexdigest()
