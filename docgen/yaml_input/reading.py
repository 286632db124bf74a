"""YAML files read: all that is wrong with their text at once, and what they probably mean."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from docgen.problems import Place, Problem, ProblemError, problem
from docgen.yaml_input.parsing import load, stumble_of
from docgen.yaml_input.slips import find_slip
from docgen.yaml_input.source import YamlSource

_MOST_SLIPS: Final = 40  # after so many, a file is hardly YAML at all


def read_yaml(path: Path, file: str | None = None) -> YamlSource:
    """Read a YAML file.

    Args:
        path: The file.
        file: Its name in messages; its path if not given.

    Raises:
        ProblemError: The file is missing, not UTF-8 or not YAML; with all that was found.
    """
    source, found = read_as_meant(path, file)
    if found:
        raise ProblemError(found)
    return source


def read_as_meant(path: Path, file: str | None = None) -> tuple[YamlSource, tuple[Problem, ...]]:
    """Read a YAML file that may be wrong, for what it says of other files.

    Args:
        path: The file.
        file: Its name in messages; its path if not given.

    Returns:
        What the file probably means, as far as anybody can tell, and all that is wrong with its
        text. Nothing may be made from it where anything is.
    """
    shown = file or str(path)
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        missing = problem("file.missing", Place(file=shown), path=shown)
        return YamlSource(shown, None), (missing,)
    text, found = _decoded(data, shown)
    content, slips, is_sure = _parsed(shown, text)
    return YamlSource(shown, content, is_sure), (*found, *slips)


def _decoded(data: bytes, shown: str) -> tuple[str, tuple[Problem, ...]]:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), (_encoding(shown, "UTF-16"),)
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8"), ()
    except UnicodeDecodeError:
        # What Windows calls ANSI.
        return data.decode("gb18030", "replace"), (_encoding(shown, "GBK"),)


def _encoding(shown: str, found: str) -> Problem:
    return problem("yaml.encoding", Place(file=shown), found=found)


# A command asks for its files again and again, for places in them too, and parsing takes long.
@lru_cache(maxsize=8)
def _parsed(shown: str, text: str) -> tuple[Any, tuple[Problem, ...], bool]:
    found: list[Problem] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    content: Any = None
    is_sure = True
    while len(found) < _MOST_SLIPS:
        loaded = load("\n".join(lines))
        if loaded.stumble is None:
            told = list(loaded.told(shown))
            # Of lines that were moved by guess, names that stand twice say nothing.
            found += told if is_sure else ()
            content = None if any(one.code == "yaml.endless" for one in told) else loaded.content
            break
        slip = find_slip(shown, lines, loaded.stumble, stumble_of)
        if not slip.sure and not is_sure:
            break
        is_sure &= slip.sure
        found += slip.problems
        if slip.lines is None:
            break
        lines = slip.lines
    return content, tuple(sorted(found, key=lambda one: one.place.line or 0)), is_sure
