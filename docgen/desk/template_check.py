"""Every template of a round tried with sample data: whatever is wrong in any branch is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from docgen.desk.folder import RoundFolder
from docgen.desk.own_templates import check_unused
from docgen.desk.problem_list import list_row, write_list
from docgen.desk.sample_papers import make_sample_papers, sample_applicants, sample_candidates
from docgen.former import TAGS
from docgen.forms import Setting, application, paper_score_sheet, score_sheet, shortlist
from docgen.forms.application import ApplicationForm
from docgen.forms.blank import blank_forms
from docgen.forms.form import ANNEX_COLON
from docgen.forms.paper_score_sheet import PaperScoreSheetForm
from docgen.forms.score_sheet import ScoreSheetForm
from docgen.forms.shortlist import ShortlistForm
from docgen.notices import Office, quota_table
from docgen.office.package.archive import Package
from docgen.office.word.official.frame import by_itself
from docgen.office.word.template.template import WordTemplate
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.programme.standard import Answers, Measure, Standard, Value
from docgen.records import FormKind, propose, rank
from docgen.round import OfficialDocument

_ANY_DAY: Final = date(2000, 1, 1)
_FORMS: Final = (
    (score_sheet.TEMPLATE, ScoreSheetForm),
    (paper_score_sheet.TEMPLATE, PaperScoreSheetForm),
    (application.TEMPLATE, ApplicationForm),
)


def check_templates(folder: RoundFolder, setting: Setting) -> list[Problem]:
    """All that is wrong with the templates of all forms and documents, each thing once.

    Args:
        folder: The round's folder, with its own templates if it has any.
        setting: Round, standard and templates.
    """
    trial = _Trial(setting)
    make_sample_papers(trial)
    kinds = setting.kinds.values()
    for of_kind in kinds:
        forms = {**blank_forms(setting.programme, of_kind.standard), "annex_colon": ANNEX_COLON}
        for template in (paper_score_sheet.TEMPLATE, application.TEMPLATE):
            trial.use(template, None, forms)
    trial.look_for_unknown_names()
    wrong = {one.place.file for one in trial.found}
    if setting.round.places:
        trial.attempt(partial(quota_table, trial))
    for template, form in _FORMS:
        if template not in wrong:
            for of_kind in kinds:
                trial.attempt(partial(_fill, form, of_kind))
    for template in shortlist.TEMPLATES:
        trial.attempt(partial(_shortlists, setting, template))
    trial.attempt(partial(_problem_list, setting))
    found = [_named(one, folder) for one in trial.found]
    return [*dict.fromkeys(found), *check_unused(folder, trial.used)]


@dataclass(slots=True)
class _Use:
    """What a template is compiled to and rendered with.

    Attributes:
        document: The official document that it is the wording of, if it is one.
        parts: The template itself; where it cannot be put together, those of its parts that are
            right by themselves.
        whole: Whether it can be rendered.
        contexts: What it is rendered with.
    """

    document: OfficialDocument | None
    parts: Sequence[WordTemplate] = ()
    whole: bool = False
    contexts: list[Mapping[str, Any]] = field(default_factory=list)


class _Trial(Office):
    """An office that makes documents only to find out what is wrong with its templates.

    Attributes:
        found: What is wrong, in the order in which it was found.
        used: Names of the Word templates that documents are made from.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting.round, setting.standard, setting.programme, setting.templates)
        self.found: list[Problem] = []
        self.used: set[str] = set()
        self._uses: dict[tuple[str, str], _Use] = {}

    def word(self, template: str, context: Mapping[str, Any]) -> bytes:
        """Try to make a document; of one that cannot be made the problems are kept."""
        if self.use(template, None, context):
            self.attempt(partial(super().word, template, context))
        return b""

    def official(
        self, wording: str, document: OfficialDocument, context: Mapping[str, Any]
    ) -> bytes:
        """Try to make an official document."""
        if self.use(wording, document, context):
            self.attempt(partial(super().official, wording, document, context))
        return b""

    def use(
        self, template: str, document: OfficialDocument | None, context: Mapping[str, Any]
    ) -> bool:
        """Note what a template is rendered with, and tell whether it can be."""
        key = (template, document.format if document else "")
        if key not in self._uses:
            self._uses[key] = self._compiled_once(template, document)
        self._uses[key].contexts.append(self.known(context))
        return self._uses[key].whole

    def look_for_unknown_names(self) -> None:
        """Tell the names without a value in all branches, those that no sample takes too."""
        for (template, _), use in self._uses.items():
            found = [one for part in use.parts for one in part.unknown(use.contexts)]
            if found and use.document is not None:
                found = self.at_origin(found, template, use.document)
            self.found += found

    def attempt(self, make: Callable[[], object]) -> bool:
        """Do something, and keep what is wrong; whether all went well."""
        try:
            make()
        except ProblemError as error:
            self.found += error.problems
            return False
        return True

    def opened(self, template: str) -> Package:
        """A template's file, which is noted as used."""
        self.used.add(template)
        return super().opened(template)

    def _compiled_once(self, template: str, document: OfficialDocument | None) -> _Use:
        try:
            return _Use(document, [self.template(template, document)], whole=True)
        except ProblemError as error:
            if document is None:
                self.found += error.problems
                return _Use(None)
            together = error.problems
        use, before = _Use(document), len(self.found)
        parts: list[WordTemplate] = []
        for name in self.parts_of(template, document):
            self.attempt(partial(self._add_alone, name, parts))
        if len(self.found) == before:
            self.found += self.at_origin(together, template, document)
        use.parts = parts
        return use

    def _add_alone(self, template: str, parts: list[WordTemplate]) -> None:
        parts.append(WordTemplate.of(by_itself(self.opened(template))))


