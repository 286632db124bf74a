"""The rows of the matrix in docs/reading.md: what is done to forms before they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from samples.example_forms import APPLICATION, PAPER, SHEET, Completed

from docgen.records import FormKind
from readings import handling_word as word
from readings import handling_workbook as book
from readings import pdf_forms
from readings.reading_matrix import (
    BOOK_FORMATS,
    Row,
    annexed,
    blank_application,
    blank_paper,
    blank_workbook,
    handled,
    in_one_control,
    nameless,
    saved_on_the_web,
    typed_as_text,
    uncalculated,
)

Edits = Mapping[str, tuple[Callable[..., None], ...]]

_DONE, _TARGET = "measure_new_jobs_done", "measure_new_jobs_target"
_ONE, _TWO = "score.1.1.1", "score.1.1.2"
_COUNTY, _CITY = "review.county.opinion", "review.city.opinion"
_LOST: Final = word.lose_controls
_CRITERION: Final = word.replace_text("超过4.5%计0分", "超过4.5%计1分")
_ENTRIES: Final = book.merge_cells(book.DATA, "D11:D12")

# Tried in every format by every run; the others only where that needs no conversion.
_CORE: Final = frozenset(
    {
        "as it is",
        "rows and columns inserted, names deleted",
        "rows inserted, blanks in labels, controls lost",
    }
)
_BLANK_FORM: Final = "official blank form, completed by hand"

_WORKBOOK: Final[Edits] = {
    "as it is": (),
    "names deleted": (book.lose_names,),
    "formulas overtyped with their values": (book.lose_formulas,),
    "a score overtyped with another": (book.type_at(score_1_1_1="1.5"),),
    "protection and validations removed": (book.lose_protection,),
    "rows inserted above and between": (book.insert_rows,),
    "columns inserted": (book.insert_columns,),
    "rows and columns inserted, names deleted": (
        book.insert_rows,
        book.insert_columns,
        book.lose_names,
    ),
    "sheets renamed": (book.rename_sheets,),
    "a sheet added, sheets in another order": (book.add_sheet(), book.reorder_sheets),
    "blanks in labels": (book.respace_labels,),
    "blanks in labels, names deleted": (book.respace_labels, book.lose_names),
    "punctuation in the other width": (book.narrow_labels,),
    "punctuation in the other width, names deleted": (book.narrow_labels, book.lose_names),
    "all merged cells split, names deleted": (book.unmerge, book.lose_names),
    "labels merged with their units": (book.merge_cells(book.DATA, "B11:C11", "B12:C12"),),
    "two entries merged into one cell": (_ENTRIES,),
    "two entries merged into one cell, names deleted": (_ENTRIES, book.lose_names),
    "two scores merged into one cell": (book.merge_cells(book.TABLE, "K6:K7"),),
    "a row deleted": (book.delete_row(_DONE),),
    "two rows sorted": (book.exchange_rows(_DONE, _TARGET), book.lose_values),
    "two rows sorted, names deleted": (book.exchange_rows(_DONE, _TARGET), book.lose_names),
    "an entry dragged onto another": (book.drag_cell(_DONE, _TARGET), book.lose_values),
    "a label retyped": (book.replace_text("新增城镇就业人数：目标任务", "新增就业目标"),),
    "the sheet copied": (book.add_sheet(like=book.DATA),),
    "the sheet copied, an entry changed in the copy": (
        book.add_sheet(book.type_at(**{_DONE: 1}), like=book.DATA),
    ),
}

_WORD: Final[Edits] = {
    "as it is": (),
    "controls lost": (_LOST,),
    "controls lost in every second row": (word.lose_some_controls,),
    "tags of controls lost, titles kept": (word.lose_tags,),
    "protection removed": (word.lose_locks,),
    "blanks in labels": (word.respace_labels,),
    "blanks in labels, controls lost": (word.respace_labels, _LOST),
    "punctuation in the other width": (word.narrow_labels,),
    "punctuation in the other width, controls lost": (word.narrow_labels, _LOST),
    "labels over paragraphs and lines": (word.break_labels,),
    "labels over paragraphs and lines, controls lost": (word.break_labels, _LOST),
    "rows inserted above and between": (word.insert_rows,),
    "rows inserted, blanks in labels, controls lost": (
        word.insert_rows,
        word.respace_labels,
        _LOST,
    ),
    "changes tracked": (word.track_changes,),
    "changes tracked, controls lost": (word.track_changes, _LOST),
    "pages attached behind": (word.attach_pages("附件：工作照片。", "（略）"),),
    "the table copied": (word.copy_table(),),
    "the table copied, controls lost": (word.copy_table(), _LOST),
}

_PAPER: Final[Edits] = {
    "a column inserted": (word.insert_column,),
    "a column inserted, controls lost": (word.insert_column, _LOST),
    "merged headings split, controls lost": (word.split_merged_cells, _LOST),
    "headings merged into one cell, controls lost": (word.merge_headings, _LOST),
    "two scores merged into one cell": (word.merge_cells(_ONE, _TWO),),
    "two scores merged into one cell, controls lost": (word.merge_cells(_ONE, _TWO), _LOST),
    "a score typed beside its control": (word.leave_control(_TWO),),
    "another score beside its control": (word.type_beside(_ONE, "1.5"),),
    "a control dragged onto another": (word.move_control(_ONE, _TWO),),
    "two controls exchanged": (word.exchange_controls(_ONE, _TWO),),
    "a row deleted": (word.delete_row(_ONE),),
    "a row deleted, controls lost": (word.delete_row(_ONE), _LOST),
    "a row moved": (word.move_row(_ONE, _TWO),),
    "a row moved, controls lost": (word.move_row(_ONE, _TWO), _LOST),
    "an indicator changed": (word.replace_text("控制在4.5%以内", "控制在5%以内"),),
    "a criterion changed": (_CRITERION,),
    "a criterion changed, controls lost": (_CRITERION, _LOST),
    "the table copied, a score changed in the copy": (word.copy_table(word.set_text(_ONE, "0.5")),),
    "the table copied, a score changed in the copy, controls lost": (
        word.copy_table(word.set_text(_ONE, "0.5")),
        _LOST,
    ),
}

_APPLICATION: Final[Edits] = {
    "an opinion typed beside its control": (word.leave_control(_COUNTY),),
    "another date beside its control": (word.type_beside("review.county.date", "2017年9月8日"),),
    "controls of two opinions exchanged": (word.exchange_controls(_COUNTY, _CITY),),
    "a row deleted": (word.delete_row("review.province.date"),),
    "a label changed": (word.replace_text("单位名称", "申报单位"),),
    "the table copied, an opinion changed in the copy": (
        word.copy_table(word.set_text(_COUNTY, "不同意。")),
    ),
    "the table copied, an opinion changed in the copy, controls lost": (
        word.copy_table(word.set_text(_COUNTY, "不同意。")),
        _LOST,
    ),
}


def rows(blank_pdfs: Mapping[FormKind, bytes]) -> Iterator[Row]:
    """All ways of handling, form by form.

    Args:
        blank_pdfs: The blank Word forms as PDF, for those with form fields; none to leave them out.
    """
    yield from _edited(SHEET, _WORKBOOK)
    typed = "numbers typed as text: 40人, ４０, √; not calculated"
    yield Row(SHEET, typed, typed_as_text, formats=_CALCULATED)
    yield Row(SHEET, "saved without calculating", uncalculated, formats=_CALCULATED)
    yield from _edited(PAPER, _WORD)
    yield Row(PAPER, "controls and properties lost", nameless(PAPER))
    yield from _edited(PAPER, _PAPER)
    yield Row(PAPER, _BLANK_FORM, blank_paper, True)
    yield Row(PAPER, f"{_BLANK_FORM} in a workbook", blank_workbook, True, _WORKBOOKS)
    yield from _pdf_rows(PAPER, blank_pdfs)
    yield from _edited(APPLICATION, _WORD)
    yield Row(APPLICATION, "controls and properties lost", nameless(APPLICATION))
    yield Row(APPLICATION, "saved by Word on the web", saved_on_the_web(APPLICATION))
    yield from _edited(APPLICATION, _APPLICATION)
    typed = "paragraphs typed into one control"
    yield Row(APPLICATION, typed, _always(in_one_control, 2))
    yield Row(APPLICATION, "见附页, the summary behind", annexed("见附页"))
    headed = annexed("（详见附件）。", "附页")
    yield Row(APPLICATION, "（详见附件）。, the summary behind under 附页", headed)
    yield Row(APPLICATION, _BLANK_FORM, blank_application, True)
    yield from _pdf_rows(APPLICATION, blank_pdfs)


_CALCULATED: Final = tuple(one for one in BOOK_FORMATS if not one.startswith(".csv"))
_WORKBOOKS: Final = (".xlsx", ".xls, .et", ".ods")


def _always(make: Callable[..., Completed], number: int) -> Callable[..., Completed]:
    """The same whatever varies: what it shows would not come up every time."""
    return lambda office, applicant, _: make(office, applicant, number)


def _edited(form: FormKind, ways: Edits) -> Iterator[Row]:
    for handling, edits in ways.items():
        formats = _CALCULATED if book.lose_values in edits else ()
        if "control" in handling and ("dragged" in handling or "exchanged" in handling):
            formats = (".docx",)  # without controls it is only what the page shows
        yield Row(form, handling, handled(form, *edits), handling in _CORE, formats)


def _pdf_rows(form: FormKind, blank_pdfs: Mapping[FormKind, bytes]) -> Iterator[Row]:
    for naming in pdf_forms.NAMINGS if form in blank_pdfs else ():
        make = _pdf_maker(form, blank_pdfs[form], naming)
        yield Row(form, f"form fields {naming}", make, True, (".pdf, fields",))


def _pdf_maker(form: FormKind, blank: bytes, naming: str) -> Callable[..., Completed]:
    def make(*whose: Any) -> Completed:
        record = handled(form)(*whose).record
        standard = whose[0].setting.standard
        typed = pdf_forms.values_of(record)
        if naming.endswith("nonsense"):
            typed = pdf_forms.by_parts(typed)
        name = pdf_forms.NAMINGS[naming](pdf_forms.labels_of(standard))
        return Completed(pdf_forms.typed_into(blank, typed, name), record)

    return make
