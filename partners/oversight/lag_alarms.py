"""Lag alarms (滞后告警) in the store: each step told once, over when the agency has caught up."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from partners.deliveries.batches import Recipient, told_of
from partners.models.agencies import Agency
from partners.models.alarms import LagAlarm
from partners.models.streams import StreamState
from partners.notices.blocks import Blocks
from partners.oversight import lags
from partners.states import StreamStatus
from registry.journal import lives, read

# So many are shown.
MOST_SHOWN = 20
log = logging.getLogger(__name__)


def waiting_since(session: Session, agency_id: int, blocks: Blocks) -> datetime | None:
    """Return when the oldest notice that waits for an agency happened. Only reads.

    Of a life of the journal that it does not know everything waits until it has taken a snapshot:
    it is behind since that life began, or since it was behind before.
    """
    state, head = session.get_one(StreamState, agency_id), read.head(session)
    if state.state == StreamStatus.RETIRED:
        return None
    if state.stream != head.stream:
        behind = session.scalars(select(func.min(LagAlarm.since)).where(_open(agency_id))).one()
        return behind or lives.ended_at(session, state.stream)
    if state.scanned >= head.size:
        return None
    in_force = blocks.measures.of(session, agency_id, stream=head.stream, through=head.size)
    recipient = Recipient(code=session.get_one(Agency, agency_id).code, in_force=in_force)
    for _, rows in blocks.between(session, state.stream, state.scanned, head.size):
        for told in told_of(session, recipient, rows):
            return told.occurred_at
    return None


def note(session: Session, agency_id: int, since: datetime | None, *, now: datetime) -> None:
    """Tell operators of the steps of lag that a stream has reached and they were not told of yet;
    where it has caught up, its alarms are over.
    """
    session.scalars(
        select(StreamState.agency_id).where(StreamState.agency_id == agency_id).with_for_update()
    ).one()
    is_open = _open(agency_id)
    told = session.scalars(select(func.max(LagAlarm.step)).where(is_open)).one() or 0
    reached = lags.step_of(since, now=now)
    if since is None or reached == 0:
        if told:
            session.execute(update(LagAlarm).where(is_open).values(over_at=now))
            log.info("stream has caught up", extra={"agency": _code(session, agency_id)})
        return
    for step in lags.to_tell(told, reached):
        alarm = LagAlarm(agency_id=agency_id, step=step, since=since, told_at=now, over_at=None)
        session.add(alarm)
        session.flush()
        facts = {"agency": _code(session, agency_id), "lag": str(lags.STEPS[step - 1])}
        log.error("stream lags", extra=facts)


def _open(agency_id: int) -> ColumnElement[bool]:
    return (LagAlarm.agency_id == agency_id) & LagAlarm.over_at.is_(None)


def _code(session: Session, agency_id: int) -> str:
    return session.get_one(Agency, agency_id).code


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAlarm:
    """An alarm as operators were told it; open until the agency has caught up.

    :ivar lag: the age that the oldest notice had reached.
    :ivar since: when that notice happened.
    """

    agency: str
    lag: timedelta
    since: datetime
    told_at: datetime
    over_at: datetime | None


def latest(session: Session, *, code: str | None = None) -> tuple[ToldAlarm, ...]:
    """Return the alarms that operators were told last, the open ones first.

    :param code: the only agency that is asked about.
    """
    chosen = select(LagAlarm, Agency.code).join(Agency, Agency.id == LagAlarm.agency_id)
    if code is not None:
        chosen = chosen.where(Agency.code == code)
    rows = session.execute(
        chosen.order_by(LagAlarm.over_at.is_not(None), LagAlarm.id.desc()).limit(MOST_SHOWN)
    )
    return tuple(
        ToldAlarm(
            agency=agency,
            lag=lags.STEPS[alarm.step - 1],
            since=alarm.since,
            told_at=alarm.told_at,
            over_at=alarm.over_at,
        )
        for alarm, agency in rows
    )


def open_steps(session: Session) -> dict[int, int]:
    """Return the step of lag that operators were told last of each stream that is behind."""
    rows = session.execute(
        select(LagAlarm.agency_id, func.max(LagAlarm.step))
        .where(LagAlarm.over_at.is_(None))
        .group_by(LagAlarm.agency_id)
    )
    return {row[0]: row[1] for row in rows}