def _fill(form: Callable[[Setting], Any], setting: Setting) -> None:
    """Make a form with nothing filled in, and with everything."""
    made = form(setting)
    (applicant,) = sample_applicants(setting.round, 1)
    for answers in ({}, _answers(setting.standard)):
        made.render(applicant, answers)


def _answers(standard: Standard) -> Answers:
    return {one.key: _answer(one) for one in standard.entries}


def _answer(entry: Measure) -> Value:
    match entry.kind:
        case "yes_no":
            return True
        case "choice":
            return entry.options[0].key
        case "date":
            return _ANY_DAY
        case "text":
            return entry.label
    return int(entry.minimum)


def _shortlists(setting: Setting, template: str) -> None:
    form = ShortlistForm(setting, template)
    candidates = sample_candidates(setting.round)
    for stage in setting.round.stages:
        proposal = propose(setting.round, setting.standard, stage, candidates)
        form.render(stage, "某某", rank(setting.round, candidates), proposal)


def _problem_list(setting: Setting) -> None:
    found = problem("form.value-missing", Place(file="某某.xlsx", cell="D11"), label="某某")
    (applicant,) = sample_applicants(setting.round, 1)
    forms = ((FormKind.SCORE_SHEET, applicant), (None, None))
    rows = [
        list_row(setting, number, found, form, {}, "zh") for number, form in enumerate(forms, 1)
    ]
    write_list(setting, "某某", rows)


def _named(found: Problem, folder: RoundFolder) -> Problem:
    """A problem that names its template's file as the user knows it, and a name's new one."""
    facts = dict(found.facts)
    now = TAGS.get(facts.get("name", "")) if found.code == "template.undefined" else None
    if now is not None:
        renamed = {"tag": facts["tag"], "name": facts["name"], "now": now}
        found = problem("template.renamed", found.place, **renamed)
    own = folder.templates / Path(found.place.file).name
    file = folder.shown(own) if own.is_file() else own.name
    return replace(found, place=found.place._replace(file=file))
