"""XML of office files: parsing what comes from outside, and writing text that stays text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

import markupsafe
from lxml import etree

from docgen.problems import Place, ProblemError, problem

_OF_A_DECLARATION: Final = (
    r"version={0}1\.0{0} encoding={0}UTF-8{0}(?: standalone={0}(?:yes|no){0})?"
)
_QUOTED: Final = "|".join(map(_OF_A_DECLARATION.format, ("'", '"')))
DECLARATION: Final = rf"(?:<\?xml (?:{_QUOTED})\?>[ \t\r\n]*)?"
"""Pattern of how a part begins that is in UTF-8 and says so, or says nothing; no groups in it."""

FORBIDDEN_CONTROLS: Final = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)]).decode()
"""Control characters that XML 1.0 cannot hold, not even escaped."""

FORBIDDEN_BEYOND: Final = "\ufffe\uffff"
"""What else it cannot hold, beside halves of characters, which cannot be written as UTF-8."""

# Beside them those that it discourages, because they are no characters.
_FORBIDDEN: Final = f"{FORBIDDEN_CONTROLS}\ud800-\udfff\ufdd0-\ufdef{FORBIDDEN_BEYOND}"
_ILLEGAL: Final = re.compile(f"[{_FORBIDDEN}]")

# Most texts hold none of what is illegal or to be escaped.
_SPECIAL: Final = re.compile(f"[&<>'\"{_FORBIDDEN}]")

# A declaration that names another encoding than UTF-8, in which a name may look different.
_OTHER_ENCODING: Final = re.compile(
    rb"""<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE
)

_MOST_DIGITS, _LARGEST_NUMBER = 18, 10**18
_OFF: Final = frozenset({"0", "false", "off"})

# Bytes of memory that the trees of one file may take.
_LARGEST: Final = 150_000_000
# No markup takes more than ``<c/>`` does, with what is made of it.
_MOST_OF_A_BYTE: Final = 65


class MarkupError(ValueError):
    """Markup is well-formed, and says what cannot be."""


def whole_number(text: str | None, default: int | None = None) -> int:
    """A whole number, as the value of an attribute says it.

    Args:
        text: The value; None if there is none.
        default: What it is then.

    Raises:
        MarkupError: It is none.
    """
    if text is None and default is not None:
        return default
    if text is None or not (text.isascii() and text.removeprefix("-").isdecimal()):
        raise MarkupError(f"no number: {text}")
    return int(text) if len(text) < _MOST_DIGITS else _LARGEST_NUMBER


def parse_xml(data: bytes, place: Place, keep_blank: bool = True) -> etree._Element:
    """Parse a part of a file from outside: no entities, no network, no document type.

    Args:
        data: The part.
        place: The file, for the problem; its field names the part.
        keep_blank: Whether to keep the white space between elements.

    Raises:
        ProblemError: The part is not well-formed, it declares a document type, or its tree would
            take very much memory.
    """
    if _MOST_OF_A_BYTE * len(data) > _LARGEST and _tree_size(data) > _LARGEST:
        raise ProblemError([problem("package.inflates", place)])
    with _well_formed(place):
        root = etree.fromstring(data, _parser(keep_blank))
    _refuse_document_type(root, place)
    return root


