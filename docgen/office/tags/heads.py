"""Heads of a table's columns, of any kind, as names in the tags of a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

# Signs of the width of a Chinese character, each with the narrow one that is meant.
NARROW: Final = {0xFF01 + code: 0x21 + code for code in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
# What the language of tags has for itself.
_RESERVED: Final = frozenset(
    "and or not in is if else true false none True False None".split()  # noqa: SIM905
)
# Heads are often spread out or broken over lines to fill their cell: 姓　名.
_SPREAD: Final = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_SPACES: Final = re.compile(r"\s+")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ALIKE: Final = 0.5


def name_of(head: str) -> str:
    """The name by which tags know a column: its head without what no name can hold.

    ``First name`` is ``First_name``, 姓　名 is 姓名, 电话（手机） is 电话_手机, 2017年人数 is
    _2017年人数.
    """
    name = re.sub(r"\W+", "_", _SPREAD.sub("", head.strip())).strip("_")
    return f"_{name}" if name[:1].isdigit() or name in _RESERVED else name


def names_of(heads: Sequence[str]) -> list[str]:
    """The names of columns by their heads, which differ wherever the heads do.

    Where several heads would have one name, each but the one that is that name gets a number.
    """
    others: dict[str, list[str]] = {}
    for head in heads:
        keys = others.setdefault(name_of(head), [])
        if _key(head) not in keys:
            keys.append(_key(head))
    return [_told_apart(head, others) for head in heads]


def _told_apart(head: str, others: Mapping[str, list[str]]) -> str:
    name = name_of(head)
    keys = others[name]
    if len(keys) == 1 or _key(head) == name or not name:
        return name
    number = keys.index(_key(head)) + 1
    while f"{name}_{number}" in others:
        number += len(keys)
    return f"{name}_{number}"


class Heads:
    """The heads of a table's columns.

    A head that stands in a tag as it stands in the table is that column, the longest first:
    with a column ``A-B`` the tag ``{{ A-B }}`` prints it, and ``{{ A - B }}`` is what is left
    when B is taken from A. Blanks within a head may be more or fewer, and signs wide or narrow.
    A head that is a number or a word of the language is meant only where it is all that a tag
    prints.

    Attributes:
        names: The name of each column by its head.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names: Mapping[str, str] = MappingProxyType({**names})
        self._by_key = {_key(head): name for head, name in names.items()}
        usable = (
            head
            for head in names
            if _key(head) not in _RESERVED and not _NUMBER.fullmatch(_key(head))
        )
        patterns = [_pattern(head) for head in sorted(usable, key=len, reverse=True)]
        self.pattern = "|".join(patterns) or "(?!)"
        """Regular expression of any head, in a text of narrow signs."""

    def name(self, written: str) -> str | None:
        """The name of the column that a text is the head of; None if it is of none."""
        return self._by_key.get(_key(written))

    def nearest(self, written: str, others: Iterable[str] = ()) -> str:
        """What may have been meant by a name that is not known, as the table writes it.

        Args:
            written: The name.
            others: What else is known.
        """
        known = {_key(name): head for head, name in self.names.items()}
        known |= {_key(head): head for head in self.names}
        known |= {_key(name): name for name in others}
        found = get_close_matches(_key(written), known, n=1, cutoff=_ALIKE)
        return known[found[0]] if found else ""


def _key(text: str) -> str:
    """A head without what may differ where it is written again."""
    narrow = text.translate(NARROW).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", _SPACES.sub(" ", narrow))


def _pattern(head: str) -> str:
    key = _key(head)
    pieces: list[str] = []
    before = ""
    for character in key:
        if before and character != " " and before != " ":
            pieces.append(_between(before, character))
        pieces.append(r"\s+" if character == " " else re.escape(character))
        before = character
    start = r"(?<![\w.])" if key[:1].isalnum() or key[:1] == "_" else ""
    end = r"(?!\w)" if key[-1:].isalnum() or key[-1:] == "_" else ""
    return f"{start}{''.join(pieces)}{end}"


def _between(before: str, after: str) -> str:
    """Blanks that may stand between two characters of a head which has none there."""
    wide = not before.isascii() and not after.isascii()
    return r"\s*" if wide or before in "([" or after in "()[]" else ""


NO_HEADS: Final = Heads({})
