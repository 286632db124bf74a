"""What is wrong with how a tag is written, told before any template is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes

from docgen.office.tags.failures import Failure, nearest
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.language import (
    BETWEEN,
    BLOCKS,
    alone,
    keyword,
    tags_in,
    unfinished_tag,
)

_DEEPEST: Final = 15  # Python takes 20 loops in each other
_KNOWN_WORDS: Final = sorted(BLOCKS | BETWEEN | {f"end{word}" for word in BLOCKS} | {"raw"})
_TEXT: Final = re.compile(r'"(?:\\.|[^"\\])*"' r"|'(?:\\.|[^'\\])*'", re.DOTALL)
_ONE_EQUALS_SIGN: Final = re.compile(r"{%[-+]?\s*(?:if|elif)\b.*[^=!<>]=[^=]", re.DOTALL)
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_PRINTING: Final = re.compile(r"{{-?(.*?)(?:\|.*)?-?}}", re.DOTALL)
_PREFIXED: Final = re.compile(r"{[{%](p|r|tr|tc)\s")
# What takes in another file, or is made for being taken in.
_UNSUPPORTED: Final = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block)
_PATH: Final = re.compile(r"\s*\w+(?:\.\w+)*\s*")


def tag_failure(
    environment: Environment, tag: str, heads: Heads = NO_HEADS, written: str = ""
) -> Failure | None:
    """What is wrong with a tag by itself, whatever stands around it.

    Args:
        environment: The environment that it is for.
        tag: The tag, as Jinja reads it.
        heads: The heads of the table that it may name.
        written: The tag as a person wrote it, if that differs.
    """
    try:
        syntax = environment.parse(alone(tag))
        for _, found in node_failures(environment, syntax):
            return found
        environment.compile(syntax)
    except TemplateSyntaxError:
        return _why(tag, written or tag, heads)
    except (SyntaxError, RecursionError, MemoryError, OverflowError):  # of Python's compiler
        return Failure("template.too-deep", {})
    return None


def text_failure(
    environment: Environment, text: str, heads: Heads = NO_HEADS, written: str = ""
) -> Failure | None:
    """What is wrong with a text that is a template of its own, such as that of a cell.

    Args:
        environment: The environment that it is for.
        text: The text, its tags as Jinja reads them.
        heads: The heads of the table that it may name.
        written: The text as a person wrote it, if that differs.
    """
    if unfinished_tag(text):
        return Failure("template.unclosed-tag", {})
    written = written or text
    tags = [text[one.start : one.end] for one in tags_in(text)]
    typed = [written[one.start : one.end] for one in tags_in(written)]
    typed = typed if len(typed) == len(tags) else tags
    if too_deep(tags) is not None:
        return Failure("template.too-deep", {})
    for tag, one in zip(tags, typed, strict=True):
        if why := tag_failure(environment, tag, heads, one):
            return why
    try:
        environment.parse(text)
    except TemplateSyntaxError:
        return Failure("template.unpaired-tag", {})
    return None


def node_failures(
    environment: Environment, syntax: nodes.Template
) -> Iterator[tuple[int, Failure]]:
    """Filters and tests that there are not, and tags that ask for files or several values at once.

    Yields:
        The line of each, and what is wrong.
    """
    for node in syntax.find_all((nodes.Filter, nodes.Test, nodes.Output, *_UNSUPPORTED)):
        if isinstance(node, _UNSUPPORTED):
            yield node.lineno, Failure("template.unsupported-tag", {})
        match node:
            case nodes.Filter(name=name) if name and name not in environment.filters:
                near = Heads(dict.fromkeys(environment.filters, "")).nearest(name)
                yield (
                    node.lineno,
                    Failure("template.unknown-filter", {"name": name, **nearest(near)}),
                )
            case nodes.Test(name=name) if name not in environment.tests:
                near = Heads(dict.fromkeys(environment.tests, "")).nearest(name)
                yield node.lineno, Failure("template.unknown-test", {"name": name, **nearest(near)})
            case nodes.Output():
                for child in node.nodes:
                    if isinstance(child, nodes.Tuple):
                        yield child.lineno, Failure("template.several-values", {})


def too_deep(tags: Iterable[str]) -> int | None:
    """The number of the first tag that opens a block too deep in others; None if none does."""
    depth = 0
    for number, tag in enumerate(tags):
        word = keyword(tag)
        if word in BLOCKS:
            depth += 1
            if depth > _DEEPEST:
                return number
        elif word.startswith("end"):
            depth = max(depth - 1, 0)
    return None


def _why(tag: str, written: str, heads: Heads) -> Failure:
    if misplaced := _PREFIXED.match(tag):
        return Failure("template.prefix-misplaced", {"prefix": misplaced[1]})
    word = keyword(tag)
    code = _TEXT.sub("''", tag)
    if word and word not in _KNOWN_WORDS and not tag.startswith("{{"):
        near = Heads(dict.fromkeys(_KNOWN_WORDS, "")).nearest(word)
        return Failure("template.unknown-word", {"name": word, **nearest(near)})
    if not _is_paired(code[2:-2]):
        return Failure("template.unpaired-marks", {})
    if _ONE_EQUALS_SIGN.match(code):
        return Failure("template.one-equals-sign", {})
    printing = _PRINTING.fullmatch(written) if heads.names else None
    if printing and printing[1].strip() and not _PATH.fullmatch(printing[1]):
        name = printing[1].strip()
        return Failure("template.unknown-head", {"name": name, **nearest(heads.nearest(name))})
    return Failure("template.syntax", {})


def _is_paired(code: str) -> bool:
    """Whether brackets and quotation marks pair up in what has no texts any more."""
    opened: list[str] = []
    for character in code.replace("''", ""):
        if character in "\"'":
            return False
        if character in "([{":
            opened.append(character)
        elif character in _PAIRS and (not opened or opened.pop() != _PAIRS[character]):
            return False
    return not opened
