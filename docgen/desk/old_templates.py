"""Names in a bureau's own templates that the version before gave them, and what to write now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docgen.desk.folder import RoundFolder
from docgen.desk.own_templates import template_texts
from docgen.problems import Problem, problem

# Only in tags, so that what a document prints is no name.
_TAG: Final = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_RENAMED: Final = (
    (r"round\.province\b", "round.region"),
    (r"round\.standard\b", "round.home"),
    (r"round\.total_quota\b", "quota_total"),
    (r"round\.quotas\b", "quotas"),
    (r"round\.publicity\.working_days\b", "stages[0].publicity"),
    (r"round\.levels\.\w+", "round.plans"),
    (r"deadlines\.county\b", "stages[0].deadline"),
    (r"deadlines\.city\b", "stages[1].deadline"),
    (r"deadlines\.province\b", "stages[2].deadline"),
    (r"(?<![.\w])working_days\b", "period.length"),
    (r"(?<![.\w])level\b", "stage"),
)


def check_old_names(folder: RoundFolder) -> Iterator[Problem]:
    """Every name in the round's own templates that is called otherwise now.

    Args:
        folder: The round's folder.
    """
    for place, text in template_texts(folder):
        for tag in _TAG.findall(text):
            for old, new in _RENAMED:
                for found in re.findall(old, tag):
                    yield problem("convert.old-name", place, found=found, new=new)
