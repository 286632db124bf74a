"""Many forms: every community's files, written whole, with one report of what went wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from docgen.desk.folder import LoadedRound, write_whole
from docgen.forms import Entrant, Form, compile_forms
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.records import Community

_LOG: Final = logging.getLogger(__name__)


@dataclass(slots=True)
class Batch:
    """What came of making forms.

    Attributes:
        files: The files that are there now, in order.
        problems: What could not be made, and why.
    """

    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def community_folder(forms: Path, community: Community) -> Path:
    """Where a community's forms lie."""
    return forms.joinpath(*community)


def make_forms(
    loaded: LoadedRound,
    entrants: Iterable[Entrant] | None = None,
    progress: Callable[[Community], None] = lambda community: None,
) -> Batch:
    """Make all forms of the given communities.

    Args:
        loaded: The round.
        entrants: For whom; the whole roster if not given.
        progress: Called with each community when its forms are there.

    Raises:
        ProblemError: A template cannot be used, so that no form could be made.
    """
    forms = compile_forms(loaded.setting)
    batch = Batch()
    for entrant in loaded.entrants if entrants is None else entrants:
        for form in forms:
            _make(loaded, form, entrant, batch)
        progress(entrant.community)
    return batch


def _make(loaded: LoadedRound, form: Form, entrant: Entrant, batch: Batch) -> None:
    community = entrant.community
    path = community_folder(loaded.folder.forms, community) / form.file_name(community)
    file = loaded.folder.shown(path)
    try:
        write_whole(path, form.render(community, entrant.answers))
    except ProblemError as error:
        batch.problems += [found.within(file) for found in error.problems]
    except Exception as error:  # a bug must not stop the other communities, nor go unseen
        _LOG.exception("making %s", file)
        reason = f"{type(error).__name__}: {error}"
        batch.problems.append(problem("file.not-made", Place(file=file), reason=reason))
    else:
        batch.files.append(path)
