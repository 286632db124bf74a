"""Values of the matrix of marks and cells that are still read wrong: each to be mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from readings.seen_outcome import Cell

KNOWN_WRONG: Final[Mapping[Cell, str]] = {}
