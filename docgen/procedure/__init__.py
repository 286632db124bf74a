"""Who runs a round and where it stands: levels, quotas, deadlines, working days, decisions."""

from docgen.procedure.documents import (
    Contact,
    Determination,
    Notice,
    OfficialDocument,
    Recommendation,
    Revocation,
    official_date,
)
from docgen.procedure.level import Level, LevelName, Levels, Publicity, PublicityRule
from docgen.procedure.lists import check_list
from docgen.procedure.loading import load_round
from docgen.procedure.ranking import Candidate, Ranked, propose, qualifies, rank
from docgen.procedure.round import Calendar, Round, standard_path
from docgen.procedure.working_days import Period, is_working_day, publicity_period

__all__ = [
    "Calendar",
    "Candidate",
    "Contact",
    "Determination",
    "Level",
    "LevelName",
    "Levels",
    "Notice",
    "OfficialDocument",
    "Period",
    "Publicity",
    "PublicityRule",
    "Ranked",
    "Recommendation",
    "Revocation",
    "Round",
    "check_list",
    "is_working_day",
    "load_round",
    "official_date",
    "propose",
    "publicity_period",
    "qualifies",
    "rank",
    "standard_path",
]
