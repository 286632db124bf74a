"""Which of the templates that make up a document a problem stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from docgen.office.package.archive import Package
from docgen.office.word.template.paragraphs import paragraph_texts
from docgen.problems import Problem

# What a tag loses, or gets another form of, on its way from the file to the template.
_PREFIX: Final = re.compile(r"({[{%#])[-+]?\s*(?:p|r|tr|tc)\s")
_MERGE_TAG: Final = re.compile(r"{%[-+]?\s*vm\s")
_UNEVEN: Final = re.compile(r"[\s\"'“”‘’]")


def at_origin(found: Problem, packages: Iterable[Package]) -> Problem:
    """A problem of a template that was put together, told at the file that has the tag.

    Args:
        found: The problem.
        packages: The files that were put together. Where several have the tag, one that has it
            in the same paragraph comes first.
    """
    tag, paragraph = _bare(dict(found.facts).get("tag", "")), _bare(found.place.field)
    candidates: list[tuple[bool, str]] = []
    for package in packages:
        texts = [_bare(text) for text in paragraph_texts(package)]
        if tag and any(tag in text for text in texts):
            candidates.append((paragraph not in texts, package.file))
    if not candidates:
        return found
    _, file = min(candidates, key=lambda one: one[0])
    return replace(found, place=found.place._replace(file=file))


def _bare(text: str) -> str:
    text = _MERGE_TAG.sub("{% if ", _PREFIX.sub(r"\1 ", text))
    return _UNEVEN.sub("", text)
