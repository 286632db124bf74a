"""Where the names of an applicant stand: before, behind or below the labels of its units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from docgen.forms import fields, values
from docgen.forms.document import Content, Found, Grid, GridCell
from docgen.forms.fields import Field
from docgen.forms.labels import (
    NUMBER,
    Area,
    Located,
    add,
    areas,
    bare,
    before,
    below,
    beside,
    cells,
    found_in,
    squeezed,
    squeezed_cell,
)
from docgen.office.symbols import UNREADABLE
from docgen.problems import Place
from docgen.programme import ApplicantType

# How the cell with the whole name is headed, but for the form's own words.
_HEADINGS: Final = "单位名称|申报单位(?:名称)?|被考核单位|被评单位|填报单位|单位"
_LONGEST, _SHORTEST = 60, 6  # characters of a whole name
_NEVER: Final = re.compile("(?!)")
_SENTENCE: Final = re.compile("[，。；：？！《》“”]")


def locate_applicant(content: Content, kind: ApplicantType, unit_label: str = "") -> Located:
    """The names of an applicant, or its whole name.

    Names stand before their labels (长沙市（州）), behind them with a colon, or in the cells beside
    or below them. A whole name stands behind, beside or below a heading such as 单位名称, or in a
    line of its own that ends as an applicant's name does.

    Args:
        content: What the file shows.
        kind: What it and its units are called, with the labels behind their names.
        unit_label: The label of the cell with the names, where the form has one.
    """
    names = _Names(kind, unit_label)
    located: Located = {}
    for grid in content.grids:
        if not names.add_cells(located, grid):
            for found in names.labelled(grid):
                names.add(located, found, is_named=True)
    lines = [
        Found(line, Place(), sure=False, left_out=left_out)
        for line, left_out in zip_longest(content.lines, content.left_out, fillvalue="")
    ]
    if not located:
        for found in [*map(found_in, cells(content.grids)), *lines]:
            names.add(located, found)
    else:
        for found in lines:
            names.add(located, found)
    for found in lines:
        names.add_broken(located, found)
    return located


class _Names:
    """Names of an applicant by the labels of its units."""

    def __init__(self, kind: ApplicantType, unit_label: str) -> None:
        self._fields = fields.applicant(kind.path)
        titles = [squeezed(unit.title) for unit in kind.path]
        self._labels = {
            name: field
            for unit, title, field in zip(kind.path, titles, self._fields, strict=True)
            for name in (title, squeezed(unit.head), *_other_words(title))
        }
        labels = [re.escape(squeezed(unit.label)) for unit in kind.path]
        self._before = _line([f"(.*?){label}" for label in labels], labels)
        self._broken = _line([f"(.+?){label}" for label in labels[:-1]] + ["(.+)"], labels)
        self._behind = re.compile("".join(f"{re.escape(title)}：?(.+?)" for title in titles))
        word = re.escape(squeezed(kind.word))
        own = f"{re.escape(squeezed(unit_label))}|" if unit_label else ""
        own += f"申报{word}(?:名称)?|{word}名称|参评{word}|"
        self._heading = re.compile(f"(?:{NUMBER})?(?:{own}{_HEADINGS})(?:（[^（）]*）)?")
        # A name in one line ends as applicants' names do, or has a label of a unit in it.
        self._endings = tuple(filter(None, (squeezed(kind.path[-1].label), *kind.path[-1].endings)))
        self._marks = [squeezed(one.label) for one in kind.path if "（" in squeezed(one.label)]

    def add(self, located: Located, found: Found, *, is_named: bool = False) -> None:
        """Add the names that a text holds, if it holds any.

        Args:
            located: Where they are added.
            found: The text.
            is_named: Whether it stands where a heading says that the name is.
        """
        text = squeezed(values.text(found.raw))
        heading = self._heading.match(text)
        if heading and text[heading.end() : heading.end() + 1] == "：":
            text, is_named = text[heading.end() + 1 :], True
        elif heading and self._before.fullmatch(text[heading.end() :]):
            text = text[heading.end() :]
        match = self._behind.fullmatch(text) or self._before.fullmatch(text)
        if match is None and UNREADABLE in text:
            match = self._before.match(text)  # which is told, whatever stands around it
        if match:
            names = match.groups()
            for field, name in zip(self._fields, names, strict=True):
                # What is struck out in the line was the name that is not there.
                left_out = found.left_out if not name or all(names) else ""
                add(located, field, found._replace(raw=name, left_out=left_out))
        elif is_named:
            raw = text if heading else values.text(found.raw)
            add(located, fields.WHOLE_NAME, found._replace(raw=raw))
        elif self._is_whole(text):
            add(located, fields.LINE_NAME, found._replace(raw=text))

    def add_broken(self, located: Located, found: Found) -> None:
        """Add the names of a line that ends within the last one, if that is another's beginning.

        A line may end there because it is full or because someone broke it; in the second case
        what stands on the line tells that the name of another line is not all that was typed.
        """
        text = squeezed(values.text(found.raw))
        match = self._broken.fullmatch(text)
        if match is None or self._before.fullmatch(text) or self._fields[-1].key not in located:
            return
        *units, start = match.groups()
        known = list(zip(*(located.get(field.key, ()) for field in self._fields), strict=False))
        texts = [[squeezed(values.text(one.raw)) for one in whole] for whole in known]
        same = [name for *larger, name in texts if larger == units and name]
        if same and not any(start.startswith(one) or one.startswith(start) for one in same):
            for field, name in zip(self._fields, match.groups(), strict=True):
                add(located, field, found._replace(raw=name))

    def labelled(self, grid: Grid) -> Iterator[Found]:
        """The cells beside or below a heading of the whole name, or with it in front."""
        for area in areas(grid).values():
            text = squeezed_cell(area.cell)
            heading = self._heading.match(text) if len(text) <= _LONGEST * 2 else None
            if heading is None:
                continue
            rest = text[heading.end() :]
            if rest.strip("：") and (rest[0] == "：" or self._before.fullmatch(rest)):
                yield found_in(area.cell)
            elif not rest.strip("："):
                cell = self._answer(grid, area)
                if cell is not None:
                    yield found_in(cell)

    def add_cells(self, located: Located, grid: Grid) -> bool:
        """Add names from the cells beside or below those of the units; false if none are."""
        heads = [
            (self._labels[text], area)
            for area in areas(grid).values()
            if (text := squeezed_cell(area.cell).rstrip("：")) in self._labels
        ]
        if {field for field, _ in heads} != set(self._fields):
            return False
        is_behind = self._is_behind(grid, heads)
        for field, area in heads:
            cell = self._answer(grid, area) if is_behind else before(grid, area)
            blank = Found(None, area.cell.place, sure=False)
            add(located, field, found_in(cell) if cell is not None else blank)
        return True

    def _answer(self, grid: Grid, area: Area) -> GridCell | None:
        """The cell that answers a label: the next one if it is no label, or the one below."""
        options: Sequence[GridCell | None] = [*beside(grid, area)[:1], below(grid, area)]
        return next((one for one in options if one is not None and not self._is_label(one)), None)

    def _is_behind(self, grid: Grid, heads: Sequence[tuple[Field, Area]]) -> bool:
        """Whether names stand behind or below the labels, and not before them."""
        first, last = heads[0][1], heads[-1][1]
        ahead = before(grid, first)
        is_ahead = ahead is not None and not self._is_label(ahead)
        row = grid[last.bottom][last.right + 1 :]
        return not is_ahead or any(squeezed_cell(cell) for cell in row)

    def _is_label(self, cell: GridCell) -> bool:
        text = squeezed_cell(cell).rstrip("：")
        return text in self._labels or self._heading.fullmatch(text) is not None

    def _has_label(self, text: str) -> bool:
        return any(mark in text for mark in self._marks)

    def _is_whole(self, text: str) -> bool:
        return (
            _SHORTEST <= len(text) <= _LONGEST
            and (
                not self._endings
                or text.endswith(self._endings)
                or any(map(text.count, self._marks))
            )
            and not _SENTENCE.search(text)
        )


def _other_words(title: str) -> tuple[str, str]:
    """How people head a unit's own cell: its label without brackets, or as a name."""
    return "".join(re.findall(r"\w", title)), f"{bare(title)}名称"


def _line(names: Sequence[str], labels: Sequence[str]) -> re.Pattern[str]:
    """A line with the names and the labels between them; none is one where a label is missing."""
    return re.compile("".join(names)) if all(labels) else _NEVER
