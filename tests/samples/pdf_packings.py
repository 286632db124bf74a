"""One PDF as programs pack it: cut in pieces, stamped, updated, linearised, its objects in streams.

Each takes a PDF and gives one that shows the same.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, StreamObject


def in_pieces(data: bytes, count: int = 3) -> bytes:
    """The content of each page as an array of streams, cut between commands."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        lines = _content(page).split(b"\n")
        size = max(len(lines) // count, 1)
        parts = [b"\n".join(lines[at : at + size]) for at in range(0, len(lines), size)]
        page[NameObject("/Contents")] = ArrayObject(
            writer._add_object(_stream(part).flate_encode()) for part in parts
        )
    return _written(writer)


def with_a_list_apart(data: bytes) -> bytes:
    """The array of streams as an object of its own, with an empty stream in it."""
    writer = PdfWriter(clone_from=io.BytesIO(in_pieces(data)))
    for page in writer.pages:
        parts = page.raw_get("/Contents")
        parts.append(writer._add_object(_stream(b"")))
        page[NameObject("/Contents")] = writer._add_object(parts)
    return _written(writer)


def stamped(data: bytes, stamp: bytes, x: float = 0, y: float = 0) -> bytes:
    """Another PDF's first page laid over each page."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        over = PdfReader(io.BytesIO(stamp)).pages[0]
        page.merge_transformed_page(over, Transformation().translate(x, y))
    return _written(writer)


def updated(data: bytes) -> bytes:
    """The file with a change behind its end, as signing and filling in leave it."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    writer.add_metadata({"/Title": "changed"})
    return _written(writer)


def locked(data: bytes) -> bytes:
    """The file with a password to change it and none to open it."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("", "owner", algorithm="AES-128")
    return _written(writer)


def linearised(data: bytes) -> bytes:
    """The table of the first objects before all others, that of the rest behind them."""
    objects, root = _objects(data)
    numbers = sorted(objects)
    first, rest = numbers[:2], numbers[2:]
    size = numbers[-1] + 2
    mark = b"%d 0 obj\n<< /Linearized 1 /N 1 >>\nendobj\n" % (size - 1)
    body = {number: _whole(number, objects[number]) for number in numbers}
    front, back = 0, 0
    for _ in range(3):  # until the places, which stand in the text, no longer move it
        text = b"%PDF-1.5\n" + mark
        front = len(text)
        places: dict[int, int] = {}
        trailer = b"trailer << /Size %d /Root %d 0 R /Prev %010d >>\n" % (size, root, back)
        at = front + len(_table(dict.fromkeys([*first, size - 1], 0))) + len(trailer) + 22
        for number in [*first, *rest]:
            places[number] = at
            at += len(body[number])
        known = {number: places[number] for number in first} | {size - 1: len(b"%PDF-1.5\n")}
        text += _table(known) + trailer + b"startxref\n000000\n%%EOF\n"
        text += b"".join(body[number] for number in [*first, *rest])
        back = len(text)
        text += _table({0: 0} | {number: places[number] for number in rest})
        text += b"trailer << /Size %d /Root %d 0 R >>\n" % (size, root)
        text += b"startxref\n%d\n%%%%EOF\n" % front
    return text


def in_streams(data: bytes) -> bytes:
    """All objects that are no streams in one, and the table of places in another."""
    objects, root = _objects(data)
    text, places = b"%PDF-1.5\n", dict[int, bytes]()
    packed = [number for number, one in objects.items() if not one.startswith(b"<<STREAM")]
    home = max(objects) + 1
    head, body = b"", b""
    for index, number in enumerate(packed):
        head += b"%d %d " % (number, len(body))
        body += objects[number] + b"\n"
        places[number] = bytes([2]) + home.to_bytes(4, "big") + bytes([index])
    content = zlib.compress(head + body)
    objects[home] = (
        b"<<STREAM /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\n"
        b"stream\n%s\nendstream" % (len(packed), len(head), len(content), content)
    )
    for number in [*objects]:
        if number not in places:
            places[number] = bytes([1]) + len(text).to_bytes(4, "big") + bytes([0])
            text += _whole(number, objects[number])
    start = len(text)
    places[home + 1] = bytes([1]) + start.to_bytes(4, "big") + bytes([0])
    places[0] = bytes(6)
    table = zlib.compress(b"".join(places.get(n, bytes(6)) for n in range(home + 2)))
    text += _whole(
        home + 1,
        b"<<STREAM /Type /XRef /Size %d /W [1 4 1] /Root %d 0 R"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (home + 2, root, len(table), table),
    )
    return text + b"startxref\n%d\n%%%%EOF\n" % start


PACKINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "content in pieces": in_pieces,
    "pieces in a list of their own": with_a_list_apart,
    "updated": updated,
    "updated twice": lambda data: updated(updated(data)),
    "no password to open": locked,
    "linearised": linearised,
    "objects in streams": in_streams,
    "pieces, updated": lambda data: updated(in_pieces(data)),
    "objects in streams, updated": lambda data: updated(in_streams(data)),
}


def _content(page: PageObject) -> bytes:
    content = page.get_contents()
    return b"" if content is None else content.get_data()


def _stream(data: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _objects(data: bytes) -> tuple[dict[int, bytes], int]:
    """The objects of a file as they are written, by number, and the number of its catalog."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    found: dict[int, bytes] = {}
    for number, one in enumerate(writer._objects, 1):
        if one is not None:
            buffer = io.BytesIO()
            one.write_to_stream(buffer)
            text = buffer.getvalue()
            is_stream = isinstance(one, StreamObject)
            found[number] = text.replace(b"<<", b"<<STREAM", 1) if is_stream else text
    return found, writer.root_object.indirect_reference.idnum


def _whole(number: int, text: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, text.replace(b"<<STREAM", b"<<", 1))


def _table(places: Mapping[int, int]) -> bytes:
    """A table of places; of object 0 that it is free."""
    text = b"xref\n"
    for number in sorted(places):
        kind = b"n" if number else b"f"
        text += b"%d 1\n%010d %05d %s \n" % (number, places[number], 0 if number else 65535, kind)
    return text
