"""What is wrong with a text that is no YAML: told where it is, not where the parser noticed it.

A parser stumbles well behind the slip: over the key that follows a quote left open lines before.
So lines are tried as they were probably meant, and the slip is the one whose mending lets the
parser get further. What it then stumbles over is the next one, and all are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from docgen.problems import Place, Problem, problem
from docgen.yaml_input.lines import RULES, Rule, excerpt, list_among_entries, no_colon

Spot = tuple[int, int]
"""A line and a column of it, both from 0."""

_MOST_TRIED: Final = 12  # lines for each kind of slip, the nearest to where it was noticed
_BEYOND: Final = 2  # lines that a trial reads behind the place
_BEYOND_MOVED: Final = 30  # the same where lines are moved: those below show whether it is right
_MOST_MOVED: Final = 6
_AROUND: Final = 4
_NO_TOP: Final = ("", " ", "\t", "#", "-")  # how lines begin that are not at the top level


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where a parser could not go on.

    Attributes:
        noticed: Where it noticed.
        begun: Where what it could not finish begins.
    """

    noticed: Spot
    begun: Spot


@dataclass(frozen=True, slots=True)
class Found:
    """What was wrong there.

    Attributes:
        problems: The slip, or several of one kind that only make sense together.
        lines: The lines as they were probably meant; None if nobody can say.
        sure: Whether what is found after that is worth telling.
    """

    problems: tuple[Problem, ...]
    lines: list[str] | None = None
    sure: bool = True


Attempt = Callable[[str], Stumble | None]
"""Parses a text and says where it stumbled."""


def find_slip(file: str, lines: Sequence[str], stumble: Stumble, attempt: Attempt) -> Found:
    """What is wrong where a parser stumbled.

    Args:
        file: The file's name in messages.
        lines: The lines of the text.
        stumble: Where the parser stumbled.
        attempt: Parses a text.
    """
    trial = _Trial(lines, stumble, attempt)
    for code, slips in _suspects(lines, trial):
        for group in (*([one] for one in slips), slips):
            if trial.gets_further({one.line: one.meant for one in group}):
                mended = list(lines)
                for one in group:
                    mended[one.line] = one.meant
                return Found(tuple(one.problem(file, code) for one in group), mended)
    for look in (_item_among_entries, _indented_otherwise, _without_colon):
        if (found := look(file, lines, trial)) is not None:
            return found
    line, column = stumble.noticed
    place = Place(file=file, line=line + 1, column=column + 1)
    shown = excerpt(lines[line]) if line < len(lines) else ""
    return Found((problem("yaml.syntax", place, found=shown),), sure=False)


@dataclass(frozen=True, slots=True)
class _Suspect:
    line: int
    column: int
    found: str
    meant: str

    def problem(self, file: str, code: str) -> Problem:
        place = Place(file=file, line=self.line + 1, column=self.column + 1)
        return problem(code, place, found=self.found)


@dataclass(slots=True)
class _Trial:
    """Tries lines otherwise, in as little of the text as shows the stumble."""

    lines: Sequence[str]
    stumble: Stumble
    attempt: Attempt
    first: int = field(init=False)
    last: int = field(init=False)

    def __post_init__(self) -> None:
        self.last = min(self.stumble.noticed[0] + _BEYOND, len(self.lines))
        begun = min(self.stumble.begun[0], self.last - 1)
        tops = (n for n in range(begun, 0, -1) if self.lines[n][:1] not in _NO_TOP)
        self.first = next(tops, 0)
        if self.first and self.stumbles({}) != self.stumble.noticed:
            self.first = 0

    def gets_further(self, meant: Mapping[int, str]) -> bool:
        """Whether the parser gets further with these lines as they were probably meant."""
        at = self.stumbles(meant)
        # A text left open swallows lines: what is wrong in those comes before the place noticed.
        begun = self.stumble.begun[0]
        passed = begun if begun in meant else self.stumble.noticed[0]
        return at is None or at[0] > passed

    def stumbles(self, meant: Mapping[int, str], beyond: int = 0) -> Spot | None:
        """Where the parser stumbles over these lines as they were probably meant.

        Args:
            meant: The lines, by number.
            beyond: How many lines further than usual it is to read.
        """
        last = min(self.last + beyond, len(self.lines))
        text = "\n".join(meant.get(n, self.lines[n]) for n in range(self.first, last))
        stumble = self.attempt(text if last == len(self.lines) else f"{text}\n")
        return None if stumble is None else (stumble.noticed[0] + self.first, stumble.noticed[1])


