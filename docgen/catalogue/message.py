"""The form of a message: the same sentence in Chinese and in English, and how grave it is."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong and what to do; ``{name}`` stands for a fact of the case."""

    zh: str
    en: str
    severity: Severity = "error"
