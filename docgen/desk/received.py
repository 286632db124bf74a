"""Files as they were received: unzipped, kept by their hash, and in formats that can be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from docgen.desk.folder import write_whole
from docgen.office.conversion import CONVERTIBLE, in_current_formats
from docgen.office.formats import Format, format_of, is_office_package
from docgen.office.zipped_folder import unzip_folder
from docgen.problems import Place, Problem, problem

# As much as is held at once: a batch is converted by one start of LibreOffice.
_MOST_FILES: Final = 64
_MOST_BYTES: Final = 64_000_000


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came back, or why there is none.

    Attributes:
        file: Its name in messages; of a file in a zipped folder, the folder's name before it.
        data: Its content as it came.
        current: The same in a current format; None if it cannot be had.
        problem: Why it cannot.
    """

    file: str
    data: bytes = b""
    current: bytes | None = None
    problem: Problem | None = None

    @property
    def sha256(self) -> str:
        """Hash of its content as it came; empty if there is none."""
        return hashlib.sha256(self.data).hexdigest() if self.data else ""


def receive(paths: Sequence[tuple[Path, str]], keep: Path | None = None) -> Iterator[Received]:
    """Open files that came back.

    Args:
        paths: The files, each with its name in messages.
        keep: Folder in which each is kept as it came, under its hash; none if not given.
    """
    batch: list[Received] = []
    size = 0
    for one in _unzipped(paths):
        if keep is not None and one.data:
            write_whole(kept(keep, one.sha256, one.file), one.data)
        batch.append(one)
        size += len(one.data)
        if len(batch) >= _MOST_FILES or size >= _MOST_BYTES:
            yield from _converted(batch)
            batch, size = [], 0
    yield from _converted(batch)


def kept(folder: Path, sha256: str, file: str) -> Path:
    """Where a file is kept as it came."""
    return folder / sha256[:2] / f"{sha256}{PurePosixPath(file).suffix.lower()}"


def _unzipped(paths: Sequence[tuple[Path, str]]) -> Iterator[Received]:
    for path, file in paths:
        try:
            data = path.read_bytes()
        except OSError:
            yield Received(file, problem=problem("file.missing", Place(file=file), path=file))
            continue
        if is_office_package(data) or format_of(data) is not Format.ZIP:
            yield Received(file, data)
            continue
        for member in unzip_folder(data, file):
            if isinstance(member, Problem):
                yield Received(member.place.file or file, problem=member.within(file))
            else:
                yield Received(*member)


def _converted(batch: Sequence[Received]) -> list[Received]:
    """The same files in current formats."""
    old = [
        number
        for number, one in enumerate(batch)
        if one.data and not is_office_package(one.data) and format_of(one.data) in CONVERTIBLE
    ]
    made = dict(
        zip(old, in_current_formats([(batch[n].file, batch[n].data) for n in old]), strict=True)
    )
    received: list[Received] = []
    for number, one in enumerate(batch):
        result = made.get(number, one.data)
        if one.problem is not None:
            received.append(one)
        elif isinstance(result, Problem):
            received.append(replace(one, problem=result.within(one.file)))
        else:
            received.append(replace(one, current=result))
    return received
