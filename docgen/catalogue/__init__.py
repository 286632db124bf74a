"""Every message that docgen gives about a problem, Chinese and English side by side."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from docgen.catalogue import (
    active,
    cells,
    characters,
    cli,
    converting,
    files,
    forms,
    incoming,
    merge,
    office,
    pdf,
    printing,
    programme,
    publishing,
    records,
    round,
    standard,
    tags,
    templates,
    yaml,
)
from docgen.catalogue.message import Message, Severity

MESSAGES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        **cli.MESSAGES,
        **files.MESSAGES,
        **characters.MESSAGES,
        **yaml.MESSAGES,
        **programme.MESSAGES,
        **standard.MESSAGES,
        **round.MESSAGES,
        **office.MESSAGES,
        **incoming.MESSAGES,
        **active.MESSAGES,
        **cells.MESSAGES,
        **pdf.MESSAGES,
        **tags.MESSAGES,
        **forms.MESSAGES,
        **records.MESSAGES,
        **converting.MESSAGES,
        **publishing.MESSAGES,
        **merge.MESSAGES,
        **printing.MESSAGES,
        **templates.MESSAGES,
    }
)

__all__ = ["MESSAGES", "Message", "Severity"]
