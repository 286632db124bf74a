"""Who runs a round and where it stands: levels, quotas, deadlines, working days, decisions."""

from docgen.round.calendar_check import check_calendar
from docgen.round.document_checks import check_revocation
from docgen.round.documents import (
    Contact,
    Determination,
    Notice,
    OfficialDocument,
    Recommendation,
    Revocation,
    official_date,
)
from docgen.round.level import Level, LevelName, Levels, Publicity, PublicityRule
from docgen.round.loading import load_round
from docgen.round.round import Calendar, Round, standard_path
from docgen.round.unit_names import units_taken
from docgen.round.working_days import (
    Period,
    is_working_day,
    last_known_year,
    publicity_period,
)
from docgen.round.written_years import written_years
from docgen.round.years import check_year, check_years, years_of

__all__ = [
    "Calendar",
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
    "Recommendation",
    "Revocation",
    "Round",
    "check_calendar",
    "check_revocation",
    "check_year",
    "check_years",
    "is_working_day",
    "last_known_year",
    "load_round",
    "official_date",
    "publicity_period",
    "standard_path",
    "units_taken",
    "written_years",
    "years_of",
]
