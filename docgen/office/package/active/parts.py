"""Parts that are active, and relationships that lead out of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.office.package.active.fields import unwrap
from docgen.office.package.active.kinds import Kind, attributes, is_plain_link
from docgen.office.package.active.markup import take_out
from docgen.office.package.namespaces import RELATIONSHIPS, WORD
from docgen.office.package.parts import OfficeParts, Relationship

MACRO_SHEETS: Final = frozenset({"xlMacrosheet", "xlIntlMacrosheet"})
"""What sheets of Excel 4.0 macros are to the workbook."""

HYPERLINK: Final = "hyperlink"
"""What the target of a hyperlink is to the part that holds it."""

EMBEDDED: Final = "package"
"""What an embedded file is; behind a chart it is only the chart's numbers."""

KINDS: Final = {
    **dict.fromkeys(
        (
            *("vbaProject", "vbaProjectSignature", "vbaProjectSignatureAgile"),
            *("vbaProjectSignatureV3", "wordVbaData", "Python", *MACRO_SHEETS),
        ),
        Kind.MACRO,
    ),
    **dict.fromkeys(("control", "activeXControlBinary"), Kind.CONTROL),
    **dict.fromkeys(("oleObject", EMBEDDED), Kind.OBJECT),
    "attachedTemplate": Kind.TEMPLATE,
    **dict.fromkeys(("externalLink", "externalLinkPath", "transform"), Kind.LINK),
    **dict.fromkeys(("aFChunk", "subDocument", "frame"), Kind.INCLUDED),
    **dict.fromkeys(
        (
            *("connections", "queryTable", "powerPivotData", "volatileDependencies"),
            *("mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData"),
            "recipientData",
        ),
        Kind.QUERY,
    ),
    **dict.fromkeys(
        (
            *("extensibility", "userCustomization", "keyMapCustomizations", "attachedToolbars"),
            *("customUI", "webextension", "taskpanes", "webextensiontaskpanes"),
        ),
        Kind.ADD_IN,
    ),
}
"""What parts are to others that are active, and what they are."""

# The same by words of their content types, in small letters.
_TYPES: Final = (
    ("vba", Kind.MACRO),
    ("macrosheet", Kind.MACRO),
    ("activex", Kind.CONTROL),
    ("oleobject", Kind.OBJECT),
    ("externallink", Kind.LINK),
    ("connections+xml", Kind.QUERY),
    ("querytable", Kind.QUERY),
    ("webextension", Kind.ADD_IN),
    ("ms-word.attachedtoolbars", Kind.ADD_IN),
    ("keymapcustomizations", Kind.ADD_IN),
    ("macroenabled", Kind.MACRO),
)
# And by their names, for parts that nothing leads to.
_NAMES: Final = (
    ("vbaproject", Kind.MACRO),
    ("vbadata", Kind.MACRO),
    ("macrosheets/", Kind.MACRO),
    ("activex", Kind.CONTROL),
    ("embeddings/", Kind.OBJECT),
    ("externallinks/", Kind.LINK),
    ("connections.xml", Kind.QUERY),
    ("querytables/", Kind.QUERY),
    ("customui", Kind.ADD_IN),
    ("webextensions/", Kind.ADD_IN),
)
# What has no sense without the sound or film that it names, or stands beside a plain picture.
_NAMES_ONLY: Final = frozenset(
    {"videoFile", "audioFile", "wavAudioFile", "quickTimeFile", "snd", "svgBlip"}
)
# Pictures and fillings of drawings, which stay without what they show.
_SHOWS: Final = frozenset({"imagedata", "fill", "stroke", "blip"})
_IDENTIFIER: Final = "id"


def kind_by_type(content_type: str) -> Kind | None:
    """What a part is by its content type; None if nothing active."""
    small = content_type.lower()
    return next((kind for word, kind in _TYPES if word in small), None)


def kind_by_name(part: str) -> Kind | None:
    """What a part is by its name; None if nothing active."""
    small = part.lower()
    return next((kind for word, kind in _NAMES if word in small), None)


def outside_kind(kind: str, target: str) -> Kind | None:
    """What a relationship is that leads out of the file; None if it is a plain hyperlink."""
    if kind == HYPERLINK:
        return None if is_plain_link(target) else Kind.FILE_LINK
    return KINDS.get(kind, Kind.LINK)


def forget(parts: OfficeParts, relationship: Relationship) -> None:
    """Remove what refers to a relationship that is gone; a link's text stays."""
    identifier = relationship.element.get("Id")
    for element, key in list(referring(parts.xml(relationship.source), identifier)):
        name = etree.QName(element)
        by_name = etree.QName(key).localname != _IDENTIFIER
        if name.localname == HYPERLINK and name.namespace in WORD:
            unwrap(element)
        elif name.localname in _SHOWS or (by_name and name.localname not in _NAMES_ONLY):
            del element.attrib[key]
        else:
            take_out(element)


def referring(root: etree._Element, identifier: str | None) -> Iterator[tuple[etree._Element, str]]:
    """The elements of a part that name a relationship, with the attribute that does."""
    prefixes = tuple(f"{{{space}}}" for space in RELATIONSHIPS)
    for element in root.iter("{*}*"):
        for key, value in attributes(element):
            if value == identifier and key.startswith(prefixes):
                yield element, key
