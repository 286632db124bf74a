"""Problems as tables on a terminal: file by file, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console as Terminal
from rich.table import Table
from rich.text import Text

from docgen.problems import Lang, Problem

_SEVERITIES = {"error": ("错误", "error", "red"), "warning": ("提醒", "warning", "yellow")}
_HEADS = {"zh": ("程度", "位置", "问题和改法"), "en": ("", "place", "what is wrong and what to do")}
_SEVERITY_WIDTH = 8
_PLACE_SHARE, _MESSAGE_SHARE = 2, 5


def print_problems(groups: Sequence[tuple[str, Sequence[Problem]]], lang: Lang) -> None:
    """Print a table for the problems of each file.

    Args:
        groups: Each file with its problems; the problems of no file under an empty name.
        lang: Language of the messages.
    """
    terminal = Terminal(stderr=True)
    for number, (file, problems) in enumerate(groups):
        terminal.print(_table(file, problems, lang, is_first=number == 0))


def _table(file: str, problems: Sequence[Problem], lang: Lang, is_first: bool) -> Table:
    title = Text(file, style="bold") if file else None
    table = Table(
        title=title,
        title_justify="left",
        show_header=is_first,
        expand=True,
        pad_edge=False,
        box=None,
    )
    severity, place, message = _HEADS[lang]
    table.add_column(severity, width=_SEVERITY_WIDTH)
    table.add_column(place, ratio=_PLACE_SHARE, overflow="fold")
    table.add_column(message, ratio=_MESSAGE_SHARE, overflow="fold")
    for found in problems:
        zh, en, colour = _SEVERITIES[found.severity]
        table.add_row(
            Text(zh if lang == "zh" else en, style=colour),
            Text(found.within_file().place_text(lang)),
            Text(found.message(lang)),
        )
    return table
