"""Tags of a template as text: what they look like, which belong together, where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from docgen.problems import Place

TAG: Final = re.compile(
    r"{%[-+]?\s*raw\s*[-+]?%}.*?{%[-+]?\s*endraw\s*[-+]?%}|{{.*?}}|{%.*?%}|{\#.*?\#}", re.DOTALL
)
# Tags that need a partner to be a template on their own.
BLOCKS: Final = frozenset({"if", "for", "set", "macro", "call", "filter", "with", "autoescape"})
_KEYWORD: Final = re.compile(r"{%[-+]?\s*(\w+)")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template.

    Attributes:
        text: The tag, such as ``{{ community.name }}``.
        paragraph: What a person sees of its paragraph.
    """

    text: str
    paragraph: str

    def place(self, template: str) -> Place:
        """Where the tag stands."""
        return Place(file=template, field=self.paragraph)


def tags_of(text: str) -> list[str]:
    """The tags in a text, comments left out."""
    return [tag for tag in TAG.findall(text) if not tag.startswith("{#")]


def keyword(tag: str) -> str:
    """The word that a block tag starts with, if it opens or ends a block or stands in one."""
    found = _KEYWORD.match(tag)
    word = found[1] if found else ""
    return "" if word == "set" and "=" in tag else word


def visible_text(xml: str, position: int) -> str:
    """What a person sees of the paragraph around a position."""
    start = max(xml.rfind("<w:p>", 0, position), xml.rfind("<w:p ", 0, position))
    end = xml.find("</w:p>", position)
    inside = 0 <= start < end and xml.find("</w:p>", start, position) < 0
    tag = TAG.match(xml, position)
    text = xml[start:end] if inside or tag is None else tag[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())
