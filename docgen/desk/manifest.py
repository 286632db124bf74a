"""The manifest of generated forms: which files there are, of whom, from what, and their hash."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from os import SEEK_END
from pathlib import Path
from typing import Final

from docgen.desk.folder import write_whole

FILE_NAME: Final = "manifest.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was made.

    Attributes:
        file: Its path in the folder of forms.
        community: Full name of the community.
        sha256: Hash of its content.
        made_from: Hash of everything that it was made from.
    """

    file: str
    community: str
    sha256: str
    made_from: str


_HEAD: Final = tuple(field.name for field in fields(Entry))
_FIRST_LINE: Final = ",".join(_HEAD) + "\n"
_HASH: Final = 64  # characters


class Manifest:
    """The manifest in a folder of forms.

    Entries are appended while forms are made, so that a batch that was stopped leaves a true list;
    at the end it is written anew, in order and without what is out of date.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def __iter__(self) -> Iterator[Entry]:
        """The entries; a line that was cut off by a stop is none."""
        if not self.path.is_file():
            return
        # A stop may cut a line anywhere, inside a character too.
        with self.path.open(encoding="utf-8", errors="replace", newline="") as stream:
            for row in csv.reader(stream):
                if len(row) == len(_HEAD) and len(row[-1]) == _HASH and tuple(row) != _HEAD:
                    yield Entry(*row)

    def append(self, entries: Iterable[Entry]) -> None:
        """Add entries at the end, in one write."""
        text = _lines(entries)
        if not self.path.is_file():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            text = _FIRST_LINE + text
        elif not self._ends_with_a_line():
            text = "\n" + text  # after a line that a stop cut off
        with self.path.open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)

    def _ends_with_a_line(self) -> bool:
        with self.path.open("rb") as stream:
            end = stream.seek(0, SEEK_END)
            stream.seek(max(end - 1, 0))
            return stream.read() in (b"", b"\n")

    def write(self, entries: Iterable[Entry]) -> None:
        """Write all entries anew, whole or not at all."""
        write_whole(self.path, (_FIRST_LINE + _lines(entries)).encode())


def _lines(entries: Iterable[Entry]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(map(astuple, entries))
    return text.getvalue()
