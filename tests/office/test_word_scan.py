"""The fast path of the Word reader gives what the tree gives, or leaves the document to it."""

import random
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache, partial
from itertools import cycle, repeat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen import assets
from docgen.office.package.archive import read_package
from docgen.office.package.xml import parse_xml
from docgen.office.word.names import w
from docgen.office.word.reading.content import WORD_2010, Control
from docgen.office.word.reading.fields import fields_of, known_fields
from docgen.office.word.reading.tree import WordTree, see
from docgen.problems import Place, ProblemError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f' xmlns:w="{WORD}" xmlns:w14="{WORD_2010}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" mc:Ignorable="w14"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


def document(body: str, namespaces: str = NAMESPACES, declaration: str = DECLARATION) -> bytes:
    written = f"{declaration}<w:document{namespaces}><w:body>{body}</w:body></w:document>"
    return written.encode("utf-8", "surrogatepass")


Answer = tuple[list[Control], str]
"""The content controls, and the text outside them."""


def by_scan(data: bytes) -> Answer | None:
    """The scan's answer; None if it leaves the document to the tree."""
    found = known_fields(data)
    return (found.controls, found.outside) if found else None


def by_tree(data: bytes) -> Answer | str:
    """The tree's answer, or the code of its refusal."""
    try:
        root = parse_xml(data, Place(field="word/document.xml"))
        found = fields_of(WordTree(see(root)))
        return found.controls, found.outside
    except ProblemError as error:
        return error.problems[0].code


def agrees(data: bytes) -> bool:
    """Whether the scan took the document; if it did, it must have read what the tree reads."""
    scanned = by_scan(data)
    if scanned is not None:
        assert scanned == by_tree(data), data
    return scanned is not None


@cache
def completed_forms() -> list[bytes]:
    folder: Path = assets.example_round() / "completed"
    packages = [read_package(path.read_bytes()) for path in sorted(folder.rglob("*.docx"))]
    return [package["word/document.xml"] for package in packages]


def as_word_saves(data: bytes) -> bytes:
    """The numbers that Word writes on rows, paragraphs and runs."""
    numbers = iter(range(0x1A2B3C4D, 1 << 32, 0x1F2E3))

    def numbered(found: re.Match[bytes]) -> bytes:
        number = b' w:rsidR="00AB12CD" w14:paraId="%08X" w14:textId="77777777">' % next(numbers)
        return found[0][:-1] + number

    if b"xmlns:w14=" not in data:
        data = data.replace(b" xmlns:w=", f' xmlns:w14="{WORD_2010}" xmlns:w='.encode(), 1)
    return re.sub(rb"<w:(?:p|tr)>", numbered, data.replace(b"<w:r>", b'<w:r w:rsidRPr="00AB12CE">'))


TEXT = re.compile(rb"(<w:t(?: [^<>]*)?>)[^<]*(</w:t>)")
USUAL_TELLINGS = [
    *(b"", b" ", b"a", "社区".encode(), b"\n", b"&amp;", b"&lt;w:t&gt;", b"&amp;lt;", b"a > b"),
    *(b'="20170925"', b"rsid", "\U00020000".encode()),
]
UNUSUAL_TELLINGS = [
    *(b"&", b"&x;", b"&#65;", b"&amp", b"]]>", b"a\r", b"\0", b"\x0b", b"\xff", b"\xe7\xa4"),
    *(b"\xef\xbf\xbf", b"\xed\xa0\x80"),
]
TELLINGS = USUAL_TELLINGS + UNUSUAL_TELLINGS


def retold(data: bytes, texts: Iterator[bytes]) -> bytes:
    """The document with other texts in the same markup."""
    return TEXT.sub(lambda found: found[1] + next(texts) + found[2], data)


CHARACTERS = ("甲", "b", " ", "\n", "\t", "&amp;", "&lt;", "&gt;", "&quot;", ">", ":")
NUMBERS = ("", ' w:rsidR="00A1B2C3"', ' w:rsidR="0A" w14:paraId="1A2B3C4D"')
WORDS = (
    "<w:t/>",
    "<w:tab/>",
    "<w:br/>",
    "<w:cr />",
    "<w:noBreakHyphen></w:noBreakHyphen>",
)
TABS = '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'
SPANS = ("", '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="x"/>', "<w:gridSpan/>")
LATE = ("", "", '<w:trPr><w:cantSplit/><w:gridBefore w:val="2"/></w:trPr>')
SWITCHES = ("", ' w:val="0"', ' w:val="false"', ' w:val="1"')
STATES = ("", '<w14:checked w14:val="1"/>', "<w14:checked/>")


