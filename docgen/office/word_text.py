r"""Line breaks, tabs, paragraphs and page breaks that values bring into a rendered part.

As in docxtpl, ``\n`` in a value is a line break, ``\t`` a tab, ``\a`` a new paragraph and ``\f``
a new page, each in the style of the text it interrupts.
"""

from __future__ import annotations

import re
from typing import Final

# Stands before rich text until the part is complete; no text can hold it.
RICH_TEXT: Final = "\ufdd2"
_CONTROLS: Final = "\n\t\a\f"
_RUN: Final = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_TEXT: Final = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_RUN_LAYOUT: Final = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_PARAGRAPH_LAYOUT: Final = re.compile(r"<w:pPr>.*?</w:pPr>", re.DOTALL)
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_TEXT_START: Final = '<w:t xml:space="preserve">'
# A paragraph cannot end inside one of these.
_INLINE: Final = ("w:sdtContent", "w:hyperlink", "w:ins", "w:smartTag", "w:fldSimple")


def expand_controls(xml: str) -> str:
    """Turn the control characters in the texts of a rendered part into Word's elements."""
    done = 0
    pieces: list[str] = []
    while (position := _next_control(xml, done)) >= 0:
        start = max(xml.rfind("<w:p>", done, position), xml.rfind("<w:p ", done, position))
        end = xml.find("</w:p>", position)
        if start < 0 or end < 0 or xml.find("</w:p>", start, position) >= 0:
            pieces.append(xml[done : position + 1])
            done = position + 1
            continue
        pieces += (xml[done:start], _paragraph(xml[start:end]))
        done = end
    pieces.append(xml[done:])
    return "".join(pieces)


def _paragraph(xml: str) -> str:
    layout = _PARAGRAPH_LAYOUT.search(xml)
    paragraph = f"<w:p>{layout[0] if layout else ''}"

    def run(match: re.Match[str]) -> str:
        inline = any(
            xml.count(f"<{name}", 0, match.start()) > xml.count(f"</{name}>", 0, match.start())
            for name in _INLINE
        )
        return _run(match[0], "" if inline else paragraph)

    return _RUN.sub(run, xml)


def misplaced_rich_text(xml: str) -> int:
    """Where rich text stands inside a text, as an element cannot; -1 if it does nowhere."""
    position = xml.find(RICH_TEXT)
    while position >= 0:
        element = xml.rfind("<", 0, position)
        if xml.startswith(("<w:t>", "<w:t "), element):
            return position
        position = xml.find(RICH_TEXT, position + 1)
    return -1


def _next_control(xml: str, start: int) -> int:
    # Searching for each character is many times as fast as a pattern, and most texts have none.
    positions = [xml.find(character, start) for character in _CONTROLS]
    return min((position for position in positions if position >= 0), default=-1)


def _run(xml: str, paragraph: str) -> str:
    if _next_control(xml, 0) < 0:
        return xml
    layout = _RUN_LAYOUT.search(xml)
    run = f"<w:r>{layout[0] if layout else ''}"
    new_page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    elements: dict[str, str | int | None] = {
        "\t": f"</w:t></w:r>{run}<w:tab/></w:r>{run}{_TEXT_START}",
        "\n": _BREAK,
        "\a": f"</w:t></w:r></w:p>{paragraph}{run}{_TEXT_START}",
        "\f": f"</w:t></w:r></w:p>{new_page}{paragraph}{run}{_TEXT_START}",
    }
    if not paragraph:
        elements["\a"] = _BREAK
        elements["\f"] = f'</w:t><w:br w:type="page"/>{_TEXT_START}'
    return _TEXT.sub(lambda text: text[0].translate(str.maketrans(elements)), xml)
