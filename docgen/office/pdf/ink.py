"""Colours of a PDF as red, green and blue, to tell which of them an eye can tell apart."""

from __future__ import annotations

import math
from typing import Any, Final

from pdfminer.pdfcolor import PDFColorSpace

Ink = tuple[float, float, float] | None
"""Red, green and blue from 0 to 1; None of a pattern, and where a file does not say."""

PAPER: Final = (1.0, 1.0, 1.0)
# What differs less in each part, and in how bright it is, looks the same: white on cream.
_LEAST: Final = 0.2
_CONTRAST: Final = 1.2
# How bright red, green and blue are to an eye, and the glare on a screen (WCAG 2).
_BRIGHT, _GLARE, _GAMMA = (0.2126, 0.7152, 0.0722), 0.05, 2.2
_TINTS: Final = ("Separation", "DeviceN")
_NAMED: Final = ("Indexed", "Pattern", "Lab")


def ink_of(space: PDFColorSpace, colour: Any) -> Ink:
    """The colour with these components in a colour space."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if space.name in _NAMED or not all(isinstance(part, int | float) for part in parts):
        return None
    if space.name in _TINTS:
        return _grey(1 - max(parts, default=0))
    match [min(max(float(part), 0), 1) for part in parts]:
        case [grey]:
            return _grey(grey)
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            red, green, blue = ((1 - part) * (1 - black) for part in (cyan, magenta, yellow))
            return red, green, blue
    return None


def looks_like(one: Ink, two: Ink) -> bool:
    """Whether an eye cannot tell one colour from another."""
    if one is None or two is None:
        return False
    if any(abs(a - b) >= _LEAST for a, b in zip(one, two, strict=True)):
        return False
    darker, brighter = sorted((_brightness(one), _brightness(two)))
    return (brighter + _GLARE) / (darker + _GLARE) < _CONTRAST


def _brightness(ink: tuple[float, float, float]) -> float:
    return math.fsum(
        weight * math.pow(part, _GAMMA) for weight, part in zip(_BRIGHT, ink, strict=True)
    )


def _grey(value: float) -> Ink:
    return value, value, value
