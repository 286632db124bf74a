"""The namespaces of office files: each has two names, as ECMA wrote it and as ISO 29500 does."""

from __future__ import annotations

from typing import Final, NamedTuple


class Space(NamedTuple):
    """A namespace of office files.

    Attributes:
        transitional: Its name in files as all programs write them.
        strict: Its name in files that were saved as “Strict Open XML”.
    """

    transitional: str
    strict: str


_OFFICE: Final = "http://schemas.openxmlformats.org"
_STRICT: Final = "http://purl.oclc.org/ooxml"

WORD: Final = Space(f"{_OFFICE}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main")
MATH: Final = Space(f"{_OFFICE}/officeDocument/2006/math", f"{_STRICT}/officeDocument/math")
SPREADSHEET: Final = Space(f"{_OFFICE}/spreadsheetml/2006/main", f"{_STRICT}/spreadsheetml/main")
RELATIONSHIPS: Final = Space(
    f"{_OFFICE}/officeDocument/2006/relationships", f"{_STRICT}/officeDocument/relationships"
)
CUSTOM_PROPERTIES: Final = Space(
    f"{_OFFICE}/officeDocument/2006/custom-properties",
    f"{_STRICT}/officeDocument/customProperties",
)
VARIANT_TYPES: Final = Space(
    f"{_OFFICE}/officeDocument/2006/docPropsVTypes", f"{_STRICT}/officeDocument/docPropsVTypes"
)

PACKAGE_TYPES: Final = f"{_OFFICE}/package/2006/content-types"
PACKAGE_RELATIONSHIPS: Final = f"{_OFFICE}/package/2006/relationships"
CORE_PROPERTIES: Final = f"{_OFFICE}/package/2006/metadata/core-properties"
"""Namespaces of the package itself, which have but one name."""


def is_strict(data: bytes) -> bool:
    """Whether a part may have namespaces by their strict names."""
    return _STRICT.encode() in data


def transitional(data: bytes, space: Space) -> bytes:
    """A part whose namespace has its transitional name, so that one reader is enough.

    Args:
        data: The part.
        space: The namespace.
    """
    if is_strict(data):
        for quote in ("'", '"'):
            strict, usual = (f"={quote}{name}{quote}".encode() for name in reversed(space))
            data = data.replace(strict, usual)
    return data