class Author:
    """Makes documents as Word may make them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def one(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def some(self, make: Callable[[int], str], depth: int) -> str:
        return "".join(make(depth) for _ in range(self.draw(st.integers(0, 3))))

    def wrapped(self, make: Callable[[int], str], depth: int) -> str:
        """Something as it is, or in a content control, a tracked insertion or custom XML."""
        match self.draw(st.integers(0, 6)):
            case 0 if depth:
                return (
                    f'<w:ins w:id="1">{self.some(partial(self.wrapped, make), depth - 1)}</w:ins>'
                )
            case 1:
                return f'<w:customXml w:element="x">{make(depth)}</w:customXml>'
            case 2:
                return f"<w:sdt>{self.properties()}</w:sdt>"
            case 3 | 4 if depth:
                content = self.some(partial(self.wrapped, make), depth - 1)
                properties = self.properties()
                return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        return make(depth)

    def properties(self) -> str:
        name = self.one("", "a", "社区", "12345678", "a&amp;b")
        known = [
            "<w:rPr><w:b/><w:tab/></w:rPr>",
            f'<w:alias w:val="{name}"/>',
            f'<w:tag w:val="{name}"/>',
            f"<w:showingPlcHdr{self.one(*SWITCHES)}/>",
            self.one("<w14:checkbox/>", f"<w14:checkbox>{self.one(*STATES)}</w14:checkbox>"),
            '<w:lock w:val="sdtLocked"></w:lock>',
        ]
        chosen = self.draw(st.lists(st.sampled_from(known), unique=True))
        return self.one("", "<w:sdtPr/>", f"<w:sdtPr>{''.join(chosen)}</w:sdtPr>")

    def word(self, depth: int) -> str:
        text = "".join(self.draw(st.lists(st.sampled_from(CHARACTERS), max_size=4)))
        return self.one(f"<w:t>{text}</w:t>", f'<w:t xml:space="preserve">{text}</w:t>', *WORDS)

    def run(self, depth: int) -> str:
        return f"<w:r><w:rPr><w:b/></w:rPr>{self.some(self.word, depth)}</w:r>"

    def paragraph(self, depth: int) -> str:
        runs = self.some(partial(self.wrapped, self.run), depth)
        return f"<w:p{self.one(*NUMBERS)}>{self.one('', '<w:pPr/>', TABS)}{runs}</w:p>"

    def cell(self, depth: int) -> str:
        return f"<w:tc><w:tcPr>{self.one(*SPANS)}</w:tcPr>{self.blocks(depth)}</w:tc>"

    def row(self, depth: int) -> str:
        cells = self.some(partial(self.wrapped, self.cell), depth)
        return f"<w:tr>{self.one(*LATE)}{cells}</w:tr>\n"

    def table(self, depth: int) -> str:
        if not depth:
            return "<w:tbl/>"
        rows = self.some(partial(self.wrapped, self.row), depth - 1)
        return f"<w:tbl><w:tblPr/>{rows}</w:tbl>"

    def blocks(self, depth: int) -> str:
        make = self.table if depth and self.draw(st.booleans()) else self.paragraph
        return self.some(partial(self.wrapped, make), depth)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    return Author(draw).blocks(3)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(bodies())
def test_a_document_of_word_is_read_as_by_its_tree(body: str) -> None:
    assert agrees(document(body))


def test_completed_forms_are_read_as_by_their_tree() -> None:
    for data in completed_forms():
        assert agrees(data)
        saved = as_word_saves(data)
        assert agrees(saved)
        assert by_scan(saved) == by_scan(data)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(bodies(), st.lists(st.sampled_from(TELLINGS), min_size=1, max_size=5))
def test_documents_of_one_markup_keep_their_own_texts(body: str, texts: list[bytes]) -> None:
    data = document(body)
    assert agrees(data)
    agrees(retold(data, cycle(texts)))
    assert agrees(data)


@pytest.mark.parametrize("text", [*UNUSUAL_TELLINGS, b"</w:t><w:t>\0"])
def test_a_markup_that_is_known_does_not_vouch_for_a_text(text: bytes) -> None:
    data = document("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")
    assert agrees(data)
    assert known_fields(retold(data, repeat(text))) is None
    assert agrees(data)


@pytest.mark.parametrize("text", ["\0", "\0<w:t>甲</w:t>", "<w:t>甲</w:t>\0"])
def test_what_is_no_character_is_not_taken_for_a_text(text: str) -> None:
    for known in ("", "<w:t>甲</w:t>", "<w:t>甲</w:t><w:t>乙</w:t>"):
        assert agrees(document(f"<w:p><w:r>{known}</w:r></w:p>"))
    assert known_fields(document(f"<w:p><w:r>{text}</w:r></w:p>")) is None


def test_what_becomes_of_one_document_does_not_touch_the_next() -> None:
    data = document(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    found = known_fields(data)
    assert found is not None
    found.controls.clear()
    assert by_scan(data) == ([Control("", "", "甲")], "")


def test_controls_within_controls_are_taken_while_they_are_few() -> None:
    def nested(times: int) -> bytes:
        depth, text = 40, "<w:r><w:t>a</w:t><w:tab/></w:r>" * times
        begin, end = "<w:sdt><w:sdtContent>" * depth, "</w:sdtContent></w:sdt>" * depth
        return document(f"{begin}<w:p>{text}</w:p>{end}")

    assert agrees(nested(10))
    assert not agrees(nested(1_000))


def test_a_value_of_eight_digits_is_not_taken_for_a_number_of_word() -> None:
    control = '<w:sdt><w:sdtPr><w:tag w:val="20170925"/></w:sdtPr><w:sdtContent/></w:sdt>'
    data = document(f'<w:p w:rsidR="00A1B2C3"><w:r><w:t>="12345678"</w:t></w:r>{control}</w:p>')
    assert by_scan(data) == ([Control("20170925", "", "")], '="12345678"')


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><!-- a --></w:p>",
        "<w:p><w:r><w:t><![CDATA[a]]></w:t></w:r></w:p>",
        "<w:p><?a b?></w:p>",
        "<w:p><w:r><w:t>&#20065;</w:t></w:r></w:p>",
        '<w:p w:a="&#20065;"/>',
        "<w:p><w:r><w:t>a\rb</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>\U000f0000</w:t></w:r></w:p>",
        '<w:p w:a="\U000f0000"/>',
        "<w:p w:a='b'/>",
        '<w:p><w:r><w:t xml:space="default">="20240001"</w:t></w:r></w:p>',
        '<w:p><w:r><w:t xml:space="default">\n rsid="20240001"</w:t></w:r></w:p>',
        '<w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>',
    ],
)
def test_what_is_not_plain_is_left_to_the_tree(body: str) -> None:
    assert not isinstance(by_tree(document(body)), str)
    assert known_fields(document(body)) is None


@pytest.mark.parametrize(
    "body",
    [
        '<w:p w:a="a\nb"/>',
        '<w:p xmlns:w="urn:other"/>',
        '<a:graphic xmlns:a="urn:picture"/>',
        "<w:p><w:del><w:r><w:delText>a</w:delText></w:r></w:del></w:p>",
        "<w:p><w:moveFrom/></w:p>",
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr></w:tr></w:tbl>",
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt></w:ruby></w:r></w:p>",
        "<mc:AlternateContent><mc:Fallback/></mc:AlternateContent>",
        "<w:p><w:r><w:fldChar><w:ffData><w:checkBox/></w:ffData></w:fldChar></w:r></w:p>",
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        "<w:p><w:r><w:t>a<w:b/>c</w:t></w:r></w:p>",
        "<w:tbl><w:foo><w:tr/></w:foo></w:tbl>",
        "<w:tc/>",
        '<w:gridSpan w:val="2"/>',
        "<w:tbl><w:tr><w:tc/><w:trPr><w:gridBefore/></w:trPr></w:tr></w:tbl>",
        '<w:sdt><w:sdtPr><w:tag w:val="a"/><w:tag w:val="b"/></w:sdtPr></w:sdt>',
        "<w:sdt><w:sdtContent/><w:sdtContent/></w:sdt>",
        "<w:sdt><w:x><w:sdtContent/></w:x></w:sdt>",
    ],
)
def test_markup_that_is_seldom_is_read_as_by_the_tree(body: str) -> None:
    assert agrees(document(body))
    assert agrees(document(body))


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>",
        "</w:p>",
        "<w:p></w:r>",
        "<w:p></w:document>",
        "<w:p w:a/>",
        '<w:p w:a="b"w:c="d"/>',
        '<w:p w:a="b" w:a="b"/>',
        '<w:p w:rsidR="00A1B2C3" w:rsidR="00A1B2C4"/>',
        '<w:p w:a="<"/>',
        "<x:p/>",
        '<w:p x:a="b"/>',
        "<w:p:q/>",
        "<w:/>",
        "<:p/>",
        "<w:1/>",
        "< w:p/>",
        "<w:p/ >",
        "</w:p/>",
        "<w:p><w:r><w:t>a & b</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>&am</w:t><w:t>p;</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>]]></w:t></w:r></w:p>",
        "<w:p><w:r><w:t>a\x0b</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>\ufffe</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>\ud800</w:t></w:r></w:p>",
        '<w:p w:a="\uffff"/>',
        "<w:p/></w:body></w:document><w:document><w:body>",
        "<w:x>" * 300 + "</w:x>" * 300,
    ],
)
def test_what_is_no_xml_is_left_to_the_tree_to_refuse(body: str) -> None:
    assert by_tree(document(body)) == "package.bad-xml"
    assert known_fields(document(body)) is None


@pytest.mark.parametrize(
    ("namespaces", "declaration"),
    [
        ('="x"', ""),
        ("x" + NAMESPACES, ""),
        (NAMESPACES + "/", ""),
        (NAMESPACES + ' xmlns:xml="urn:x"', ""),
        (NAMESPACES + ' xmlns:x=""', ""),
        (NAMESPACES + ' xmlns:x="a b"', ""),
        (NAMESPACES + ' xmlns:x="http://a.b:c/"', ""),
        (NAMESPACES + ' x:y="z"', ""),
        (NAMESPACES, '<?xml version="1.1" encoding="UTF-8"?>'),
        (NAMESPACES, '<?xml version="1.0" encoding="GBK"?>'),
        (NAMESPACES, "<?xml version=\"1.0' encoding='UTF-8'?>"),
        (NAMESPACES, "<!DOCTYPE x>"),
        (NAMESPACES, "\ufeff"),
        (NAMESPACES, " " + DECLARATION),
    ],
)
def test_a_beginning_that_is_not_words_is_left_to_the_tree(
    namespaces: str, declaration: str
) -> None:
    assert known_fields(document("<w:p/>", namespaces, declaration)) is None


@pytest.mark.parametrize("behind", ["<w:p/>", "<!-- -->", "a", "<w:t>a</w:t>", "\0", "\u3000"])
def test_what_stands_behind_the_end_is_left_to_the_tree(behind: str) -> None:
    assert agrees(document("<w:p/>") + b" \n")
    assert known_fields(document("<w:p/>") + behind.encode()) is None


@pytest.mark.parametrize(
    "declaration",
    ["", DECLARATION, "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"],
)
def test_a_beginning_as_usual_programs_write_it_is_taken(declaration: str) -> None:
    assert agrees(document("<w:p/>", declaration=declaration))


SNIPPETS = [
    *(b"<w:p>", b"</w:p>", b"<w:p/>", b"<w:r>", b"</w:r>", b"<w:t>", b"</w:t>", b"<w:t/>"),
    *(b"<w:tbl>", b"</w:tbl>", b"<w:tr>", b"</w:tr>", b"<w:tc>", b"</w:tc>", b"<w:tbl/>"),
    *(b"<w:sdt>", b"</w:sdt>", b"<w:sdtContent>", b"</w:sdtContent>", b"<w:sdt/>", b"<w:sdtPr/>"),
    *(
        b"<w:sdtPr>",
        b"</w:sdtPr>",
        b'<w:tag w:val="x"/>',
        b"<w:showingPlcHdr/>",
        b"<w14:checkbox/>",
    ),
    *(b'<w:gridSpan w:val="3"/>', b'<w:trPr><w:gridBefore w:val="1"/></w:trPr>', b"<w:tcPr/>"),
    *(b"<w:tab/>", b"<w:br/>", b"<w:tabs>", b"</w:tabs>", b"<w:ins>", b"</w:ins>", b"<w:del/>"),
    *(b"<!-- -->", b"<![CDATA[x]]>", b"<?x y?>", b"&amp;", b"&#65;", b"&x;", b"&", b"<", b">"),
    *(b' w:val="20170925"', b' w:rsidR="00A1B2C3"', b' xmlns:w="urn:x"', b' xml:space="default"'),
    *(
        b"]]>",
        b'"',
        b"'",
        b"=",
        b":",
        b"/",
        b" ",
        b"\r\n",
        b"\0",
        b"\x0b",
        b"\xff",
        b"\xef\xbf\xbe",
    ),
    *(b"<mc:Fallback/>", b"<w:rt/>", b"<w:ffData/>", b"w14:", b"w:", b"x:", "社".encode()),
]
TAG = re.compile(rb"<[^<>]*>")
NAMES = [
    *map(w, ("p", "r", "t", "tbl", "tr", "tc", "tcPr", "trPr", "ins", "tab", "foo")),
    *map(w, ("sdt", "sdtPr", "sdtContent")),
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The document with tags or bytes changed, moved, repeated, taken out or put in."""
    tags = [found.span() for found in TAG.finditer(data)] or [(0, 0)]
    (start, end), (other, last) = sorted((chance.choice(tags), chance.choice(tags)))
    place = chance.randrange(len(data) + 1)
    return chance.choice(
        (
            data[:start] + data[end:],
            data[:start] + data[start:end] * 2 + data[end:],
            data[:other] + data[start:end] + data[other:],
            data[:start] + data[other:last] + data[end:],
            data[:start] + chance.choice(SNIPPETS) + data[start:],
            data[: end - 1] + chance.choice(SNIPPETS) + data[end - 1 :],
            data[:place] + chance.choice(SNIPPETS) + data[place:],
            data[:place] + data[place + chance.randrange(1, 4) :],
            data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :],
        )
    )


