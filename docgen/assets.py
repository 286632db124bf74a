"""The one module that knows where templates, built-in standards and the example round lie."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    # A wheel carries the folder inside the package; a checkout, and so an editable
    # install, has it beside the package.
    bundled = _PACKAGE / f"_{name}"
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


def template(name: str, folders: Iterable[Path] = ()) -> Path:
    """Path of a template by its file name; the ending says Word or Excel.

    Args:
        name: File name, such as ``application.docx``.
        folders: Where it is looked for before the built-in ones: a bureau's own templates, then
            those of its programme; the first one of that name wins.

    Raises:
        FileNotFoundError: There is no such template.
    """
    kind = Path(name).suffix.removeprefix(".")
    for path in (*(folder / name for folder in folders), _folder("templates") / kind / name):
        if path.is_file():
            return path
    raise FileNotFoundError(name)


def templates() -> list[str]:
    """File names of all built-in templates."""
    return sorted(path.name for path in _folder("templates").glob("*/[!~.]*.*"))


def builtin_programmes() -> dict[str, Path]:
    """The folders of the programmes that come with docgen, by name."""
    folder = _PACKAGE / "programme" / "builtin"
    return {path.parent.name: path.parent for path in sorted(folder.glob("*/programme.yaml"))}


def builtin_standards() -> dict[str, Path]:
    """The standards of the programmes that come with docgen, by the programme's name."""
    return {name: folder / "standard.yaml" for name, folder in builtin_programmes().items()}


def example_round(name: str = "hunan-2017") -> Path:
    """Folder with the inputs of an example round."""
    return _folder("examples") / name
