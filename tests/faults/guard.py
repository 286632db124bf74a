"""What no attack or fault may do, whatever else it is about: every test of one is held to it.

Nothing temporary is left, no program goes on running, nothing stays half written, and nothing is
looked up or called by way of the network.
"""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from docgen.desk.files import PART
from docgen.office.incoming.scratch import PREFIX, Scratch
from faults.office_programs import none_started_from, started_from

_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
CALLING = frozenset({"cluster", "database held or out of reach"})
"""Kinds that are about servers, which are called."""
OF_KILLED_WORKERS = "dask-scratch-space"
"""What a worker of the cluster's own program leaves when it is killed."""
KILLED = frozenset({"kill -9"})
"""Kinds in which a process cannot clear what it made: the next one does."""


class _Calls:
    """What this process called by way of the network since it was asked last."""

    def __init__(self) -> None:
        self._seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in _CALLS:
            return
        of_this_machine = event in ("socket.connect", "socket.sendto") and (
            getattr(arguments[0], "family", None) == getattr(socket, "AF_UNIX", None)
        )
        if not of_this_machine:
            self._seen.append(f"{event}{arguments[1:]}")

    def take(self) -> list[str]:
        seen, self._seen = self._seen, []
        return seen


@cache
def _calls() -> _Calls:
    """The ears, which Python does not take off again."""
    return _Calls()


def left_half(folder: Path) -> list[Path]:
    """Files that were being written, and folders of temporary files, that are still there."""
    return [
        path
        for path in folder.rglob("*")
        if path.name.endswith(PART)
        or (path.name.lstrip(".").startswith(PREFIX) and path.is_dir() and not path.is_symlink())
    ]


def check_nothing_left(temporary: Path) -> None:
    """Neither files for a time nor programs that were started with them are left."""
    assert none_started_from(temporary), started_from(temporary)
    assert [path.name for path in temporary.iterdir()] == []


@contextmanager
def guarded(kind: str, temporary: Path) -> Iterator[None]:
    """See to it that what is done within leaves nothing behind and calls nobody.

    Args:
        kind: The kind of attack or fault.
        temporary: Where temporary files are meanwhile; it is empty.
    """
    _calls().take()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(temporary))
        patch.setenv("TMPDIR", str(temporary))
        yield
    called = _calls().take()
    assert kind in CALLING or called == []
    if kind in KILLED and any(temporary.iterdir()):
        Scratch(temporary).close()
    if kind == "cluster":
        shutil.rmtree(temporary / OF_KILLED_WORKERS, ignore_errors=True)
    check_nothing_left(temporary)


def room_for_all(folder: Path) -> Path:
    """A folder, into which every user of this machine may write, as into the system's own."""
    folder.chmod(0o1777)
    return folder
