"""Runs of LibreOffice in a profile of its own: start after start until every file had its turn."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

from docgen.office.incoming.sandbox import confined, environment

_SETTING: Final = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_REGISTRY: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
)
# What fetches from networks, by its name in LibreOffice's registry; without a service it is idle.
_PROVIDERS: Final = "ucb.Configuration/ContentProviders/Local/SecondaryKeys/Office/ProviderData"
_NETWORKS: Final = (
    *("Provider3", "Provider4", "Provider4a", "Provider12", "Provider12a", "Provider12b"),  # HTTP
    *("Provider6", "Provider43", "Provider999"),  # FTP, CMIS, whatever the desktop can mount
)
# Files come from outside: no macro runs and no link is followed.
_CAUTION: Final = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Link", "2"),
    *((f"{_PROVIDERS}/{provider}", "ServiceName", "") for provider in _NETWORKS),
)
# LibreOffice 7.4 silently leaves out what follows the first 247 files of one start.
_MOST_AT_ONCE: Final = 200
# Where it listens for another of its kind, whatever its folder of temporary files is.
_SOCKET: Final = "/tmp/OSL_PIPE_{user}_SingleOfficeIPC_{profile}"
_LOOK_EVERY: Final = 0.05  # seconds
_GRACE: Final = 5  # seconds, to end what it started
# So many runs in a row hang only if LibreOffice itself is out of order.
_PATIENCE: Final = 4
# Files that any LibreOffice converts, by the format that they become.
_TABLES: Final = frozenset({"xlsx", "xls", "ods", "fods", "csv"})
_PROBES: Final = ((".rtf", rb"{\rtf1 1}"), (".csv", b"1,1\n"))
_PROBE_TIMEOUT: Final = 30  # seconds; it takes two
# Formats that show whether a file is all there.
_ZIPPED: Final = frozenset({"docx", "xlsx", "odt", "ods"})
_ENOUGH: Final = 1024  # bytes at the end of a PDF

TIMEOUT: Final = "soffice.timeout"
FAILED: Final = "soffice.failed"
NOT_STARTING: Final = "soffice.not-starting"

Setting = tuple[str, str, str]
"""Path of a setting in LibreOffice's registry, its name and its value."""


