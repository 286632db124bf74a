"""Conversion by LibreOffice: many files in one start, in a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.problems import Place, Problem, ProblemError, problem

_PROGRAMS: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)

_SETTING: Final = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_REGISTRY: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
)
# Files come from outside: no macro runs and no link is followed.
_CAUTION: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Calc/Content/Update", "Link", "2"),
    ("Writer/Content/Update", "Link", "2"),
)
# LibreOffice 7.4 silently leaves out what follows the first 247 files of one start.
_MOST_AT_ONCE: Final = 200
# LibreOffice trusts the values that stand beside formulas unless it is told to.
_RECALCULATE: Final = ("Calc/Formula/Load", "OOXMLRecalcMode", "0")


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion made.

    Attributes:
        made: The new file of each file that could be converted.
        problems: One for each file that could not.
    """

    made: Mapping[Path, Path]
    problems: tuple[Problem, ...]


def find_soffice() -> str | None:
    """Path of LibreOffice's program, where it is installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def convert(
    files: Sequence[Path],
    to: str,
    out_dir: Path,
    timeout: float = 300,
    *,
    recalculate: bool = False,
    program: str | None = None,
) -> Conversion:
    """Convert files to another format.

    Args:
        files: The files, whose names without ending must differ.
        to: Ending of the new format, such as ``pdf``, ``xlsx`` or ``docx``.
        out_dir: Folder for the new files; made if it is missing.
        timeout: Seconds that all of it may take.
        recalculate: Compute formulas anew instead of trusting the values beside them.
        program: Path of LibreOffice; looked for where it is usually installed if None.

    Returns:
        The files that were made, and a problem for each that was not.

    Raises:
        ProblemError: LibreOffice is not there.
        ValueError: Two files would become one.
    """
    if len({file.stem for file in files}) < len(files):
        raise ValueError("two files would become one")
    program = program or find_soffice()
    if program is None or shutil.which(program) is None:
        raise ProblemError([problem("soffice.missing")])
    if not files:
        return Conversion({}, ())
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        work = _Workplace(program, Path(folder), to, time.monotonic() + timeout)
        work.set_up(recalculate)
        made = work.convert(files)
        code = "soffice.timeout" if work.timed_out else "soffice.failed"
        problems = tuple(
            problem(code, Place(file=file.name), format=to, seconds=f"{timeout:g}")
            for file in files
            if file not in made
        )
        out_dir.mkdir(parents=True, exist_ok=True)
        moved = {
            file: Path(shutil.move(result, out_dir / f"{file.stem}.{to}"))
            for file, result in made.items()
        }
    return Conversion(moved, problems)


class _Workplace:
    """A temporary folder with a profile, the files under plain names, and what becomes of them."""

    def __init__(self, program: str, folder: Path, to: str, deadline: float) -> None:
        self.timed_out = False
        self._program = program
        self._profile = folder / "profile"
        self._sources = folder / "sources"
        self._results = folder / "results"
        self._to = to
        self._deadline = deadline

    def set_up(self, recalculate: bool) -> None:
        """Write the profile's settings."""
        settings = [*_CAUTION, *([_RECALCULATE] if recalculate else [])]
        items = "".join(
            _SETTING.format(path=path, name=name, value=value) for path, name, value in settings
        )
        user = self._profile / "user"
        user.mkdir(parents=True)
        registry = user / "registrymodifications.xcu"
        registry.write_text(_REGISTRY.format(items=items), encoding="utf-8")
        self._sources.mkdir()
        self._results.mkdir()

    def convert(self, files: Sequence[Path]) -> dict[Path, Path]:
        """Convert what can be converted; a file that stops the program does not stop the others."""
        names = {}
        for number, file in enumerate(files):
            names[file] = self._sources / f"{number}{file.suffix}"
            shutil.copyfile(file, names[file])
        sources = list(names.values())
        for start in range(0, len(sources), _MOST_AT_ONCE):
            self._convert_together(sources[start : start + _MOST_AT_ONCE])
        results = {file: self._result(name) for file, name in names.items()}
        return {file: result for file, result in results.items() if result.exists()}

    def _convert_together(self, sources: Sequence[Path]) -> None:
        """Convert files in one start, and what is missing then in further ones.

        A file can stop the program before it comes to the next: halves close in on that file.
        """
        if self.timed_out:
            return
        self._run(sources)
        missing = [source for source in sources if not self._result(source).exists()]
        if missing and len(sources) > 1:
            middle = len(missing) // 2
            for part in filter(None, (missing[:middle], missing[middle:])):
                self._convert_together(part)

    def _result(self, source: Path) -> Path:
        return self._results / f"{source.stem}.{self._to}"

    def _run(self, sources: Sequence[Path]) -> None:
        process = subprocess.Popen(
            [
                self._program,
                f"-env:UserInstallation={self._profile.as_uri()}",
                "--headless",
                "--convert-to",
                self._to,
                "--outdir",
                str(self._results),
                *map(str, sources),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(max(0.0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.timed_out = True
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and those that it started, if it has not ended yet."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
