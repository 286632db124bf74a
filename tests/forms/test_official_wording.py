"""Generated forms print the source notice's annexes word for word, nothing left out or added."""

import io
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from docgen.forms import compile_forms
from docgen.notices import Office, quota_table
from docgen.office.package.archive import read_package
from docgen.office.word.names import w
from docgen.records import FormKind

SOURCE = (Path(__file__).parents[1] / "programme" / "annex-wording.txt").read_text("utf-8")


def squeezed(text: str) -> str:
    return "".join(text.split())


def annex(number: int) -> str:
    start = SOURCE.index(f"附件{number}：")
    end = SOURCE.find(f"附件{number + 1}：")
    return squeezed(SOURCE[start : end if end > 0 else None])


def word_paragraphs(data: bytes) -> list[str]:
    root = etree.fromstring(read_package(data)["word/document.xml"])
    texts = ["".join(t.text or "" for t in p.iter(w("t"))) for p in root.iter(w("p"))]
    return [squeezed(text) for text in texts if squeezed(text)]


def sheet_texts(data: bytes, sheet: str) -> list[str]:
    rows = load_workbook(io.BytesIO(data))[sheet].iter_rows()
    values = [cell.value for row in rows for cell in row]
    texts = [str(value) for value in values if value is not None]
    return [squeezed(text) for text in texts if not text.startswith("=")]


def left_of(official: str, pieces: list[str], headings: set[str]) -> str:
    """What of the official text no piece prints; each piece but a repeated heading must occur."""
    printed: set[str] = set()
    for piece in sorted(pieces, key=len, reverse=True):
        if piece in headings and piece in printed:
            continue
        assert piece in official, piece
        official = official.replace(piece, "", 1)
        printed.add(piece)
    return official


@pytest.fixture(scope="module")
def blank(setting, applicant):
    return {form.kind: form.render(applicant, {}) for form in compile_forms(setting)}


# The source prints this heading once more, where its table goes on to the next page.
REPEATED = "就业工作情况︵60分︶"


@pytest.mark.parametrize("kind", [FormKind.SCORE_SHEET, FormKind.PAPER_SCORE_SHEET])
def test_annex_2_is_the_source_word_for_word(blank, kind, standard, applicant):
    data = blank[kind]
    texts = sheet_texts(data, "考核表") if kind == FormKind.SCORE_SHEET else word_paragraphs(data)
    # The unit line carries the applicant's names between the words of the source.
    names = set(applicant.short)
    for name in names:
        texts = [text.replace(name, "") for text in texts]
    headings = {part.heading for part in standard.all_groups}
    assert left_of(annex(2), [text for text in texts if text], headings) == REPEATED


def test_annex_2_prints_the_indicators_in_the_order_of_the_source(blank, standard):
    source = annex(2)
    for texts in (
        sheet_texts(blank[FormKind.SCORE_SHEET], "考核表"),
        word_paragraphs(blank[FormKind.PAPER_SCORE_SHEET]),
    ):
        joined = "".join(texts)
        at = in_source = 0
        for indicator in standard.indicators:
            piece = squeezed(indicator.title) + indicator.points_text
            piece += squeezed(indicator.criterion)
            at = joined.index(piece, at)
            in_source = source.index(piece, in_source)
    assert len(standard.indicators) == 34


def test_annex_3_is_the_source_word_for_word(blank, applicant):
    texts = word_paragraphs(blank[FormKind.APPLICATION])
    for name in applicant.short:
        texts = [text.replace(name, "") for text in texts]
    assert left_of(annex(3), [text for text in texts if text], set()) == ""


def test_annex_1_is_the_source_word_for_word(setting):
    papers = {Path(one.file_name).suffix: one.data for one in quota_table(_office(setting))}
    assert left_of(annex(1), word_paragraphs(papers[".docx"]), set()) == ""
    # In the workbook the total is a formula.
    assert left_of(annex(1), sheet_texts(papers[".xlsx"], "名额分配表"), set()) == "200"


def _office(setting):
    return Office(setting.round, setting.standard)
