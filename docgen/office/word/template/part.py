"""A part of a Word template, compiled; every problem with a tag is told with its paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from functools import cached_property
from types import CodeType
from typing import Any, Final

from jinja2 import Environment, Template, TemplateError, TemplateSyntaxError, meta, nodes

from docgen.office.tags.failures import Failure, failure, line_of
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.language import BLOCKS, keyword
from docgen.office.tags.syntax import node_failures, tag_failure, too_deep
from docgen.office.word.template.environment import UnknownUsedError
from docgen.office.word.template.names_in_tags import unknown_names
from docgen.office.word.template.source import PartSource
from docgen.office.word.template.tags import Tag
from docgen.problems import Problem, ProblemError, problem

_ILLEGAL: Final = "package.illegal-character"  # which tells of a field
_PICTURES: Final = frozenset({"qr", "picture"})  # filters


class WordPart:
    """A compiled part.

    Attributes:
        name: Its name in the package.

    Args:
        name: Its name in the package.
        source: Its Jinja source.
        environment: The environment to compile it in.
        file: The template's name in messages.
        heads: The heads of the table that its tags may name.

    Raises:
        ProblemError: The tags whose syntax is wrong.
    """

    def __init__(
        self,
        name: str,
        source: PartSource,
        environment: Environment,
        file: str,
        heads: Heads = NO_HEADS,
    ) -> None:
        self.name = name
        self.source = source
        self._file = file
        self._heads = heads
        self._environment = environment
        self._syntax = syntax = self._parsed()
        found = [
            self._failed(why, source.tag_at(line))
            for line, why in node_failures(environment, syntax)
        ]
        found += (self._problem("template.torn-block", tag) for tag in source.torn)
        if found:
            raise ProblemError(dict.fromkeys(found))
        self._code = self._compiled(syntax)
        self._template = self._ready(environment)

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names that it uses at the top level of the context."""
        return frozenset(meta.find_undeclared_variables(self._syntax))

    @cached_property
    def prints_pictures(self) -> bool:
        """Whether a tag in its texts may print a picture, which then stands there."""
        filters = self._syntax.find_all(nodes.Filter)
        return any(one.name in _PICTURES for one in filters)

    def render(self, context: Mapping[str, Any]) -> str:
        """The part's XML, markers and control characters in it.

        Raises:
            ProblemError: The first tag that cannot be rendered.
        """
        try:
            return self._template.render(context)
        except ProblemError:
            raise
        except Exception as error:
            tag = self.source.tag_at(line_of(error))
            raise ProblemError([tag_problem(error, tag, self._file, context)]) from error

    def unknown(self, contexts: Iterable[Mapping[str, Any]]) -> list[Problem]:
        """Names that none of the contexts has, in branches that are not taken too."""
        found = unknown_names(self._syntax, self._environment, contexts)
        problems = (self._failed(why, self.source.tag_at(line)) for line, why in found)
        return list(dict.fromkeys(problems))

    def kept(self, names: Collection[str]) -> list[Problem]:
        """Problems with names that a block prints in order to keep the text for later."""
        return [
            self._problem("template.not-known-yet", self.source.tag_at(name.lineno), name=name.name)
            for block in self._syntax.find_all((nodes.AssignBlock, nodes.Macro))
            for name in block.find_all(nodes.Name)
            if name.name in names
        ]

    def _parsed(self) -> nodes.Template:
        tags = self.source.tags
        deep = too_deep(tag.source for tag in tags)
        if deep is not None:
            raise ProblemError([self._problem("template.too-deep", tags[deep])])
        try:
            return self._environment.parse(self.source.text)
        except (TemplateSyntaxError, RecursionError) as error:
            raise self._wrong(error) from None

    def within(self, environment: Environment) -> WordPart:
        """The part in another environment, which has the same filters and tests by their names."""
        part = copy(self)
        part._environment = environment
        part._template = part._ready(environment)
        return part

    def _ready(self, environment: Environment) -> Template:
        names = environment.make_globals(None)
        return environment.template_class.from_code(environment, self._code, names)

    def _compiled(self, syntax: nodes.Template) -> CodeType:
        try:
            return self._environment.compile(syntax)
        except (SyntaxError, RecursionError, MemoryError, OverflowError, TemplateError) as error:
            raise self._wrong(error) from None

    def _wrong(self, error: Exception) -> ProblemError:
        """Every tag that is wrong by itself or has no partner, else where Jinja stopped."""
        tags = self.source.tags
        found = [self._problem("template.unpaired-tag", tag) for tag in _unpaired(tags)]
        for tag in tags:
            why = tag_failure(self._environment, tag.source, self._heads, tag.text)
            if why:
                found.append(self._failed(why, tag))
        if not found:
            if isinstance(error, TemplateSyntaxError):
                tag = self.source.tag_at(error.lineno)
                found.append(self._problem("template.syntax", tag))
            else:
                found.append(self._problem("template.too-deep", tags[0]))
        return ProblemError(dict.fromkeys(found))

    def _failed(self, why: Failure, tag: Tag) -> Problem:
        return self._problem(why.code, tag, **why.facts)

    def _problem(self, code: str, tag: Tag, **facts: object) -> Problem:
        return problem(code, tag.place(self._file), tag=tag.text, **facts)


def tag_problem(error: Exception, tag: Tag, file: str, names: Iterable[str] = ()) -> Problem:
    """The problem that an error in rendering a tag means, where these names were known."""
    place = tag.place(file)
    if isinstance(error, UnknownUsedError):
        return problem("template.not-known-yet", place, tag=tag.text, name=error.name)
    why = failure(error, names)
    facts = {"field": tag.text, **why.facts} if why.code == _ILLEGAL else why.facts
    return problem(why.code, place, tag=tag.text, **facts)


def _unpaired(tags: Iterable[Tag]) -> list[Tag]:
    """The tags that open a block that does not end, or end one that is not open."""
    opened: list[tuple[str, Tag]] = []
    stray: list[Tag] = []
    for tag in tags:
        word = keyword(tag.source)
        if word in BLOCKS:
            opened.append((f"end{word}", tag))
        elif word.startswith("end"):
            if opened and opened[-1][0] == word:
                opened.pop()
            else:
                stray.append(tag)
    return [*stray, *(tag for _, tag in opened)]
