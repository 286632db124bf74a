"""Who runs a round and where it stands: levels, quotas, deadlines, working days, decisions."""

from docgen.procedure.calendar_check import check_calendar
from docgen.procedure.document_checks import check_revocation
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
from docgen.procedure.unit_names import units_taken
from docgen.procedure.working_days import (
    Period,
    is_working_day,
    last_known_year,
    publicity_period,
)
from docgen.procedure.written_years import written_years
from docgen.procedure.years import check_year, check_years, years_of

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
    "check_calendar",
    "check_list",
    "check_revocation",
    "check_year",
    "check_years",
    "is_working_day",
    "last_known_year",
    "load_round",
    "official_date",
    "propose",
    "publicity_period",
    "qualifies",
    "rank",
    "standard_path",
    "units_taken",
    "written_years",
    "years_of",
]
