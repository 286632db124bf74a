"""Markup between two texts of a document, compiled to the steps that matter to content controls.

Beyond what is compiled are elements that the tree reader takes out or reads by itself (tracked
deletions, ruby, fallback content, form fields of the older kind), marks by which text is not seen
as it stands there (struck out, hidden, raised, symbols, fields), text other than ``w:t``, and
properties, rows, cells and contents that do not stand where Word puts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from docgen.office.package.plain_xml import UnusualError, plain_text
from docgen.office.package.xml import is_on
from docgen.office.word.reading.content import CHARACTERS, columns
from docgen.office.word.reading.markup import Tag, read_tag
from docgen.office.word.reading.plan import CHARACTER_NUMBERS

_LONGEST_KEPT: Final = 4_000  # what is kept comes from outside; longer markup is compiled anew
_DEEPEST: Final = 100

WRAPPERS: Final = frozenset({"w:sdt", "w:sdtContent", "w:ins", "w:customXml"})
"""What rows may stand in below their table, and cells below their row."""

_HOLDERS: Final = {"w:tr": "w:tbl", "w:tc": "w:tr"}
_BOX: Final = "w14:checkbox"
_OF_CONTROL: Final = ["w:sdt", "w:sdtPr"]
# The two elements in which a property has to stand.
_HOMES: Final = {
    "w:tag": _OF_CONTROL,
    "w:alias": _OF_CONTROL,
    "w:showingPlcHdr": _OF_CONTROL,
    _BOX: _OF_CONTROL,
    "w14:checked": ["w:sdtPr", _BOX],
    "w:gridSpan": ["w:tc", "w:tcPr"],
    "w:gridBefore": ["w:tr", "w:trPr"],
}
_CHARACTERS: Final = {f"w:{name}": CHARACTER_NUMBERS[text] for name, text in CHARACTERS.items()}
_ENDS: Final = frozenset({"w:tbl", "w:tc", "w:sdt", "w:sdtContent"})
_FIRST: Final = frozenset({"w:p", "w:r", "w:tc", "w:tbl"})
_BEYOND: Final = frozenset(
    {"del", "moveFrom", "rt", "Fallback", "ffData", "sym", "fldChar", "vertAlign", "oMath"}
)
# What is beyond where it holds; some programs write that it does not.
_UNSEEN: Final = frozenset({"w:strike", "w:dstrike", "w:vanish", "w:hidden"})

Step = tuple[str, Any]
"""An action and what it needs: the ways of `scan` to change its state."""


class Properties:
    """Properties of a content control.

    Attributes:
        tag: Its tag.
        alias: Its alias.
        placeholder: Whether its text is a prompt.
        checked: State of its check box; None if it is none.
    """

    def __init__(self, values: Mapping[str, str | None]) -> None:
        self.tag = values.get("w:tag") or ""
        self.alias = values.get("w:alias") or ""
        self.placeholder = "w:showingPlcHdr" in values and is_on(values["w:showingPlcHdr"])
        is_checked = "w14:checked" in values and is_on(values["w14:checked"])
        self.checked = is_checked if _BOX in values else None


class Piece(NamedTuple):
    """A compiled piece of markup.

    Attributes:
        closes: Elements opened before it that it closes, the innermost last.
        opens: Elements that it leaves open, the innermost last.
        steps: What it does to the scan, in order.
        prefixes: Namespace prefixes that it uses.
    """

    closes: list[str]
    opens: list[str]
    steps: list[Step]
    prefixes: frozenset[str]


def compiled(markup: bytes) -> Piece:
    """Compile a piece of markup, unless it is still known from before.

    Raises:
        UnusualError: It is beyond what is read without a tree.
        UnicodeDecodeError: It is not UTF-8.
    """
    return _kept(markup) if len(markup) <= _LONGEST_KEPT else _compile(markup)


def _compile(markup: bytes) -> Piece:
    blank, *tokens = markup.decode().split("<")
    blanks = [blank]
    made = _Steps()
    for token in tokens:
        inside, bracket, blank = token.partition(">")
        if not bracket:
            raise UnusualError
        blanks.append(blank)
        made.add(read_tag(inside))
    if "".join(blanks).strip(" \t\n") or "w:tabs" in made.opened:
        raise UnusualError
    steps = [
        (action, Properties(need) if action == "w:sdt" else need) for action, need in made.steps
    ]
    prefixes = frozenset().union(*made.prefixes)
    return Piece(made.closed[::-1], made.opened, steps, prefixes)


_kept = lru_cache(maxsize=2048)(_compile)


class _Steps:
    """The steps of the tags that were added, and the elements that these leave open or close."""

    def __init__(self) -> None:
        self.closed: list[str] = []
        self.opened: list[str] = []
        self.steps: list[Step] = []
        self.prefixes: set[frozenset[str]] = set()
        self._controls: list[dict[str, str | None]] = []  # what is known of those opened

    def add(self, tag: Tag) -> None:
        """Add the steps of a tag."""
        name, opens, closes, attributes, prefixes = tag
        self.prefixes.add(prefixes)
        if name == "w:t" and not (opens and closes):
            raise UnusualError
        if opens:
            self._begin(name, attributes)
            self.opened.append(name)
        if closes:
            self._end(name)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("w:p", "w:tbl"):
            self.steps.append((name, None))
        elif name == "w:r":
            if not self.steps or self.steps[-1][0] not in _FIRST:
                self.steps.append((name, None))
        elif name in _HOLDERS:
            self.steps.append((name, self._held(_HOLDERS[name])))
        elif name == "w:sdt":
            self._controls.append({})
            self.steps.append((name, self._controls[-1]))
        elif name == "w:sdtContent":
            if self.opened[-1:] != ["w:sdt"]:
                raise UnusualError
            self._once(name)
            self.steps.append((name, None))
        elif name in _HOMES:
            self._property(name, attributes)
        elif name in _CHARACTERS:
            if self.opened[-1:] != ["w:tabs"]:
                self.steps.append(("text", _CHARACTERS[name]))
        elif _is_beyond(name, attributes) or len(self.opened) > _DEEPEST:
            raise UnusualError

    def _end(self, name: str) -> None:
        if not self.opened:
            self.closed.append(name)
        elif self.opened.pop() != name:
            raise UnusualError
        elif name == "w:sdt":
            self._controls.pop()
        if name in _ENDS:
            self.steps.append((f"/{name}", None))

    def _held(self, holder: str) -> int | None:
        """How many elements are closed before the one in which the holder is to be looked for."""
        found = next((name for name in reversed(self.opened) if name not in WRAPPERS), None)
        if found is None:
            return len(self.closed)
        if found != holder:
            raise UnusualError
        return None

    def _property(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.opened[-2:] != _HOMES[name]:
            raise UnusualError
        value = attributes.get("w14:val" if name == "w14:checked" else "w:val")
        value = value and plain_text(value)
        if name == "w:gridSpan":
            self.steps.append((name, columns(value, 1)))
        elif name == "w:gridBefore":
            self.steps.append((name, columns(value, 0)))
        else:
            self._once(name, value)

    def _once(self, name: str, value: str | None = None) -> None:
        """Note what the control that is open has; it has it once."""
        if name in self._controls[-1]:
            raise UnusualError
        self._controls[-1][name] = value


def _is_beyond(name: str, attributes: Mapping[str, str]) -> bool:
    if name in _UNSEEN:
        return is_on(attributes.get("w:val"))
    return name.rpartition(":")[2] in _BEYOND
