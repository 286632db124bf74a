"""Conversion by LibreOffice: many files in one start, in profiles of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Final

from docgen.office.incoming.scratch import Scratch
from docgen.office.soffice.runs import NOT_STARTING, Runs, Setting
from docgen.problems import Place, Problem, ProblemError, problem

_PROGRAMS: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
# Of its own; libraries and mapped files, some 140 MB, not counted.
_MEGABYTES: Final = 1024
# LibreOffice trusts the values that stand beside formulas unless it is told to.
_RECALCULATE: Final[Setting] = ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0")
# PDF/A-1b, the form for long-term preservation of GB/T 23286.1.
_ARCHIVAL: Final[Setting] = ("Office.Common/Filter/PDF/Export", "SelectPdfVersion", "1")


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion made.

    Attributes:
        made: The new file of each file that could be converted.
        problems: One for each file that could not, or one for all of them.
    """

    made: Mapping[Path, Path]
    problems: tuple[Problem, ...]


def find_soffice() -> str | None:
    """Path of LibreOffice's program, where it is installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


@contextmanager
def working_folder(files: int) -> Iterator[Path]:
    """A folder for the time of a conversion.

    Args:
        files: How many are to be converted.

    Raises:
        ProblemError: It cannot be made, or something cannot be written to it.
        OSError: Of a file elsewhere.
    """
    folder: Path | None = None
    try:
        with Scratch() as scratch:
            folder = scratch.path
            yield folder
    except OSError as error:
        if folder is not None and error.filename and folder not in Path(error.filename).parents:
            raise
        facts = {"folder": tempfile.gettempdir(), "count": files}
        raise ProblemError([problem("soffice.no-room", **facts)]) from None


def convert(
    files: Sequence[Path],
    to: str,
    out_dir: Path,
    timeout: float = 120,
    *,
    recalculate: bool = False,
    archival: bool = False,
    megabytes: int = _MEGABYTES,
    jobs: int = 1,
    program: str | None = None,
    progress: Callable[[int], None] = lambda files: None,
) -> Conversion:
    """Convert files to another format.

    LibreOffice is confined, as files come from outside: no macro runs, no link is followed, it
    sees no files but the system's and these, has no connection and little memory, and ends with
    this process, as far as the system can see to that.

    A new file has its source's name with the new ending; where sources share a name, those that
    come later are numbered: ``甲.pdf``, ``甲-2.pdf``.

    Args:
        files: The files.
        to: Ending of the new format, such as ``pdf``, ``xlsx`` or ``docx``.
        out_dir: Folder for the new files; made if it is missing.
        timeout: Seconds that one file may take.
        recalculate: Compute formulas anew instead of trusting the values beside them.
        archival: Make PDF/A-1b where the new format is ``pdf``.
        megabytes: Memory that each LibreOffice may use, libraries and mapped files not counted.
        jobs: How many LibreOffices work side by side.
        program: Path of LibreOffice; looked for where it is usually installed if None.
        progress: Called with the number of files that were made, again and again.

    Returns:
        The files that were made, and a problem for each that was not; a single one, without a
        place, for all that were not because LibreOffice does not start.

    Raises:
        ProblemError: LibreOffice is not there, or there is no room for temporary files.
    """
    files = list(dict.fromkeys(files))
    if not files:
        return Conversion({}, ())
    program = shutil.which(program) if program else find_soffice()
    if program is None:
        raise ProblemError([problem("soffice.missing")])
    settings = [*([_RECALCULATE] if recalculate else []), *([_ARCHIVAL] if archival else [])]
    with working_folder(len(files)) as scratch:
        folders = [scratch / str(job) for job in range(min(jobs, len(files)))]
        runs = [Runs(program, each, to, timeout, settings, megabytes, progress) for each in folders]
        results, faults = _shared(files, runs)
        out_dir.mkdir(parents=True, exist_ok=True)
        made = {
            file: Path(shutil.move(results[file], out_dir / name))
            for file, name in _names(files, to).items()
            if file in results
        }
    return Conversion(made, tuple(_told(files, faults, to, timeout, program)))


def _told(
    files: Sequence[Path], faults: Mapping[Path, str], to: str, timeout: float, program: str
) -> Iterator[Problem]:
    """A problem for each file that has a fault; a single one for a program that does not start."""
    for file in files:
        fault = faults.get(file)
        if fault and fault != NOT_STARTING:
            place = Place(file=file.as_posix())
            yield problem(fault, place, format=to, seconds=f"{timeout:g}")
    if NOT_STARTING in faults.values():
        count = sum(fault == NOT_STARTING for fault in faults.values())
        yield problem(NOT_STARTING, program=program, count=count)


def _shared(
    files: Sequence[Path], runs: Sequence[Runs]
) -> tuple[dict[Path, Path], dict[Path, str]]:
    """Share files out among runs side by side: the results of all, the faults of some."""
    shares = [files[at :: len(runs)] for at in range(len(runs))]
    results: dict[Path, Path] = {}
    faults: dict[Path, str] = {}
    with ThreadPoolExecutor(len(runs)) as threads:
        try:
            for result, fault in threads.map(Runs.convert, runs, shares):
                results |= result
                faults |= fault
        finally:
            # Where the user stops it, threads end only with what they started.
            for run in runs:
                run.stop()
    return results, faults


def _names(files: Sequence[Path], to: str) -> dict[Path, str]:
    """Names of the new files; those that would be the same to any file system are numbered."""
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for file in files:
        numbered = (f"{file.stem}-{number}" for number in count(2))
        stem = next(s for s in chain([file.stem], numbered) if s.casefold() not in taken)
        taken.add(stem.casefold())
        names[file] = f"{stem}.{to}"
    return names
