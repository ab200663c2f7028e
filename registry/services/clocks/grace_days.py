"""Last days of grace periods (宽限期届满日): whether a calendar that is to come may move one."""

from sqlalchemy.orm import Session

from registry.models.listings import Listing, RestrictionOrder
from registry.rules import grace
from registry.services.clocks import calendars, deadlines
from schemas.codes import DeadlineKind


def is_provisional(session: Session, found: Listing | RestrictionOrder) -> bool:
    """Tell whether the last day of a grace period that was not judged rests on a year whose
    arrangement has not come; what was judged moves no more.
    """
    duty = DeadlineKind.RECORD_GRACE_OUTCOME
    running = deadlines.find_open(session, found.public_id, duty)
    if running is None or not found.grace_months:
        return False
    calendar = calendars.current(session)
    return grace.ends_on(running.opened_on, found.grace_months, calendar).provisional
