"""Whether a programme and its standard fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docgen.problems import Place, Problem, problem
from docgen.programme.programme import Programme
from docgen.programme.standard import Standard, number_text
from docgen.yaml_input import Location


def check_fit(
    programme: Programme, standard: Standard, at: Callable[[Location], Place]
) -> Iterator[Problem]:
    """Whether the application has a block for each stage that gives an opinion, in their order.

    And whether the pass marks of stages can be reached, and a quota table is worded if one is made.

    Args:
        programme: The programme.
        standard: Its standard.
        at: Place of the entry of the standard's file that a path of keys leads to.
    """
    wanted = [stage.key for stage in programme.stages if stage.opinion]
    found = list(standard.application.reviews)
    if wanted != found:
        facts = {"wanted": ", ".join(wanted) or "—", "found": ", ".join(found) or "—"}
        yield problem("programme.reviews", at(("application", "reviews")), **facts)
    if programme.quota_unit is not None and standard.quota_table is None:
        yield problem("programme.no-quota-table", at(()), label=programme.quota_head)
    for stage in programme.stages:
        if stage.pass_mark is not None and stage.pass_mark > standard.points:
            facts = {"mark": number_text(stage.pass_mark), "points": number_text(standard.points)}
            yield problem("programme.pass-mark-too-high", at(("points",)), **facts, **stage.facts)
