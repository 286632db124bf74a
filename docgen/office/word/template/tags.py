"""Tags of a Word template with the paragraphs that they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from docgen.office.tags.language import tags_in
from docgen.problems import Place


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template.

    Attributes:
        text: The tag as it was written, such as ``{{ community.name }}``.
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
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())
