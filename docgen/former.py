"""What files and records of before call by other names than now: the one map of old anchors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

ANCHORS: Final[Mapping[str, str]] = {
    "applicant": "community",
    "applicant.city": "community.city",
    "applicant.county": "community.county",
    "applicant.street": "community.street",
    "applicant.name": "community.name",
}
"""Keys of a form's fields, with the key that older forms have for the same one."""

LIST_ANCHORS: Final[Mapping[str, str]] = {
    "applicant_city": "city",
    "applicant_county": "county",
    "applicant_street": "street",
    "applicant_name": "name",
}
"""How the names in a list's rows begin, likewise."""

PROPERTIES: Final[Mapping[str, str]] = {"docgen.applicant": "docgen.community"}
"""Document properties, with the name that older files have for the same one."""

TAGS: Final[Mapping[str, str]] = {
    "community": "applicant",
    "opens_city": "opens_unit",
    "units": "labels",
    "city_label": "programme.quota_head",
}
"""Names in the tags of templates that a bureau changed before, with what to write now."""

_DATA: Final[Mapping[str, str]] = {"applicant": "community", "applicants": "communities"}


def kept(data: Mapping[str, Any], key: str) -> Any:
    """An entry of a record or manifest, by its key of now or of before; None if it has neither."""
    return data.get(key, data.get(_DATA[key]))
