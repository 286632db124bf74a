"""Templates as a bureau changes them: a built-in one with some of its text replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docgen import assets
from docgen.office.package.archive import deflate, write_archive
from samples.completing import unpacked

HUNAN_TEMPLATES: Final = assets.builtin_programmes()["hunan-2017"] / "templates"


def template_of_hunan(name: str) -> Path:
    """The template that the example's programme uses: its own, else the built-in one."""
    return assets.template(name, [HUNAN_TEMPLATES])


def own_template(folder: Path, name: str, *changes: tuple[str, str], as_name: str = "") -> Path:
    """Put a changed copy of a built-in template into a folder; each text must be there."""
    parts = unpacked(template_of_hunan(name).read_bytes())
    for old, new in changes:
        holding = [part for part, data in parts.items() if old.encode() in data]
        assert holding, (name, old)
        for part in holding:
            parts[part] = parts[part].replace(old.encode(), new.encode())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (as_name or name)
    path.write_bytes(write_archive(deflate(part, data) for part, data in parts.items()))
    return path
