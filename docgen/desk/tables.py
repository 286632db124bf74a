"""Tables as mail merge takes them: rows with named values, from Excel, .csv, JSON or YAML alike."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any, Final

from ruamel.yaml.scalarint import ScalarInt

from docgen.characters import Understood, as_text, code_of, understood_text, unusable
from docgen.office.incoming.csv_rows import encoding_of
from docgen.office.package.xml import illegal_character
from docgen.office.tables.reader import TableRow, head_faults, heads_again, table_rows
from docgen.office.tags.failures import nearest
from docgen.office.tags.heads import NO_HEADS, Heads, name_of, names_of
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.yaml_input import read_yaml

_JSON_ITEM: Final = re.compile(r"[^\s,]")


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row of data.

    Attributes:
        place: Where it stands.
        values: Its values by the names of their columns.
        faults: Why a column has no value that can be used.
    """

    place: Place
    values: Mapping[str, Any]
    faults: Mapping[str, Problem] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """A table that was read.

    Attributes:
        place: Where the names of its columns stand.
        columns: Those names, in order.
        heads: The heads of the columns, by which tags name them too.
        twice: Where a name stands a second time.
        rows: The rows that are not blank.
        told: What a person should know of how it was read.
    """

    place: Place
    columns: list[str] = field(default_factory=list)
    heads: Heads = NO_HEADS
    twice: dict[str, Place] = field(default_factory=dict)
    rows: list[DataRow] = field(default_factory=list)
    told: list[Problem] = field(default_factory=list)

    def lacks(self, names: Iterable[str]) -> list[Problem]:
        """What keeps a use of these columns from working, in all rows or in some."""
        found: list[Problem] = []
        for name in sorted(names):
            if name not in self.columns:
                there = "、".join(" ".join(head.split()) for head in self.heads.names)
                facts = {"name": name, "there": there, **nearest(self.heads.nearest(name))}
                found.append(problem("table.column-missing", self.place, **facts))
                continue
            if name in self.twice:
                found.append(problem("table.column-twice", self.twice[name], name=name))
            found += (
                problem("table.value-missing", row.place, name=name)
                for row in self.rows
                if name not in row.values
            )
            found += (row.faults[name] for row in self.rows if name in row.faults)
        return found

    def unusable(self, names: Iterable[str]) -> list[Problem]:
        """Characters of no use in these columns, which are printed all the same."""
        used = sorted(set(names))
        return [
            problem(
                "text.unusable-printed",
                row.place._replace(field=name),
                label=name,
                codes="、".join(map(code_of, found)),
            )
            for row in self.rows
            for name in used
            # What cannot be printed at all is told by the template.
            if isinstance(value := row.values.get(name), str) and not illegal_character(value)
            if (found := unusable(value))
        ]


def column_name(head: str) -> str:
    """The name by which templates use a column: its head without what a name cannot hold."""
    return name_of(as_text(head))


def read_table(path: Path, file: str | None = None) -> Table:
    """Read a table.

    Args:
        path: .xlsx, .xls, .et, .ods or .csv, whose first row names the columns; .json or .yaml,
            a list of objects.
        file: Its name in messages; its path if not given.

    Raises:
        ProblemError: It cannot be read, or it has no rows.
    """
    shown, kind = file or str(path), path.suffix.lower()
    if kind not in _READERS:
        raise ProblemError([problem("table.format", Place(file=shown), found=path.suffix)])
    table = _READERS[kind](path, shown)
    if not table.rows:
        raise ProblemError([problem("table.empty", Place(file=shown))])
    return table


