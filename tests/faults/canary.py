"""A file that nobody may open, and an address that nobody may call: whether they did."""

from __future__ import annotations

import ctypes
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_OPENED = 0x20
_WITHOUT_WAITING = os.O_NONBLOCK

SECRET = "canary-4711"


@dataclass
class Canary:
    """What hostile files point to.

    Attributes:
        file: A file with a secret in it.
        port: Where somebody listens.
    """

    file: Path
    port: int
    _watch: int
    _server: socket.socket

    @property
    def targets(self) -> tuple[str, str]:
        return self.file.as_uri(), f"http://127.0.0.1:{self.port}/{SECRET}.png"

    def opened(self) -> bool:
        """Whether anybody opened the file since this was last asked."""
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def called(self) -> bool:
        """Whether anybody made a connection since this was last asked."""
        try:
            connection, _ = self._server.accept()
        except BlockingIOError:
            return False
        connection.close()
        return True


@contextmanager
def canary(folder: Path) -> Iterator[Canary]:
    """A canary as long as this lasts; Linux only."""
    file = folder / "canary.txt"
    file.write_text(SECRET)
    library = ctypes.CDLL(None)
    watch = library.inotify_init1(_WITHOUT_WAITING)
    assert library.inotify_add_watch(watch, os.fsencode(file), _OPENED) >= 0
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        try:
            yield Canary(file, server.getsockname()[1], watch, server)
        finally:
            os.close(watch)