def rearranged(data: bytes, chance: random.Random) -> bytes:
    """The document with whole elements renamed, wrapped, moved, repeated or taken out."""
    root = etree.fromstring(data)
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        elements = [one for one in root.iter() if one is not root]
        if not elements:
            break
        element, other = chance.choice(elements), chance.choice(elements)
        parent = element.getparent()
        assert parent is not None
        match chance.randrange(6):
            case 0:
                element.tag = chance.choice((other.tag, *NAMES))
            case 1:
                wrapper = etree.Element(chance.choice((other.tag, *NAMES)))
                parent.replace(element, wrapper)
                wrapper.append(element)
            case 2:
                other.append(deepcopy(element))
            case 3:
                parent.insert(parent.index(element), deepcopy(other))
            case 4:
                parent.remove(element)
            case 5:
                element.set(w("val"), chance.choice(("0", "3", "off", "20170925", 'a<&>"')))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


SMALL = document(
    "<w:tbl><w:tr><w:trPr><w:gridBefore/></w:trPr><w:sdt><w:sdtPr><w:alias w:val='甲'/>"
    "</w:sdtPr><w:sdtContent><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>a</w:t>"
    "</w:r></w:p></w:tc></w:sdtContent></w:sdt><w:tc><w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p>"
    "<w:sdt><w:sdtPr><w:tag w:val='b'/><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox>"
    "</w:sdtPr><w:sdtContent><w:r><w:t>b</w:t><w:tab/><w:t>&lt;</w:t></w:r></w:sdtContent></w:sdt>"
    "</w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl><w:p/></w:tc></w:tr></w:tbl>".replace(
        "'", '"'
    )
)


