"""Who runs a round and where it stands: stages, quotas, deadlines, working days, decisions."""

from docgen.dates import official_date
from docgen.round.calendar_check import check_calendar
from docgen.round.document_checks import check_revocation
from docgen.round.documents import (
    Contact,
    Determination,
    Notice,
    OfficialDocument,
    Recommendation,
    Revocation,
)
from docgen.round.loading import home_in, load_round, names_in, of_before
from docgen.round.round import Calendar, Round, home_of
from docgen.round.stage_plan import Publicity, StagePlan
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
    "Notice",
    "OfficialDocument",
    "Period",
    "Publicity",
    "Recommendation",
    "Revocation",
    "Round",
    "StagePlan",
    "check_calendar",
    "check_revocation",
    "check_year",
    "check_years",
    "home_in",
    "home_of",
    "is_working_day",
    "last_known_year",
    "load_round",
    "names_in",
    "of_before",
    "official_date",
    "publicity_period",
    "units_taken",
    "written_years",
    "years_of",
]
