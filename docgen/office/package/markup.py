"""One cache by markup: what a part says is found out once for all that differ in their texts only.

The markup of a form is the same in every copy of it. So a part is cut at its texts, a mark is put
in place of each, and what a reader of trees makes of that, its plan, is kept: of the next copy
only the texts are looked at. A mark is one character that no text of an office file has, so a
reader hands it on as it does any text, and needs to know nothing of this. Whatever an XML parser
would refuse or read differently between two texts, it refuses or reads here too, since the markup
is parsed; what is beyond that is left to the part's own tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Generic, TypeVar

from docgen.office.package.plain_xml import UnusualError, plain_texts
from docgen.office.package.xml import DECLARATION, parse_xml
from docgen.problems import Place, ProblemError

Plan = TypeVar("Plan")

# Well within the limits of the XML parser.
_LONGEST: Final = 2_000_000
# What is kept comes from outside; a form has a tenth of this.
_LONGEST_KEPT, _PLANS = 200_000, 32
# The last but one plane of Unicode: characters left to everybody's own use, none of which any
# font or input method in use has. In UTF-8 they are all that begins with this byte.
_FIRST_MARK, _MARKS = 0xF0000, 20_000
_LEAD: Final = b"\xf3"
_START: Final = re.compile(DECLARATION.encode() + rb"<[A-Za-z]")


class Texts:
    """The texts of a part by the marks that stand for them in its plan.

    Args:
        texts: The texts in their order; none for a part whose plan holds its texts themselves.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._texts = dict(enumerate(texts, _FIRST_MARK))

    def fill(self, written: str) -> str:
        """A text of the plan with the part's own texts in place of their marks."""
        if len(written) == 1:  # which most are
            return self._texts.get(ord(written), written)
        return written.translate(self._texts) if self._texts else written


class MarkupCache(Generic[Plan]):
    """Plans of parts by their markup.

    Args:
        tags: Tags, as they are written, of the elements whose texts are cut out, with the names
            that they must have.
        read: Reads a part's root, texts or marks in it, given what else its meaning depends on.
        alike: Makes markup that means the same the same.
        tidied: Leaves out of a part what means nothing between two tags.
        seams: Finds, in the markup before each text, the numbers of those that only go on with
            the text before them.
    """

    def __init__(
        self,
        tags: Mapping[str, str],
        read: Callable[..., Plan],
        alike: Callable[[bytes], bytes] = bytes,
        tidied: Callable[[bytes], bytes] = bytes,
        seams: Callable[[Sequence[bytes]], Collection[int]] | None = None,
    ) -> None:
        names = "|".join(tags).encode()
        self._text = re.compile(rb'(<(?:%b))(?: xml:space="preserve")?>([^<]*+)(?=</)' % names)
        self._names = list(tags.values())
        self._read = read
        self._alike = alike
        self._tidied = tidied
        self._seams = seams
        self._known = lru_cache(maxsize=_PLANS)(self._made_alike)
        self._plans = lru_cache(maxsize=_PLANS)(self._plan)

    def find(self, data: bytes, *context: Hashable) -> tuple[Plan, Texts] | None:
        """What a part says.

        Args:
            data: The part.
            context: What its meaning depends on besides.

        Returns:
            Its plan and its texts; None if it is to be read by its own tree.

        Raises:
            MarkupError: The reader refuses the part.
        """
        try:
            return self._find(data, context)
        except (UnusualError, UnicodeDecodeError, ProblemError):
            return None

    def _find(self, data: bytes, context: tuple[Hashable, ...]) -> tuple[Plan, Texts]:
        if len(data) > _LONGEST or _LEAD in data or not _START.match(data):
            raise UnusualError
        pieces = self._text.split(self._tidied(data))
        texts = plain_texts(pieces[2::3])
        seams = self._seams(pieces[:-1:3]) if self._seams else ()
        if seams:
            pieces, texts = _joined(pieces, texts, seams)
        if len(texts) > _MARKS:
            raise UnusualError
        pieces[2::3] = _marks()[: len(texts)]
        markup = b"".join(pieces)
        if len(markup) > _LONGEST_KEPT:
            raise UnusualError
        return self._known(markup, len(texts), context), Texts(texts)

    def _made_alike(self, markup: bytes, count: int, context: tuple[Hashable, ...]) -> Plan:
        return self._plans(self._alike(markup), count, context)

    def _plan(self, markup: bytes, count: int, context: tuple[Hashable, ...]) -> Plan:
        # In comments, CDATA and references a mark might be hidden, or be none.
        if b"<!" in markup or b"&#" in markup or markup.rfind(b"<?") > 0:
            raise UnusualError
        root = parse_xml(markup, Place())
        first = chr(_FIRST_MARK)
        marks = [text for one in root.iter(*self._names) if (text := one.text or "") >= first]
        if marks != [chr(number) for number in range(_FIRST_MARK, _FIRST_MARK + count)]:
            raise UnusualError
        return self._read(root, *context)


def _joined(
    pieces: list[bytes], texts: list[str], seams: Collection[int]
) -> tuple[list[bytes], list[str]]:
    """The pieces and texts of a part, those texts put together that are one."""
    kept: list[bytes] = []
    begin = 0
    for at in sorted(seams):
        kept += pieces[begin : 3 * at]
        begin = 3 * at + 3
    kept += pieces[begin:]
    starts = sorted({*range(len(texts))}.difference(seams))
    ends = [*starts[1:], len(texts)]
    return kept, ["".join(texts[start:end]) for start, end in zip(starts, ends, strict=True)]


def is_marked(text: str) -> bool:
    """Whether marks stand in a text, so that what it says is not known."""
    return any(ord(character) >= _FIRST_MARK for character in text)


@lru_cache(maxsize=1)
def _marks() -> list[bytes]:
    """The marks, each behind the end of its tag: whether that keeps blanks matters to no reader."""
    return [b">" + chr(_FIRST_MARK + number).encode() for number in range(_MARKS)]
