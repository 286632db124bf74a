"""What may happen to a file on its way, and what somebody may do to it who means harm.

A mutation takes a file and a source of randomness, and gives the file as it is after.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from faults.archive_mutations import (
    drop_part,
    nest,
    other_method,
    packed,
    rename_part,
    repeat_part,
    shuffle_parts,
    swap_parts,
    unpacked,
    wrong_header,
)

Mutation = Callable[[bytes, random.Random], bytes]

NUMBERS: Final = (
    *("0", "-1", "1", "7", "255", "65536", "2147483648", "99999999", "1000000000", "9" * 30),
    *(
        "1e999",
        "-1e308",
        "NaN",
        "Infinity",
        "0x10",
        "1_0",
        "１２",
        "٣",
        "3.14159",
        "007",
        " 5 ",
        "",
    ),
)
TEXTS: Final = (
    *(
        "是",
        "否",
        "社区",
        "2017年9月31日",
        "２分",
        "95%",
        "#REF!",
        "=1+1",
        "年 月 日",
        "A1",
        "XFD1048576",
    ),
    *("$A:$A", "true", "false", "continue", "restart", "s", "str", "inlineStr", "b", "d", "e", "n"),
    *("\u202e反", "x" * 40_000, "\ufeff", "a\u0301" * 50, "_x0031_", "_xD800_", "'甲'!$A$1"),
)
_HOSTILE: Final = (
    *(b"&lol;", b"&#0;", b"&#xD800;", b"\x00", b"\x0b", b"\xff", b"<!-- x -->", b"<?x y?>"),
    *(b"<![CDATA[9]]>", b"<x/>", b"</w:p>", b"]]>", b"&amp;", b"&#49;", b"\xe4\xb8", b"<a b='"),
)
_DOCTYPES: Final = (
    b'<!DOCTYPE a [<!ENTITY lol "lol">]>',
    b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    b'<!DOCTYPE a [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
)
_XML: Final = re.compile(r"\.(xml|rels|vml)$")
_NUMBER: Final = re.compile(rb"\d+")
_DEEP: Final = (30, 250, 5000)


def mutate(data: bytes, rng: random.Random, kinds: Sequence[str]) -> tuple[str, bytes]:
    """A file after one to three mutations of the given kinds, and their names."""
    names = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        mutation = rng.choice([one for kind in kinds for one in MUTATIONS[kind]])
        try:
            data = mutation(data, rng)
        except Exception:  # the mutations before have left nothing to mutate so
            break
        names.append(mutation.__name__)
    return "+".join(names), data


# Bytes.


def flip_bits(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut_out(data: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def cut_off(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def insert_noise(data: bytes, rng: random.Random) -> bytes:
    at = rng.choice((0, len(data), rng.randrange(len(data))))
    return data[:at] + rng.randbytes(rng.choice((1, 4, 500))) + data[at:]


def repeat_span(data: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 1, 20)) + data[end:]


def move_span(data: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    rest = data[:start] + data[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def blank_span(data: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + rng.choice((b"\0", b"\xff", b" ")) * (end - start) + data[end:]


# The bytes of one part.


def part_bytes(data: bytes, rng: random.Random) -> bytes:
    mutation = rng.choice((flip_bits, cut_out, cut_off, insert_noise, repeat_span, move_span))
    return _in_part(data, rng, lambda part: mutation(part, rng))


def part_number(data: bytes, rng: random.Random) -> bytes:
    def change(part: bytes) -> bytes:
        found = rng.choice(list(_NUMBER.finditer(part)))
        return part[: found.start()] + rng.choice(NUMBERS).encode() + part[found.end() :]

    return _in_part(data, rng, change)


def part_intruder(data: bytes, rng: random.Random) -> bytes:
    def change(part: bytes) -> bytes:
        behind = [at.end() for at in re.finditer(rb">|>[^<]", part)]
        at = rng.choice(behind)
        return part[:at] + rng.choice(_HOSTILE) + part[at:]

    return _in_part(data, rng, change)


def part_doctype(data: bytes, rng: random.Random) -> bytes:
    def change(part: bytes) -> bytes:
        at = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
        return part[:at] + rng.choice(_DOCTYPES) + part[at:]

    return _in_part(data, rng, change)


def part_encoding(data: bytes, rng: random.Random) -> bytes:
    encoding = rng.choice(("utf-16", "gb18030", "latin-1", "utf-7", "utf-32"))

    def change(part: bytes) -> bytes:
        declared = re.sub(rb'encoding="[^"]*"', b'encoding="%s"' % encoding.encode(), part, count=1)
        text = declared.decode("utf-8", "replace")
        return text.encode(encoding, "replace") if rng.random() < 0.7 else declared

    return _in_part(data, rng, change)


# The elements of one part.


def drop_element(root: etree._Element, rng: random.Random) -> None:
    _drop(_any(root, rng))


def repeat_element(root: etree._Element, rng: random.Random) -> None:
    element = _any(root, rng)
    for _ in range(rng.choice((1, 1, 1, 3, 300))):
        element.addnext(deepcopy(element))


def repeat_with_other_text(root: etree._Element, rng: random.Random) -> None:
    element = _any(root, rng)
    other = deepcopy(element)
    for node in other.iter():
        if node.text and node.text.strip():
            node.text = rng.choice((*NUMBERS, *TEXTS[:9])) or "5"
    (element.addnext if rng.random() < 0.5 else element.addprevious)(other)


def swap_elements(root: etree._Element, rng: random.Random) -> None:
    one = _any(root, rng)
    other = rng.choice([each for each in root.iter(one.tag) if each is not root])
    if other is one or other in one.iterdescendants() or one in other.iterdescendants():
        return
    mark = etree.Element("mark")
    one.getparent().replace(one, mark)
    other.getparent().replace(other, one)
    mark.getparent().replace(mark, other)


def move_element(root: etree._Element, rng: random.Random) -> None:
    element, home = _any(root, rng), _any(root, rng)
    if home is not element and home not in element.iterdescendants():
        home.insert(rng.randrange(len(home) + 1), element)


def wrap_deeply(root: etree._Element, rng: random.Random) -> None:
    element = _any(root, rng)
    home, at = element.getparent(), element.getparent().index(element)
    tag = rng.choice((element.tag, home.tag, "x"))
    for _ in range(rng.choice(_DEEP)):
        outer = etree.Element(tag)
        outer.append(element)
        element = outer
    home.insert(at, element)


def unwrap(root: etree._Element, rng: random.Random) -> None:
    element = _any(root, rng)
    for child in reversed(list(element)):
        element.addnext(child)
    _drop(element)


def rename_element(root: etree._Element, rng: random.Random) -> None:
    _any(root, rng).tag = rng.choice([one.tag for one in root.iter("*")])


def change_namespace(root: etree._Element, rng: random.Random) -> None:
    name = etree.QName(_any(root, rng))
    space = rng.choice(("", "urn:x", "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    for element in list(root.iter(name.text)):
        element.tag = f"{{{space}}}{name.localname}" if space else name.localname


def change_attribute(root: etree._Element, rng: random.Random) -> None:
    element = rng.choice([one for one in root.iter("*") if one.attrib])
    key = rng.choice(list(element.attrib))
    others = [one.get(key) for one in root.iter("*") if one.get(key)]
    element.set(key, rng.choice((rng.choice(NUMBERS), rng.choice(TEXTS), rng.choice(others))))


def drop_attribute(root: etree._Element, rng: random.Random) -> None:
    element = rng.choice([one for one in root.iter("*") if one.attrib])
    del element.attrib[rng.choice(list(element.attrib))]


def change_text(root: etree._Element, rng: random.Random) -> None:
    texts = [one for one in root.iter("*") if one.text and one.text.strip()]
    element = rng.choice(texts)
    element.text = rng.choice((rng.choice(NUMBERS), rng.choice(TEXTS), rng.choice(texts).text))


def split_text(root: etree._Element, rng: random.Random) -> None:
    """Put something between the characters of a text, as only a program can."""
    element = rng.choice([one for one in root.iter("*") if one.text and one.text.strip()])
    text, at = element.text, rng.randrange(len(element.text))
    between = rng.choice(
        (etree.Comment("x"), etree.ProcessingInstruction("x", "y"), etree.Element("x"))
    )
    element.text, between.tail = text[:at], text[at:]
    element.insert(0, between)


def span_widely(root: etree._Element, rng: random.Random) -> None:
    """Spans, rows and references far beyond any table."""
    wanted = rng.choice(("gridSpan", "gridBefore", "vMerge", "row", "c", "mergeCell", "dimension"))
    element = rng.choice(list(root.iter(f"{{*}}{wanted}")) or [_any(root, rng)])
    value = rng.choice(("1000000000", "16384", "99999999", "-5", "A1:XFD1048576", "ZZZ9999999"))
    keys = list(element.attrib) or [
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
    ]
    element.set(rng.choice(keys), value)


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.choice((1, 2, 10, 100, 5000)))


def _in_part(data: bytes, rng: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed: most often one that holds what was typed."""
    parts = unpacked(data)
    known = [at for at, (name, content) in enumerate(parts) if _XML.search(name) and content]
    main = [at for at in known if re.search(r"document\.|sheet\d|workbook\.|sharedS", parts[at][0])]
    at = rng.choice(main if main and rng.random() < 0.8 else known)
    parts[at] = parts[at][0], change(parts[at][1])
    return packed(parts)


