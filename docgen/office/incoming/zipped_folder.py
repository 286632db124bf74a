"""The files in a zipped folder, one at a time: names as they were, no tricks, no bombs."""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.office.incoming.formats import format_of
from docgen.office.incoming.kinds import Format
from docgen.office.package.directory import ZipDirectory
from docgen.office.package.entries import UTF8, BrokenArchiveError, Entry, is_longer
from docgen.problems import UNPRINTABLE, Place, Problem, problem

LEFT_BEHIND: Final = ("~$", ".", "Thumbs.db", "desktop.ini")
"""How names begin of lock files of office programs, and of what systems leave in folders."""

_OF_SYSTEMS: Final = ("Thumbs.db", "desktop.ini", ".DS_Store")
_RESOURCE_FORKS: Final = "__MACOSX"
_ENCRYPTED: Final = 0x1
# Opening an archive with so many entries takes half a second.
_MOST_ENTRIES: Final = 60_000
_DRIVE: Final = re.compile("[A-Za-z]:")
_REPLACEMENT: Final = "\ufffd"
_EXTRA: Final = struct.Struct("<2H")
_UNICODE_PATH, _UNICODE_PATH_VERSION = 0x7075, 1
_CHECKED: Final = struct.Struct("<BL")


@dataclass(slots=True)
class FolderLimits:
    """How much a zipped folder may hold, those in it included.

    Attributes:
        files: Number of its members.
        file_size: Bytes of one file.
        inflated_size: Bytes of all files together.
        ratio: Inflated bytes for each byte of the archive.
    """

    files: int = 5_000
    file_size: int = 50_000_000
    inflated_size: int = 1_000_000_000
    ratio: int = 200


def unzip_folder(
    data: bytes, file: str, limits: FolderLimits | None = None
) -> Iterator[tuple[str, bytes] | Problem]:
    """The files in a zipped folder, and in the zipped folders in it.

    Args:
        data: The archive.
        file: Its name in messages.
        limits: How much it may hold.

    Yields:
        A file's name in messages, such as ``甲.zip/长沙/乙.docx``, and its content; a problem
        for each that cannot be taken, or a single one if the archive cannot.
    """
    yield from _files(data, file, _Left(limits or FolderLimits()), nested=False)


class _Left:
    """What is left of the limits."""

    def __init__(self, limits: FolderLimits) -> None:
        self.limits = limits
        self.files = limits.files
        self.size = limits.inflated_size

    def exceeded_by(self, entries: Sequence[Entry], size: int, place: Place) -> Problem | None:
        """What is wrong with an archive that goes beyond it; of any other it is deducted."""
        inflated = sum(entry.size for entry in entries)
        if len(entries) > self.files:
            return problem("zip.too-many-files", place, most=self.limits.files)
        if inflated > min(self.size, size * self.limits.ratio):
            return problem("package.inflates", place)
        self.files -= len(entries)
        self.size -= inflated
        return None


def _files(
    data: bytes, file: str, left: _Left, *, nested: bool
) -> Iterator[tuple[str, bytes] | Problem]:
    place = Place(file=file)
    if is_longer(data, _MOST_ENTRIES):
        yield problem("zip.too-many-files", place, most=left.limits.files)
        return
    try:
        archive = ZipDirectory(data)
    except BrokenArchiveError:
        yield problem("zip.damaged", place)
        return
    excess = left.exceeded_by(archive.entries, len(data), place)
    if excess:
        yield excess
        return
    seen: set[str] = set()
    has_files = False
    for entry in archive.entries:
        name = _name(entry)
        if name.endswith("/") or is_of_system(name):
            continue
        shown = f"{file}/{printable(name)}"
        place = Place(file=shown)
        has_files = True
        if name.rpartition("/")[2].startswith(LEFT_BEHIND):
            yield problem("file.left-behind", place)
            continue
        refused = _refusal(entry, name, left.limits, place)
        if name in seen:
            refused = problem("zip.name-twice", place)
        seen.add(name)
        content = None if refused else _content(archive, entry)
        if content is None:
            yield refused or problem("zip.damaged", place)
        elif format_of(content) is not Format.ZIP:
            yield shown, content
        elif nested:
            yield problem("zip.nested", place)
        else:
            yield from _files(content, shown, left, nested=True)
    if not has_files:
        yield problem("file.folder-empty", Place(file=file))


def _content(archive: ZipDirectory, entry: Entry) -> bytes | None:
    """Content of a member; None if it is damaged or packed in an unusual way."""
    try:
        return archive.content(entry)
    except BrokenArchiveError:
        return None


def _refusal(entry: Entry, name: str, limits: FolderLimits, place: Place) -> Problem | None:
    """What is wrong with a member that is not to be inflated."""
    parts = name.split("/")
    linked = stat.S_ISLNK(entry.attributes >> 16)
    if linked or not parts[0] or _DRIVE.match(name) or ".." in parts or "\0" in name:
        return problem("zip.unsafe-name", place)
    if entry.flags & _ENCRYPTED:
        return problem("zip.encrypted", place)
    if entry.size > limits.file_size:
        return problem("zip.file-too-large", place, most=limits.file_size)
    return None


def printable(name: str) -> str:
    """A file's name without what no terminal, database or workbook takes."""
    return UNPRINTABLE.sub(_REPLACEMENT, name)


def is_of_system(name: str) -> bool:
    """Whether the system made a file of this path beside those of people, who do not know of it."""
    *folders, base = name.split("/")
    return _RESOURCE_FORKS in folders or base in _OF_SYSTEMS or base.startswith("._")


def _name(entry: Entry) -> str:
    """A member's name as its sender saw it, its folders parted by slashes."""
    name = entry.written
    if not entry.flags & UTF8:
        raw = name.encode("cp437", "replace")
        name = _unicode_path(entry.extra, raw) or _decoded(raw) or name
    return name.replace("\\", "/")


def _decoded(raw: bytes) -> str | None:
    """A name in UTF-8, as macOS writes it without saying so, or in the encoding of Windows."""
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        pass
    else:
        # Two bytes in GB 18030 may be one letter of UTF-8, but not a Chinese character.
        if all(one.isascii() or one >= "\u0800" for one in name):
            return name
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name that Info-ZIP adds in UTF-8, if it belongs to the name it stands beside."""
    while len(extra) >= _EXTRA.size:
        kind, length = _EXTRA.unpack_from(extra)
        field, extra = extra[_EXTRA.size :][:length], extra[_EXTRA.size + length :]
        if kind != _UNICODE_PATH or len(field) < _CHECKED.size:
            continue
        if _CHECKED.unpack_from(field) == (_UNICODE_PATH_VERSION, zlib.crc32(raw)):
            try:
                return field[_CHECKED.size :].decode()
            except UnicodeDecodeError:
                return None
    return None
