"""What makes a PDF fit for long-term preservation: PDF/A-1b, the form of GB/T 23286.1."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

_PACKET: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{properties}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_TITLE: Final = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'
_AUTHOR: Final = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
_PRODUCER: Final = "<pdf:Producer>{}</pdf:Producer>"
_CLAIM: Final = "<pdfaid:part>1</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>"
_CLAIMED: Final = re.compile(rb"pdfaid:part\s*(?:>|=\s*[\"'])\s*1\b")
_ICC_DATE: Final = 24  # where it stands in a profile
_EARLIEST: Final = struct.pack(">6H", 1980, 1, 1, 0, 0, 0)
_GLYPH: Final = re.compile(rb"dup \d+ */(\S+) put")


def metadata(title: str, author: str, producer: str, archival: bool) -> StreamObject:
    """The metadata of a file in XMP, which says the same as its properties.

    Args:
        title: Title of the file.
        author: Its author.
        producer: The program that made it.
        archival: Whether it claims to be PDF/A-1b.
    """
    stated = ((_TITLE, title), (_AUTHOR, author), (_PRODUCER, producer))
    properties = [element.format(escape(text)) for element, text in stated if text]
    if archival:
        properties.append(_CLAIM)
    stream = StreamObject()
    stream.set_data(_PACKET.format(properties="\n".join(properties)).encode())
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    return stream


def output_intents(reader: PdfReader) -> ArrayObject | None:
    """What a PDF/A-1 file says of its colours; None where it is no PDF/A-1 file."""
    stated = reader.root_object.get("/Metadata")
    stream = stated.get_object() if stated is not None else None
    if not isinstance(stream, StreamObject) or not _CLAIMED.search(stream.get_data()):
        return None
    intents = reader.root_object.get("/OutputIntents")
    found = intents.get_object() if intents is not None else None
    return found if isinstance(found, ArrayObject) else None


def without_date(intents: ArrayObject) -> ArrayObject:
    """The same, its colour profiles dated 1 January 1980 and not the moment of their making."""
    for intent in intents:
        profile = _dictionary(intent.get_object(), "/DestOutputProfile")
        if isinstance(profile, StreamObject):
            data = profile.get_data()
            profile.set_data(data[:_ICC_DATE] + _EARLIEST + data[_ICC_DATE + len(_EARLIEST) :])
    return intents


def name_glyphs(page: DictionaryObject) -> None:
    """List the glyphs of embedded Type 1 subsets, as PDF/A-1 demands and LibreOffice does not.

    Args:
        page: A page, or anything else that draws with resources of its own.
    """
    for font in _fonts(page):
        descriptor = _dictionary(font, "/FontDescriptor")
        program = _dictionary(descriptor, "/FontFile")
        if isinstance(program, StreamObject) and "/CharSet" not in descriptor:
            clear_text, _, _ = program.get_data().partition(b"currentfile eexec")
            names = sorted({name.decode("ascii") for name in _GLYPH.findall(clear_text)})
            listed = "".join(f"/{name}" for name in names if name != ".notdef")
            descriptor[NameObject("/CharSet")] = TextStringObject(listed)


def _fonts(drawn: DictionaryObject) -> Iterator[DictionaryObject]:
    resources = _dictionary(drawn, "/Resources")
    for name in _dictionary(resources, "/Font"):
        yield _dictionary(_dictionary(resources, "/Font"), name)
    for name in _dictionary(resources, "/XObject"):
        yield from _fonts(_dictionary(_dictionary(resources, "/XObject"), name))


def _dictionary(parent: DictionaryObject, key: str) -> DictionaryObject:
    value = parent.get(key)
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