def campaign(seed: int, times: int) -> int:
    """How many of so many changed documents the scan took."""
    chance = random.Random(seed)
    forms = completed_forms()[::5]
    sources = [SMALL] * 40 + [*forms, *map(as_word_saves, forms)]
    previous = deque([SMALL], maxlen=5)
    taken = 0
    for _ in range(times):
        data = chance.choice(sources)
        if chance.random() < 0.7:
            data = rearranged(data, chance)
        for _ in range(chance.choice((0, 0, 1, 2))):
            data = damaged(data, chance)
        taken += agrees(data)
        usual = iter(lambda: chance.choice(USUAL_TELLINGS), None)
        some = iter(lambda: chance.choice(chance.choice((USUAL_TELLINGS, TELLINGS))), None)
        # Of one markup, and in turn with what went before.
        previous.append(data)
        for _ in range(chance.choice((0, 0, 1, 2))):
            agrees(retold(chance.choice((data, *previous)), chance.choice((usual, some))))
            agrees(chance.choice((data, *previous)))
    return taken


def test_changed_documents_are_read_as_by_their_tree_or_left_to_it() -> None:
    assert 50 < campaign(2017, 300) < 250


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_very_many_changed_documents_are_read_as_by_their_tree_or_left_to_it(seed: int) -> None:
    assert campaign(seed, 10_000) > 2_000