@cache
def _parser(keep_blank: bool) -> etree.XMLParser:
    """A parser, which may parse one part after the other: making one takes as long as parsing."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_blank_text=not keep_blank,
        # They would divide a text in two.
        remove_comments=True,
        remove_pis=True,
    )


def elements(
    pieces: Iterable[bytes], names: Iterable[str], place: Place
) -> Iterator[etree._Element]:
    """Elements of a part that is too long for a tree, each given up when the next is asked for.

    Args:
        pieces: The part bit by bit.
        names: Names of the elements, whatever their namespace.
        place: The file, for the problem; its field names the part.

    Raises:
        ProblemError: As ``parse_xml``, of what comes between two of these elements.
    """
    parser = etree.XMLPullParser(
        ("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    waiting = 0
    checked = False
    for piece in pieces:
        with _well_formed(place):
            parser.feed(piece)
        waiting += _tree_size(piece)
        for _, element in parser.read_events():
            assert isinstance(element, etree._Element)  # of the events asked for
            waiting = 0
            if not checked:
                _refuse_document_type(element, place)
                checked = True
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and parent[0] is not element:
                del parent[0]
        if waiting > _LARGEST:
            raise ProblemError([problem("package.inflates", place)])
    with _well_formed(place):
        root = parser.close()
    _refuse_document_type(root, place)


@contextmanager
def _well_formed(place: Place) -> Iterator[None]:
    """Where the parser works, and nothing else: what it refuses is a problem of the part."""
    try:
        yield
    except (etree.XMLSyntaxError, ValueError):
        raise ProblemError([problem("package.bad-xml", place, part=place.field)]) from None


def _refuse_document_type(element: etree._Element, place: Place) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ProblemError([problem("package.document-type", place, part=place.field)])


def may_hold(data: bytes, name: str) -> bool:
    """Whether a part may hold an element or attribute of a name: if not, it needs no parsing.

    Args:
        data: The part.
        name: The name, without its namespace.
    """
    return name.encode() in data or not is_utf8(data)


def may_switch_on(data: bytes, name: str) -> bool:
    """Whether a part may hold an attribute of a name that is switched on, not just written out.

    Args:
        data: The part.
        name: The name, without its namespace.
    """
    on = rb"%b\s*=\s*[\"'](?!(?:0|false)[\"'])" % re.escape(name.encode())
    return re.search(on, data) is not None or not is_utf8(data)


def is_utf8(data: bytes) -> bool:
    """Whether a part says that it is in UTF-8, or nothing else."""
    begin = data[:200].removeprefix(codecs.BOM_UTF8).lstrip()
    return begin.startswith(b"<") and begin[1:2] != b"\0" and not _OTHER_ENCODING.match(begin)


class PartsParser:
    """Parses parts of one file, whose trees together must not take very much memory."""

    def __init__(self) -> None:
        self._size = 0

    def count(self, data: bytes, place: Place) -> None:
        """Count a part that is to be taken apart.

        Raises:
            ProblemError: It is too large together with those before.
        """
        most = _MOST_OF_A_BYTE * len(data)
        # Counting its tags takes time, and hardly a file comes near the limit.
        self._size += most if self._size + most <= _LARGEST // 2 else _tree_size(data)
        if self._size > _LARGEST:
            raise ProblemError([problem("package.inflates", place)])

    def parse(self, data: bytes, place: Place) -> etree._Element:
        """Parse a part as ``parse_xml`` does.

        Raises:
            ProblemError: It is not acceptable XML, or too large together with those before.
        """
        self.count(data, place)
        return parse_xml(data, place)


def _tree_size(data: bytes) -> int:
    """About how many bytes of memory the tree of a part takes: tags and attributes weigh most."""
    return 2 * len(data) + 120 * data.count(b"<") + 200 * data.count(b"=")


def is_on(value: str | None) -> bool:
    """Whether a mark with this value holds; without a value it does."""
    return value not in _OFF


def illegal_character(text: str) -> str | None:
    r"""The first character that XML does not allow, as in ``\x0b``; None if there is none."""
    found = _ILLEGAL.search(text)
    return repr(found[0])[1:-1] if found else None


def escape(text: str, field: str, place: Place | None = None) -> str:
    """Text as it may stand in an element or a quoted attribute.

    Args:
        text: The text.
        field: What it is, for the problem.
        place: Where it comes from.

    Raises:
        ProblemError: It holds a character that XML does not allow.
    """
    if not _SPECIAL.search(text):
        return str(text)
    character = illegal_character(text)
    if character:
        found = problem("package.illegal-character", place, field=field, character=character)
        raise ProblemError([found])
    return str(markupsafe.escape(text))
