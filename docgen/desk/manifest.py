"""The manifest of a folder of generated files: which there are, made from what, and their hash."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from os import SEEK_END
from pathlib import Path
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar

from docgen.desk.files import about, make_folder, own_file, sync, write_whole

FILE_NAME: Final = "manifest.csv"


class _Entry(Protocol):
    """A row of a manifest: texts, the last of them a hash."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def file(self) -> str: ...


E = TypeVar("E", bound=_Entry)


@dataclass(frozen=True, slots=True)
class Entry:
    """A form that was made.

    Attributes:
        file: Its path in the folder of forms.
        applicant: Full name of the applicant.
        sha256: Hash of its content.
        made_from: Hash of everything that it was made from.
    """

    file: str
    applicant: str
    sha256: str
    made_from: str


_HASH: Final = 64  # characters
_LONGEST_HEAD: Final = 200  # bytes
_LONGEST: Final = 2**31 - 1  # a paper of a whole country names all its applicants


class Manifest(Generic[E]):
    """The manifest in a folder of generated files.

    Entries are appended while many files are made, so that a batch that was stopped leaves a true
    list; at the end it is written anew, in order and without what is out of date.

    Args:
        folder: The folder.
        kind: What a row says of a file.
    """

    def __init__(self, folder: Path, kind: type[E]) -> None:
        self.path = folder / FILE_NAME
        self._kind = kind
        self._head = tuple(field.name for field in fields(kind))

    def __iter__(self) -> Iterator[E]:
        """The entries; a line that was cut off by a stop is none."""
        if not self.path.is_file():
            return
        # A stop may cut a line anywhere, inside a character too.
        with self.path.open(encoding="utf-8", errors="replace", newline="") as stream:
            csv.field_size_limit(_LONGEST)
            for row in csv.reader(stream):
                if len(row) == len(self._head) and len(row[-1]) == _HASH:
                    yield self._kind(*row)

    def append(self, entries: Iterable[E]) -> None:
        """Add entries at the end, in one write.

        Raises:
            OSError: They cannot be written.
        """
        text = _lines(entries)
        if not self.path.is_file():
            make_folder(self.path.parent)
            text = self._first_line + text
        elif not self._ends_with_a_line():
            text = "\n" + text  # after a line that a stop cut off
        try:
            with os.fdopen(own_file(self.path, append=True), "ab") as stream:
                stream.write(text.encode())
        except OSError as error:
            raise about(error, self.path) from None

    def write(self, entries: Iterable[E]) -> None:
        """Write all entries anew, whole or not at all.

        Raises:
            OSError: They cannot be written.
        """
        write_whole(self.path, (self._first_line + _lines(entries)).encode())
        sync(self.path.parent, [self.path])

    @property
    def _first_line(self) -> str:
        return ",".join(self._head) + "\n"

    def _ends_with_a_line(self) -> bool:
        with self.path.open("rb") as stream:
            end = stream.seek(0, SEEK_END)
            stream.seek(max(end - 1, 0))
            return stream.read() in (b"", b"\n")


def is_manifest(path: Path) -> bool:
    """Whether a file of that name is a list that docgen made, by its first line."""
    try:
        with path.open("rb") as stream:
            head = stream.readline(_LONGEST_HEAD).decode(errors="replace").strip().split(",")
    except OSError:
        return False
    return head[0] == "file" and "made_from" in head and "sha256" in head


def _lines(entries: Iterable[_Entry]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(map(astuple, entries))
    return text.getvalue()
