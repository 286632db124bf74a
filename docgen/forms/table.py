"""The rows of the official table of Annex 2, as the templates print them."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.programme.standard import Category, Indicator, Item, Standard


@dataclass(frozen=True, slots=True)
class TableRow:
    """One indicator's row, with the merged cells that it opens or continues.

    Attributes:
        category: The category (类别) that the row belongs to.
        item: The item (项目).
        indicator: The indicator itself.
        opens_category: Whether the category's cell starts here.
        opens_item: Whether the item's cell starts here.
        score: What the score's cell holds: a named cell in a workbook.
    """

    category: Category
    item: Item
    indicator: Indicator
    opens_category: bool
    opens_item: bool
    score: object = None

    @property
    def spans_item(self) -> bool:
        """Whether category and item share one cell, as 社区工作开展情况 does in the source."""
        return self.category.spans_item


def table_rows(standard: Standard) -> list[TableRow]:
    """The rows of Annex 2 in order."""
    return [
        TableRow(
            category,
            item,
            indicator,
            opens_category=item is category.items[0] and indicator is item.indicators[0],
            opens_item=indicator is item.indicators[0],
        )
        for category in standard.categories
        for item in category.items
        for indicator in item.indicators
    ]
