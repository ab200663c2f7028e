"""Limits of screening (资格审查限额): how many lists, and how many rows, one court or agency may
have compared a day.
"""

from datetime import datetime, time, timedelta
from hashlib import sha256

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI, legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.screenings import Screening
from registry.models.watch_lists import WatchList
from registry.rules.policy import Policy


def require(session: Session, asker: str, policy: Policy, *, now: datetime) -> None:
    """Let another list in only below the limits of the day.

    :raises ServiceError: ``screening.too_many``, with the seconds until the next day.
    """
    _wait_for_others(session, asker)
    on = legal_day(now)
    opened = select(func.count(), func.coalesce(func.sum(Screening.rows_done), 0)).where(
        Screening.asker == asker, Screening.opened_on == on
    )
    for_watches = (
        select(func.count(), func.coalesce(func.sum(WatchList.rows_done), 0))
        .join(Screening, Screening.id == WatchList.screening_id)
        .where(Screening.asker == asker, WatchList.handed_in_on == on)
    )
    counted = [session.execute(chosen).one() for chosen in (opened, for_watches)]
    lists, rows = (sum(column) for column in zip(*counted, strict=True))
    if lists < policy.screenings_per_day and rows < policy.screened_rows_per_day:
        return
    tomorrow = datetime.combine(legal_day(now) + timedelta(days=1), time(), tzinfo=SHANGHAI)
    facts = {
        "screenings_per_day": policy.screenings_per_day,
        "screened_rows_per_day": policy.screened_rows_per_day,
        "retry_after": int((tomorrow - now).total_seconds()) + 1,
    }
    raise ServiceError(ErrorKind.TOO_MANY, "screening.too_many", facts)


def _wait_for_others(session: Session, asker: str) -> None:
    # Two lists of one asker at once would both be the last below the limit. On SQLite the write
    # lock that every act begins with is enough.
    if session.get_bind().dialect.name == "postgresql":
        place = sha256(b"screening:" + asker.encode()).digest()
        number = int.from_bytes(place[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
