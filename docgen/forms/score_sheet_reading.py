"""Reading a completed score sheet: its answers, and the scores they give against those it shows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal

from docgen.forms import fields, values
from docgen.forms.document import Found
from docgen.forms.form import Setting
from docgen.forms.identity import read_identity
from docgen.forms.lookup import Lookup
from docgen.forms.reading import Reading
from docgen.forms.unread import missing
from docgen.office.workbook.reading.shown import FaultyText
from docgen.problems import Place, Problem, problem
from docgen.programme.standard import FactValue, Scores, Value, check_answers, fact_anchor, score
from docgen.records import FormKind, ScoreSheet


def read_score_sheet(setting: Setting, lookup: Lookup) -> Reading:
    """What a completed workbook says, and everything that is wrong with it."""
    standard = setting.standard
    identity = read_identity(lookup, setting.path)
    problems = setting.check_origin(lookup.document)
    answers, blank = _answers(setting, lookup)
    stated_facts = _facts(setting, lookup)
    facts = {key: value for key, (value, _) in stated_facts.items()}
    scores = score(standard, answers, facts)
    unanswered = {
        key: missing(found, "form.value-missing", label=standard.measure(key).label)
        for key, found in blank.items()
    }
    problems += [one for key, told in unanswered.items() if key in scores.missing for one in told]
    problems += [
        violation.problem(lookup.places[standard.measure(violation.key).anchor])
        for violation in check_answers(standard, answers)
    ]
    stated, total, unlike = _compare(setting, lookup, scores)
    problems += unlike
    of_kind = {key: value for key, value in answers.items() if standard.measure(key).takes(value)}
    record = ScoreSheet(identity.names, setting.edition, of_kind, stated, total)
    problems = [*lookup.problems, *problems]
    return Reading(
        FormKind.SCORE_SHEET,
        record,
        identity,
        None,
        tuple(problems),
        {**lookup.places, **{fact_anchor(key): at for key, (_, at) in stated_facts.items()}},
        setting.variant,
        facts or None,
        unanswered if standard.facts else {},
    )


def _answers(setting: Setting, lookup: Lookup) -> tuple[dict[str, Value], dict[str, Found]]:
    """The answers by the keys of their measures, and the entries without one."""
    answers: dict[str, Value] = {}
    blank: dict[str, Found] = {}
    for entry in setting.standard.entries:
        found = lookup.required(fields.entry(entry))
        if found is None or isinstance(found.raw, FaultyText):  # which was told
            continue
        value = values.answer(entry, found.raw)
        if value is None and entry.optional:
            continue
        if value is None:
            blank[entry.key] = found
        else:
            answers[entry.key] = value
    return answers, blank


def _facts(setting: Setting, lookup: Lookup) -> dict[str, tuple[FactValue | None, Place]]:
    """What the sheet was made with of the roster: its own formulas go by that, and no more.

    It is empty where there is no cell for any of them, as in one that was retyped.
    """
    found: dict[str, tuple[FactValue | None, Place]] = {}
    for fact in setting.standard.facts:
        field = fields.fact(fact)
        cell = lookup.document.find(field) or next(iter(lookup.labelled(field)), None)
        if cell is None:
            continue
        value: FactValue | None = None
        with suppress(ValueError):  # typed over: the formulas find no such fact either
            value = None if values.is_blank(cell.raw) else values.fact(fact, cell.raw)
        found[fact.key] = value, cell.place._replace(file=lookup.document.file)
    return found


def _compare(
    setting: Setting, lookup: Lookup, scores: Scores
) -> tuple[Mapping[str, Decimal], Decimal | None, list[Problem]]:
    """The scores that the file shows, and where they are not those that its answers give.

    A cell whose formula was overtyped is an error. A formula that shows another value was only
    not recalculated by the program that saved the file.
    """
    stated: dict[str, Decimal] = {}
    problems: list[Problem] = []
    standard = setting.standard
    located = {each.id: lookup.optional(fields.score(each)) for each in standard.indicators}
    # The data sheet alone, as a .csv, shows no scores; the official table shows all of them.
    if any(located.values()):
        for indicator in standard.indicators:
            lookup.demand(fields.score(indicator))
    for id_, found in located.items():
        shown = _shown(found)
        if found is None or shown is None:
            continue
        stated[id_] = shown
        exact = scores.by_indicator[id_]
        if exact is None and found.computed:
            continue  # what is missing or wrong among its entries was reported
        if shown != exact:
            code = "form.score-stale" if found.computed else "form.score-overtyped"
            expected = "空白" if exact is None else values.plain(exact)
            facts = {"id": id_, "found": values.plain(shown), "expected": expected}
            problems.append(problem(code, found.place, **facts))
    found = lookup.optional(fields.TOTAL)
    total = _shown(found)
    if found is not None and total is not None and scores.complete and total != scores.total:
        code = "form.total-stale" if found.computed else "form.total-mismatch"
        facts = {"found": values.plain(total), "expected": values.plain(scores.total)}
        problems.append(problem(code, found.place, **facts))
    return stated, total, problems


def _shown(found: Found | None) -> Decimal | None:
    try:
        return values.number(found.raw, "分") if found else None
    except ValueError:
        return None
