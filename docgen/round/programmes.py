"""Which programme a round belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docgen.assets import builtin_programmes, builtin_standards
from docgen.problems import Place, ProblemError, problem
from docgen.programme import Programme, load_programme
from docgen.round.round import Round, standard_path

PROGRAMME: Final = "programme.yaml"


def programme_of(round_: Round, folder: Path, at: Place) -> Programme:
    """The programme of a round: that of the built-in standard, else the file beside its own one.

    Who applies and who decides is not taken from any other programme: a standard of its own says
    nothing of that.

    Args:
        round_: The round.
        folder: Folder that the round's file lies in.
        at: Where the round names its standard.

    Raises:
        ProblemError: There is no such file, or something is wrong in it.
    """
    if round_.standard in builtin_standards():
        path = builtin_programmes().get(round_.standard)
        file = f"{round_.standard}/{PROGRAMME}"
    else:
        path = standard_path(round_, folder).parent / PROGRAMME
        file = Path(round_.standard).with_name(PROGRAMME).as_posix()
    if path is None or not path.is_file():
        known = "、".join(builtin_programmes())
        raise ProblemError([problem("programme.missing", at, path=file, known=known)])
    return load_programme(path, file)
