"""Office files as other programs pack them: parts under other names, declared in other ways."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from samples.completing import unpacked

TYPES, RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
_OFFICE = b"http://schemas.openxmlformats.org"
_STRICT_NAMES = {
    _OFFICE + b"/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    _OFFICE + b"/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    _OFFICE + b"/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    _OFFICE + b"/officeDocument/2006/custom-properties": (
        b"http://purl.oclc.org/ooxml/officeDocument/customProperties"
    ),
    _OFFICE + b"/officeDocument/2006/docPropsVTypes": (
        b"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes"
    ),
}

Parts = dict[str, bytes]


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive of parts, whatever their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


def main_of(parts: Parts) -> str:
    return "xl/workbook.xml" if "xl/workbook.xml" in parts else "word/document.xml"


def default_type(parts: Parts) -> Parts:
    """The main part is declared as all files with its ending are."""
    main = main_of(parts).encode()
    pattern = rb'<Override PartName="/%b" ContentType="([^"]*)"/>' % main
    turned = re.sub(rb'(ContentType="[^"]*") (PartName="[^"]*")', rb"\2 \1", parts[TYPES])
    [kind] = re.findall(pattern, turned)
    types = re.sub(rb'<Override[^>]*PartName="/%b"[^>]*/>' % main, b"", parts[TYPES])
    types = re.sub(rb'<Default[^>]*Extension="xml"[^>]*/>', b"", types)
    default = b'<Default Extension="xml" ContentType="%b"/>' % kind
    types = re.sub(rb"(<Types[^>]*>)", lambda found: found[1] + default, types)
    return {**parts, TYPES: types}


def renamed(parts: Parts) -> Parts:
    """The main part lies in another folder, under another name."""
    main = main_of(parts)
    folder, name = main.split("/")
    changed = {one.replace(f"{folder}/", "表/"): data for one, data in parts.items()}
    changed[f"表/{name[:-4]}2.xml"] = changed.pop(f"表/{name}")
    changed[f"表/_rels/{name[:-4]}2.xml.rels"] = changed.pop(f"表/_rels/{name}.rels")
    new = f"表/{name[:-4]}2.xml".encode()
    for part, data in changed.items():
        if part == TYPES or part.endswith(".rels"):
            for quote in (b'"/', b'"'):
                data = data.replace(quote + main.encode(), quote + new)
            changed[part] = data.replace(b'"/%b/' % folder.encode(), '"/表/'.encode())
    return changed


def backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\"): data for name, data in parts.items()}


def leading_slashes(parts: Parts) -> Parts:
    return {f"/{name}": data for name, data in parts.items()}


def other_letters(parts: Parts) -> Parts:
    return {
        name.replace("xl/", "XL/").replace("document", "Document"): data
        for name, data in parts.items()
    }


def absolute_targets(parts: Parts) -> Parts:
    def absolute(found: re.Match[bytes]) -> bytes:
        return b'Target="/' + found[1] + b'"'

    data = re.sub(rb'Target="((?:xl|word|docProps)/[^"]*)"', absolute, parts[RELATIONSHIPS])
    return {**parts, RELATIONSHIPS: data}


def targets_with_backslashes(parts: Parts) -> Parts:
    def turned(found: re.Match[bytes]) -> bytes:
        return found[0].replace(b"/", b"\\")

    return {
        name: re.sub(rb'Target="[^"]*"', turned, data) if name.endswith(".rels") else data
        for name, data in parts.items()
    }


def strict(parts: Parts) -> Parts:
    """The file as Excel and Word save it as “Strict Open XML”."""
    changed = dict(parts)
    for name in changed.keys() - {TYPES}:
        for usual, other in _STRICT_NAMES.items():
            changed[name] = changed[name].replace(usual, other)
    return changed


def white_picture(parts: Parts) -> Parts:
    return {**parts, "word/media/image1.bmp": b"BM" + b"\xff" * 30_000_000}


WAYS: tuple[Callable[[Parts], Parts], ...] = (
    default_type,
    renamed,
    backslashes,
    leading_slashes,
    other_letters,
    absolute_targets,
    targets_with_backslashes,
    strict,
    white_picture,
)


def packed_by(way: Callable[[Parts], Parts], data: bytes) -> bytes:
    """A form, packed in another way."""
    return zipped(way(unpacked(data)))
