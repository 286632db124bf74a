"""What must hold of the official documents in a round's file, each broken rule at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from docgen.problems import Place, Problem, problem
from docgen.round.documents import OfficialDocument
from docgen.round.round import Round
from docgen.yaml_input import Location

At = Callable[[Location], Place]

# Full year in 〔〕, no 第, no padding (GB/T 9704-2012, 7.2.5).
_NUMBER: Final = re.compile(r"[^\s〔〕\[\]()（）]+〔\d{4}〕[1-9]\d*号")
_CLASSIFICATION: Final = re.compile(r"(绝密|机密|秘密)(★\S+)?")
_LISTS: Final = ("addressees", "copies_to", "issuers", "signers")


def check_documents(round_: Round, at: At) -> Iterator[Problem]:
    """Problems of the official documents, those of each in the order of the standard.

    Args:
        round_: The round.
        at: Place of the entry that a path of keys leads to.
    """
    for location, document in _documents(round_):
        yield from _forms(document, location, at)
        yield from _punctuation(document, location, at)
    yield from _recommendations(round_, at)


def _documents(round_: Round) -> Iterator[tuple[Location, OfficialDocument]]:
    yield ("notice",), round_.notice
    for stage in round_.stages:
        plan = round_.plan(stage)
        if plan.publicity is not None:
            yield ("stages", stage.key, "publicity"), plan.publicity
        if plan.recommendation is not None:
            yield ("stages", stage.key, "recommendation"), plan.recommendation
    if round_.determination is not None:
        yield ("determination",), round_.determination
    if round_.revocation is not None:
        yield ("revocation",), round_.revocation


def _forms(document: OfficialDocument, location: Location, at: At) -> Iterator[Problem]:
    if document.number is not None and not _NUMBER.fullmatch(document.number):
        yield _wrong_form(at((*location, "number")), "number", document.number)
    text = document.classification
    if text is not None and not _CLASSIFICATION.fullmatch(text):
        yield _wrong_form(at((*location, "classification")), "classification", text, "机密★1年")


def _punctuation(document: OfficialDocument, location: Location, at: At) -> Iterator[Problem]:
    """Brackets and punctuation that the document itself adds."""
    texts: dict[Location, str] = {}
    for key in _LISTS:
        for index, text in enumerate(getattr(document, key, ())):
            texts[*location, key, index] = text
    if document.remark is not None:
        texts[*location, "remark"] = document.remark
    for place, text in texts.items():
        if text[0] in "(（" or text[-1] in ")）:：,，;；.。、":
            yield problem("round.punctuation", at(place), found=text)


def _recommendations(round_: Round, at: At) -> Iterator[Problem]:
    last = round_.programme.last
    if round_.plan(last).recommendation is not None:
        place = at(("stages", last.key, "recommendation"))
        yield problem("round.no-stage-above", place, **last.facts)
    for stage in round_.stages:
        recommendation = round_.plan(stage).recommendation
        bureaus = {} if recommendation is None else recommendation.bureaus
        for bureau, own in bureaus.items():
            if own.number is not None and not _NUMBER.fullmatch(own.number):
                place = at(("stages", stage.key, "recommendation", "bureaus", bureau, "number"))
                yield _wrong_form(place, "number", own.number)


def check_revocation(round_: Round, at: At) -> Iterator[Problem]:
    """Whether a revocation is dated after the determination, as it must be once it is issued.

    Args:
        round_: The round.
        at: Place of the entry that a path of keys leads to.
    """
    revocation, determination = round_.revocation, round_.determination
    if revocation is None:
        return
    if determination is None or revocation.date <= determination.date:
        yield problem("round.revocation-early", at(("revocation", "date")), date=revocation.date)


def _wrong_form(
    place: Place, key: str, found: str, example: str = "湘人社函〔2017〕246号"
) -> Problem:
    return problem("round.wrong-form", place, key=key, found=found, example=example)
