"""Completed forms each with a markup of its own, as Word and Excel make it when people type.

Word divides what is typed into runs wherever the input method, the checker of spelling or a new
editing session comes in; Excel keeps heights of rows, views, and where the cursor was.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from typing import Final

OWN_MARKUP: Final = ", each with a markup of its own"

MORE_THAN_ARE_KEPT: Final = 96
"""More files than a cache has room for plans, where they do not come down to one plan."""

_RUN: Final = re.compile(
    r"<w:r(?: [^<>]*)?>(<w:rPr>.*?</w:rPr>)?<w:t(?: [^<>]*)?>([^<]+)</w:t></w:r>", re.DOTALL
)
_ROW: Final = re.compile(r'<row r="(\d+)"[^<>/]*>')
_CHECKED: Final = '<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'
_HINT: Final = '<w:rFonts w:hint="eastAsia"/>'


def typed_in_word(files: Iterable[bytes]) -> list[bytes]:
    """Copies of Word forms, their texts divided into runs as typing divides them."""
    return list(_varied(files, "word/document.xml", _typed_document))


def typed_in_excel(files: Iterable[bytes]) -> list[bytes]:
    """Copies of workbooks, each with its own heights of rows."""
    return list(_varied(files, "xl/worksheets/", _typed_sheet))


def _varied(
    files: Iterable[bytes], part: str, edit: Callable[[str, random.Random], str]
) -> Iterator[bytes]:
    for number, data in enumerate(islice(cycle(files), MORE_THAN_ARE_KEPT)):
        chance = random.Random(number)
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                content = old.read(name)
                if name.startswith(part) and name.endswith(".xml"):
                    content = edit(content.decode(), chance).encode()
                new.writestr(name, content)
        yield stream.getvalue()


def _typed_document(text: str, chance: random.Random) -> str:
    def typed(run: re.Match[str]) -> str:
        layout, letters = run[1] or "<w:rPr></w:rPr>", run[2]
        if "&" in letters or chance.random() < 0.5:
            return run[0]
        at = chance.randrange(len(letters) + 1)
        pieces = []
        for piece in filter(None, (letters[:at], letters[at:])):
            session = f"00{chance.randrange(1 << 24):06X}"
            own = layout.replace("<w:rPr>", f"<w:rPr>{_HINT}", 1)
            own = own if chance.random() < 0.5 and "<w:rFonts" not in layout else layout
            pieces.append(
                f'<w:r w:rsidR="{session}">{own}<w:t xml:space="preserve">{piece}</w:t></w:r>'
            )
        before, behind = _CHECKED if chance.random() < 0.3 else ("", "")
        return before + behind.join(pieces) + behind

    return _RUN.sub(typed, text)


def _typed_sheet(text: str, chance: random.Random) -> str:
    def high(row: re.Match[str]) -> str:
        if chance.random() < 0.7:
            return row[0]
        height = chance.choice((27, 28.5, 30, 40.5))
        return f'<row r="{row[1]}" spans="1:9" ht="{height}" customHeight="1">'

    return _ROW.sub(high, text)
