"""Word templates with the tags of docxtpl: compiled once, rendered many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from docgen.office.package.archive import Package, read_package
from docgen.office.tags.environment import NO_FILTERS, Filters
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.picture import PICTURE
from docgen.office.word.template.binding import BindingEnvironment, Unknown
from docgen.office.word.template.bound import BoundWordTemplate, split
from docgen.office.word.template.environment import WordEnvironment
from docgen.office.word.template.part import WordPart
from docgen.office.word.template.post_processing import post_process
from docgen.office.word.template.reach import filled_parts, out_of_reach, tagged_relationships
from docgen.office.word.template.skeleton import Skeleton, read_template
from docgen.office.word.template.slot import Slot
from docgen.office.word.template.source import part_source, targets_source
from docgen.problems import Problem, ProblemError

# A round has some thirty templates, wordings in their frames among them. The same file gives the
# same template, so that commands, forms and papers of one process share them.
_KEPT: Final = 48


class WordTemplate:
    """A compiled Word template.

    Attributes:
        name: Its name in messages.
    """

    def __init__(
        self,
        skeleton: Skeleton,
        parts: Sequence[WordPart],
        filters: Filters = NO_FILTERS,
        heads: Heads = NO_HEADS,
    ) -> None:
        self.name = skeleton.file
        self._skeleton = skeleton
        self._parts = parts
        self._filters = filters
        self._heads = heads

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names that it uses at the top level of the context."""
        return frozenset[str]().union(*(part.variables for part in self._parts))

    @classmethod
    def compile(
        cls,
        path: Path,
        name: str | None = None,
        filters: Filters = NO_FILTERS,
        heads: Heads = NO_HEADS,
    ) -> WordTemplate:
        """Compile a template.

        Args:
            path: The .docx file.
            name: Its name in messages; the file's name if not given.
            filters: Filters that its tags may use beyond Jinja's own.
            heads: The heads of the table that its tags may name.

        Raises:
            ProblemError: It is no Word file, or tags in it are wrong: all that can be told
                apart, each with the visible text of its paragraph.
        """
        return cls.of(read_template(path, name or path.name), filters, heads)

    @classmethod
    def of(
        cls, package: Package, filters: Filters = NO_FILTERS, heads: Heads = NO_HEADS
    ) -> WordTemplate:
        """Compile a template that was opened already.

        Args:
            package: The template, known in messages by its file's name.
            filters: Filters that its tags may use beyond Jinja's own.
            heads: The heads of the table that its tags may name.

        Raises:
            ProblemError: As ``compile``.
        """
        if filters is NO_FILTERS and heads is NO_HEADS:
            return _kept(package.archive, package.file)
        return _compiled(package, filters, heads)

    def render(
        self, context: Mapping[str, Any], properties: Mapping[str, str] | None = None
    ) -> bytes:
        r"""Make a document.

        Args:
            context: The values that the tags use. None is printed as nothing; in texts ``\n``
                is a line break, ``\t`` a tab, ``\a`` a new paragraph, ``\f`` a new page. A tag
                in the alternative text of a picture takes a ``Picture``, which is fitted into
                the frame; None removes the frame.
            properties: Custom document properties; they replace those of the template.

        Raises:
            ProblemError: A tag uses a value that is not there or that it may not use, or a
                value cannot stand in a document; the first of each part.
        """
        rendered = _render(self._parts, context, self.name)
        return self._skeleton.document(((name, xml.encode()) for name, xml in rendered), properties)

    def unknown(self, contexts: Sequence[Mapping[str, Any]]) -> list[Problem]:
        """The names in its tags that have no value, in branches that no context takes too.

        Args:
            contexts: What it is rendered with, one time or another.
        """
        return [found for part in self._parts for found in part.unknown(contexts)]

    def bind(self, **constants: Any) -> BoundWordTemplate:
        """Evaluate once what is the same in many documents.

        Args:
            **constants: The values that are known. Of every other name the template may only
                print what it leads to, such as ``{{ applicant.name }}``.

        Raises:
            ProblemError: A tag does more than print a value that is not known yet, or any
                problem of ``render``; the first of each part.
        """
        environment = BindingEnvironment(self._filters)
        parts = [part.within(environment) for part in self._parts]
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


@lru_cache(maxsize=_KEPT)
def _kept(archive: bytes, file: str) -> WordTemplate:
    return _compiled(read_package(archive, file), NO_FILTERS, NO_HEADS)


def _compiled(package: Package, filters: Filters, heads: Heads) -> WordTemplate:
    file = package.file
    environment = WordEnvironment(filters)
    parts: list[WordPart] = []
    static: list[tuple[str, bytes]] = []
    found: list[Problem] = []
    filled = filled_parts(package)
    for part in filled:
        try:
            source = part_source(part, package[part], file, heads)
            if source.tags:
                parts.append(WordPart(part, source, environment, file, heads))
            else:
                static.append((part, post_process(part, source.text, file).encode()))
        except ProblemError as error:
            found += error.problems
    framed = {
        part.name: part.source.text
        for part in parts
        if part.prints_pictures or PICTURE in part.source.text
    }
    skeleton = Skeleton.of(package, framed)
    links = tagged_relationships(package)
    for part in links:
        try:
            source = targets_source(part, skeleton.related(part, package), file, heads)
            parts.append(WordPart(part, source, environment, file, heads))
        except ProblemError as error:
            found += error.problems
    found += out_of_reach(package, {*filled, *links})
    if found:
        raise ProblemError(found)
    return WordTemplate(skeleton.with_static(static), parts, filters, heads)


def _render(
    parts: Iterable[WordPart], context: Mapping[str, Any], file: str
) -> list[tuple[str, str]]:
    rendered: list[tuple[str, str]] = []
    found: list[Problem] = []
    for part in parts:
        try:
            xml = post_process(part.name, part.render(context), file, part.prints_pictures)
            rendered.append((part.name, xml))
        except ProblemError as error:
            found += error.problems
    if found:
        raise ProblemError(found)
    return rendered
