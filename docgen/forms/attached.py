"""The summary that stands, or goes on, on pages attached behind the form (另附页)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docgen.forms.labels import squeezed
from docgen.forms.values import paragraphs

_PAGES: Final = "(?:另?附页|附件|后附|附后)"
# What people write into the summary's place when all of it is attached.
_ELSEWHERE: Final = re.compile(rf"（?(?:详?见)?(?:{_PAGES}|后)）?[。．]?")
# What they write at its end when the rest is.
_GOES_ON: Final = re.compile(
    rf"[（(]?(?:下接|下转|后接|续接|续见|余见|接|转|续|其余\w{{0,4}}见){_PAGES}[）)]?[。．]?$"
)
_LONGEST_REMARK: Final = 16
_HEADING: Final = re.compile(rf"（?{_PAGES}[0-9一二三]?）?：?")


def is_elsewhere(summary: str) -> bool:
    """Whether a summary says nothing but that it is attached."""
    return _ELSEWHERE.fullmatch(squeezed(summary)) is not None


def goes_on(summary: str) -> bool:
    """Whether a summary is blank, or says that it stands or goes on elsewhere."""
    is_short = len(summary) <= _LONGEST_REMARK and (not summary or is_elsewhere(summary))
    return is_short or _GOES_ON.search(summary[-_LONGEST_REMARK:]) is not None


def with_attached(summary: str, behind: Sequence[str], label: str) -> str:
    """A summary with the pages that it refers to; as it is where none are attached.

    Args:
        summary: What stands in the form. Where it is blank, pages count if they are headed as such.
        behind: Lines of text behind the form.
        label: The summary's label, which people repeat above the attached text.
    """
    lines = paragraphs("\n".join(behind)).split("\n")
    text = [line for line in lines if not _is_heading(line, label)]
    if not any(text) or (not summary and not _is_heading(lines[0], label)):
        return summary
    start = "" if is_elsewhere(summary) else _GOES_ON.sub("", summary)
    return paragraphs("\n".join([start, *text]))


def _is_heading(line: str, label: str) -> bool:
    typed = squeezed(line)
    return bool(_HEADING.fullmatch(typed)) or typed == squeezed(label)
