"""Every message that docgen gives about a problem, Chinese and English side by side."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from docgen.catalogue import (
    characters,
    files,
    forms,
    merge,
    office,
    printing,
    procedure,
    publishing,
    records,
    standard,
    templates,
)
from docgen.catalogue.message import Message, Severity

MESSAGES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        **files.MESSAGES,
        **characters.MESSAGES,
        **standard.MESSAGES,
        **procedure.MESSAGES,
        **office.MESSAGES,
        **forms.MESSAGES,
        **records.MESSAGES,
        **publishing.MESSAGES,
        **merge.MESSAGES,
        **printing.MESSAGES,
        **templates.MESSAGES,
    }
)

__all__ = ["MESSAGES", "Message", "Severity"]
