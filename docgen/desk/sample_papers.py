"""Documents of imagined applicants, which try a round's templates in all their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeVar

from docgen.forms.blank import blank_forms
from docgen.notices import (
    Office,
    determination,
    notice,
    publicity,
    recommendation,
    revocation,
)
from docgen.programme import Stage
from docgen.records import Applicant, Candidate
from docgen.round import (
    Contact,
    Determination,
    OfficialDocument,
    Period,
    Recommendation,
    Revocation,
    Round,
    StagePlan,
)

AnyDocument = TypeVar("AnyDocument", bound=OfficialDocument)
Changes = Mapping[str, Any]

_FORMATS: Final = ("document", "letter", "plain")
# Around the numbers from which documents annex their lists.
_COUNTS: Final = (1, 4, 12)
_NOTHING: Final[Changes] = {
    "mark": (),
    "copy_number": None,
    "classification": None,
    "urgency": None,
    "signers": (),
    "sealed": False,
    "remark": None,
    "copies_to": (),
    "validity": None,
}
_EVERYTHING: Final[Changes] = {
    "issuers": ("某某省人力资源和社会保障厅", "某某省民政厅", "某某省财政厅"),
    "copy_number": "000001",
    "classification": "机密★1年",
    "urgency": "特急",
    "signers": ("某某", "某某某", "某某"),
    "sealed": True,
    "remark": "此件主动公开",
    "copies_to": ("某某省民政厅", "某某省财政厅"),
    "validity": "三年",
}
_BARE: Final = Contact(phone="0000-00000000", address="某某路1号")
_FULL: Final = _BARE.model_copy(
    update={
        "fax": "0000-00000000",
        "email": "name@example.com",
        "postcode": "000000",
        "persons": ("某某", "某某某"),
    }
)


def sample_applicants(round_: Round, count: int) -> list[Applicant]:
    """So many applicants of the first unit of the quota table."""
    programme = round_.programme
    *units, own = programme.applicant.path
    names = {unit.key: f"某某{next(iter(unit.endings), '')}" for unit in units}
    if programme.quota_unit in names and round_.places:
        names[programme.quota_unit] = next(iter(round_.places))
    return [
        Applicant(*names.values(), f"第{number}{next(iter(own.endings), '')}")
        for number in range(1, count + 1)
    ]


def sample_candidates(round_: Round) -> list[Candidate]:
    """Candidates of every kind: with and without an application, complete and incomplete."""
    kinds = [(has, complete) for has in (True, False) for complete in (True, False)]
    return [
        Candidate(applicant, Fraction(100), complete=complete, has_application=has)
        for applicant, (has, complete) in zip(
            sample_applicants(round_, len(kinds)), kinds, strict=True
        )
    ]


def make_sample_papers(office: Office) -> None:
    """Make every official document as the round has it, with all elements, and with none.

    Each is made in its own format. Wording and frame know nothing of each other, so that for the
    other formats one document is enough. What comes of them all is up to the office.
    """
    own = office.round
    for contact, elements in ((None, {}), (_FULL, _EVERYTHING), (_BARE, _NOTHING)):
        office.round = _varied(own, contact, elements)
        _make(office)
        for format_ in _FORMATS:
            document = _changed(_awarded(office.round), {"format": format_})
            determination(office, document, sample_applicants(own, 1))
    office.round = own


def _make(office: Office) -> None:
    round_ = office.round
    notice(office, blank_forms(office.programme, office.standard))
    for count in _COUNTS:
        applicants = sample_applicants(round_, count)
        for stage in round_.stages:
            _make_of_stage(office, stage, applicants)
        determination(office, _awarded(round_), applicants)
        revocation(office, _withdrawn(round_), applicants, "复查不达标")


def _make_of_stage(office: Office, stage: Stage, applicants: Sequence[Applicant]) -> None:
    plan, rule = office.round.plan(stage), office.round.rule(stage)
    period = None
    if rule is not None and plan.publicity is not None:
        day = plan.publicity.first_day
        period = Period(day, plan.deadline, rule)
        publicity(office, stage, "某某", plan.publicity, applicants, period, day)
    if plan.recommendation is not None:
        recommendation(office, stage, "某某", plan.recommendation, applicants, period)


def _awarded(round_: Round) -> Determination:
    return round_.determination or Determination.model_validate(_head(round_))


def _withdrawn(round_: Round) -> Revocation:
    return round_.revocation or Revocation.model_validate(_head(round_))


def _head(round_: Round) -> Changes:
    day = round_.plan(round_.programme.last).deadline
    return {"number": f"某〔{day.year}〕1号", "date": day, "addressees": ("某某局",)}


def _varied(round_: Round, contact: Contact | None, changes: Changes) -> Round:
    """The round with its documents changed, and with those that it has not yet."""
    plans = {
        stage.key: _plan(round_.plan(stage), stage, contact, changes) for stage in round_.stages
    }
    return round_.model_copy(
        update={
            "contact": contact or round_.contact,
            "notice": _changed(round_.notice, changes),
            "plans": plans,
            "determination": _changed(_awarded(round_), changes),
            "revocation": _changed(_withdrawn(round_), changes),
        }
    )


def _plan(plan: StagePlan, stage: Stage, contact: Contact | None, changes: Changes) -> StagePlan:
    own = {} if contact is None else {"contact": contact, "contacts": {}}
    passed_on, notice = plan.recommendation, plan.publicity
    if not stage.awards:
        passed_on = _changed(passed_on or Recommendation(date=plan.deadline), changes)
    if notice is not None:
        notice = _changed(notice, {**changes, **own})
    return plan.model_copy(update={"publicity": notice, "recommendation": passed_on})


def _changed(document: AnyDocument, changes: Changes) -> AnyDocument:
    """A document with those of the changes that its kind has a place for."""
    known = type(document).model_fields
    return document.model_copy(update={key: changes[key] for key in changes if key in known})
