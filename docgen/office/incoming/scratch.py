"""Folders for temporary files: gone when their run ends; if it was killed, the next clears them."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

PREFIX: Final = "docgen-"
"""How the names of these folders begin."""

_LOCK: Final = ".lock"
_LONG_AGO: Final = 24 * 3600  # seconds: no run takes so long


class Scratch:
    """A folder of the user alone, locked as long as this process uses it.

    It goes when it is closed, when nobody has it any more, or when the process ends. The folders of
    processes that were killed are nobody's: whoever makes the next one beside them clears them.

    Attributes:
        path: The folder.

    Args:
        home: Where it is to lie; where the system keeps temporary files if None.

    Raises:
        OSError: It cannot be made.
    """

    def __init__(self, home: Path | None = None) -> None:
        home = Path(tempfile.gettempdir()) if home is None else home
        _clear_abandoned(home)
        # Hidden until it is locked, so that nobody takes it for abandoned.
        name = f"{PREFIX}{secrets.token_hex(6)}"
        made = home / f".{name}"
        made.mkdir(0o700)
        try:
            lock = _locked(made / _LOCK)
            self.path = made.rename(home / name)
        except OSError:
            shutil.rmtree(made, ignore_errors=True)  # there is no room for so much as its lock
            raise
        self._end = weakref.finalize(self, _remove, self.path, lock)

    def close(self) -> None:
        """Remove the folder and what is in it."""
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _locked(path: Path, create: int = os.O_CREAT) -> int | None:
    """A lock on a file, held by this process; None if another holds it, or none can be had."""
    if sys.platform == "win32":
        return None  # whose open files keep a folder from being renamed
    import fcntl

    file = os.open(path, os.O_RDWR | os.O_NOFOLLOW | create, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(file)
        if create and not isinstance(error, BlockingIOError):
            path.unlink()  # this file system knows no locks
        return None
    return file


def _remove(path: Path, lock: int | None) -> None:
    shutil.rmtree(path, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def _clear_abandoned(home: Path) -> None:
    for path in (*home.glob(f"{PREFIX}*"), *home.glob(f".{PREFIX}*")):
        with suppress(OSError):
            if path.is_symlink() or not path.is_dir() or not _is_own(path):
                continue
            if (path / _LOCK).exists() and not path.name.startswith("."):
                lock = _locked(path / _LOCK, create=0)
                if lock is not None:
                    _remove(path, lock)
            elif path.stat().st_mtime < time.time() - _LONG_AGO:
                _remove(path, None)


def _is_own(path: Path) -> bool:
    return sys.platform == "win32" or path.lstat().st_uid == os.getuid()
