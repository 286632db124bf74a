"""Files that docgen writes: there whole or not at all, the user's alone, and safe once told of."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

PART: Final = ".part"
"""How the name of a file ends while it is written."""

_MINE: Final = 0o600
_MY_FOLDER: Final = 0o700
_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows would change the ends of lines
_SEVERAL: Final = 8  # files; for fewer a sync of each is cheaper than one of the whole disk


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; its folders are made.

    A file that has the same content already is left as it is.

    Raises:
        OSError: The file cannot be written; it is named in the error.
    """
    if content(path) != data:
        replace_whole(path, data)


def write_output(path: Path, data: bytes) -> None:
    """Write a file that a command was asked for by its name; it is safe when this returns.

    Raises:
        OSError: The file cannot be written; it is named in the error.
    """
    clear_parts(path.parent, deep=False)
    write_whole(path, data)
    sync(path.parent, [path])


def content(path: Path) -> bytes | None:
    """What a file holds; None if it is not there.

    Raises:
        OSError: The file cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def replace_whole(path: Path, data: bytes) -> None:
    """Write a file, whatever is there, so that it is there whole or not at all.

    Of several processes that write one file at once each writes beside it under a name of its
    own, and the last one counts.

    Raises:
        OSError: The file cannot be written; it is named in the error.
    """
    with written_beside(path) as beside:
        try:
            _put(data, beside, path)
        except FileNotFoundError:  # the folder is new, or another run cleared it just now
            make_folder(path.parent)
            _put(data, beside, path)


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A name beside a file, to be written and to take its place; what is left of it is removed.

    Raises:
        OSError: What went wrong meanwhile, told of the file itself.
    """
    beside = path.with_name(f".{token_hex(8)}{PART}")
    try:
        yield beside
    except OSError as error:
        # Over a folder in the way the one to name is that folder, not the file to be.
        others = error.filename is not None and str(error.filename) not in (str(beside), str(path))
        raise error if others or error.errno is None else about(error, path) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def about(error: OSError, path: Path) -> OSError:
    """The same error, told of another file."""
    return OSError(error.errno, error.strerror, str(path), getattr(error, "winerror", None))


def make_folder(path: Path) -> None:
    """Make a folder and those above it, as far as they are missing, for this user alone.

    Raises:
        OSError: It cannot be made.
    """
    try:
        path.mkdir(_MY_FOLDER)
    except FileNotFoundError:
        make_folder(path.parent)
        path.mkdir(_MY_FOLDER, exist_ok=True)
    except FileExistsError:
        if not path.is_dir():
            raise


def own_file(path: Path, *, append: bool = False) -> int:
    """Open a file of this user alone for writing; what it holds stays where that is wanted.

    Raises:
        OSError: It cannot be opened.
    """
    more = os.O_APPEND if append else os.O_TRUNC
    return os.open(path, os.O_WRONLY | os.O_CREAT | _BINARY | more, _MINE)


def clear_parts(folder: Path, *, deep: bool = True) -> None:
    """Remove what runs that were killed left half written.

    Args:
        folder: Where they wrote.
        deep: Whether to look below it too.
    """
    for home, folders, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(PART):
                with suppress(OSError):  # what cannot be removed does no harm
                    Path(home, name).unlink(missing_ok=True)
        if not deep:
            folders.clear()


def resolved(path: Path) -> Path:
    """The path as any process can open it, without links; of a link that leads in a circle, itself.

    ``Path.resolve`` takes such a link for a bug.
    """
    return Path(os.path.realpath(path))


def absolute(path: Path) -> Path:
    """The path as any process can open it; a link keeps its own name."""
    return resolved(path.parent) / path.name


def sync(folder: Path, files: Iterable[Path]) -> None:
    """Have the disk hold what was written, before a list or a database says that it is there.

    Many files take one pass where the system knows one; it costs far less than each by itself.

    Args:
        folder: Folder of all the files.
        files: What was written there.

    Raises:
        OSError: The disk does not take it.
    """
    some = [path for path in files if path.is_file()]
    if len(some) > _SEVERAL and _synced_at_once(folder):
        return
    for path in some:
        _synced(path)
    if sys.platform != "win32":
        for home in dict.fromkeys(path.parent for path in some):
            _synced(home)


def _synced_at_once(folder: Path) -> bool:
    """Whether the system took all that was written on a folder's disk in one go."""
    if not sys.platform.startswith("linux"):
        return False
    opened = os.open(folder, os.O_RDONLY)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if library.syncfs(opened):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(opened)
    return True


def _synced(path: Path) -> None:
    # Windows only takes it from who may write.
    opened = os.open(path, os.O_RDONLY if sys.platform != "win32" else os.O_RDWR | _BINARY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _put(data: bytes, beside: Path, path: Path) -> None:
    with os.fdopen(own_file(beside), "wb") as stream:
        stream.write(data)
    beside.replace(path)
