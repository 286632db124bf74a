"""What is active in a file that came back: told, as nothing of it goes out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from typing import Final

from docgen.office.incoming.compound import SIGNATURE, storages
from docgen.office.incoming.old_workbook import macros_of
from docgen.office.package.active.content import active_content
from docgen.office.package.active.kinds import Active, Kind
from docgen.office.package.archive import Package, read_package
from docgen.problems import Place, Problem, ProblemError, problem

_ZIP: Final = b"PK"
# What holds it in formats that are converted, and what does not survive that.
_STORAGES: Final = {
    "macros": Kind.MACRO,
    "_vba_project_cur": Kind.MACRO,
    "objectpool": Kind.OBJECT,
}
_FOLDERS: Final = {"Basic/": Kind.MACRO, "Scripts/": Kind.MACRO, "Object ": Kind.OBJECT}
_RTF: Final = b"{\\rtf"
_RTF_OBJECT: Final = b"\\objdata"


def active_problems(data: bytes, current: bytes, file: str) -> list[Problem]:
    """A warning for each kind of active content in a file, and how much there is of it.

    Args:
        data: The file as it came.
        current: The same in a current format.
        file: Its name in messages.
    """
    found = [] if current is data else list(_of_old(data))
    package = _package(current, file)
    if package is not None:
        try:
            found += active_content(package)
        except ProblemError as error:
            # What cannot be looked into is not handed back either.
            return [problem("active.unknown", one.place) for one in error.within(file).problems]
    main = package.main.name if package and package.main else ""
    return list(_told(found, file, main))


def _package(data: bytes, file: str) -> Package | None:
    """An office file that is whole; of another the reader tells what it is."""
    with suppress(ProblemError):
        package = read_package(data, file) if data.startswith(_ZIP) else None
        return package if package and package.main else None
    return None


def _of_old(data: bytes) -> Iterator[Active]:
    if data.startswith(SIGNATURE):
        for name in storages(data):
            if name in _STORAGES:
                yield Active(_STORAGES[name], name, "")
        yield from macros_of(data)
    elif data.startswith(_ZIP):
        for part in read_package(data):
            for folder, kind in _FOLDERS.items():
                if part.startswith(folder) and not part.endswith("/"):
                    yield Active(kind, part, "")
    elif data.startswith(_RTF) and _RTF_OBJECT in data:
        yield Active(Kind.OBJECT, _RTF_OBJECT.decode(), "")


def _told(found: Iterable[Active], file: str, main: str) -> Iterator[Problem]:
    by_kind = sorted(found, key=lambda one: list(Kind).index(one.kind))
    for kind, same in groupby(by_kind, lambda one: one.kind):
        all_ = list(same)
        first = all_[0]
        # Of what stands in no sheet and in no text that a person sees, the part is all there is.
        beside = "" if first.sheet or first.part == main else first.part
        field = first.field or beside
        place = Place(file=file, sheet=first.sheet, cell=first.cell, field=field)
        yield problem(kind.value, place, what=first.what, count=len(all_))