def _from_cells(path: Path, file: str) -> Table:
    told: list[Problem] = []
    rows = table_rows(path, file, told)
    head = next(rows, TableRow(Place(file=file), ()))
    table = Table(head.place, told=told)
    names, table.heads = _named("" if cell is None else str(cell) for cell in head.cells)
    found = list(head_faults(head))
    for index, name in enumerate(names):
        if isinstance(typed := head.cells[index], str):
            taken = understood_text(typed).taken
            told += Understood(name, taken).problems(head.at(index, name), name)
        if name in table.columns:
            table.twice.setdefault(name, head.at(index, name))
        elif name:
            table.columns.append(name)
    blank = dict.fromkeys(table.columns)
    for row in rows:
        found += _shifted(row, len(names))
        found += heads_again(head, row)
        values = {name: cell for name, cell in zip(names, row.cells, strict=False) if name}
        faults = {
            names[index]: row.problem(index, names[index])
            for index in row.faults
            if index < len(names) and names[index]
        }
        table.rows.append(DataRow(row.place, blank | values, faults))
    if found:
        raise ProblemError(found)
    return table


def _named(heads: Iterable[str]) -> tuple[list[str], Heads]:
    """The names of columns, empty where a head holds nothing that could be one."""
    meant = [as_text(head).strip() for head in heads]
    names = names_of(meant)
    return names, Heads({head: name for head, name in zip(meant, names, strict=True) if name})


def _shifted(row: TableRow, width: int) -> Iterator[Problem]:
    """A comma that should have been quoted in a .csv moves all that follows it."""
    beyond = [str(cell) for cell in row.cells[width:] if cell]
    if beyond and row.place.line is not None:
        yield problem("table.beyond-head", row.place, found=beyond[0])


def _from_json(path: Path, file: str) -> Table:
    if not path.is_file():
        raise ProblemError([problem("file.missing", Place(file=file), path=file)])
    data = path.read_bytes()
    text = data.decode(encoding_of(data, file))
    try:
        items = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        place = Place(file=file, line=error.lineno, column=error.colno)
        raise ProblemError([problem("table.unreadable", place)]) from None
    except RecursionError:
        raise ProblemError([problem("table.unreadable", Place(file=file))]) from None
    return _from_items(items, (Place(file=file, line=line) for line in _json_lines(text)), file)


def _json_lines(text: str) -> Iterator[int]:
    """The line where each item of a list starts."""
    decoder = json.JSONDecoder()
    position = text.index("[") + 1
    line = 1 + text.count("\n", 0, position)
    while (start := _JSON_ITEM.search(text, position)) and start[0] != "]":
        line += text.count("\n", position, start.start())
        yield line
        _, end = decoder.raw_decode(text, start.start())
        line += text.count("\n", start.start(), end)
        position = end


def _from_yaml(path: Path, file: str) -> Table:
    source = read_yaml(path, file)
    places = (source.place((index,)) for index in count())
    return _from_items(_plain(source.data), places, file)


def _from_items(items: Any, places: Iterable[Place], file: str) -> Table:
    if not isinstance(items, list):
        raise ProblemError([problem("table.not-a-list", Place(file=file))])
    table = Table(Place(file=file))
    found: list[Problem] = []
    columns: dict[str, None] = {}
    keys = list(dict.fromkeys(str(key) for item in items if isinstance(item, dict) for key in item))
    names, table.heads = _named(keys)
    by_key = dict(zip(keys, names, strict=True))
    for item, place in zip(items, places, strict=False):
        if not isinstance(item, dict):
            found.append(problem("table.row-not-named", place, found=str(item)[:40]))
            continue
        values: dict[str, Any] = {}
        for key, value in item.items():
            name = by_key[str(key)]
            if name in values:
                table.twice.setdefault(name, place)
            values[name] = value
        columns |= dict.fromkeys(values)
        table.rows.append(DataRow(place, values))
    if found:
        raise ProblemError(found)
    table.columns += columns
    return table


def _plain(value: Any) -> Any:
    """A value from YAML without what only its editor needs."""
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case ScalarInt() if width := getattr(value, "_width", None):
            return f"{value:0{width}d}"  # 0731 is an area code
        case float():
            return Decimal(repr(float(value)))
        case str():
            return str(value)
    return value


_READERS: Final[Mapping[str, Callable[[Path, str], Table]]] = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"), _from_cells),
    ".json": _from_json,
    **dict.fromkeys((".yaml", ".yml"), _from_yaml),
}
