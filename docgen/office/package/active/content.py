"""Taking out of an office file all that is active, and saying what it was; all else stays."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from lxml import etree

from docgen.office.package.active.fields import may_hold_fields, take_out_fields
from docgen.office.package.active.formulas import may_hold_formulas, take_out_formulas
from docgen.office.package.active.kinds import Active, Kind, attributes
from docgen.office.package.active.markup import may_hold_markup, take_out_markup
from docgen.office.package.active.parts import (
    EMBEDDED,
    KINDS,
    MACRO_SHEETS,
    forget,
    kind_by_name,
    kind_by_type,
    outside_kind,
    referring,
)
from docgen.office.package.active.where import standing
from docgen.office.package.archive import Package, read_package
from docgen.office.package.parts import OfficeParts, Relationship
from docgen.office.package.xml import is_utf8
from docgen.problems import ProblemError

_PLAIN: Final = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    ),
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    ),
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    ),
    "application/vnd.ms-excel.template.macroEnabled.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
    ),
}
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATIONSHIPS: Final = ".rels"
_MARKUP: Final = (".xml", ".vml", ".svg")
# What parts of these kinds say is never active: they hold looks, texts and values.
_INERT: Final = frozenset(
    {
        *("styles", "stylesWithEffects", "theme", "fontTable", "numbering", "sharedStrings"),
        *("core-properties", "custom-properties", "image", "calcChain"),
    }
)
# Data of programs that fetch more: queries, and forms that a server fills.
_PROGRAMS: Final = {
    "DataMashup": Kind.QUERY,
    "customXsn": Kind.BINDING,
    "Receivers": Kind.BINDING,
}
_CUSTOM: Final = "customXml"
_CAN_RUN: Final = frozenset({Kind.MACRO, Kind.CONTROL, Kind.OBJECT, Kind.ADD_IN})
_PIVOT: Final = "pivotCacheDefinition"
_PIVOT_SIGNS: Final = (b"External", b"external", b":id=", b"consolidation", b"scenario")
# Letters and signs that need no reference, but a disguise.
_WRITTEN_OUT: Final = re.compile(
    rb"&#(?:0*(?:33|3[5-7]|4\d|5[0-9]|61|6[3-9]|[7-9]\d|1[01]\d|12[0-6])"
    rb"|[xX]0*(?:2[1358-9a-fA-F]|3[0-9abdfABDF]|[4-7][0-9a-fA-F]));"
)
_PICTURES: Final = ("<script", "href=", "foreignObject")
_TABLE: Final = ("tableType", "connectionId")
_REFERENCE: Final = "queryTableFieldId"


def active_content(package: Package) -> list[Active]:
    """What is active in an office file.

    Raises:
        ProblemError: A part that may be is damaged.
    """
    return take_out_active(OfficeParts(package)) if may_be_active(package) else []


def may_be_active(package: Package) -> bool:
    """Whether a file may hold active content: told fast, and true of all that does.

    Raises:
        ProblemError: A part that tells is damaged.
    """
    sources = [_source(name) for name in package if name.endswith(_RELATIONSHIPS)]
    inert: set[str] = set()
    for source in {"", *sources}:
        for one in package.related(source):
            if one.kind in KINDS or (one.outside and outside_kind(one.kind, one.outside)):
                return True
            inert |= {one.part} if one.kind in _INERT else set()
    if any(map(kind_by_name, package)) or any(map(kind_by_type, package.declared_types)):
        return True
    return any(
        _is_suspicious(package.shared(name))
        for name in package
        if name.lower().endswith(_MARKUP) and name not in inert
    )


def take_out_active(parts: OfficeParts) -> list[Active]:
    """Remove whatever is active from a file, and make it one of the kind without macros.

    What a field or a formula showed stays as text or value, as do the pictures that stand for
    embedded objects.

    Returns:
        What was taken out.

    Raises:
        ProblemError: A part that may be active is damaged.
    """
    came = [*parts]
    titles = _titles(parts)
    sheets = frozenset(titles.values())
    _take_in_satellites(parts, titles)
    relationships = [one for source in ("", *parts) for one in parts.related(source)]
    inert = {one.target for one in relationships if one.kind in _INERT}
    found = _take_out_parts(parts, frozenset(Kind))
    for part in came:
        if part in parts and part.lower().endswith(_MARKUP) and part not in inert:
            found += _take_out_markup(parts, part, sheets)
    return [one._replace(sheet=titles.get(one.part, "")) for one in found]


def take_out_programs(parts: OfficeParts) -> list[Active]:
    """Remove what can run from a file of the user's own; its links, fields and formulas stay.

    Returns:
        What was taken out.

    Raises:
        ProblemError: A part that may be a program is damaged.
    """
    return _take_out_parts(parts, _CAN_RUN)


def _take_out_parts(parts: OfficeParts, kinds: Collection[Kind]) -> list[Active]:
    """Remove parts and relationships of some kinds, and make it a file without macros."""
    main = parts.content_type(parts.main)
    if main in _PLAIN:
        parts.declare(parts.main, _PLAIN[main])
    before = parts.reachable()
    relationships = [one for source in ("", *parts) for one in parts.related(source)]
    active = [(one, kind) for one in relationships if (kind := _kind(parts, one)) in kinds]
    found = [_told(parts, one, kind) for one, kind in active if kind]
    _remove(parts, [one for one, _ in active], before)
    for part in parts:
        left = kind_by_name(part) or kind_by_type(parts.content_type(part))
        if left in kinds and left and part not in before:
            found.append(Active(left, posixpath.basename(part), part))
            parts.remove(part)
    parts.drop_defaults(lambda declared: kind_by_type(declared) in kinds)
    return found


def _take_out_markup(parts: OfficeParts, part: str, sheets: Collection[str]) -> Iterator[Active]:
    """Remove what is active in the markup of a part."""
    data = parts.content(part)
    odd = not _is_plain_text(data)
    if odd or may_hold_fields(data):
        yield from take_out_fields(parts.xml(part), part)
    if odd or may_hold_formulas(data):
        yield from take_out_formulas(parts.xml(part), part, sheets)
    if odd or may_hold_markup(data):
        yield from take_out_markup(parts.xml(part), part)


def _remove(parts: OfficeParts, active: Sequence[Relationship], before: set[str]) -> None:
    """Remove relationships, the parts that only they led to, and what refers to them."""
    for one in active:
        if one.kind in MACRO_SHEETS:
            _put_empty_sheet(parts, one)
        parts.remove_relationship(one)
        if one.kind == "queryTable" and one.source in parts:
            _unbind_table(parts.xml(one.source))
    for part in sorted(before - parts.reachable()):
        parts.remove(part)
    for one in active:
        if one.source in parts:
            forget(parts, one)


def _kind(parts: OfficeParts, one: Relationship) -> Kind | None:
    """What a relationship makes active; None if it may stay."""
    target = one.element.get("Target", "")
    if one.element.get("TargetMode") == "External":
        return outside_kind(one.kind, target)
    if one.kind == EMBEDDED and "chart" in parts.content_type(one.source):
        return None if _is_plain_book(parts, one.target) else Kind.OBJECT
    kind = KINDS.get(one.kind) or kind_by_type(parts.content_type(one.target))
    if kind or one.target not in parts:
        return kind
    if one.kind == _CUSTOM:
        return _PROGRAMS.get(etree.QName(parts.xml(one.target)).localname)
    if one.kind == _PIVOT and _is_fetched(parts.xml(one.target)):
        return Kind.QUERY
    if one.kind == "pivotTable":
        caches = [other.target for other in parts.related(one.target) if other.kind == _PIVOT]
        return Kind.QUERY if any(_is_fetched(parts.xml(cache)) for cache in caches) else None
    if one.target.lower().endswith(".svg"):
        text = parts.content(one.target).decode("utf-8", "replace")
        return Kind.LINK if any(sign in text for sign in _PICTURES) else None
    return None


def _told(parts: OfficeParts, one: Relationship, kind: Kind) -> Active:
    target = one.element.get("Target", "")
    if one.kind == "externalLink" and one.target in parts:
        root = parts.xml(one.target)
        dde = root.find("{*}ddeLink")
        if dde is not None:
            return Active(Kind.DDE, f"{dde.get('ddeService')}|{dde.get('ddeTopic')}", one.target)
        books = [other.element.get("Target", "") for other in parts.related(one.target)]
        return Active(kind, next(iter(books), posixpath.basename(target)), one.target)
    outside = one.element.get("TargetMode") == "External"
    what = target if outside else posixpath.basename(target)
    if one.kind in MACRO_SHEETS:
        return Active(kind, what, one.target)
    told = Active(kind, what, one.source or one.target)
    if one.source not in parts or _is_binary(parts, one.source):
        return told
    first = next(referring(parts.xml(one.source), one.element.get("Id")), None)
    return standing(told, first[0]) if first else told


def _is_binary(parts: OfficeParts, part: str) -> bool:
    """Whether an active part is data without markup, as are programs that lead to signatures."""
    declared = parts.content_type(part)
    is_markup = declared.lower().endswith("xml") or part.lower().endswith(_MARKUP)
    return not is_markup and bool(kind_by_type(declared) or kind_by_name(part))


def _is_plain_book(parts: OfficeParts, part: str) -> bool:
    """Whether an embedded file is one in which nothing is active, to no depth at all."""
    try:
        return not may_be_active(read_package(parts.content(part)))
    except (KeyError, ProblemError):
        return False


def _is_fetched(cache: etree._Element) -> bool:
    """Whether a pivot table's values come from elsewhere than the workbook's own sheets."""
    source = cache.find("{*}cacheSource")
    if source is None or source.get("type") != "worksheet":
        return source is not None
    return any(name.endswith("}id") for one in source for name, _ in attributes(one))


def _put_empty_sheet(parts: OfficeParts, one: Relationship) -> None:
    """Put an empty sheet in place of one of macros, so that all others keep their numbers."""
    book = parts.xml(parts.main)
    space = etree.QName(book).namespace
    empty = etree.Element(f"{{{space}}}worksheet")
    etree.SubElement(empty, f"{{{space}}}sheetData")
    name = posixpath.join(posixpath.dirname(parts.main), "worksheets/plain{}.xml")
    identifier = parts.add(parts.main, "worksheet", empty, name, _SHEET)
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        for key, value in attributes(sheet):
            if key.endswith("}id") and value == one.element.get("Id"):
                sheet.set(key, identifier)


def _unbind_table(table: etree._Element) -> None:
    for element in table.iter("{*}*"):
        for key in (*_TABLE, _REFERENCE):
            if key in element.attrib:
                del element.attrib[key]


def _titles(parts: OfficeParts) -> dict[str, str]:
    """The titles of the sheets of a workbook by their parts; of one without a part by itself."""
    related = parts.by_identifier(parts.main)
    titles: dict[str, str] = {}
    for sheet in parts.xml(parts.main).iterfind("{*}sheets/{*}sheet"):
        title = sheet.get("name", "")
        one = related.get(sheet.get(f"{{{parts.space}}}id", ""))
        titles[one.target if one else title] = title
    return titles


def _take_in_satellites(parts: OfficeParts, titles: dict[str, str]) -> None:
    """Add the parts that belong to one sheet alone, such as its drawings, by that sheet's title."""
    homes: dict[str, set[str]] = {}
    for sheet, title in titles.items():
        for one in parts.related(sheet):
            homes.setdefault(one.target, set()).add(title)
    for part, belongs in homes.items():
        if part in parts and part not in titles and len(belongs) == 1:
            titles[part] = next(iter(belongs))


def _is_suspicious(data: bytes) -> bool:
    """Whether the markup of a part may be active, or has to be taken apart to tell."""
    if not _is_plain_text(data):
        return True
    if may_hold_fields(data) or may_hold_formulas(data) or may_hold_markup(data):
        return True
    if any(name.encode() in data for name in _PROGRAMS):
        return True
    if b"cacheSource" in data:
        return any(sign in data for sign in _PIVOT_SIGNS)
    return b"<svg" in data and any(sign.encode() in data for sign in _PICTURES)


def _is_plain_text(data: bytes) -> bool:
    """Whether words in a part look as they do in its tree."""
    if b"<!" in data or not is_utf8(data):
        return False
    return b"&#" not in data or _WRITTEN_OUT.search(data) is None


def _source(name: str) -> str:
    """The part whose relationships a part holds."""
    folder, base = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(_RELATIONSHIPS))
