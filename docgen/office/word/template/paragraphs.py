"""What a Word file says, paragraph by paragraph, wherever on the page."""

from __future__ import annotations

from typing import Final

from docgen.office.package.archive import Package
from docgen.office.word.names import w
from docgen.office.word.template.checks import own_text

_WITH_TEXT: Final = (
    ".document.main+xml",
    ".header+xml",
    ".footer+xml",
    ".footnotes+xml",
    ".endnotes+xml",
)


def paragraph_texts(package: Package) -> list[str]:
    """The text of each paragraph of body, text boxes, headers, footers and notes, each text once.

    Raises:
        ProblemError: A part is damaged.
    """
    texts: dict[str, None] = {}
    for part, kind in package.content_types.items():
        if kind.endswith(_WITH_TEXT) and part in package:
            texts |= dict.fromkeys(map(own_text, package.xml(part).iter(w("p"))))
    return [text for text in texts if text.strip()]
