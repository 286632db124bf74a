"""Relationships: what the parts of a package are to each other."""

from __future__ import annotations

import posixpath


def relationships_of(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"