def run(text: str, layout: str = "", numbers: str = "") -> str:
    return f'<w:r{numbers}>{layout}<w:t xml:space="preserve">{text}</w:t></w:r>'


SPELT = '<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="gramEnd"/>'
HINT = '<w:rFonts w:hint="eastAsia"/>'
BOLD = "<w:rPr><w:b/></w:rPr>"
STRUCK = "<w:rPr><w:strike/></w:rPr>"
SESSION = ' w:rsidR="00A1B2C3" w:rsidRPr="00A1B2C4"'


def in_control(content: str) -> bytes:
    control = f'<w:sdt><w:sdtPr><w:tag w:val="a"/></w:sdtPr><w:sdtContent>{content}'
    return document(f"<w:p>{run('前')}{control}</w:sdtContent></w:sdt>{run('后')}</w:p>")


@pytest.mark.parametrize(
    "content",
    [
        run("同") + run("意"),
        run("同", numbers=SESSION) + run("意"),
        SPELT[0] + run("同") + SPELT[1] + run("意") + SPELT[1],
        run("同", f"<w:rPr>{HINT}</w:rPr>") + run("意"),
        run("同", "<w:rPr></w:rPr>", SESSION) + run("", "<w:rPr/>") + run("意"),
        run("同").replace(' xml:space="preserve"', "") + run("意"),
    ],
)
def test_a_text_that_was_divided_is_of_the_markup_that_it_had(content: str) -> None:
    whole, divided = known_fields(in_control(run("同意"))), known_fields(in_control(content))
    assert whole is not None
    assert divided is not None
    assert divided.tagged is whole.tagged  # of the one plan that both have
    assert by_scan(in_control(content)) == ([Control("a", "", "同意")], "前后")
    assert agrees(in_control(content))


