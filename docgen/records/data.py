"""Records as plain data for JSON and databases, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from docgen.programme.standard import Value
from docgen.records.applicant import Applicant
from docgen.records.forms import Application, Record, Review, ScoreSheet

Data = dict[str, Any]


def to_data(record: Record) -> Data:
    """A record as mappings, lists, strings and numbers.

    Decimals become strings; what was answered with a text or a day says so beside it.
    """
    common: Data = {"community": list(record.applicant), "standard": record.standard}
    if isinstance(record, ScoreSheet):
        return common | {
            "answers": {key: _plain(value) for key, value in record.answers.items()},
            "scores": {key: str(value) for key, value in record.scores.items()},
            "total": None if record.total is None else str(record.total),
        }
    return common | {
        "summary": record.summary,
        "reviews": {
            level: {
                "opinion": review.opinion,
                "date": review.date.isoformat() if review.date else None,
            }
            for level, review in record.reviews.items()
        },
    }


def from_data(data: Data) -> Record:
    """The record that ``to_data`` turned into this data."""
    applicant = Applicant(*data["community"])
    if "summary" in data:
        reviews = {
            level: Review(
                opinion=review["opinion"],
                date=date.fromisoformat(review["date"]) if review["date"] else None,
            )
            for level, review in data["reviews"].items()
        }
        return Application(applicant, data["standard"], data["summary"], reviews)
    return ScoreSheet(
        applicant,
        data["standard"],
        answers={key: _value(value) for key, value in data["answers"].items()},
        scores={key: Decimal(value) for key, value in data["scores"].items()},
        total=None if data["total"] is None else Decimal(data["total"]),
    )


def _plain(value: Value) -> int | str | bool | Data:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"text": value} if isinstance(value, str) else value


def _value(value: int | str | bool | Data) -> Value:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"]) if "date" in value else str(value["text"])
    return Decimal(value) if isinstance(value, str) else value
