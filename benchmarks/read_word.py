"""Reading completed Word forms: docgen beside python-docx.

*Reading* is getting the text of every content control by its tag. python-docx has no name for
content controls: its users find paragraphs and cells by its own means and look for controls in
these (*by its tables*), or leave its means alone and search the element tree in one go, which
is lxml's work and gives no place in a table (*its element tree*). *From file to record* is the
whole way: telling which form a file is, reading it, and checking every value of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from benchmarks.own_markup import OWN_MARKUP, typed_in_word
from benchmarks.sample import Sample
from benchmarks.timing import Case, repeated
from docgen.desk.intake import Reader
from docgen.forms import fields, open_document
from docgen.records import FormKind

Texts = dict[str, str]
_CONTROL, _CONTENT, _TAG, _VALUE = qn("w:sdt"), qn("w:sdtContent"), qn("w:tag"), qn("w:val")
_PARAGRAPH, _TEXT = qn("w:p"), qn("w:t")
_DATE: Final = re.compile(r"(\d{4})[年.](\d{1,2})[月.](\d{1,2})日?")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")


class WordReading:
    """The ways of reading a Word form; each gives the text of every field by its key."""

    def __init__(self, sample: Sample, kind: FormKind) -> None:
        standard = sample.setting.standard
        self.standard = standard
        self.files = [one.data for one in sample.completed[kind]]
        if kind == FormKind.PAPER_SCORE_SHEET:
            own = [*map(fields.score, standard.indicators), fields.TOTAL]
            self.record = self._paper
        else:
            reviews = fields.reviews(standard)
            own = [fields.SUMMARY, *(field for one in reviews for field in (one.opinion, one.date))]
            self.record = self._application
        self.names = fields.applicant(sample.setting.path)
        self.fields = [*self.names, *own]

    def docgen(self, data: bytes) -> dict[str, Any]:
        """By tag, each with its table and row."""
        document = open_document(data, "")
        return {field.key: document.find(field).raw for field in self.fields}

    def by_tables(self, data: bytes) -> Texts:
        """What python-docx finds, then the controls in it."""
        document = Document(io.BytesIO(data))
        texts: Texts = {}
        for paragraph in document.paragraphs:
            texts |= _controls(paragraph._p)
        for table in document.tables:
            for row in table.rows:
                for cell in row.cells:
                    texts |= _controls(cell._tc)
        return texts

    def by_elements(self, data: bytes) -> Texts:
        """All controls in one go."""
        return _controls(Document(io.BytesIO(data)).element.body)

    def bare(self, data: bytes) -> etree._Element:
        """The document part unpacked and parsed, nothing looked at."""
        return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))

    def _paper(self, data: bytes) -> tuple[object, list[str]]:
        texts = self.by_tables(data)
        problems = [field.key for field in self.fields if not texts.get(field.key, "").strip()]
        scores: dict[str, Decimal] = {}
        for indicator in self.standard.indicators:
            points = _number(texts[f"score.{indicator.id}"])
            if not 0 <= points <= indicator.points:
                problems.append(indicator.id)
            scores[indicator.id] = points
        if _number(texts["total"]) != sum(scores.values()):
            problems.append("total")
        return scores, problems

    def _application(self, data: bytes) -> tuple[object, list[str]]:
        texts = self.by_tables(data)
        problems = [field.key for field in self.names if not texts[field.key].strip()]
        reviews: dict[str, tuple[str, date]] = {}
        for level in self.standard.application.reviews:
            opinion = texts[f"review.{level}.opinion"].strip()
            dated = _DATE.fullmatch(texts[f"review.{level}.date"].strip())
            if bool(opinion) != bool(dated):
                problems.append(level)
            elif dated:
                reviews[level] = opinion, date(*map(int, dated.groups()))
        return (texts[fields.SUMMARY.key], reviews), problems


def word_reading_cases(sample: Sample) -> Iterator[Case]:
    """Reading Word forms, and the whole way from file to record."""
    reader = Reader(sample.setting)
    names = {
        FormKind.PAPER_SCORE_SHEET: "paper score sheet",
        FormKind.APPLICATION: "application form",
    }
    for kind, name in names.items():
        work = WordReading(sample, kind)
        floor = repeated(work.bare, work.files)
        for how, files in (("", work.files), (OWN_MARKUP, typed_in_word(work.files))):
            yield Case(
                f"completed {name} .docx{how}, read",
                repeated(work.docgen, files),
                {
                    "python-docx, by its tables": repeated(work.by_tables, files),
                    "python-docx, its element tree": repeated(work.by_elements, files),
                },
                repeated(work.bare, files),
            )
        yield Case(
            f"completed {name} .docx, from file to record",
            repeated(lambda data: reader.read(data, ""), work.files),
            {"python-docx, by its tables": repeated(work.record, work.files)},
            floor,
        )


def _controls(element: etree._Element) -> Texts:
    return {
        control[0].find(_TAG).get(_VALUE): _text(control.find(_CONTENT))
        for control in element.iter(_CONTROL)
    }


def _text(content: etree._Element) -> str:
    paragraphs = content.findall(_PARAGRAPH) or [content]
    return "\n".join("".join(text.text or "" for text in one.iter(_TEXT)) for one in paragraphs)


def _number(text: str) -> Decimal:
    return Decimal(text.strip().removesuffix("分").translate(_FULL_WIDTH))
