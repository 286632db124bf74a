"""Slips of the pen in single lines of YAML, and what each line was probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

# What stands before a value: blanks, the dashes of lists, and the key with its colon.
_KEY: Final = r"""(?:"[^"]*"|'[^']*'|[^\s#:"'\[\]{},&*!|>%@`-][^:#]*?)[ ]*:[ ]+"""
_HEAD: Final = re.compile(rf"(?P<head>[ ]*(?:-[ ]+)*(?:{_KEY})?)(?P<value>\S.*)")
_WIDE_COLON: Final = re.compile(r"(?P<key>[ ]*(?:-[ ]+)*[^\s#\"'：:-][^：:#]{0,40}?)：[ ]*")
_NO_SPACE: Final = re.compile(r"(?P<key>[ ]*(?:-[ ]+)*[^\s#\"'：:\[{-][^：:#\s]{0,40}):(?=[^\s:/])")
_NO_COLON: Final = re.compile(
    r"""(?P<key>[ ]*(?:-[ ]+)*[^\s#:"'\[\]{},&*!|>%@`-][^\s:]*)[ ]+(?P<value>(?:(?!:[ ]|:$).)+)"""
)
# What YAML 1.2 does not let stand in a text (its production 1, c-printable).
_CONTROL: Final = re.compile("[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB: Final = re.compile(r"[ ]*\t[ \t]*")
_WIDE_BLANK: Final = re.compile("[ ]*[\u3000\u00a0][ \u3000\u00a0]*")
_BEGINS_OTHERWISE: Final = re.compile(r"[@`%&*!|>?,\]}]")
_BRACES_AND_MORE: Final = re.compile(r"(?:\{[^{}]*\}|\[[^\[\]]*\])[^\s,\]}#:]")
_ENDS: Final = re.compile(r"\s*(?:[,\]}:].*|#.*)?")
_WIDE_QUOTES: Final = "“”‘’＂＇"
_PAIRS: Final = {"[": "]", "{": "}"}
_EXCERPT: Final = 30
_MOST_BRACKETS: Final = 40


class Slip(NamedTuple):
    """What may be wrong with a line.

    Attributes:
        column: Column of the line where it is, from 0.
        found: What stands there, for the message.
        meant: The line as it was probably meant.
    """

    column: int
    found: str
    meant: str


def wide_colon(line: str) -> Slip | None:
    """A key whose colon is a full-width one: 年度：2017."""
    match = _WIDE_COLON.match(line)
    if match is None:
        return None
    meant = f"{match['key']}: {line[match.end() :]}"
    return Slip(match.end("key"), excerpt(line), meant)


def colon_without_space(line: str) -> Slip | None:
    """A key whose colon no blank follows: year:2017."""
    match = _NO_SPACE.match(line)
    if match is None:
        return None
    return Slip(match.end() - 1, excerpt(line), f"{match['key']}: {line[match.end() :]}")


def control_character(line: str) -> Slip | None:
    """A character that is not seen and that YAML does not know."""
    match = _CONTROL.search(line)
    if match is None:
        return None
    return Slip(match.start(), f"U+{ord(match[0]):04X}", _CONTROL.sub(" ", line))


def tab(line: str) -> Slip | None:
    """A tab in the indentation."""
    match = _TAB.match(line)
    return None if match is None else Slip(0, "", line[: match.end()].expandtabs(2) + _rest(line))


def wide_blank(line: str) -> Slip | None:
    """A full-width blank, or one that does not break, in the indentation."""
    match = _WIDE_BLANK.match(line)
    if match is None:
        return None
    blanks = match[0].replace("\u3000", "  ").replace("\u00a0", " ")
    return Slip(0, "", blanks + _rest(line))


def odd_start(line: str) -> Slip | None:
    """A text that begins with a sign that means something else at the start: @, %, *."""
    head, value = _split(line)
    if not _BEGINS_OTHERWISE.match(value) and not _BRACES_AND_MORE.match(value):
        return None
    if not head:
        return Slip(0, value[0], f"# {line}")
    # What stands in further lines belongs to a text over several lines in any case.
    meant = value[0] if value[0] in "|>" else _quoted(value)
    return Slip(len(head), value[0], head + meant)


def backslash(line: str) -> Slip | None:
    """A backslash between double quotes, where it means something else."""
    head, value = _split(line)
    if not value.startswith('"') or "\\" not in value:
        return None
    return Slip(len(head) + value.index("\\"), excerpt(value), head + value.replace("\\", "\\\\"))


def text_after_quotes(line: str) -> Slip | None:
    """Text that goes on behind the closing quote: "示范"单位."""
    head, value = _split(line)
    end = _end_of_quotes(value)
    if end is None or _ENDS.fullmatch(value, end):
        return None
    return Slip(len(head) + end, excerpt(value), head + _quoted(value))


def open_quote(line: str) -> Slip | None:
    """A quote that is not closed in its line, or by a full-width one."""
    head, value = _split(line)
    if value[:1] not in ('"', "'") or _end_of_quotes(value) is not None:
        return None
    return Slip(len(head), excerpt(value), head + value.rstrip().rstrip(_WIDE_QUOTES) + value[0])


def open_bracket(line: str) -> Slip | None:
    """A bracket that is not closed in its line, or is closed by another one."""
    head, value = _split(line)
    closing = _PAIRS.get(value[:1], "")
    if not closing or closing in value:
        return None
    return Slip(len(head), excerpt(value), head + value.rstrip(" ,，】）)]}") + closing)


def colon_in_text(line: str) -> Slip | None:
    """A text with a colon and a blank in it, which make it look like a key."""
    head, value = _split(line)
    inside = re.search(r":(?: |$)", value)
    if not head.strip() or inside is None:
        return None
    return Slip(len(head) + inside.start(), excerpt(value), head + _quoted(value))


def list_in_line(line: str) -> Slip | None:
    """The first item of a list in the line of its key: addressees: - 甲局."""
    head, value = _split(line)
    if not head.rstrip().endswith(":") or not value.startswith("- "):
        return None
    return Slip(len(head), excerpt(value), head + _quoted(value))


def name_without_colon(line: str) -> Slip | None:
    """A name and its value without a colon between them: year 2017."""
    match = _NO_COLON.fullmatch(line)
    if match is None:
        return None
    meant = f"{match['key']}: {match['value']}"
    return Slip(match.end("key"), excerpt(line), meant)


def no_colon(line: str) -> Slip | None:
    """A line without a colon, where every line has one."""
    if not line.strip() or line.lstrip().startswith(("#", "- ")) or re.search(r":( |$)", line):
        return None
    return Slip(_indent(line), excerpt(line), f"# {line}")


def list_among_entries(line: str) -> Slip | None:
    """An item of a list where its neighbours are names with values."""
    stripped = line.lstrip()
    if not stripped.startswith("- "):
        return None
    return Slip(_indent(line), excerpt(line), f"# {line}")


def too_deep(line: str) -> Slip | None:
    """More brackets than anything of ours needs."""
    if line.count("[") + line.count("{") < _MOST_BRACKETS:
        return None
    return Slip(_indent(line), excerpt(line), f"# {line}")


def second_document(line: str) -> Slip | None:
    """Three dashes or dots, which begin another document."""
    return Slip(0, line.strip(), "") if line.rstrip() in ("---", "...") else None


Rule = Callable[[str], Slip | None]
"""Sees one kind of slip in a line."""

RULES: Final[Sequence[tuple[str, Rule]]] = (
    ("yaml.control-character", control_character),
    ("yaml.too-deep", too_deep),
    ("yaml.tab", tab),
    ("yaml.wide-blank", wide_blank),
    ("yaml.wide-colon", wide_colon),
    ("yaml.colon-without-space", colon_without_space),
    ("yaml.odd-start", odd_start),
    ("yaml.backslash", backslash),
    ("yaml.text-after-quotes", text_after_quotes),
    ("yaml.open-quote", open_quote),
    ("yaml.open-bracket", open_bracket),
    ("yaml.list-in-line", list_in_line),
    ("yaml.no-colon", name_without_colon),
    ("yaml.colon-in-text", colon_in_text),
    ("yaml.second-document", second_document),
)
"""Codes of slips and how each is seen, the surest first."""


def excerpt(text: str) -> str:
    """A text as messages quote it: its blanks at both ends left out, and cut."""
    text = text.strip()
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def _split(line: str) -> tuple[str, str]:
    match = _HEAD.fullmatch(line.rstrip())
    return (match["head"], match["value"]) if match else (line, "")


def _rest(line: str) -> str:
    return line.lstrip(" \t\u3000\u00a0")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _quoted(text: str) -> str:
    return "'" + text.rstrip().replace("'", "''") + "'"


def _end_of_quotes(value: str) -> int | None:
    """Where a quoted text ends; None if it does not, or is not quoted."""
    patterns = {'"': r'"(?:[^"\\]|\\.)*"', "'": r"'(?:[^']|'')*'"}
    pattern = patterns.get(value[:1])
    match = re.match(pattern, value) if pattern else None
    return match.end() if match else None
