"""A part of a Word template, compiled; every problem with a tag is told with its paragraph."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from jinja2 import Environment, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError

from docgen.office.word.template.environment import UnknownUsedError, UnprintableError
from docgen.office.word.template.names_in_tags import unknown_names
from docgen.office.word.template.source import PartSource
from docgen.office.word.template.tags import BLOCKS, Tag, keyword
from docgen.problems import Problem, ProblemError, problem

_UNSUPPORTED: Final = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block)
# The file name of templates that Jinja compiles from text.
_JINJA_FILE: Final = "<template>"


class WordPart:
    """A compiled part.

    Attributes:
        name: Its name in the package.

    Args:
        name: Its name in the package.
        source: Its Jinja source.
        environment: The environment to compile it in.
        file: The template's name in messages.

    Raises:
        ProblemError: The tags whose syntax is wrong.
    """

    def __init__(self, name: str, source: PartSource, environment: Environment, file: str) -> None:
        self.name = name
        self.source = source
        self._file = file
        try:
            syntax = environment.parse(source.text)
            self._template = environment.from_string(syntax)
        except TemplateSyntaxError as error:
            found = self._syntax_problems(environment, error)
            raise ProblemError(dict.fromkeys(found)) from None
        self._syntax = syntax
        self._environment = environment
        found = [
            self._problem("template.unsupported-tag", source.tag_at(node.lineno))
            for node in syntax.find_all(_UNSUPPORTED)
        ]
        found += (self._problem("template.torn-block", tag) for tag in source.torn)
        if found:
            raise ProblemError(dict.fromkeys(found))

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names that it uses at the top level of the context."""
        return frozenset(meta.find_undeclared_variables(self._syntax))

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
            tag = self.source.tag_at(_line(error))
            raise ProblemError([tag_problem(error, tag, self._file)]) from error

    def unknown(self, contexts: Iterable[Mapping[str, Any]]) -> list[Problem]:
        """Names that none of the contexts has, in branches that are not taken too."""
        return [
            self._problem("template.undefined", self.source.tag_at(line), reason=reason)
            for line, reason in unknown_names(self._syntax, self._environment, contexts)
        ]

    def kept(self, names: Collection[str]) -> list[Problem]:
        """Problems with names that a block prints in order to keep the text for later."""
        return [
            self._problem("template.not-known-yet", self.source.tag_at(name.lineno), name=name.name)
            for block in self._syntax.find_all((nodes.AssignBlock, nodes.Macro))
            for name in block.find_all(nodes.Name)
            if name.name in names
        ]

    def _syntax_problems(
        self, environment: Environment, error: TemplateSyntaxError
    ) -> list[Problem]:
        found = [self._problem("template.unpaired-tag", tag) for tag in _unpaired(self.source.tags)]
        for tag in self.source.tags:
            try:
                environment.from_string(_alone(tag.text))
            except TemplateSyntaxError as wrong:
                found.append(self._problem("template.syntax", tag, reason=wrong.message))
        if not found:
            tag = self.source.tag_at(error.lineno)
            found.append(self._problem("template.syntax", tag, reason=error.message))
        return found

    def _problem(self, code: str, tag: Tag, **facts: object) -> Problem:
        return problem(code, tag.place(self._file), tag=tag.text, **facts)


def tag_problem(error: Exception, tag: Tag, file: str) -> Problem:
    """The problem that an error in rendering a tag means."""
    place = tag.place(file)
    match error:
        case UnprintableError():
            return problem(error.code, place, tag=tag.text, field=tag.text, **error.facts)
        case UnknownUsedError():
            return problem("template.not-known-yet", place, tag=tag.text, name=error.name)
        case UndefinedError():
            return problem("template.undefined", place, tag=tag.text, reason=error.message)
        case SecurityError():
            return problem("template.forbidden", place, tag=tag.text, reason=error.message)
        case _:
            reason = f"{type(error).__name__}: {error}"
            return problem("template.failed", place, tag=tag.text, reason=reason)


def _alone(tag: str) -> str:
    """The smallest template that holds a tag."""
    word = keyword(tag)
    if word == "elif":
        return f"{{% if 1 %}}{tag}{{% endif %}}"
    if word in ("else", "raw") or word.startswith("end"):
        return ""
    return f"{tag}{{% end{word} %}}" if word in BLOCKS else tag


def _unpaired(tags: Iterable[Tag]) -> list[Tag]:
    """The tags that open a block that does not end, or end one that is not open."""
    opened: list[tuple[str, Tag]] = []
    stray: list[Tag] = []
    for tag in tags:
        word = keyword(tag.text)
        if word in BLOCKS:
            opened.append((f"end{word}", tag))
        elif word.startswith("end"):
            if opened and opened[-1][0] == word:
                opened.pop()
            else:
                stray.append(tag)
    return [*stray, *(tag for _, tag in opened)]


def _line(error: Exception) -> int:
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == _JINJA_FILE]
    return lines[-1] if lines else 0