def _any(root: etree._Element, rng: random.Random) -> etree._Element:
    return rng.choice([one for one in root.iter("*") if one is not root])


def _drop(element: etree._Element) -> None:
    element.getparent().remove(element)


def _of_tree(change: Callable[[etree._Element, random.Random], None]) -> Mutation:
    def mutation(data: bytes, rng: random.Random) -> bytes:
        def changed(part: bytes) -> bytes:
            root = etree.fromstring(part, etree.XMLParser(huge_tree=True, resolve_entities=False))
            change(root, rng)
            return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

        return _in_part(data, rng, changed)

    mutation.__name__ = change.__name__
    return mutation


MUTATIONS: Final = {
    "bytes": (flip_bits, cut_out, cut_off, insert_noise, repeat_span, move_span, blank_span),
    "part": (part_bytes, part_number, part_intruder, part_doctype, part_encoding),
    "tree": tuple(
        map(
            _of_tree,
            (
                *(drop_element, repeat_element, repeat_with_other_text, swap_elements),
                *(move_element, wrap_deeply, unwrap, rename_element, change_namespace),
                *(change_attribute, drop_attribute, change_text, split_text, span_widely),
            ),
        )
    ),
    "zip": (
        *(rename_part, drop_part, repeat_part, swap_parts, shuffle_parts, other_method),
        *(nest, wrong_header),
    ),
}