@pytest.mark.parametrize(
    ("content", "text", "left_out"),
    [
        (run("同") + run("意", STRUCK), "同", "意"),
        (run("同", STRUCK) + run("意"), "意", "同"),
        (run("同", STRUCK) + run("意", STRUCK), "", "同意"),
        (run("同", BOLD) + run("意", STRUCK) + run("见", STRUCK), "同", "意见"),
        (run("同", STRUCK) + f"<w:r>{STRUCK}</w:r>" + run("意"), "意", "同"),
        (run("同") + "<w:r><w:tab/></w:r>" + run("意"), "同\t意", ""),
        (f"<w:r>{STRUCK}<w:br/><w:t>同</w:t></w:r>" + run("意"), "\n意", "同"),
    ],
)
def test_texts_of_runs_that_look_otherwise_stay_apart(
    content: str, text: str, left_out: str
) -> None:
    data = in_control(content)
    assert agrees(data)
    assert by_scan(data) == ([Control("a", "", text, left_out=left_out)], "前后")


@pytest.mark.parametrize(
    "body",
    [
        '<w:p w:a="b<w:proofErr w:type="spellStart"/>c"/>',
        '<w:p w:a="b><w:rPr/><c"/>',
        '<w:p><w:r w:rsidR="00A1B2C3" w:rsidR="00A1B2C3"><w:t>a</w:t></w:r></w:p>',
        f"<w:p>{run('a', '<w:rPr><w:b></w:rPr>') * 2}</w:p>",
        "<w:p><w:r><w:t>&am</w:t></w:r><w:r><w:t>p;</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:p>",
    ],
)
def test_what_is_no_xml_is_none_without_what_means_nothing(body: str) -> None:
    assert by_tree(document(body)) == "package.bad-xml"
    assert known_fields(document(body)) is None


def test_very_many_divided_texts_are_joined_in_no_time() -> None:
    data = in_control(run("同") * 15_000)
    started = time.perf_counter()
    assert by_scan(data) == ([Control("a", "", "同" * 15_000)], "前后")
    assert time.perf_counter() - started < 5
