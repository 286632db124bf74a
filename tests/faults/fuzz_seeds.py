"""Completed forms of every kind and format, from which mutants are made."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from samples.completing import unpacked

from docgen.office.soffice.convert import convert
from faults.fuzzing import Seed

# As they were when the records of before were taken: a mutant is told by its number alone.
_SEEDS: Final = Path(__file__).parents[1] / "rounds_before" / "seeds.zip"
_ALL: Final = ("part", "part", "tree", "tree", "tree", "tree", "tree", "zip", "bytes")
_KINDS: Final = {
    "table in UTF-8": ("bytes",),
    "table in GB 18030": ("bytes",),
    "folder": ("zip", "bytes"),
}
_SLOW: Final = {"xls": "xlsx", "ods": "xlsx", "doc": "docx", "odt": "docx"}


def package_seeds() -> tuple[Seed, ...]:
    """Forms in the current formats, and what is read without another program."""
    with zipfile.ZipFile(_SEEDS) as archive:
        return tuple(
            Seed(name, archive.read(name), _KINDS.get(name, _ALL)) for name in archive.namelist()
        )


def converted_seeds(folder: Path) -> tuple[Seed, ...]:
    """Forms in the formats that LibreOffice reads, and PDFs."""
    seeds: list[Seed] = []
    files = {}
    for seed in package_seeds():
        if seed.name in ("score sheet", "paper score sheet", "application"):
            ending = "xlsx" if "xl/workbook.xml" in unpacked(seed.data) else "docx"
            files[seed.name] = folder / f"{seed.name}.{ending}"
            files[seed.name].write_bytes(seed.data)
    for to, of in (*_SLOW.items(), ("pdf", "")):
        sources = [path for path in files.values() if path.suffix.endswith(of)]
        for source, made in convert(sources, to, folder / to).made.items():
            kinds = _ALL if to in ("odt", "ods") else ("bytes",)
            seeds.append(Seed(f"{source.stem} as {to}", made.read_bytes(), kinds, current=False))
    return tuple(seeds)
