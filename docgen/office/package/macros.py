"""Taking out of an office file what can run: macros, controls that are programs, objects."""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.office.package.parts import OfficeParts, Relationship
from docgen.problems import Place, ProblemError, problem

_MACRO_SHEETS: Final = frozenset({"xlMacrosheet", "xlIntlMacrosheet"})
# What parts that can run, or that call them, are to the part which names them.
_ACTIVE: Final = frozenset(
    {
        "vbaProject",
        "vbaProjectSignature",
        "vbaProjectSignatureAgile",
        "vbaProjectSignatureV3",
        "wordVbaData",
        "control",
        "activeXControlBinary",
        "oleObject",
        "extensibility",
        "userCustomization",
        "keyMapCustomizations",
        "attachedToolbars",
        *_MACRO_SHEETS,
    }
)
_WORDS_IN_TYPES: Final = ("vba", "activex", "macroenabled")
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
# What has no sense once nothing is left in it.
_WRAPPERS: Final = frozenset({"oleObjects", "controls", "AlternateContent", "Choice", "Fallback"})


def drop_macros(parts: OfficeParts) -> None:
    """Remove whatever can run from a file, and make it one of the kind without macros.

    The pictures that stand for embedded objects stay.

    Raises:
        ProblemError: It has a sheet of macros, or a part is damaged.
    """
    kind = parts.content_type(parts.main)
    if kind in _PLAIN:
        parts.declare(parts.main, _PLAIN[kind])
    before = parts.reachable()
    active = [
        relationship
        for source in ("", *parts)
        for relationship in parts.related(source)
        if _is_active(parts, relationship)
    ]
    if any(relationship.kind in _MACRO_SHEETS for relationship in active):
        raise ProblemError([problem("package.macro-sheet", Place(file=parts.file))])
    for relationship in active:
        parts.remove_relationship(relationship)
    gone = before - parts.reachable()
    gone.update(part for part in parts if _can_run(parts.content_type(part)))
    for part in sorted(gone):
        parts.remove(part)
    for relationship in active:
        if relationship.source in parts:
            _forget(parts, relationship)
    parts.drop_defaults(_can_run)


def _is_active(parts: OfficeParts, relationship: Relationship) -> bool:
    if relationship.kind == "package":
        # An embedded file; behind a chart it is only the chart's numbers.
        embedded = "drawingml.chart" not in parts.content_type(relationship.source)
        return embedded or _can_run(parts.content_type(relationship.target))
    return relationship.kind in _ACTIVE or _can_run(parts.content_type(relationship.target))


def _can_run(content_type: str) -> bool:
    return any(word in content_type.lower() for word in _WORDS_IN_TYPES)


def _forget(parts: OfficeParts, relationship: Relationship) -> None:
    """Remove the elements that refer to a relationship which is gone."""
    reference, identifier = f"{{{parts.space}}}id", relationship.element.get("Id")
    for element in list(parts.xml(relationship.source).iter("{*}*")):
        if element.get(reference) == identifier:
            _take_out(element)


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if not len(parent) and etree.QName(parent).localname in _WRAPPERS:
        _take_out(parent)
