"""The rules that give points, each in a module of its own; a new one has its entry in the list."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from docgen.programme.standard.terms.bands import Bands
from docgen.programme.standard.terms.best_of import BestOf
from docgen.programme.standard.terms.choice import Choice
from docgen.programme.standard.terms.credit import Credit
from docgen.programme.standard.terms.judged import Judged
from docgen.programme.standard.terms.per_case import PerCase
from docgen.programme.standard.terms.rule import Context, Rule, StepKind, all_rules, context_of
from docgen.programme.standard.terms.steps import Shortfall, Surplus

__all__ = [
    "Bands",
    "BestOf",
    "Choice",
    "Context",
    "Credit",
    "Judged",
    "PerCase",
    "Rule",
    "Shortfall",
    "StepKind",
    "Surplus",
    "Term",
    "all_rules",
    "context_of",
]

Term = Annotated[
    Credit | PerCase | Shortfall | Surplus | Bands | Choice | BestOf | Judged,
    Field(discriminator="kind"),
]
BestOf.model_rebuild(_types_namespace={"Term": Term})
