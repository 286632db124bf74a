"""The floor: what no program can save, once its text is finished, of making an office file.

Of documents that were made from one template, all that differs is cut out as text. The bare means
format such texts into the rest, deflate the parts that change, and append them to the
others, which were deflated beforehand. Nothing is looked up, computed, escaped or checked.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Sequence
from typing import Final

from zlib_ng import zlib_ng

_TAG: Final = re.compile(r"(<[^>]*>)")
_LEVEL, _RAW = 1, -15  # the level of deflate at which docgen writes what changes
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")


class BareTemplate:
    """A part cut into what is the same in all documents and what is not."""

    def __init__(self, documents: Sequence[str]) -> None:
        """Cut.

        Args:
            documents: The part as it stands in each document.
        """
        columns = list(zip(*map(_TAG.split, documents), strict=True))
        same = [len(set(column)) == 1 for column in columns]
        self._text = b"".join(
            column[0].replace("%", "%%").encode() if fixed else b"%b"
            for column, fixed in zip(columns, same, strict=True)
        )
        changing = [column for column, fixed in zip(columns, same, strict=True) if not fixed]
        self.values = list(zip(*(map(str.encode, column) for column in changing), strict=True))

    def filled(self, values: tuple[bytes, ...]) -> bytes:
        """The part with texts put back."""
        return self._text % values


class BareDocument:
    """A document whose unchanging parts are deflated once.

    Attributes:
        values: The texts of each document that it was cut from.
    """

    def __init__(self, documents: Sequence[bytes]) -> None:
        """Cut.

        Args:
            documents: Files that were made from one template.
        """
        archives = [zipfile.ZipFile(io.BytesIO(data)) for data in documents]
        parts = {
            name: [archive.read(name) for archive in archives] for name in archives[0].namelist()
        }
        static = {name: texts[0] for name, texts in parts.items() if len(set(texts)) == 1}
        self._head, self._directory = _archived(static)
        self._count = len(parts)
        self._changing = [
            (name.encode(), BareTemplate([text.decode() for text in texts]))
            for name, texts in parts.items()
            if name not in static
        ]
        self.values = list(zip(*(template.values for _, template in self._changing), strict=True))

    def made(self, values: Sequence[tuple[bytes, ...]]) -> bytes:
        """A document with its texts.

        Args:
            values: The texts of each part that changes.
        """
        pieces, entries, offset = [self._head], [self._directory], len(self._head)
        for (name, template), texts in zip(self._changing, values, strict=True):
            data = template.filled(texts)
            raw = zlib_ng.compress(data, _LEVEL, _RAW)
            sizes = (zlib_ng.crc32(data), len(raw), len(data), len(name), 0)
            local = _LOCAL.pack(b"PK\3\4", 20, 0, 8, 0, 33, *sizes)
            entries += (
                _ENTRY.pack(b"PK\1\2", 20, 20, 0, 8, 0, 33, *sizes, 0, 0, 0, 0, offset),
                name,
            )
            pieces += (local, name, raw)
            offset += len(local) + len(name) + len(raw)
        directory = b"".join(entries)
        end = _END.pack(b"PK\5\6", 0, 0, self._count, self._count, len(directory), offset, 0)
        return b"".join((*pieces, directory, end))


def _archived(parts: dict[str, bytes]) -> tuple[bytes, bytes]:
    """Parts as they stand in an archive, and their entries in its directory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        start = archive.start_dir
    data = buffer.getvalue()
    return data[:start], data[start : -_END.size]
