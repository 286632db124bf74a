"""Mail merge: any Word or Excel template with any table, one file for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from jinja2.defaults import DEFAULT_NAMESPACE

from docgen.desk.files import clear_parts, resolved, write_whole
from docgen.desk.log import bug
from docgen.desk.naming import NUMBER, NamePattern, same_to_a_disk
from docgen.desk.tables import DataRow, Table, read_table
from docgen.desk.templates import MADE, Template, TemplateSource, load_template
from docgen.desk.work import in_chunks
from docgen.file_faults import why
from docgen.office.tags.heads import NO_HEADS
from docgen.problems import Place, Problem, ProblemError, folded, problem

P = ParamSpec("P")
Result = TypeVar("Result")

_FEWEST_DIGITS: Final = 3


@dataclass(slots=True)
class Merged:
    """What came of a merge.

    Attributes:
        files: The files that were made, in the order of the rows.
        problems: What could not be made, and why, and what to know of how the table was read.
    """

    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Task:
    row: DataRow
    name: str


@dataclass(slots=True)
class _Made:
    rows: int
    names: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Merge:
    """A merge that was checked as a whole and has written nothing yet.

    Args:
        template: The template, .docx or .xlsx.
        data: The table.
        out: Folder of the files.
        name: Pattern of their names; number and first column of a row if None.

    Raises:
        ProblemError: Everything that is wrong with the template, the table and the names.
    """

    def __init__(self, template: Path, data: Path, out: Path, name: str | None = None) -> None:
        found: list[Problem] = []
        of_table: list[Problem] = []
        table = _tried(of_table, read_table, data)
        heads = table.heads if table else NO_HEADS
        columns = tuple(heads.names.items())
        # Workers elsewhere have another working folder.
        self._source = TemplateSource(
            resolved(template), str(template), columns, resolved(data).parent
        )
        compiled = _tried(found, load_template, self._source)
        if table is None:
            # What looks wrong may be the head of a column that nobody knows yet.
            found = [one for one in found if one.code != "template.syntax"]
        found += of_table
        ending = MADE.get(template.suffix.lower(), template.suffix.lower())
        pattern = _tried(found, NamePattern, name or _usual_name(table), ending, heads)
        tasks: list[_Task] = []
        changed: list[Problem] = []
        if compiled and table:
            found += _lacks(compiled, table, str(template))
        if pattern and table:
            lacks = table.lacks(pattern.columns)
            found += lacks
            tasks += () if lacks else _tasks(pattern, table, found, changed)
        inputs, home = {resolved(template), resolved(data)}, resolved(out)
        found += (
            problem("merge.name-of-input", task.row.place, name=task.name)
            for task in tasks
            if home / task.name in inputs
        )
        if found:
            raise ProblemError(dict.fromkeys(found))
        self._out = out
        self._tasks = tasks
        self._told = [*(table.told if table else ()), *folded(changed, "merge.name-changed")]
        if table and compiled and pattern:
            self._told += table.unusable({*compiled.variables, *pattern.columns})

    def __len__(self) -> int:
        return len(self._tasks)

    def run(
        self,
        executor: Executor | None = None,
        *,
        jobs: int = 1,
        progress: Callable[[int], None] = lambda rows: None,
    ) -> Merged:
        """Make the files, each whole or not at all; a row that fails does not stop the others.

        Args:
            executor: Who does the work; this process if None.
            jobs: How many workers the executor has.
            progress: Called with the number of rows that were worked through, again and again.
        """
        merged = Merged(problems=list(self._told))
        out = resolved(self._out)
        clear_parts(out)
        task = partial(_make_chunk, self._source, out)
        for made in in_chunks(task, self._tasks, executor, jobs=jobs):
            merged.files += (self._out / name for name in made.names)
            merged.problems += made.problems
            progress(made.rows)
        merged.problems = folded(merged.problems, "file.not-made")
        return merged


def merge(template: Path, data: Path, out: Path, name: str | None = None) -> Merged:
    """Make one file for each row of a table.

    Args:
        template: The template, .docx or .xlsx.
        data: The table: .xlsx, .csv, .json or .yaml.
        out: Folder of the files.
        name: Pattern of their names, such as ``{town}/{name}.docx``.

    Raises:
        ProblemError: Everything that is wrong before a file can be made.
    """
    return Merge(template, data, out, name).run()


def _tried(
    found: list[Problem], function: Callable[P, Result], *args: P.args, **kwargs: P.kwargs
) -> Result | None:
    try:
        return function(*args, **kwargs)
    except ProblemError as error:
        found += error.problems
        return None


def _usual_name(table: Table | None) -> str:
    return f"{{{NUMBER}}}_{{{table.columns[0]}}}" if table and table.columns else f"{{{NUMBER}}}"


def _lacks(template: Template, table: Table, file: str) -> list[Problem]:
    """What the template cannot be filled with."""
    if not template.variables:
        return [problem("merge.no-tags", Place(file=file), example=table.columns[0])]
    functions = DEFAULT_NAMESPACE.keys() - set(table.columns)
    return table.lacks(template.variables - functions)


def _tasks(
    pattern: NamePattern, table: Table, found: list[Problem], changed: list[Problem]
) -> Iterator[_Task]:
    """The rows with their files; two of one name are a problem even where case tells them apart."""
    first: dict[str, Place] = {}
    digits = max(_FEWEST_DIGITS, len(str(len(table.rows))))
    for number, row in enumerate(table.rows, 1):
        named = _tried(found, pattern.name, f"{number:0{digits}}", row)
        if named is None:
            continue
        name, is_changed = named
        if is_changed:
            changed.append(problem("merge.name-changed", row.place))
        other = first.setdefault(same_to_a_disk(name), row.place)
        if other is row.place:
            yield _Task(row, name)
        else:
            where = other._replace(file="", sheet="")
            facts = {"other_zh": where.text("zh"), "other_en": where.text("en")}
            found.append(problem("merge.name-twice", row.place, name=name, **facts))


def _make_chunk(source: TemplateSource, out: Path, tasks: list[_Task]) -> _Made:
    compiled = load_template(source)
    made = _Made(len(tasks))
    for task in tasks:
        place = task.row.place
        try:
            write_whole(out / task.name, compiled.render(task.row.values))
        except ProblemError as error:
            made.problems += (_in_row(found, place) for found in error.problems)
        except OSError as error:
            made.problems.append(problem("file.not-made", place, **why(error)))
        except Exception as error:  # a bug must not stop the others, nor go unseen
            made.problems.append(bug("file.make-crash", error, place))
        else:
            made.names.append(task.name)
    return made


def _in_row(found: Problem, row: Place) -> Problem:
    """A problem of a row: it stands in the data, beside it what the template says there."""
    place = found.place
    cell = "!".join(filter(None, (place.sheet, place.cell)))
    return replace(found, place=row._replace(field=place.field or cell))
