"""Reading Word files: content controls with their places, tables as grids, and lines."""

from __future__ import annotations

from docgen.office.grids import Table
from docgen.office.package.archive import Package
from docgen.office.package.main_part import Kind
from docgen.office.package.xml import MarkupError, parse_xml
from docgen.office.word.names import plain_part
from docgen.office.word.reading.content import Control
from docgen.office.word.reading.fields import Fields, fields_of, known_fields
from docgen.office.word.reading.look import Look, look_of
from docgen.office.word.reading.tree import WordTree, see
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
    look = look_of(package, data)
    try:
        return known_fields(data, look) or fields_of(_tree(data, place, look))
    except MarkupError:
        raise _too_large(package) from None


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
    return read_tree(package).tables


def read_tree(package: Package) -> WordTree:
    """A Word file whose tables and lines are wanted.

    Raises:
        ProblemError: The file is no Word document, its document part is damaged, or it has more
            cells than any form.
    """
    data, place = _part(package)
    tree = _tree(data, place, look_of(package, data))
    try:
        tree.take_tables(_MOST_CELLS)
    except MarkupError:
        raise _too_large(package) from None
    return tree


def _tree(data: bytes, place: Place, look: Look) -> WordTree:
    return WordTree(see(parse_xml(data, place), look))


def _part(package: Package) -> tuple[bytes, Place]:
    main = package.main
    if main is None or main.kind is not Kind.WORD:
        raise ProblemError([problem("word.not-word", Place(file=package.file))])
    if package.size(main.name) > _LONGEST:
        raise _too_large(package)
    place = Place(file=package.file, field=main.name)
    return plain_part(package[main.name], place), place


def _too_large(package: Package) -> ProblemError:
    return ProblemError([problem("word.too-large", Place(file=package.file))])
