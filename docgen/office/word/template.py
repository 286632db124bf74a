"""Word templates with the tags of docxtpl: compiled once, rendered many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self

from docgen.office.word.binding import BindingEnvironment, BoundPart, Slot, Unknown, split
from docgen.office.word.environment import Filters, WordEnvironment
from docgen.office.word.finish import finished, settled
from docgen.office.word.part import WordPart, tag_problem
from docgen.office.word.skeleton import Skeleton, parts_with_tags, read_template
from docgen.office.word.source import Tag, part_source
from docgen.office.word.text import RICH_TEXT, has_controls
from docgen.problems import Problem, ProblemError

_NO_FILTERS: Final[Filters] = MappingProxyType({})


class WordTemplate:
    """A compiled Word template.

    Attributes:
        name: Its name in messages.
        variables: The names that it uses at the top level of the context.
    """

    def __init__(self, skeleton: Skeleton, parts: Sequence[WordPart], filters: Filters) -> None:
        self.name = skeleton.file
        self.variables = frozenset[str]().union(*(part.variables for part in parts))
        self._skeleton = skeleton
        self._parts = parts
        self._filters = filters

    @classmethod
    def compile(cls, path: Path, name: str | None = None, filters: Filters = _NO_FILTERS) -> Self:
        """Compile a template.

        Args:
            path: The .docx file.
            name: Its name in messages; the file's name if not given.
            filters: Filters that its tags may use beyond Jinja's own.

        Raises:
            ProblemError: It is no Word file, or tags in it are wrong: all that can be told
                apart, each with the visible text of its paragraph.
        """
        file = name or path.name
        package = read_template(path, file)
        environment = WordEnvironment(filters)
        parts: list[WordPart] = []
        static: list[tuple[str, bytes]] = []
        found: list[Problem] = []
        for part in parts_with_tags(package):
            try:
                source = part_source(part, package[part], file)
                if source.tags:
                    parts.append(WordPart(part, source, environment, file))
                else:
                    static.append((part, finished(source.text, file).encode()))
            except ProblemError as error:
                found += error.problems
        if found:
            raise ProblemError(found)
        return cls(Skeleton.of(package).with_static(static), parts, filters)

    def render(
        self, context: Mapping[str, Any], properties: Mapping[str, str] | None = None
    ) -> bytes:
        r"""Make a document.

        Args:
            context: The values that the tags use. None is printed as nothing; in texts ``\n``
                is a line break, ``\t`` a tab, ``\a`` a new paragraph, ``\f`` a new page.
            properties: Custom document properties; they replace those of the template.

        Raises:
            ProblemError: A tag uses a value that is not there or that it may not use, or a
                value cannot stand in a document; the first of each part.
        """
        rendered = _render(self._parts, context, self.name)
        return self._skeleton.document(((name, xml.encode()) for name, xml in rendered), properties)

    def bind(self, **constants: Any) -> BoundWordTemplate:
        """Evaluate once what is the same in many documents.

        Args:
            **constants: The values that are known. Of every other name the template may only
                print what it leads to, such as ``{{ community.name }}``.

        Raises:
            ProblemError: A tag does more than print a value that is not known yet, or any
                problem of ``render``; the first of each part.
        """
        environment = BindingEnvironment(self._filters)
        parts = [WordPart(part.name, part.source, environment, self.name) for part in self._parts]
        unknown = {name: Unknown(Slot(name)) for name in self.variables - constants.keys()}
        kept = [found for part in parts for found in part.kept(unknown)]
        if kept:
            raise ProblemError(kept)
        context = {**constants, **unknown}
        bound = [split(name, xml) for name, xml in _render(parts, context, self.name)]
        static = ((part.name, part.pieces[0]) for part in bound if not part.numbers)
        return BoundWordTemplate(
            self._skeleton.with_static(static),
            [part for part in bound if part.numbers],
            tuple(environment.slots),
        )


class BoundWordTemplate:
    """A template of which only values are missing that are printed.

    Attributes:
        name: Its name in messages.
        variables: The names that are still missing.
    """

    def __init__(
        self, skeleton: Skeleton, parts: Sequence[BoundPart], slots: Sequence[Slot]
    ) -> None:
        self.name = skeleton.file
        self.variables = frozenset(slot.name for slot in slots)
        self._skeleton = skeleton
        self._parts = parts
        self._slots = slots
        self._environment = WordEnvironment(_NO_FILTERS)

    def render(
        self, context: Mapping[str, Any], properties: Mapping[str, str] | None = None
    ) -> bytes:
        """Make a document.

        Args:
            context: The values that are missing; printed as by ``WordTemplate.render``.
            properties: Custom document properties; they replace those of the template.

        Raises:
            ProblemError: All values that are not there or cannot stand in a document.
        """
        values: list[str] = []
        found: list[Problem] = []
        for number, slot in enumerate(self._slots):
            try:
                values.append(slot.text(context, self._environment))
            except Exception as error:
                found.append(tag_problem(error, self._tag(number), self.name))
        if found:
            raise ProblemError(found)
        text = "".join(values)
        rich, controls = RICH_TEXT in text, has_controls(text)
        rendered = ((part.name, part.filled(values, controls and not rich)) for part in self._parts)
        if rich:
            rendered = (
                (name, settled(data.decode(), self.name).encode()) for name, data in rendered
            )
        return self._skeleton.document(rendered, properties)

    def _tag(self, number: int) -> Tag:
        paragraph = next(filter(None, (part.paragraph(number) for part in self._parts)), "")
        return Tag(f"{{{{ {self._slots[number]} }}}}", paragraph)


def _render(
    parts: Iterable[WordPart], context: Mapping[str, Any], file: str
) -> list[tuple[str, str]]:
    rendered: list[tuple[str, str]] = []
    found: list[Problem] = []
    for part in parts:
        try:
            rendered.append((part.name, finished(part.render(context), file)))
        except ProblemError as error:
            found += error.problems
    if found:
        raise ProblemError(found)
    return rendered
