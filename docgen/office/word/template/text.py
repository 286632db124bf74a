r"""Line breaks, tabs, paragraphs and page breaks that values bring into a rendered part.

As in docxtpl, ``\n`` in a value is a line break, ``\t`` a tab, ``\a`` a new paragraph and ``\f``
a new page, each in the style of the text it interrupts. A new paragraph inside a content control
has a control of its own with the same tag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Stands before rich text until the part is complete; no text can hold it.
RICH_TEXT: Final = "\ufdd2"
_CONTROLS: Final = "\n\t\a\f"
_RUN_LAYOUT: Final = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_PARAGRAPH_LAYOUT: Final = re.compile(r"<w:pPr>.*?</w:pPr>", re.DOTALL)
_TEXT_START: Final = '<w:t xml:space="preserve">'
_NEW_PAGE: Final = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
# A paragraph cannot end inside one of these.
_INLINE: Final = "w:(?:sdtContent|hyperlink|ins|smartTag|fldSimple)"
_INLINE_START: Final = re.compile(f"<{_INLINE}(?: [^>]*)?(?<!/)>")
_INLINE_END: Final = re.compile(f"</{_INLINE}>")
_CONTROL_START: Final = re.compile(r"<w:sdt><w:sdtPr>.*?</w:sdtPr>.*?<w:sdtContent>", re.DOTALL)
# Each control has a number of its own; one without a number is given one by Word.
_IDENTIFIER: Final = re.compile(r"<w:id w:val=\"[^\"]*\"/>")
_BOX_START, _BOX_END = "<w:txbxContent", "</w:txbxContent>"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def controls_in(text: str) -> str:
    """The control characters in a text that stand for elements."""
    return "".join(filter(text.__contains__, _CONTROLS))


def expand_controls(xml: str) -> str:
    """Turn the control characters in the texts of a rendered part into Word's elements."""
    controls = controls_in(xml)
    if not controls:
        return xml
    control = re.compile(f"[{controls}]")
    done = 0
    pieces: list[str] = []
    while found := control.search(xml, done):
        position = found.start()
        end = xml.find("<", position)
        text = replace_controls(xml[position:end], controls_at(xml, position))
        pieces += (xml[done:position], text)
        done = end
    pieces.append(xml[done:])
    return "".join(pieces)


def replace_controls(text: str, controls: Mapping[str, str]) -> str:
    """A text with its control characters replaced as ``controls_at`` tells."""
    for character, element in controls.items():
        text = text.replace(character, element)
    return text


def controls_at(xml: str, position: int) -> Mapping[str, str]:
    """What each control character becomes in the text at a position; nothing outside texts."""
    paragraph, run, text = (_opened(xml, name, position) for name in ("w:p", "w:r", "w:t"))
    if not 0 <= paragraph < run < text:
        return _NOTHING
    paragraph_layout = _PARAGRAPH_LAYOUT.search(xml, paragraph, position)
    new_paragraph = f"<w:p>{paragraph_layout[0] if paragraph_layout else ''}"
    run_layout = _RUN_LAYOUT.search(xml, run, position)
    new_run = f"<w:r>{run_layout[0] if run_layout else ''}"
    end, start = "</w:t></w:r>", f"{new_run}{_TEXT_START}"
    controls = {
        "\n": f"</w:t><w:br/>{_TEXT_START}",
        "\t": f"{end}{new_run}<w:tab/></w:r>{start}",
        "\a": f"{end}</w:p>{new_paragraph}{start}",
        "\f": f"{end}</w:p>{_NEW_PAGE}{new_paragraph}{start}",
    }
    before = xml[paragraph:position]
    starts, ends = _INLINE_START.findall(before), _INLINE_END.findall(before)
    if len(starts) > len(ends):
        control = _only_control(before) if len(starts) == len(ends) + 1 else None
        controls["\a"] = controls["\n"]
        controls["\f"] = f'</w:t><w:br w:type="page"/>{_TEXT_START}'
        if control:
            again = f"{new_paragraph}{control}{start}"
            controls["\a"] = f"{end}</w:sdtContent></w:sdt></w:p>{again}"
    return controls


def _only_control(before: str) -> str | None:
    """How the content control starts that is open at the end of a paragraph's beginning."""
    start = before.rfind("<w:sdt>")
    opening = _CONTROL_START.match(before, start) if start >= 0 else None
    inside = before[start:]
    if opening is None or "</w:sdt>" in inside or len(_INLINE_START.findall(inside)) > 1:
        return None
    return _IDENTIFIER.sub("", opening[0])


def stands_in_text(xml: str, position: int) -> bool:
    """Whether a position is within the text of a run."""
    return _opened(xml, "w:r", position) >= 0 and _opened(xml, "w:t", position) >= 0


def misplaced_rich_text(xml: str) -> int:
    """Where rich text stands inside a text, as an element cannot; -1 if it does nowhere."""
    position = xml.find(RICH_TEXT)
    while position >= 0 > _opened(xml, "w:t", position):
        position = xml.find(RICH_TEXT, position + 1)
    return position


def _opened(xml: str, name: str, position: int) -> int:
    """Start of the last element of a name before a position if it does not end before it."""
    while True:
        start = _last_start(xml, name, position)
        if xml.find(f"</{name}>", max(start, 0), position) < 0:
            return start
        # If it stands in a text box, what is around the box may be open.
        box_end = xml.find(_BOX_END, start, position)
        position = xml.rfind(_BOX_START, 0, max(box_end, 0))
        if not 0 <= position < start:
            return -1


def _last_start(xml: str, name: str, position: int) -> int:
    # The nearest is looked for, not all before it: a part may have very many.
    start = xml.rfind(f"<{name}", 0, position)
    while start >= 0 and xml[start + len(name) + 1] not in " >":
        start = xml.rfind(f"<{name}", 0, start)
    return start
