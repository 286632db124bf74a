"""Reading a completed form that came back as PDF: its fields, its tables and the text around them.

The libraries that take a PDF apart can be made to hang or to fill the memory by a bad file, so
that every file is read in a process of its own.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from docgen.office.grids import Table
from docgen.office.incoming.bounded import CrashError, bounded
from docgen.office.package.directory import Limits
from docgen.problems import Place, Problem, ProblemError, is_own_fault, problem

_MOST_PAGES: Final = 200
_MEGABYTES: Final = 512
# Where a file says that it is a PDF, and where a file that is all there ends.
_HEAD, _TAIL = 1024, 1024
_CHANGE: Final = re.compile(rb"\d obj\b|\bxref\b")


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds.

    Attributes:
        fields: Value of each form field by its full name; ``是`` or ``否`` of a box to tick, empty
            where nothing was typed.
        field_titles: Full name of each field by the title that a person sees, where it has one.
        tables: Its tables in order, each as one though it goes on over pages. What was typed into
            fields and text boxes stands in the cells as well.
        lines: Lines of text outside tables, from top to bottom, page after page.
        left_out: What is struck out in each of the lines.
        behind: Paragraphs behind the last table.
        pages: How many pages it has.
    """

    fields: Mapping[str, str]
    field_titles: Mapping[str, str]
    tables: tuple[Table, ...]
    lines: tuple[str, ...]
    left_out: tuple[str, ...]
    behind: tuple[str, ...]
    pages: int


def read_pdf(data: bytes, file: str = "", timeout: float = 20) -> PdfContent:
    """Read a PDF from outside; scripts, actions and attachments in it are left alone.

    Args:
        data: The file.
        file: Its name in messages.
        timeout: Seconds that it may take.

    Raises:
        ProblemError: It is damaged, protected by a password, a scan, a form that only Adobe's
            programs show, or goes beyond a limit.
    """
    place = Place(file=file)
    limits = Limits()
    if len(data) > limits.file_size:
        raise ProblemError([problem("pdf.too-large", place)])
    if not _is_complete(data):
        raise ProblemError([problem("pdf.damaged", place)])
    try:
        content = bounded(_read, data, seconds=timeout, megabytes=_MEGABYTES)
    except TimeoutError:
        raise ProblemError([problem("pdf.timeout", place, seconds=f"{timeout:g}")]) from None
    except MemoryError:
        raise ProblemError([problem("pdf.too-large", place)]) from None
    except CrashError:
        raise ProblemError([problem("pdf.damaged", place)]) from None
    if isinstance(content, Problem):
        raise ProblemError([content.within(file)])
    return content


class _LossError(ValueError):
    """A part of the file was skipped."""


def _is_complete(data: bytes) -> bool:
    """Whether a file has its beginning and its end: half of one can be read, as half of a form.

    Behind an end may stand a change, of which what is left has no end.
    """
    end = data.rstrip(b"\0\t\n\r ").rfind(b"%%EOF")
    behind = data[end:].rstrip(b"\0\t\n\r ")
    if b"%PDF-" not in data[:_HEAD] or end < 0:
        return False
    return len(behind) <= _TAIL and not _CHANGE.search(behind)


class _LossHandler(logging.Handler):
    """Makes an error of the warning that a part of the file was skipped."""

    def emit(self, record: logging.LogRecord) -> None:
        if any(sign in record.getMessage() for sign in ("Data-loss", "non-indirect")):
            raise _LossError(record.getMessage())


def _is_whole(page: Any) -> bool:
    """Whether all that draws a page is there: the library passes over what is lost."""
    from pdfminer.pdftypes import PDFStream, resolve1

    streams = [resolve1(one) for one in page.page_obj.contents]
    return all(
        isinstance(one, PDFStream) and bool(one.get_rawdata() or "Filter" not in one)
        for one in streams
    )


def _read(data: bytes) -> PdfContent | Problem:
    """In the child: the content, or why there is none."""
    # Loaded here: only the child needs them.
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfplumber.utils.exceptions import PdfminerException

    from docgen.office.pdf.canvas import draw
    from docgen.office.pdf.fields import Typed, read_typed
    from docgen.office.pdf.page import read_page
    from docgen.office.pdf.tables import read_layout

    logging.getLogger("pdfminer").addHandler(_LossHandler())
    try:
        source = pdfplumber.open(io.BytesIO(data))
        if len(source.pages) > _MOST_PAGES:
            return problem("pdf.too-many-pages", most=_MOST_PAGES, pages=len(source.pages))
        if not all(map(_is_whole, source.pages)):
            return problem("pdf.damaged")
        is_typed_into = "AcroForm" in source.doc.catalog or any(
            page.page_obj.annots for page in source.pages
        )
        typed = read_typed(data) if is_typed_into else Typed()
        drawings = list(map(draw, source.pages))
    except MemoryError:
        raise
    except PdfminerException as error:
        cause = error.args[0]
        if isinstance(cause, MemoryError):
            raise cause from None
        locked = isinstance(cause, PDFEncryptionError)
        return problem("pdf.encrypted" if locked else "pdf.damaged")
    except _LossError:
        return problem("pdf.damaged")
    except Exception as error:  # whatever a damaged file leads the libraries to
        if is_own_fault(error):
            raise
        return problem("pdf.damaged")
    if not drawings:
        return problem("pdf.damaged")
    if typed.is_xfa:
        return problem("pdf.xfa")
    put_on = zip_longest(drawings, typed.pages[: len(drawings)])
    pages = [read_page(drawing, annotations) for drawing, annotations in put_on]
    layout = read_layout(pages)
    # A scan may carry text that a program guessed from its picture.
    guessed = not layout.tables and all(page.is_picture or not page.glyphs for page in pages)
    if not any(typed.values.values()):
        if guessed or not any(page.has_text for page in pages):
            return problem("pdf.scan")
        if not any(page.is_readable for page in pages):
            return problem("pdf.shapes-only")
    return PdfContent(
        typed.values,
        typed.titles,
        layout.tables,
        layout.lines,
        layout.left_out,
        layout.behind,
        len(pages),
    )
