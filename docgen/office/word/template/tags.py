"""Tags of a Word template with the paragraphs that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from typing import Final

from docgen.office.tags.language import tags_in
from docgen.problems import Place

_START: Final = re.compile("<w:p[ >]")
_END: Final = re.compile("</w:p>")
_MARKUP: Final = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template.

    Attributes:
        text: The tag as it was written, such as ``{{ applicant.name }}``.
        paragraph: What a person sees of its paragraph.
        source: The tag as Jinja reads it.
    """

    text: str
    paragraph: str
    source: str = ""

    def place(self, template: str) -> Place:
        """Where the tag stands."""
        return Place(file=template, field=self.paragraph)


def tags_of(text: str) -> list[str]:
    """The tags in a text, comments left out."""
    return [text[tag.start : tag.end] for tag in tags_in(text) if tag.kind != "#"]


def visible_text(xml: str, position: int) -> str:
    """What a person sees of the paragraph around a position."""
    start = max(xml.rfind("<w:p>", 0, position), xml.rfind("<w:p ", 0, position))
    end = xml.find("</w:p>", position)
    inside = 0 <= start < end and xml.find("</w:p>", start, position) < 0
    tag = next(tags_in(xml[position : end if end >= 0 else None]), None)
    text = xml[start:end] if inside or tag is None else xml[position:][: tag.end]
    return _seen(text)


class Paragraphs:
    """The paragraphs of a part, each text made once.

    Args:
        xml: The part.
    """

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._starts = [found.start() for found in _START.finditer(xml)]
        self._ends = [found.start() for found in _END.finditer(xml)]
        self._texts: dict[tuple[int, int], str] = {}

    def around(self, position: int, end: int) -> str:
        """What a person sees of the paragraph around a tag; of no paragraph, the tag itself.

        Args:
            position: Where the tag begins.
            end: Where it has ended.
        """
        first, last = bisect_right(self._starts, position), bisect_right(self._ends, position)
        start = self._starts[first - 1] if first else -1
        ended_before = self._ends[last - 1] if last else -1
        if start < 0 or ended_before > start or last == len(self._ends):
            return _seen(self._xml[position:end])
        span = start, self._ends[last]
        if span not in self._texts:
            self._texts[span] = _seen(self._xml[span[0] : span[1]])
        return self._texts[span]


def _seen(xml: str) -> str:
    return " ".join(unescape(_MARKUP.sub("", xml)).split())
