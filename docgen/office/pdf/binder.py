"""Binding PDF files into one: bookmarks, right-hand starts, a watermark, properties, PDF/A."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
)

from docgen.office.pdf.archival import metadata, name_glyphs, output_intents, without_date
from docgen.office.pdf.watermark import Watermark
from docgen.problems import Place, Problem, ProblemError, is_own_fault, problem

_PRODUCER: Final = "docgen"
_INTENTS: Final = "/OutputIntents"


@dataclass(frozen=True, slots=True)
class Style:
    """How files are bound.

    Attributes:
        title: Title in the properties of the bound file.
        author: Author likewise.
        double_sided: Every file starts on a right-hand page, blank pages before it as needed.
        archival: Make PDF/A-1b, from files that are PDF/A-1 themselves.
        watermark: A PDF whose first page holds the mark to lie under every page.
    """

    title: str = ""
    author: str = ""
    double_sided: bool = True
    archival: bool = False
    watermark: Path | None = None


class Binder:
    """Takes files one after another and binds them into one.

    Attributes:
        files: How many files were taken.
    """

    def __init__(self, style: Style) -> None:
        self.files = 0
        self._style = style
        self._writer = PdfWriter()
        self._writer.pdf_header = "%PDF-1.4" if style.archival else "%PDF-1.7"
        self._mark = Watermark(style.watermark, self._writer) if style.watermark else None
        self._groups: list[tuple[str, IndirectObject]] = []

    @property
    def pages(self) -> int:
        """How many pages there are by now, blank ones too."""
        return len(self._writer.pages)

    def add(self, file: Path, titles: Sequence[str]) -> None:
        """Take a file.

        Args:
            file: The file.
            titles: Its bookmark, after those of the groups that it stands in.

        Raises:
            ProblemError: It cannot be used; nothing of it was taken.
        """
        before = self.pages
        try:
            reader = _opened(file)
            if self._style.archival:
                self._take_intents(reader, file)
            if self._style.double_sided and before % 2:
                self._writer.add_blank_page()
            start = self.pages
            self._writer.append(reader, import_outline=False)
        except ProblemError:
            raise
        except Exception as error:  # whatever a damaged file leads pypdf to
            while self.pages > before:
                self._writer.remove_page(self.pages - 1)
            if is_own_fault(error):
                raise
            raise ProblemError([_unreadable(file)]) from error
        self.files += 1
        for page in self._writer.pages[start:]:
            self._finish(page)
        self._bookmark(titles, start)

    def data(self) -> bytes:
        """The bound file: the same bytes for the same files."""
        writer, style = self._writer, self._style
        properties = {"/Title": style.title, "/Author": style.author, "/Producer": _PRODUCER}
        writer.metadata = {name: text for name, text in properties.items() if text}
        xmp = metadata(style.title, style.author, _PRODUCER, style.archival)
        self._state("/Metadata", writer._add_object(xmp))
        self._state("/PageMode", NameObject("/UseOutlines"))
        # Printed as measured, not fitted to the printer's margins.
        view = {"/PrintScaling": NameObject("/None"), "/DisplayDocTitle": BooleanObject(True)}
        if style.double_sided:
            view["/Duplex"] = NameObject("/DuplexFlipLongEdge")
        preferences = {NameObject(name): value for name, value in view.items()}
        self._state("/ViewerPreferences", DictionaryObject(preferences))
        buffer = io.BytesIO()
        writer.write(buffer)
        return _identified(buffer.getvalue())

    def _state(self, name: str, value: PdfObject) -> None:
        self._writer.root_object[NameObject(name)] = value

    def _take_intents(self, reader: PdfReader, file: Path) -> None:
        """Make the colours of the first PDF/A file those of the whole; others must be PDF/A too."""
        intents = output_intents(reader)
        if intents is None:
            raise ProblemError([problem("pdf.not-archival", Place(file=file.as_posix()))])
        if _INTENTS not in self._writer.root_object:
            self._state(_INTENTS, without_date(intents).clone(self._writer))

    def _finish(self, page: PageObject) -> None:
        # The structure that these numbers point into stays behind with the single file.
        page.pop("/StructParents", None)
        if self._mark:
            self._mark.put_under(page)
        if self._style.archival:
            name_glyphs(page)

    def _bookmark(self, titles: Sequence[str], page: int) -> None:
        """Add a file's bookmark; files of one group stand together while they follow each other."""
        *groups, title = titles
        pairs = zip(self._groups, groups, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0][0] == pair[1], pairs))
        del self._groups[same:]
        for group in groups[same:]:
            self._groups.append((group, self._add_bookmark(group, page, is_open=False)))
        self._add_bookmark(title, page)

    def _add_bookmark(self, title: str, page: int, is_open: bool = True) -> IndirectObject:
        above = self._groups[-1][1] if self._groups else None
        return self._writer.add_outline_item(
            title=title, page_number=page, parent=above, is_open=is_open
        )


def _unreadable(file: Path) -> Problem:
    return problem("pdf.unreadable", Place(file=file.as_posix()))


def _opened(file: Path) -> PdfReader:
    reader = PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ProblemError([problem("pdf.encrypted", Place(file=file.as_posix()))])
    if not len(reader.pages):
        raise ProblemError([_unreadable(file)])
    return reader


def _identified(data: bytes) -> bytes:
    """The file with an identifier that comes from its content, not from chance."""
    head, mark, tail = data.rpartition(b"trailer\n<<\n")
    identifier = hashlib.sha256(data).hexdigest()[:32].encode()
    return head + mark + b"/ID [ <%s> <%s> ]\n" % (identifier, identifier) + tail