class Runs:
    """One run after another, all in one profile.

    Args:
        program: Path of LibreOffice.
        folder: An empty folder for the profile and the results.
        to: Ending of the new format.
        timeout: Seconds that one file may take.
        settings: Settings of the profile.
        megabytes: Memory that it may use.
        progress: Called with the number of files that were made, again and again.
    """

    def __init__(
        self,
        program: str,
        folder: Path,
        to: str,
        timeout: float,
        settings: Iterable[Setting],
        megabytes: int,
        progress: Callable[[int], None],
    ) -> None:
        self._profile = folder / "profile"
        self._sources = folder / "sources"
        self._results = folder / "results"
        self._sources.mkdir(parents=True)
        self._results.mkdir()
        self._to = to
        self._timeout = timeout
        self._progress = progress
        self._made: set[Path] = set()
        self._probes: set[Path] = set()
        self._hangs = 0
        self._stopped = False
        command = [
            program,
            f"-env:UserInstallation={self._profile.as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(self._results),
        ]
        self._command = confined(command, folder, megabytes, _socket(self._profile))
        self._write_profile([*_CAUTION, *settings])

    def convert(self, files: Sequence[Path]) -> tuple[dict[Path, Path], dict[Path, str]]:
        """Convert files, each under a plain name.

        Returns:
            The new file of each that was made, and the code of a problem for each that was not.
        """
        names = {}
        for number, file in enumerate(files):
            names[file] = self._sources / f"{number}{file.suffix.lower()}"
            shutil.copyfile(file, names[file])
        faults = self._convert(list(names.values()))
        made = {file: self._result(name) for file, name in names.items() if name in self._made}
        return made, {file: faults[name] for file, name in names.items() if name in faults}

    def stop(self) -> None:
        """End the run that is going on, and start no other."""
        self._stopped = True

    def _convert(self, sources: Sequence[Path]) -> dict[Path, str]:
        """Go through the sources and say what is wrong with those that could not be converted.

        A run takes its files in their order. What it left out on the way failed; the file at
        which it crashed or hung gets a run of its own, and the files behind it the next; so do
        the first one and the others where it ended without a word before the end.
        """
        faults: dict[Path, str] = {}
        starts = range(0, len(sources), _MOST_AT_ONCE)
        waiting = deque(sources[start : start + _MOST_AT_ONCE] for start in starts)
        while waiting:
            batch = waiting.popleft()
            fault = TIMEOUT if self._stopped else self._run(batch, self._timeout)
            if not self._stopped and not self._works():
                return faults | dict.fromkeys(chain(batch, *waiting), NOT_STARTING)
            reached = self._reached(batch)
            final = self._stopped or len(batch) == 1
            broke_off = bool(fault)
            if not final and not fault and not reached:
                broke_off = not self._passes(batch)
                reached = self._reached(batch)
                final = not broke_off
            if final:
                reached = len(batch)
            elif not broke_off:
                reached += 1
            code = fault if fault and final else FAILED
            faults |= {one: code for one in batch[:reached] if one not in self._made}
            own = reached + 1 if broke_off else reached
            waiting.extendleft(filter(None, (batch[own:], batch[reached:own])))
        return faults

    def _works(self) -> bool:
        """Whether LibreOffice converts anything at all, so that it is files that are at fault."""
        if not self._probes and not self._made:
            self._run([self._new_probe()], min(self._timeout, _PROBE_TIMEOUT))
        return bool(self._made)

    def _passes(self, batch: Sequence[Path]) -> bool:
        """Whether it goes through files of which it makes nothing: a good one behind them tells."""
        probe = self._new_probe()
        self._run([*batch, probe], self._timeout)
        return probe in self._made

    def _new_probe(self) -> Path:
        """A file that is known to be good."""
        suffix, content = _PROBES[self._to in _TABLES]
        probe = self._sources / f"probe{len(self._probes)}{suffix}"
        probe.write_bytes(content)
        self._probes.add(probe)
        return probe

    def _result(self, source: Path) -> Path:
        return self._results / f"{source.stem}.{self._to}"

    def _reached(self, batch: Sequence[Path]) -> int:
        """Index of the file behind the last one that was made."""
        made = (at for at, source in enumerate(batch) if source in self._made)
        return max(made, default=-1) + 1

    def _write_profile(self, settings: Iterable[Setting]) -> None:
        items = "".join(
            _SETTING.format(path=path, name=name, value=value) for path, name, value in settings
        )
        user = self._profile / "user"
        user.mkdir(parents=True)
        registry = user / "registrymodifications.xcu"
        registry.write_text(_REGISTRY.format(items=items), encoding="utf-8")

    def _run(self, sources: Sequence[Path], timeout: float) -> str | None:
        """Start LibreOffice with files; the code of a problem unless it came to the end."""
        try:
            process = subprocess.Popen(
                [*self._command, *map(str, sources)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment(),
                start_new_session=True,
            )
        except OSError:
            return FAILED
        try:
            ended = self._watch(process, sources, timeout)
        finally:
            _end(process)
        self._has_more(sources)
        self._hangs = 0 if ended else self._hangs + 1
        self._stopped |= self._hangs > _PATIENCE
        if not ended:
            return TIMEOUT
        return FAILED if process.returncode else None

    def _watch(
        self, process: subprocess.Popen[bytes], sources: Sequence[Path], timeout: float
    ) -> bool:
        """Wait for the end of a run; false if a file took too long."""
        deadline = time.monotonic() + timeout
        while not self._stopped and time.monotonic() < deadline:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK_EVERY)
            if self._has_more(sources):
                self._hangs = 0
                deadline = time.monotonic() + timeout
            if process.returncode is not None:
                return True
        return False

    def _has_more(self, sources: Sequence[Path]) -> bool:
        """Whether files were made since this was last asked; they are told as progress."""
        waiting = (source for source in sources if source not in self._made)
        more = {source for source in waiting if _is_whole(self._result(source))}
        self._made |= more
        if told := len(more - self._probes):
            self._progress(told)
        return bool(more)


def _is_whole(path: Path) -> bool:
    """Whether a file is there to its end, as far as its format shows; no link, no device."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        if path.suffix[1:] in _ZIPPED:
            return zipfile.is_zipfile(path)
        if path.suffix != ".pdf":
            return True
        with path.open("rb") as file:
            begins = file.read(5) == b"%PDF-"
            file.seek(max(0, path.stat().st_size - _ENOUGH))
            return begins and b"%%EOF" in file.read()
    except OSError:
        return False


def _socket(profile: Path) -> Path:
    """Where a LibreOffice with this profile listens."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False)
    user = os.getuid() if sys.platform != "win32" else 0
    # Bytes are written as numbers, so that one below 16 has one digit.
    return Path(_SOCKET.format(user=user, profile="".join(f"{one:x}" for one in digest.digest())))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and those that it started, if it has not ended yet."""
    assert process.stdin is not None, "a pipe is asked for"
    process.stdin.close()
    if sys.platform == "win32":
        process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    if sys.platform != "win32" and (process.returncode is None or process.returncode < 0):
        # Whatever watched over it was killed itself.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
