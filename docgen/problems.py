"""What is wrong and where: a problem is a value with a code, a place and a message to act on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, Self

from docgen.catalogue import MESSAGES, Severity

Lang = Literal["zh", "en"]

_LONGEST: Final = 400  # characters of what somebody typed; nobody reads more on a screen
_BREAKS: Final = re.compile("[\t\n\r\u2028\u2029]+")
UNPRINTABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
"""What moves a terminal's cursor, breaks its lines, turns its direction, or is no character."""


class Place(NamedTuple):
    """Where something stands: a file, and in it a cell, a field, a table row or a line.

    Attributes:
        file: The file as the user knows it, relative to the round's folder where it lies inside.
        field: The label that a person sees beside the value.
        table: Number of the table in a Word file, from 1.
        row: Row of that table, from 1.
        column: Column of that row, or of a line, from 1.
        line: Line of a text file, from 1.
        sheet: Name of the worksheet.
        cell: Cell reference in that sheet, such as ``C12``.
    """

    file: str = ""
    field: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    sheet: str = ""
    cell: str = ""

    def text(self, lang: Lang = "zh") -> str:
        """The place in words, from the file inwards; empty when nothing is known."""
        zh = lang == "zh"
        parts = [one_line(self.file)]
        if self.line is not None:
            at = f"第{self.line}行" if zh else f"line {self.line}"
            if self.column is not None:
                at += f"第{self.column}列" if zh else f", column {self.column}"
            parts.append(at)
        parts.append("!".join(one_line(part) for part in (self.sheet, self.cell) if part))
        if self.table is not None:
            parts.append(f"第{self.table}个表格" if zh else f"table {self.table}")
        if self.row is not None:
            parts.append(f"第{self.row}行" if zh else f"row {self.row}")
        if self.field:
            field = one_line(self.field)
            parts.append(f"「{field}」" if zh else f"“{field}”")
        return (" " if zh else ", ").join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        code: Key of the catalogue of messages, such as ``form.value-missing``.
        place: Where it is wrong.
        facts: What the message tells of this case, as pairs of name and text.
        count: How many like it there are, which this one, the first, stands for.
    """

    code: str
    place: Place
    facts: tuple[tuple[str, str], ...] = ()
    count: int = 1

    @property
    def severity(self) -> Severity:
        """``error`` stops what depends on it; ``warning`` only wants to be seen."""
        return MESSAGES[self.code].severity

    def message(self, lang: Lang = "zh") -> str:
        """What is wrong and what to do, in one or two sentences, without the place."""
        message = MESSAGES[self.code]
        text = (message.zh if lang == "zh" else message.en).format(**dict(self.facts))
        if self.count == 1:
            return text
        return text + (
            f"（共{self.count}处，这是第一处。）"
            if lang == "zh"
            else f" ({self.count} of these; this is the first.)"
        )

    def place_text(self, lang: Lang = "zh") -> str:
        """The place in words, without a field that the message names itself."""
        named = bool(self.place.field) and self.place.field in self.message(lang)
        return (self.place._replace(field="") if named else self.place).text(lang)

    def text(self, lang: Lang = "zh") -> str:
        """Place and message on one line."""
        place, message = self.place_text(lang), self.message(lang)
        separator = "：" if lang == "zh" else ": "
        return f"{place}{separator}{message}" if place else message

    def within_file(self) -> Self:
        """The same problem, told to someone who knows which file it is about."""
        return replace(self, place=self.place._replace(file=""))

    def within(self, file: str) -> Self:
        """The same problem, its place completed with the file where it names none."""
        if self.place.file:
            return self
        return replace(self, place=self.place._replace(file=file))


def problem(code: str, place: Place | None = None, /, **facts: object) -> Problem:
    """Make a problem; the facts fill the placeholders of the code's message.

    Facts come from files of others: what no terminal or file takes is shown as �, and what is
    longer than anybody reads is cut.

    Raises:
        KeyError: The catalogue has no such code.
    """
    MESSAGES[code]
    texts = tuple((name, one_line(str(value))) for name, value in sorted(facts.items()))
    return Problem(code, place or Place(), texts)


def one_line(text: str) -> str:
    """What somebody typed, so that it stays on its line of a terminal or list and is read there."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return cut if cut.isprintable() else UNPRINTABLE.sub("\ufffd", _BREAKS.sub(" ", cut))


def folded(problems: Iterable[Problem], *codes: str) -> list[Problem]:
    """The problems, those of these codes that say the same told once, at the first of them.

    A disk that is full is one problem, however many files found no room on it.
    """
    first: dict[object, Problem] = {}
    for number, found in enumerate(problems):
        key: object = (found.code, found.facts) if found.code in codes else number
        alike = first.get(key)
        first[key] = replace(alike, count=alike.count + found.count) if alike else found
    return list(first.values())


class ProblemError(Exception):
    """An input that cannot be used, with everything that is wrong with it.

    Attributes:
        problems: All that was found, never empty.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(found.text("en") for found in self.problems))

    def within(self, file: str) -> ProblemError:
        """The same problems, their places completed with the file where they name none."""
        return ProblemError(found.within(file) for found in self.problems)


def is_own_fault(error: BaseException) -> bool:
    """Whether an error comes from our own code: what a bad file leads a library to does not."""
    trace, name = error.__traceback__, ""
    while trace is not None:
        name, trace = str(trace.tb_frame.f_globals.get("__name__", "")), trace.tb_next
    return name.partition(".")[0] == __name__.partition(".")[0]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those of the problems that are errors."""
    return [found for found in problems if found.severity == "error"]
