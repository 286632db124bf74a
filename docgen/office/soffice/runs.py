"""Runs of LibreOffice in a profile of its own: start after start until every file had its turn."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from docgen.office.soffice.sandbox import confined

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
# Four times what it needs for a form; libraries and mapped files, some 140 MB, not counted.
_MEGABYTES: Final = 320
_LOOK_EVERY: Final = 0.05  # seconds
# So many runs in a row hang only if LibreOffice itself is out of order.
_PATIENCE: Final = 4

TIMEOUT: Final = "soffice.timeout"
FAILED: Final = "soffice.failed"

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
        confine: Whether it gets little memory and sees no files but the system's and its own.
        progress: Called with the number of files that were made, again and again.
    """

    def __init__(
        self,
        program: str,
        folder: Path,
        to: str,
        timeout: float,
        settings: Iterable[Setting],
        confine: bool,
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
        self._told = 0
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
        self._command = confined(command, folder, _MEGABYTES) if confine else command
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
        made = {file: self._result(name) for file, name in names.items() if name not in faults}
        return made, {file: faults[name] for file, name in names.items() if name in faults}

    def stop(self) -> None:
        """End the run that is going on, and start no other."""
        self._stopped = True

    def _convert(self, sources: Sequence[Path]) -> dict[Path, str]:
        """Go through the sources and say what is wrong with those that could not be converted.

        A run takes its files in their order. What it left out on the way failed; the file at
        which it ended early or hung gets a run of its own, and the files behind it the next.
        """
        faults: dict[Path, str] = {}
        starts = range(0, len(sources), _MOST_AT_ONCE)
        waiting = deque(sources[start : start + _MOST_AT_ONCE] for start in starts)
        while waiting:
            batch = waiting.popleft()
            fault = TIMEOUT if self._stopped else self._run(batch)
            final = fault is None or len(batch) == 1 or self._stopped
            stop = len(batch) if final else self._reached(batch)
            code = fault if fault and final else FAILED
            faults.update((source, code) for source in batch[:stop] if not self._is_made(source))
            waiting.extendleft(filter(None, (batch[stop + 1 :], batch[stop : stop + 1])))
        return faults

    def _result(self, source: Path) -> Path:
        return self._results / f"{source.stem}.{self._to}"

    def _is_made(self, source: Path) -> bool:
        return self._result(source).exists()

    def _reached(self, batch: Sequence[Path]) -> int:
        """Index of the file behind the last one that was made."""
        made = (at for at, source in enumerate(batch) if self._is_made(source))
        return max(made, default=-1) + 1

    def _write_profile(self, settings: Iterable[Setting]) -> None:
        items = "".join(
            _SETTING.format(path=path, name=name, value=value) for path, name, value in settings
        )
        user = self._profile / "user"
        user.mkdir(parents=True)
        registry = user / "registrymodifications.xcu"
        registry.write_text(_REGISTRY.format(items=items), encoding="utf-8")

    def _run(self, sources: Sequence[Path]) -> str | None:
        """Start LibreOffice with files; the code of a problem unless it came to the end."""
        process = subprocess.Popen(
            [*self._command, *map(str, sources)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            ended = self._watch(process)
        finally:
            _end(process)
        self._has_more()
        self._hangs = 0 if ended else self._hangs + 1
        self._stopped |= self._hangs > _PATIENCE
        if not ended:
            return TIMEOUT
        return FAILED if process.returncode else None

    def _watch(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait for the end of a run; false if a file took too long."""
        deadline = time.monotonic() + self._timeout
        while not self._stopped and time.monotonic() < deadline:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK_EVERY)
            if self._has_more():
                self._hangs = 0
                deadline = time.monotonic() + self._timeout
            if process.returncode is not None:
                return True
        return False

    def _has_more(self) -> bool:
        """Whether files were made since this was last asked; they are told as progress."""
        before, self._told = self._told, sum(1 for _ in self._results.glob(f"*.{self._to}"))
        if self._told > before:
            self._progress(self._told - before)
        return self._told > before


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and those that it started, if it has not ended yet."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
