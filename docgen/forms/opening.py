"""Opening a completed form by its content, whatever its name."""

from __future__ import annotations

from docgen.forms.document import Document
from docgen.forms.pdf_document import PdfDocument
from docgen.forms.word_document import WordDocument
from docgen.forms.workbook_document import RowsDocument, WorkbookDocument
from docgen.office.incoming.csv_rows import csv_rows
from docgen.office.incoming.formats import format_of
from docgen.office.incoming.kinds import Format, refusal
from docgen.office.package.archive import read_package
from docgen.office.pdf.reader import read_pdf
from docgen.office.word.reading.reader import is_word
from docgen.office.workbook.reading.outline import is_workbook
from docgen.office.workbook.reading.reader import WorkbookContent
from docgen.problems import Place, ProblemError, problem

_ZIP: bytes = b"PK"


def open_document(data: bytes, file: str) -> Document:
    """Open a completed form of a current format by its content, whatever its name.

    Args:
        data: The file's bytes.
        file: Its name in messages.

    Raises:
        ProblemError: It is no Word document, workbook, PDF or .csv, or cannot be read.
    """
    try:
        if data.startswith(_ZIP):
            package = read_package(data, file)
            if is_workbook(package):
                return WorkbookDocument(file, package, WorkbookContent(package))
            if is_word(package):
                return WordDocument(file, package)
        kind = format_of(data)
        if kind is Format.PDF:
            return PdfDocument(file, read_pdf(data, file))
        if kind is Format.CSV:
            return RowsDocument(file, csv_rows(data, file))
        if (refused := refusal(kind, file)) is not None:
            raise ProblemError([refused])
    except ProblemError as error:
        raise error.within(file) from None
    raise ProblemError([problem("form.other-format", Place(file=file))])
