"""Reading Word files: content controls with their places, and tables as grids."""

from __future__ import annotations

from lxml import etree

from docgen.office.grids import Table
from docgen.office.package.archive import Package
from docgen.office.package.main_part import Kind
from docgen.office.package.namespaces import WORD, transitional
from docgen.office.word.names import w
from docgen.office.word.reading.content import Control
from docgen.office.word.reading.plan import Fields
from docgen.office.word.reading.scan import scan_fields
from docgen.office.word.reading.seen import NO_STYLES, Styles, is_used, marked_styles
from docgen.office.word.reading.tree import document_root, tree_fields, tree_tables
from docgen.problems import Place, ProblemError, problem

# A form takes a hundredth of this.
_LONGEST, _MOST_CELLS = 5_000_000, 20_000


def is_word(package: Package) -> bool:
    """Whether a file is a Word document, whatever its main part is called.

    Raises:
        ProblemError: What it says of its parts is damaged.
    """
    return package.main is not None and package.main.kind is Kind.WORD


def read_fields(package: Package) -> Fields:
    """The content controls of a Word file, and the text outside them.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    data, place = _part(package)
    styles = _styles(package)
    plain = None if is_used(styles, data) else scan_fields(data)
    return plain or tree_fields(_root(data, place, styles))


def read_controls(package: Package) -> list[Control]:
    """The content controls of a Word file in their order, an outer one before an inner one.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    return read_fields(package).controls


def read_tables(package: Package) -> list[Table]:
    """The tables of a Word file in their order, an outer one before a nested one.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    root = read_root(package)
    if sum(1 for _ in root.iter(w("tc"))) > _MOST_CELLS:
        raise ProblemError([problem("word.too-large", Place(file=package.file))])
    return tree_tables(root)


def read_root(package: Package) -> etree._Element:
    """Root of the document, its text as a person sees it, and once.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    return _root(*_part(package), _styles(package))


def _root(data: bytes, place: Place, styles: Styles) -> etree._Element:
    return document_root(transitional(data, WORD), place, styles)


def _styles(package: Package) -> Styles:
    part = package.target(package.main.name, "styles") if package.main else None
    if part is None:
        return NO_STYLES
    try:
        return marked_styles(transitional(package.shared(part), WORD), part)
    except ProblemError as error:
        raise error.within(package.file) from None


def _part(package: Package) -> tuple[bytes, Place]:
    main = package.main
    if main is None or main.kind is not Kind.WORD:
        raise ProblemError([problem("word.not-word", Place(file=package.file))])
    if package.size(main.name) > _LONGEST:
        raise ProblemError([problem("word.too-large", Place(file=package.file))])
    return package[main.name], Place(file=package.file, field=main.name)
