"""Heights of rows and pages."""

from hypothesis import given
from hypothesis import strategies as st

from docgen.office.workbook.template.layout import Block, paginate, stretched, text_height


def block(first: int, last: int, height: float) -> Block:
    return Block(first, last, 1, 1, "字", height)


def test_a_text_takes_as_many_lines_as_its_width_needs() -> None:
    one = text_height("字", 10, 105, wraps=True)
    assert text_height("字" * 10, 10, 105, wraps=True) == one
    assert text_height("字" * 11, 10, 105, wraps=True) == one + 13
    assert text_height("字" * 11, 10, 105, wraps=False) == one
    assert text_height("字\n字", 10, 105, wraps=False) == one + 13
    assert text_height("字" * 10, 10, 105, wraps=True, indent=1) == one + 13


def test_a_word_is_not_broken_unless_it_is_longer_than_a_line() -> None:
    one = text_height("字", 10, 105, wraps=True)
    assert text_height("字字字字字字 abcdefgh", 10, 105, wraps=True) == one + 13
    assert text_height("a" * 40, 10, 105, wraps=True) == one + 26


def test_rows_are_raised_evenly_under_a_block_and_inner_blocks_first() -> None:
    assert stretched([10, 10, 10], [block(0, 1, 40)]) == [20, 20, 10]
    assert stretched([10, 10, 10], [block(0, 2, 60), block(0, 0, 40)]) == [40, 10, 10]
    assert stretched([10, 10], [block(5, 6, 30)], first=5) == [15, 15]


def test_pages_break_where_no_block_needs_more_room_than_it_has() -> None:
    # The second block is cut either way; one row of it alone would have to be stretched.
    pages = paginate([10] * 6, [block(0, 2, 30), block(3, 5, 25)], page=40)
    assert [page.first for page in pages] == [0, 3]
    assert [page.heights for page in pages] == [(10, 10, 10), (10, 10, 10)]


def test_a_later_page_has_less_room_for_the_head_that_is_repeated() -> None:
    pages = paginate([10] * 9, [block(1, 8, 10)], page=40, head=10, head_rows=1)
    assert [page.first for page in pages] == [0, 4, 7]


def test_a_row_higher_than_a_page_has_a_page_of_its_own() -> None:
    pages = paginate([10, 90, 10], [block(0, 2, 10)], page=40)
    assert [page.first for page in pages] == [0, 1, 2]


@given(
    st.lists(st.floats(5, 30), min_size=1, max_size=12),
    st.lists(st.integers(1, 4), min_size=1, max_size=6),
    st.floats(10, 120),
)
def test_pages_hold_every_row_once_and_every_block_has_its_room(
    heights: list[float], sizes: list[int], needed: float
) -> None:
    blocks, start = [], 0
    for size in sizes:
        last = min(start + size, len(heights)) - 1
        if start <= last:
            blocks.append(block(start, last, needed))
        start = last + 1
    pages = paginate(heights, blocks, page=150)
    assert sum(len(page.heights) for page in pages) == len(heights)
    for page in pages:
        assert sum(page.heights) <= 150 + 1e-6 or len(page.heights) == 1
        for part in page.blocks:
            rows = page.heights[part.first - page.first : part.last - page.first + 1]
            assert sum(rows) >= needed - 1e-6
