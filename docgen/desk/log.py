"""The log file: where a bug leaves its traceback, for whoever maintains docgen."""

from __future__ import annotations

import io
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from docgen.desk.files import make_folder, own_file
from docgen.problems import Place, Problem, problem

_LOG: Final = logging.getLogger(__name__)
_NAME: Final = "docgen.log"
_LARGE: Final = 1_000_000  # bytes; then it begins anew, and the one before is kept beside it
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def usual_log() -> Path:
    """Where this user's log lies, by the custom of the system."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Logs"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return base / "docgen" / _NAME


def log_into(path: Path) -> None:
    """Write what is logged in this process into a file, and nowhere else; made when it is needed.

    Args:
        path: The file. Where it cannot be written the log is lost, and nothing else.
    """
    root = logging.getLogger()
    for handler in root.handlers:
        if isinstance(handler, _Log):
            root.removeHandler(handler)
            handler.close()
    root.addHandler(_Log(path))


def log_file() -> Path | None:
    """The file that this process writes its log into; None if it was given none."""
    found = (one for one in logging.getLogger().handlers if isinstance(one, _Log))
    return next((Path(one.baseFilename) for one in found), None)


def bug(code: str, error: Exception, place: Place) -> Problem:
    """A fault of the program itself, told in a line; the log has the traceback.

    Args:
        code: Code of the problem, which tells what was being done.
        error: What was raised.
        place: What it was being done to.
    """
    _LOG.error("%s: %s", code, place.file, exc_info=error)
    return problem(code, place, kind=type(error).__name__)


class _Log(logging.FileHandler):
    """A log of this user alone, which never disturbs the work."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self.setLevel(logging.WARNING)
        self.setFormatter(logging.Formatter(_FORMAT))

    def _open(self) -> io.TextIOWrapper:
        path = Path(self.baseFilename)
        make_folder(path.parent)
        with suppress(OSError):
            if path.stat().st_size > _LARGE:
                path.replace(path.with_suffix(".old.log"))
        stream = os.fdopen(own_file(path, append=True), "a", encoding="utf-8")
        assert isinstance(stream, io.TextIOWrapper)
        return stream

    def handleError(self, record: logging.LogRecord) -> None:
        """Pass over what cannot be written: a full disk is told by the work itself."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one entry."""
        with suppress(OSError):  # the file could not be opened
            super().emit(record)
