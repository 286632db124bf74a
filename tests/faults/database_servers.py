"""Servers in PostgreSQL's place that say what the real one says seldom, or nothing any more."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_SECURE = {80877103, 80877104}  # whether the connection shall be encrypted
_TOLD = {
    "server_version": "15.4",
    "client_encoding": "UTF8",
    "standard_conforming_strings": "on",
    "integer_datetimes": "on",
    "DateStyle": "ISO, MDY",
    "TimeZone": "UTC",
}

Answer = Callable[[socket.socket], None]


@contextmanager
def stand_in(answer: Answer) -> Iterator[int]:
    """The port of a server that lets everybody begin, and then answers as it is told to."""
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with suppress(OSError, struct.error):
                _begin(connection)
                answer(connection)
            taken.append(connection)

    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        ended.set()
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
    for connection in taken:
        connection.close()


def refusing(number: str, message: str) -> Answer:
    """An answer by which nobody is let in, with PostgreSQL's number and a sentence of its own."""
    fields = {"S": "FATAL", "V": "FATAL", "C": number, "M": message}
    body = b"".join(key.encode() + _text(value) for key, value in fields.items()) + b"\0"
    return lambda connection: connection.sendall(_message("E", body))


def falling_silent(after: int) -> Answer:
    """Everybody is let in, and answered so many times; then no more."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(
            _message("R", struct.pack(">L", 0))
            + b"".join(_message("S", _text(name) + _text(said)) for name, said in _TOLD.items())
            + _message("K", struct.pack(">2L", 1, 1))
            + _READY
        )
        for _ in range(after):
            connection.recv(65536)
            connection.sendall(_message("C", _text("BEGIN")) + _message("Z", b"T"))

    return answer


def _begin(connection: socket.socket) -> None:
    """Hear who it is; nothing is encrypted."""
    while True:
        length, number = struct.unpack(">2L", connection.recv(8))
        connection.recv(length - 8) if length > 8 else b""
        if number not in _SECURE:
            return
        connection.sendall(b"N")


def _message(kind: str, body: bytes) -> bytes:
    return kind.encode() + struct.pack(">L", len(body) + 4) + body


def _text(text: str) -> bytes:
    return text.encode() + b"\0"


_READY = _message("Z", b"I")
