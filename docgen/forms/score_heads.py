"""Which columns of an official table hold scores: by its heads, and the heads under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from docgen.forms.labels import Row, bare, squeezed, squeezed_cell
from docgen.programme.standard import Standard

Kind = Literal["", "reached", "rival", "most"]
"""What a column holds: what an indicator was given, perhaps that, or what it can be given."""

_LONGEST: Final = 20  # characters of a head
_REACHED: Final = re.compile(
    "得分(?:情况)?|实得分?|实际得分|考核得分|评定得分|评分(?:情况)?|打分"
    "|社区得分|(?:社区)?自(?:评|查|我评)(?:分|分数|得分|评分|打分)?"
)
_MOST: Final = re.compile("满分值?|(?:总|考核)?分值|标准分(?:值|数)?|应得分|权重|基[本准]分")
# Who else gives scores, and how what they give is called.
_OTHERS: Final = re.compile(
    "县|市|州|省|区|街道|乡|镇|上级|部门|专家|组|复|审|核定|核查|抽查|验收|终评|初评|最终|最后"
)
_GIVEN: Final = re.compile(
    "(?:得分|评分|打分|分数|复核分|审核分|评定|审核|复核|核定|审定|复评|自评|[县市省区]评)$"
)
_REMARKS: Final = re.compile("备注|说明|原因|依据|理由|材料|意见|标准|细则|办法|扣分|加分")


def is_head(row: Row, standard: Standard) -> bool:
    """Whether a row heads columns of which one holds scores."""
    return any(_kind(squeezed_cell(cell), standard) == "reached" for cell in row)


def goes_on(row: Row, heads: Sequence[Row], standard: Standard) -> bool:
    """Whether a row divides the heads above it: each of its cells is theirs, or is such a head."""
    own = [
        (column, squeezed_cell(cell))
        for column, cell in enumerate(row)
        if cell is not None and not _is_of(cell, column, heads) and squeezed_cell(cell)
    ]
    if not own or any(_is_number(text) for _, text in own):
        return False
    parents = [_texts(heads, column)[:1] for column, _ in own]
    return any(_kind(text, standard) for _, text in own) and all(
        _kind(text, standard) or _REMARKS.search(text) or _is_score(parent, standard)
        for (_, text), parent in zip(own, parents, strict=True)
    )


def score_columns(heads: Sequence[Row], standard: Standard) -> dict[int, Kind]:
    """What each column holds under rows of heads; those that hold nothing of it are left out."""
    width = max(map(len, heads))
    kinds = {column: _of_column(_texts(heads, column), standard) for column in range(width)}
    return {column: kind for column, kind in kinds.items() if kind}


def _of_column(texts: Sequence[str], standard: Standard) -> Kind:
    kind: Kind = _kind(texts[0], standard) if texts else ""
    for above, text in pairwise(texts):
        under = _kind(text, standard)
        if under == "reached" and kind == "rival" and _OTHERS.search(above):
            under = "rival"
        if not under and kind in ("reached", "rival") and not _REMARKS.search(text):
            under = "rival"
        kind = under
    return kind


def _kind(head: str, standard: Standard) -> Kind:
    if not head or len(head) > _LONGEST:
        return ""
    columns = standard.score_sheet.columns
    if head == squeezed(columns.score):
        return "reached"
    if head == squeezed(columns.points):
        return "most"
    if head in map(squeezed, (columns.indicator, columns.criterion, *columns.groups)):
        return ""
    name = bare(head)
    whose = head.removeprefix(name)
    if _REACHED.fullmatch(name):
        return "rival" if _OTHERS.search(whose) and "社区" not in whose else "reached"
    if _MOST.fullmatch(name):
        return "most"
    is_given = _GIVEN.search(name) and not _REMARKS.search(name)
    return "rival" if is_given else ""


def _is_score(parent: Sequence[str], standard: Standard) -> bool:
    return bool(parent) and _kind(parent[0], standard) in ("reached", "rival")


def _texts(heads: Sequence[Row], column: int) -> list[str]:
    """The heads of a column from above; a blank one beside a head of scores is the same head."""
    texts: list[str] = []
    seen: set[int] = set()
    for number, row in enumerate(heads):
        cell = row[column] if column < len(row) else None
        text = squeezed_cell(cell)
        if not text and number == 0 and any(_has(below, column) for below in heads[1:]):
            before = (squeezed_cell(one) for one in reversed(row[:column]))
            text = next(filter(None, before), "")
        if text and id(cell) not in seen:
            texts.append(text)
        seen.add(id(cell))
    return texts


def _has(row: Row, column: int) -> bool:
    return column < len(row) and bool(squeezed_cell(row[column]))


def _is_of(cell: object, column: int, heads: Sequence[Row]) -> bool:
    return any(column < len(row) and row[column] is cell for row in heads)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch("[0-9．]+分?", text))
