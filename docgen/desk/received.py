"""Files as they were received: unzipped, kept by their hash, and in formats that can be read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from docgen.desk.files import write_whole
from docgen.file_faults import file_problem, why
from docgen.office.incoming.formats import format_of, is_office_package
from docgen.office.incoming.kinds import Format
from docgen.office.incoming.zipped_folder import unzip_folder
from docgen.office.package.directory import Limits
from docgen.office.soffice.conversion import CONVERTIBLE, in_current_formats
from docgen.problems import Place, Problem, problem

# As much as is held at once: a batch is converted by one start of LibreOffice.
_MOST_FILES: Final = 64
_MOST_BYTES: Final = 64_000_000

_MOST_IN_A_FILE: Final = Limits().file_size
_MOST_IN_A_FOLDER: Final = 4 * _MOST_IN_A_FILE  # that was zipped
_ZIP: Final = b"PK"
_NAME: Final = re.compile(r"[0-9a-f]{64}\b")
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,8}")


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


def receive(
    paths: Sequence[tuple[Path, str]], keep: Path | None = None, converted: Path | None = None
) -> Iterator[Received]:
    """Open files that came back.

    Args:
        paths: The files, each with its name in messages.
        keep: Folder in which each is kept as it came, under its hash; none if not given.
        converted: Folder that keeps what was converted, so that it is once.
    """
    batch: list[Received] = []
    size = 0
    for one in _unzipped(paths):
        if keep is not None and one.data:
            one = _kept(one, keep)
        batch.append(one)
        size += len(one.data)
        if len(batch) >= _MOST_FILES or size >= _MOST_BYTES:
            yield from in_current(batch, converted)
            batch, size = [], 0
    yield from in_current(batch, converted)


def kept(folder: Path, sha256: str, file: str) -> Path:
    """Where a file is kept as it came."""
    ending = PurePosixPath(file).suffix.lower()
    return folder / sha256[:2] / f"{sha256}{ending if _ENDING.fullmatch(ending) else ''}"


def kept_files(folder: Path) -> dict[str, Path]:
    """The files that are kept as they came, by their hashes, in the order of these."""
    named = ((_NAME.match(path.name), path) for path in sorted(folder.glob("*/*")))
    return {name[0]: path for name, path in named if name}


def _kept(one: Received, folder: Path) -> Received:
    """A file, kept as it came; what cannot be kept counts as not received."""
    try:
        write_whole(kept(folder, one.sha256, one.file), one.data)
    except OSError as error:
        found = problem("file.not-kept", Place(file=one.file), **why(error))
        return Received(one.file, problem=found)
    return one


def _unzipped(paths: Sequence[tuple[Path, str]]) -> Iterator[Received]:
    for path, file in paths:
        data = _content(path, file)
        if isinstance(data, Problem):
            yield Received(file, problem=data)
        elif is_office_package(data) or format_of(data) is not Format.ZIP:
            yield Received(file, data)
        else:
            for member in unzip_folder(data, file):
                if isinstance(member, Problem):
                    yield Received(member.place.file or file, problem=member.within(file))
                else:
                    yield Received(*member)


def _content(path: Path, file: str) -> bytes | Problem:
    """Content of a file, of no more than can be read; or why it cannot be had."""
    place = Place(file=file)
    try:
        if path.is_dir():
            return problem("file.is-folder", place)
        if path.exists() and not path.is_file():
            return problem("file.not-regular", place)
        with path.open("rb") as stream:
            data = stream.read(_MOST_IN_A_FILE + 1)
            most = _MOST_IN_A_FILE
            if len(data) > most and data.startswith(_ZIP) and not is_office_package(data):
                most = _MOST_IN_A_FOLDER
                data += stream.read(most + 1 - len(data))
    except OSError as error:
        return file_problem(error, place)
    return data if len(data) <= most else problem("package.too-large", place, most=most)


def in_current(batch: Sequence[Received], converted: Path | None = None) -> list[Received]:
    """The same files in current formats; those of old ones are converted together.

    Args:
        batch: The files.
        converted: Folder that keeps what was converted, so that it is once.
    """
    old = [
        number
        for number, one in enumerate(batch)
        if one.data and not is_office_package(one.data) and format_of(one.data) in CONVERTIBLE
    ]
    files = [(batch[number].file, batch[number].data) for number in old]
    made = dict(zip(old, in_current_formats(files, kept=converted), strict=True))
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
