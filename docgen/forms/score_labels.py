"""Where the scores of the official table stand: in their column, in the row of their title."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docgen.forms import fields, values
from docgen.forms.document import Content, Found, Grid, GridCell
from docgen.forms.entry_labels import cell_at
from docgen.forms.labels import Located, add, distinct, found_in, mark_shared, squeezed
from docgen.forms.score_heads import Kind
from docgen.forms.score_rows import Block, Columns, IndicatorRows, blocks, own_points
from docgen.forms.titles import Titles, Total
from docgen.problems import Place
from docgen.programme.standard import Standard

Sums = list[tuple[Total, Found]]


def locate_scores(content: Content, standard: Standard) -> Located:
    """The scores in the official table, and the total.

    Where several columns could hold the scores, each of them is a place of the score; a total that
    has its own name counts before sums, which may be those of a part.
    """
    titles = Titles(standard)
    located: Located = {}
    sums: Sums = []
    before: tuple[int, Columns] = (0, {})
    for grid in content.grids:
        width = max(map(len, grid), default=0)
        carried = before[1] if before[0] == width and _is_page(grid) else {}
        found = blocks(grid, titles, standard, carried)
        owners: list[tuple[GridCell, str]] = []
        for block in found:
            owners += _add_block(located, sums, block)
        mark_shared(located, owners)
        if found:
            before = width, found[-1].columns
    sums = sums or _in_lines(content.lines, titles)
    has_own = any(total.is_own for total, _ in sums)
    for total, place in sums:
        if total.is_own or not has_own:
            add(located, fields.TOTAL, place)
    return located


def _is_page(grid: Grid) -> bool:
    """Whether a table stands on a page, where it may go on from the one before."""
    return any(cell.place.table is not None for row in grid for cell in row[:1] if cell)


def _in_lines(lines: Sequence[str], titles: Titles) -> Sums:
    totals = ((titles.total(squeezed(line)), line) for line in lines)
    return [
        (total, Found(total.typed, Place(), sure=False))
        for total, _ in totals
        if total is not None and total.typed
    ]


def _add_block(located: Located, sums: Sums, block: Block) -> list[tuple[GridCell, str]]:
    """Add what stands in a block; returns the cells with the keys of the fields in them."""
    owners: list[tuple[GridCell, str]] = []
    columns = _live(block)
    for each in block.indicators:
        field = fields.score(each.indicator)
        seen: set[int] = set()
        for column, kind in columns.items():
            cells = distinct([cell_at(row, column) for row in each.rows])
            if seen.issuperset(map(id, cells)):
                continue
            seen.update(map(id, cells))
            owners += [(cell, field.key) for cell in cells]
            for found in _found(block, each, cells):
                add(located, field, found._replace(rival=kind == "rival"))
    for row, label, total in block.totals:
        if total.typed:
            sums.append((total, found_in(label)._replace(raw=total.typed)))
        for column, kind in columns.items():
            cell = cell_at(row, column)
            if cell is not label and not (total.typed and values.is_blank(cell.raw)):
                sums.append((total, found_in(cell)._replace(rival=kind == "rival")))
                owners.append((cell, fields.TOTAL.key))
    return owners


def _live(block: Block) -> dict[int, Kind]:
    """The columns that may hold the scores: a blank one does not, unless it is the score's own."""
    rows = [(row, each.title) for each in block.indicators for row in each.rows]
    rows += [(row, label) for row, label, _ in block.totals]
    scores = block.scores
    filled = {
        column: kind
        for column, kind in scores.items()
        if any(_is_filled(cell_at(row, column), label) for row, label in rows)
    }
    own = {column: kind for column, kind in scores.items() if kind == "reached"}
    if any(column in filled for column in own) or (filled and not own):
        return filled
    return own | filled or scores


def _is_filled(cell: GridCell, label: GridCell) -> bool:
    return cell is not label and not values.is_blank(cell.raw)


def _found(block: Block, each: IndicatorRows, cells: Sequence[GridCell]) -> list[Found]:
    """An indicator's score in a column: of one cell, or the sum of its parts if that is certain."""
    filled = [cell for cell in cells if not values.is_blank(cell.raw)]
    points = own_points(block.columns, each.rows, each.indicator)
    if len(cells) == 1 or (len(filled) < 2 and not points):
        return [found_in(next(iter(filled), cells[0]))]
    if len(points) != len(cells):
        return [found_in(cell)._replace(part=True) for cell in filled]
    blank = next((cell for cell in cells if values.is_blank(cell.raw)), None)
    if blank is not None:
        return [found_in(blank)]
    total = _sum(cells, points)
    if total is None:
        return [found_in(cell)._replace(part=True) for cell in cells]
    left_out = "".join(cell.left_out for cell in cells)
    return [found_in(cells[0])._replace(raw=total, left_out=left_out)]


def _sum(cells: Sequence[GridCell], points: Sequence[Decimal]) -> Decimal | None:
    """The sum of the scores of parts; None if one is no number within the part's points."""
    try:
        scores = [values.number(cell.raw, "分") or Decimal(0) for cell in cells]
    except ValueError:
        return None
    is_within = all(0 <= score <= most for score, most in zip(scores, points, strict=True))
    return sum(scores, Decimal(0)) if is_within else None
