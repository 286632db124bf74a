"""Signs of Word that are no letters: inserted symbols, and digits that are raised or lowered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands for something that is seen in a document and has no text."""

_RAISED: Final = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_LOWERED: Final = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
# Where the symbol fonts have their signs in a document: from here on, or without it.
_PRIVATE: Final = 0xF000
_PRIVATE_USE: Final = range(0xE000, 0xF900)
_ONE_BYTE: Final = 0x100
# Digits and punctuation are in Symbol what they are anywhere.
_ANYWHERE: Final = "0123456789()[]{}.,:;/_!|#"
# fmt: off
_FONTS: Final[Mapping[str, Mapping[int, str]]] = {
    "symbol": {
        **{ord(sign): sign for sign in _ANYWHERE},
        0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x44: "Δ", 0x53: "Σ",
        0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ",
        0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
        0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xD6: "√", 0xE5: "∑",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
        0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA2: "■", 0xA3: "□"},
}
# fmt: on
# Others with signs for letters, of which none is known.
_OTHERS: Final = frozenset({"webdings", "wingdings 3", "mt extra", "marlett"})


def symbol(font: str, code: str) -> str:
    """The character that an inserted symbol shows; ``UNREADABLE`` if it is not known.

    Args:
        font: Its font.
        code: Its number in the font, hexadecimal.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return UNREADABLE
    if not 0 <= number < _PRIVATE_USE.stop:
        return UNREADABLE
    if is_symbol_font(font):
        own = number - _PRIVATE if number >= _PRIVATE else number
        return _FONTS.get(font.lower(), {}).get(own, UNREADABLE)
    shown = chr(number) if number < _PRIVATE and number not in _PRIVATE_USE else ""
    return shown if shown.isprintable() and shown.strip() else UNREADABLE


def is_symbol_font(font: str) -> bool:
    """Whether a font has signs where others have letters."""
    return font.lower() in _FONTS or font.lower() in _OTHERS


def in_font(text: str, font: str) -> str:
    """What a text shows in a font of signs; ``UNREADABLE`` for each that is not known.

    Args:
        text: The text. What the font does not have, such as Chinese, shows as it is.
        font: The font.
    """
    return "".join(
        symbol(font, f"{ord(char):X}") if _has(char) and not char.isspace() else char
        for char in text
    )


def _has(char: str) -> bool:
    return ord(char) < _ONE_BYTE or _PRIVATE <= ord(char) < _PRIVATE + _ONE_BYTE


def raised(text: str, places: Collection[str]) -> str:
    """A text with its digits and signs raised or lowered, as they are shown.

    Args:
        text: The text.
        places: ``superscript`` or ``subscript`` if it stands so.
    """
    if "superscript" in places:
        return text.translate(_RAISED)
    return text.translate(_LOWERED) if "subscript" in places else text
