"""Tags made whole again that Word has split over elements, and cleaned of what no one sees."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import Final

from lxml import etree

from docgen.office.word.names import w

_TAG: Final = re.compile(r"{{.*?}}|{%.*?%}|{\#.*?\#}", re.DOTALL)
_TEXT, _INSTRUCTION = w("t"), w("instrText")
# What stands for a character in a run beside its texts.
_CHARACTERS: Final = {w("tab"): " ", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "-"}
# docxtpl knows its prefixes by the space after them.
_PREFIX: Final = re.compile(r"^({[{%#](?:p|r|tr|tc))\s")
_NO_WIDTH: Final = re.compile("[\u200b-\u200d\u2060\ufeff]")
_BRACE: Final = re.compile("[{}]")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def join_split_tags(root: etree._Element) -> None:
    """Put each tag of a part into one text, where docxtpl would damage it or what is around it."""
    for deleted in root.iter(w("delText"), w("delInstrText")):
        # A tag that tracked changes have deleted is none.
        deleted.text = _BRACE.sub("", deleted.text or "")
    texts: dict[object, list[etree._Element]] = defaultdict(list)
    for element in root.iter(_TEXT, _INSTRUCTION, *_CHARACTERS):
        run, paragraph = element.getparent(), next(element.iterancestors(w("p")), None)
        if run is not None and run.tag == w("r"):
            texts[paragraph, element.tag == _INSTRUCTION].append(element)
    for elements in texts.values():
        _join(elements)


def _join(elements: list[etree._Element]) -> None:
    """Mend the tags in the texts of a paragraph."""
    texts = [_CHARACTERS.get(str(element.tag), element.text or "") for element in elements]
    whole = "".join(texts)
    starts = [0, *accumulate(map(len, texts))]
    changed: set[int] = set()
    for match in reversed(list(_TAG.finditer(whole)) if "{" in whole else []):
        first, last = (bisect_right(starts, at) - 1 for at in (match.start(), match.end() - 1))
        tag = _PREFIX.sub(r"\1 ", _NO_WIDTH.sub("", match[0]))
        if tag == match[0] and _left_to_docxtpl(elements[first], elements[last]):
            continue
        before, after = match.start() - starts[first], match.end() - starts[last]
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
        element.set(_SPACE, "preserve")
