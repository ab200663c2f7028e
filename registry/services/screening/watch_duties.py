"""Duties about watches (持续审查期限): a court renews one that runs out soon, or lets it end."""

from datetime import date

from sqlalchemy.orm import Session

from registry.models.screenings import Screening
from registry.rules.calendar import Due
from registry.rules.clocks_of_lists import WATCH_END
from registry.services.clocks import deadlines
from schemas.codes import DeadlineKind

_COURT = "court"


def open_for_court(session: Session, screening: Screening, until: date, *, on: date) -> None:
    """Open the duty of a court whose watch runs out soon; an agency is told on its stream.

    :param until: the last day of the watch, which no holiday moves.
    """
    kind, _, code = screening.asker.partition(":")
    if kind == _COURT:
        deadlines.start(
            session,
            WATCH_END,
            screening.public_id,
            None,
            on=on,
            due=Due(until, provisional=False),
            court_code=code,
        )


def close(session: Session, screening: Screening, *, on: date) -> None:
    """Note that a watch was renewed or is over."""
    deadlines.close(session, screening.public_id, DeadlineKind.RENEW_WATCH, on=on)
