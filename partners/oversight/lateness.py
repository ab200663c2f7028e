"""Lateness (逾期): by when an agency is to lift what it was asked to, and whether it was later.

Pure. Each lifting has its own day, counted from when it was asked for: agencies that are asked at
different times are late at different times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from partners.oversight.coverage import AgencyCoverage
from partners.oversight.owed import Owed
from registry.clock import legal_day
from registry.rules import deadlines
from registry.rules.calendar import Calendar
from registry.rules.clocks_of_lists import CONFIRM_LIFTING


@dataclass(frozen=True, slots=True)
class Days:
    """The days that run for the agencies of one record.

    :ivar running: by when duties run, by the day since which they do.
    """

    running: Mapping[date, date]
    calendar: Calendar
    working_days: int

    def due_on(self, since: datetime) -> date:
        """Return by when that is to be lifted that was asked for at a moment."""
        day = legal_day(since)
        known = self.running.get(day)
        if known is not None:
            return known
        return deadlines.due(CONFIRM_LIFTING, day, self.calendar, length=self.working_days).on


def due_on(agency: AgencyCoverage, days: Days) -> date | None:
    """Return by when an agency is to lift what is open or, where nothing is, by when it was to lift
    what it confirmed too late or, else, last; nothing where nothing was asked of it.
    """
    if agency.open_since is not None:
        return days.due_on(agency.open_since)
    missed = [each for each in agency.liftings if _is_confirmed_late(each, days)]
    return max((days.due_on(each.since) for each in missed or agency.liftings), default=None)


def is_late(agency: AgencyCoverage, days: Days, *, on: date) -> bool:
    """Tell whether an agency confirmed, or has not confirmed, later than it was to.

    :param on: the day that it is.
    """
    if agency.open_since is not None and on > days.due_on(agency.open_since):
        return True
    return any(_is_confirmed_late(each, days) for each in agency.liftings)


def _is_confirmed_late(lifting: Owed, days: Days) -> bool:
    confirmed_at = lifting.confirmed_at
    return confirmed_at is not None and legal_day(confirmed_at) > days.due_on(lifting.since)
