"""Opening a completed form by its content, whatever its name."""

from __future__ import annotations

from docgen.forms.document import Document
from docgen.forms.word_document import WordDocument
from docgen.forms.workbook_document import WorkbookDocument
from docgen.office.archive import read_package
from docgen.office.workbook.reader import WorkbookContent
from docgen.problems import Place, ProblemError, problem


def open_document(data: bytes, file: str) -> Document:
    """Open a completed form by its content, whatever its name.

    Args:
        data: The file's bytes.
        file: Its name in messages.

    Raises:
        ProblemError: It is neither a Word document nor a workbook, or cannot be read.
    """
    try:
        package = read_package(data, file)
        if "word/document.xml" in package:
            return WordDocument(file, package)
        if "xl/workbook.xml" in package:
            return WorkbookDocument(file, package, WorkbookContent(package))
    except ProblemError as error:
        raise ProblemError(found.within(file) for found in error.problems) from None
    raise ProblemError([problem("form.other-format", Place(file=file))])
