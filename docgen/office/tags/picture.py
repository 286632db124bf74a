"""Pictures as values of templates: their formats and sizes, told by their first bytes."""

from __future__ import annotations

import hashlib
import struct
from base64 import b64encode
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, Self

from docgen.office.tags.failures import UnprintableError
from docgen.problems import Place, ProblemError, problem

# Stands around a picture's data until the part is complete; no text can hold it.
PICTURE: Final = "\ufdd3"
# Markers of JPEG that start a frame, whose header tells the size: all of C0 to CF but
# DHT (C4), JPG (C8) and DAC (CC).
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Image(NamedTuple):
    """What the first bytes of an image tell.

    Attributes:
        extension: The end of such a file's name; empty if a document cannot show the image.
        width: In pixels.
        height: In pixels.
    """

    extension: str
    width: int
    height: int


_SCREEN: Final = 96.0
_METRES_PER_INCH: Final = 0.0254
_HEADER, _FEWEST_DOTS = 4096, 1000
_LARGEST: Final = 20_000_000  # bytes
_UNKNOWN: Final = Image("", 0, 0)


@dataclass(frozen=True)
class Picture:
    """A picture that takes the place of one in a template.

    Attributes:
        data: A PNG, JPEG or GIF file.
    """

    data: bytes = field(repr=False)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """The picture in a file.

        Raises:
            ProblemError: There is no such file.
        """
        try:
            return cls(path.read_bytes())
        except (FileNotFoundError, IsADirectoryError):
            found = problem("file.missing", Place(file=path.name), path=path)
            raise ProblemError([found]) from None

    @classmethod
    def below(cls, folder: Path, name: object) -> Self | None:
        """The picture that a table names, which lies in the table's folder or below it.

        Args:
            folder: The folder of the table.
            name: The path from there, with ``/`` or the backslash of Windows; None for no picture.

        Raises:
            UnprintableError: It is not there or outside, cannot be read, or is no picture.
        """
        written = "" if name is None else str(name).strip()
        if not written:
            return None
        home = folder.resolve()
        try:
            path = (home / written.replace("\\", "/")).resolve()
            if not path.is_relative_to(home):
                raise UnprintableError("template.picture-outside", value=written)
            if not path.is_file():
                raise UnprintableError("template.picture-missing", value=written)
            if path.stat().st_size > _LARGEST:
                raise UnprintableError("template.picture-too-large", value=written)
            picture = cls(path.read_bytes())
        except (OSError, ValueError) as error:  # no rights; a name that no file can have
            if isinstance(error, UnprintableError):
                raise
            raise UnprintableError("template.picture-missing", value=written) from None
        if not picture.image.extension:
            raise UnprintableError("template.picture-unreadable", value=written)
        return picture

    @cached_property
    def image(self) -> Image:
        """Format and size."""
        try:
            image = _image(self.data)
        except struct.error:
            return _UNKNOWN
        return image if image.width and image.height else _UNKNOWN

    @cached_property
    def dots_per_inch(self) -> float:
        """What a PNG file says of its resolution; that of a screen if it says none."""
        place = self.data.find(b"pHYs", 0, _HEADER)
        if self.image.extension != "png" or place < 0:
            return _SCREEN
        (dots,) = struct.unpack_from(">L", self.data, place + 4)
        return float(dots * _METRES_PER_INCH) if dots > _FEWEST_DOTS else _SCREEN

    @cached_property
    def name(self) -> str:
        """A name that only the same picture has."""
        return f"picture{hashlib.sha256(self.data).hexdigest()[:16]}"

    def printed(self) -> str:
        """The picture as a tag prints it."""
        return f"{PICTURE}{b64encode(self.data).decode()}{PICTURE}"


def _image(data: bytes) -> Image:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Image("png", *struct.unpack_from(">LL", data, 16))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Image("gif", *struct.unpack_from("<HH", data, 6))
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return _UNKNOWN


def _jpeg(data: bytes) -> Image:
    position = 2
    while True:
        start, marker, length = struct.unpack_from(">BBH", data, position)
        if start != 0xFF:
            return _UNKNOWN
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 5)
            return Image("jpeg", width, height)
        # A marker may follow any number of filling bytes.
        position += 1 if marker == 0xFF else 2 + length
