"""Reading Word files: content controls with their places, tables as grids, and lines."""

from __future__ import annotations

from typing import Final

from docgen.office.grids import Table
from docgen.office.package.archive import CONTENT_TYPES, Package
from docgen.office.package.xml import parse_xml
from docgen.office.word.names import STRICT, WORD
from docgen.office.word.reading.content import Control
from docgen.office.word.reading.fields import Fields, fields_of, known_fields
from docgen.office.word.reading.look import Look, look_of
from docgen.office.word.reading.tree import WordTree, see
from docgen.problems import Place, ProblemError, problem

_MAIN_PART: Final = "word/document.xml"
# A form takes a hundredth of this.
_LONGEST, _MOST_CELLS = 5_000_000, 20_000


def is_word(package: Package) -> bool:
    """Whether a file is a Word document; Word on the web names its part ``document2.xml``.

    Raises:
        ProblemError: What it says of its parts is damaged.
    """
    if _MAIN_PART in package:
        return True
    kinds = package.content_types.values() if CONTENT_TYPES in package else ()
    return any("word" in kind and kind.endswith("main+xml") for kind in kinds)


def read_fields(package: Package) -> Fields:
    """The content controls of a Word file, and the text outside them.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    data, place = _part(package)
    look = look_of(package, data)
    return known_fields(data, look) or fields_of(_tree(data, place, look))


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
    if tree.cells > _MOST_CELLS:
        raise ProblemError([problem("word.too-large", Place(file=package.file))])
    return tree


def _tree(data: bytes, place: Place, look: Look) -> WordTree:
    return WordTree(see(parse_xml(data, place), look))


def _part(package: Package) -> tuple[bytes, Place]:
    types = package.content_types.items()
    part = next((name for name, kind in types if kind.endswith("main+xml")), None)
    if part is None or part not in package:
        raise ProblemError([problem("word.not-word", Place(file=package.file))])
    if package.size(part) > _LONGEST:
        raise ProblemError([problem("word.too-large", Place(file=package.file))])
    data = package[part].replace(STRICT, WORD.encode())
    return data, Place(file=package.file, field=part)