def _suspects(lines: Sequence[str], trial: _Trial) -> Iterator[tuple[str, list[_Suspect]]]:
    """The lines that each kind of slip may be in, the nearest first."""
    last = min(trial.stumble.noticed[0], len(lines) - 1)
    for code, rule in RULES:
        found = (
            _Suspect(number, *slip)
            for number in range(last, -1, -1)
            if not lines[number].lstrip().startswith("#")
            and (slip := rule(lines[number])) is not None
        )
        if suspects := list(islice(found, _MOST_TRIED)):
            yield code, suspects


def _indented_otherwise(file: str, lines: Sequence[str], trial: _Trial) -> Found | None:
    """The line, alone or with those that belong to it, whose moving lets the parser get furthest.

    It is the one where the parser stumbled or one of those before, back to the line that they
    all belong to.
    """
    end = (len(lines), 0)
    noticed = min(trial.stumble.noticed[0], len(lines) - 1)
    suspects = list(islice(_upwards(lines, noticed), _MOST_MOVED))
    best, furthest = None, (trial.stumble.noticed[0], 0)
    # Of two guesses that go equally far, the one that moves fewer lines, nearer by.
    moves = sorted((one for n in suspects for one in _moves(lines, n)), key=lambda one: len(one[2]))
    for number, indent, block in moves:
        shift = indent - _indent(lines[number])
        meant = {n: " " * max(0, _indent(lines[n]) + shift) + lines[n].lstrip() for n in block}
        reached = trial.stumbles(meant, beyond=_BEYOND_MOVED) or end
        if reached[0] > furthest[0]:
            best, furthest = (number, indent, meant), reached
        if reached == end:
            break
    if best is None:
        return None
    number, indent, meant = best
    before = _indent(lines[number])
    place = Place(file=file, line=number + 1, column=before + 1)
    facts = {"found": excerpt(lines[number]), "indent": before, "meant": indent}
    mended = [meant.get(n, line) for n, line in enumerate(lines)]
    return Found((problem("yaml.indent", place, **facts),), mended, sure=False)


def _upwards(lines: Sequence[str], number: int) -> Iterator[int]:
    """A line, the one above it, and those above that one is not inside of."""
    last, told = _indent(lines[number]), 0
    for above in range(number, -1, -1):
        if not lines[above].strip() or lines[above].lstrip().startswith("#"):
            continue
        if told <= 1 or _indent(lines[above]) <= last:
            yield above
            told += 1
            if above < number and not _indent(lines[above]):
                return


def _moves(lines: Sequence[str], number: int) -> Iterator[tuple[int, int, list[int]]]:
    """A line, where it may belong by those around it, and the lines that would go with it."""
    around = [*reversed(lines[:number][-_AROUND:]), *lines[number + 1 :][:_AROUND]]
    indents = dict.fromkeys(_indent(line) for line in around if line.strip())
    block = [number]
    while block[-1] + 1 < len(lines) and _belongs(lines[block[-1] + 1], _indent(lines[number])):
        block.append(block[-1] + 1)
    for indent in indents:
        if indent != _indent(lines[number]):
            yield number, indent, [number]
            if len(block) > 1:
                yield number, indent, block


def _item_among_entries(file: str, lines: Sequence[str], trial: _Trial) -> Found | None:
    """An item of a list, where the parser stumbled or just above, beside names with values."""
    noticed = min(trial.stumble.noticed[0], len(lines) - 1)
    above = next((n for n in range(noticed - 1, -1, -1) if lines[n].strip()), noticed)
    alike = _indent(lines[noticed]) == _indent(lines[above])
    items = [number for number in (noticed, above) if lines[number].lstrip().startswith("- ")]
    if not alike or len(items) != 1:
        return None
    return _left_out(file, lines, trial, items[0], "yaml.list-among-entries", list_among_entries)


def _without_colon(file: str, lines: Sequence[str], trial: _Trial) -> Found | None:
    """The line where it began, if it is neither a name with a value nor part of a text."""
    number = min(trial.stumble.begun[0], len(lines) - 1)
    return _left_out(file, lines, trial, number, "yaml.no-colon", no_colon)


def _left_out(
    file: str, lines: Sequence[str], trial: _Trial, number: int, code: str, rule: Rule
) -> Found | None:
    slip = rule(lines[number])
    if slip is None or not trial.gets_further({number: slip.meant}):
        return None
    mended = [*lines[:number], slip.meant, *lines[number + 1 :]]
    return Found((_Suspect(number, *slip).problem(file, code),), mended, sure=False)


def _belongs(line: str, indent: int) -> bool:
    return bool(line.strip()) and _indent(line) >= indent


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
