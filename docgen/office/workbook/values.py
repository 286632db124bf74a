"""What cells hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

CellValue = str | int | Decimal | date | None
"""What a cell can hold; a ``bool`` is written as TRUE or FALSE, None leaves the cell blank."""
