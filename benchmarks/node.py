"""Peers that run on Node, where it is there: started once, and asked for runs by one line each."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final, Self

from benchmarks.timing import Run

_PACKAGES: Final = ("docxtemplater@3", "pizzip@3", "exceljs@4")
_SCRIPT: Final = Path(__file__).with_name("peers.mjs")


class Node:
    """A Node process that does the work of peers."""

    def __init__(self, folder: Path) -> None:
        """Start it.

        Args:
            folder: Where its packages are.
        """
        command = ["node", _SCRIPT, folder.resolve()]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    @classmethod
    def start(cls, folder: Path) -> Self | None:
        """Install what is missing and start; None where Node or a package cannot be had."""
        if not (shutil.which("node") and shutil.which("npm")):
            return None
        if not (folder / "node_modules" / "exceljs").is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix"]
            if subprocess.run([*install, folder, *_PACKAGES], check=False).returncode:
                return None
        return cls(folder)

    def work(self, peer: str, template: bytes, values: list[dict[str, Any]]) -> Run:
        """A peer's work on a template, with the values of one document after the other."""
        self._ask(prepare=peer, template=template.hex(), values=values)
        return lambda times: float(self._ask(run=peer, times=times)["seconds"])

    def made(self, peer: str) -> bytes:
        """The first document that a peer makes."""
        return bytes.fromhex(self._ask(made=peer)["document"])

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _ask(self, **request: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the Node process has ended")
        found: dict[str, Any] = json.loads(answer)
        return found
