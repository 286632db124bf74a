"""What the system says of a file or a disk, as a problem: what it means, where, and what to do.

Looking around for the reason must not fail in its turn, as ``Path.exists`` does in a folder that
may not be entered; ``os.path`` never does.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

from docgen.catalogue import MESSAGES
from docgen.problems import Place, Problem, problem

_CODES: Final = {
    "file.disk-full": ("ENOSPC", "EDQUOT"),
    "file.read-only": ("EROFS",),
    "file.no-right": ("EACCES", "EPERM"),
    "file.in-use": ("EBUSY", "ETXTBSY", "EDEADLK"),
    "file.path-is-folder": ("EISDIR",),
    "file.path-is-file": ("ENOTDIR", "EEXIST"),
    "file.link-loop": ("ELOOP",),
    "file.missing": ("ENOENT",),
    "file.name-too-long": ("ENAMETOOLONG",),
    "file.name-refused": ("EINVAL", "EILSEQ"),
    "file.too-many-open": ("EMFILE", "ENFILE"),
    "file.too-large-for-disk": ("EFBIG",),
    "file.disk-failing": ("EIO", "ENXIO", "ENODEV", "ESTALE", "ETIMEDOUT"),
}
CODES: Final = (*_CODES, "file.refused", "file.link-nowhere")
"""The codes of these problems."""

# Some systems lack some of the names.
_BY_NUMBER: Final = {
    number: code
    for code, names in _CODES.items()
    for name in names
    if (number := getattr(errno, name, None)) is not None
}
_ON_THE_WAY: Final = ("file.path-is-file", "file.missing", "file.link-loop")
_SHARING: Final = (32, 33)  # of Windows: another program has the file, or a part of it
_SHORTENED: Final = 2  # characters that Word's mark of an open file may take the place of


def file_problem(error: OSError, place: Place | None = None) -> Problem:
    """What kept a file from being read or written, by the system's number for it.

    Args:
        error: What the system said.
        place: Where to tell it; the file that the system names if not given.
    """
    path = Path(str(error.filename)) if error.filename else None
    code = _code(error, path)
    if path is not None and code in _ON_THE_WAY:
        path = _in_the_way(path)
        if os.path.islink(path):
            code = "file.link-loop" if _leads_in_a_circle(path) else "file.link-nowhere"
    if place is None or (not place.file and path is not None):
        place = Place(file=str(path) if path is not None else "")
    facts = {"path": path.name if path is not None else place.file, "symbol": _symbol(error)}
    # Without what the message does not say, so that the same is told of many files as one.
    said = {name: fact for name, fact in facts.items() if f"{{{name}}}" in MESSAGES[code].zh}
    return problem(code, place, **said)


def why(error: OSError) -> dict[str, str]:
    """The same as two facts of another problem, which says what did not come about by it."""
    found = file_problem(error)
    return {"why_zh": found.message("zh"), "why_en": found.message("en")}


def is_open_elsewhere(path: Path) -> bool:
    """Whether an office program says, by a mark beside a file, that it has the file open."""
    name = path.name
    marks = (f".~lock.{name}#", f".~{name}", *(f"~${name[cut:]}" for cut in range(_SHORTENED + 1)))
    return any(os.path.exists(path.with_name(mark)) for mark in marks)


def _code(error: OSError, path: Path | None) -> str:
    if getattr(error, "winerror", None) in _SHARING:
        return "file.in-use"
    code = _BY_NUMBER.get(error.errno or 0, "file.refused")
    if code == "file.no-right" and path is not None and is_open_elsewhere(path):
        return "file.in-use"
    return code


def _in_the_way(path: Path) -> Path:
    """Of a path that leads nowhere, the first step that is a file or a link to nothing."""
    for step in (*reversed(path.parents), path):
        if not os.path.isdir(step) and (os.path.islink(step) or os.path.exists(step)):
            return step
    return path


def _leads_in_a_circle(link: Path) -> bool:
    try:
        link.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


def _symbol(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
