"""One command at a time in a round's folder: who comes second waits, and is told if it is long."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from docgen.problems import Place, ProblemError, problem

_PATIENCE: Final = 60  # seconds
_LOOK_EVERY: Final = 0.1  # seconds
_FAR: Final = 1 << 30  # where no text is: Windows keeps others from reading what is locked


@contextmanager
def alone_in(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Keep other commands out of a round's folder until this one is done or its process ends.

    Nothing is written for it: the folder itself is locked, and on Windows its ``round.yaml``.
    Where a file system knows no locks, commands are not kept apart.

    Args:
        folder: The round's folder.
        waiting: Called once if another command is at work there.

    Raises:
        ProblemError: It did not end in time.
    """
    try:
        opened = os.open(folder / "round.yaml" if sys.platform == "win32" else folder, os.O_RDONLY)
    except OSError:  # told by who reads the round
        yield
        return
    try:
        deadline = time.monotonic() + _PATIENCE
        told = False
        while not _locked(opened):
            if time.monotonic() > deadline:
                place = Place(file=str(folder))
                raise ProblemError([problem("desk.busy", place, seconds=_PATIENCE)])
            if not told:
                told = True
                waiting()
            time.sleep(_LOOK_EVERY)
        yield
    finally:
        os.close(opened)


def _locked(opened: int) -> bool:
    """Whether the lock is ours now, or there is none to be had here."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(opened, _FAR, os.SEEK_SET)
        with suppress(PermissionError):
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
            return True
        return False
    import fcntl

    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
