"""Tags made whole again that Word has split over elements, and cleaned of what no one sees."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import Final

from lxml import etree

from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.language import tags_in
from docgen.office.tags.writing import prepared_tag
from docgen.office.word.names import w
from docgen.office.word.template.checks import DRAWN_PARAGRAPH, DRAWN_TEXT

_TEXT, INSTRUCTION = w("t"), w("instrText")
IN_RUNS: Final = frozenset({_TEXT, INSTRUCTION, DRAWN_TEXT})
"""The elements whose texts may hold parts of tags."""

# What stands for a character in a run beside its texts.
_CHARACTERS: Final = {w("tab"): " ", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "-"}
# docxtpl knows its prefixes by the space after them.
_PREFIX: Final = re.compile(r"^({[{%#](?:p|r|tr|tc))\s")
_BRACE: Final = re.compile("[{}｛｝]")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def join_split_tags(root: etree._Element, heads: Heads = NO_HEADS) -> dict[str, str]:
    """Put each tag of a part into one text, where docxtpl would damage it or what is around it.

    Args:
        root: The part.
        heads: The heads of the table that its tags may name.

    Returns:
        How each tag was written by what Jinja reads now.
    """
    for deleted in root.iter(w("delText"), w("delInstrText")):
        # A tag that tracked changes have deleted is none.
        deleted.text = _BRACE.sub("", deleted.text or "")
    texts: dict[object, list[etree._Element]] = defaultdict(list)
    for element in root.iter(_TEXT, INSTRUCTION, *_CHARACTERS):
        run, paragraph = element.getparent(), next(element.iterancestors(w("p")), None)
        if run is not None and run.tag == w("r"):
            texts[paragraph, element.tag == INSTRUCTION].append(element)
    for element in root.iter(DRAWN_TEXT):
        texts[next(element.iterancestors(DRAWN_PARAGRAPH), None), False].append(element)
    written: dict[str, str] = {}
    for elements in texts.values():
        _join(elements, heads, written)
    return written


def _join(elements: list[etree._Element], heads: Heads, written: dict[str, str]) -> None:
    """Mend the tags in the texts of a paragraph."""
    texts = [_CHARACTERS.get(str(element.tag), element.text or "") for element in elements]
    whole = "".join(texts)
    starts = [0, *accumulate(map(len, texts))]
    changed: set[int] = set()
    for found in reversed(list(tags_in(whole))):
        first, last = (bisect_right(starts, at) - 1 for at in (found.start, found.end - 1))
        was = whole[found.start : found.end]
        tag = _PREFIX.sub(r"\1 ", prepared_tag(whole, found, heads))
        if tag == was and _left_to_docxtpl(elements[first], elements[last]):
            continue
        written[tag] = was
        before, after = found.start - starts[first], found.end - starts[last]
        rest = texts[last][after:]
        texts[first : last + 1] = [texts[first][:before] + tag, *[""] * (last - first)]
        texts[last] += rest
        changed.update(range(first, last + 1))
    for index in changed:
        _write(elements[index], texts[index])


def _left_to_docxtpl(first: etree._Element, last: etree._Element) -> bool:
    """Whether a tag stands in one text, or in runs side by side that differ in nothing else.

    docxtpl makes such runs one; it would lose what stands between others, or their layouts.
    """
    if first.tag == DRAWN_TEXT:
        return first is last
    run, end = first.getparent(), last.getparent()
    layouts: set[bytes] = set()
    while run is not None and run is not end:
        if run.tag == w("r"):
            layouts.add(_layout(run))
        elif run.tag != w("proofErr"):
            return False
        run = run.getnext()
    return first is last or (run is not None and len(layouts | {_layout(run)}) == 1)


def _layout(run: etree._Element) -> bytes:
    """The layout of a run, and what else it holds but text."""
    others = (child for child in run if child.tag not in (_TEXT, w("lastRenderedPageBreak")))
    return b"".join(etree.tostring(child, with_tail=False) for child in others)


def _write(element: etree._Element, text: str) -> None:
    if element.tag in _CHARACTERS:
        element.getparent().remove(element)  # type: ignore[union-attr]  # never the root
    else:
        element.text = text
        if element.tag != DRAWN_TEXT:
            element.set(_SPACE, "preserve")
