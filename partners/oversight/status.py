"""Status (推送状态): where every agency's stream stands, and what it has not confirmed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.deliveries.batches import Recipient, told_of
from partners.deliveries.sieve import OPEN
from partners.measures.versions import measures_in_force
from partners.models.agencies import Agency
from partners.models.parked import ParkedNotice
from partners.models.streams import Lifting, StreamState
from partners.notices.block import Block
from partners.notices.blocks import Blocks
from partners.notices.entry import Entry
from partners.oversight import lag_alarms, lags, receipt_faults
from partners.oversight.receipt_faults import ReceiptFaults
from partners.states import STILL, STREAM_CHANGED, ParkState, StreamStatus
from registry.clock import legal_day
from registry.journal import read
from registry.models.journal import JournalHead
from registry.services.rounds import inquiry_open
from registry.services.rounds.inquiry_open import Owed

# Counting further says nothing new to a person, and who looks at every agency at once waits for it.
MOST_COUNTED = 2_000
# Stretches of the journal in which an agency's notices are counted, where few are for it.
MOST_STRETCHES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamReport:
    """How one stream stands.

    :ivar waiting: notices that the agency has not accepted yet, at least; and ``waiting_at_most``,
        which is more where they are too many to be counted.
    :ivar waiting_since: when the oldest of them happened.
    :ivar lag_alarm: the age of what waits that operators were alarmed of last.
    :ivar parked: notices that wait for a person: those that the agency refused, and the ``held``
        among them, which follow one of these.
    :ivar released: notices that wait to be sent again; nobody has to deal with them.
    :ivar unconfirmed: liftings that the agency was told of and has not confirmed.
    :ivar unconfirmed_since: when the oldest of their records ended.
    :ivar inquiries: what courts asked that the agency has not answered as a whole.
    :ivar inquiries_overdue: how many of them are past their day.
    :ivar receipt_faults: what was wrong lately with the receipts in its answers, if anything was.
    """

    agency: str
    name_zh: str
    name_en: str
    state: str
    reason: str
    scanned: int
    through: int
    waiting: int
    waiting_at_most: int
    waiting_since: datetime | None
    lag_alarm: timedelta | None
    parked: int
    held: int
    released: int
    failures: int
    due_at: datetime
    accepted_at: datetime | None
    unconfirmed: int
    unconfirmed_since: datetime | None
    inquiries: int
    inquiries_overdue: int
    receipt_faults: ReceiptFaults | None


def report(session: Session, *, now: datetime, code: str | None = None) -> tuple[StreamReport, ...]:
    """Return how every stream stands, by the agency's code.

    :param code: the only agency that is asked about.
    """
    head = read.head(session)
    chosen = select(Agency, StreamState).join(StreamState, StreamState.agency_id == Agency.id)
    if code is not None:
        chosen = chosen.where(Agency.code == code)
    rows = session.execute(chosen.order_by(Agency.code)).all()
    in_force = measures_in_force(session, [agency.id for agency, _ in rows])
    unconfirmed = _unconfirmed(session, [state for _, state in rows])
    owed = inquiry_open.owed(session, on=legal_day(now), agency=code)
    steps = lag_alarms.open_steps(session)
    kept_out = _kept_out(session, [state for _, state in rows])
    # Many wait for the same entries.
    blocks = Blocks()
    reports = []
    for agency, state in rows:
        recipient = Recipient(code=agency.code, in_force=in_force[agency.id])
        pages = blocks.between(session, state.stream, state.scanned, head.size)
        counted = _waiting(session, recipient, pages)
        count, since = unconfirmed.get(agency.id, (0, None))
        asked = owed.get(agency.code, Owed())
        status, reason = _standing(state, head)
        kept = kept_out.get(agency.id, {})
        reports.append(
            StreamReport(
                agency=agency.code,
                name_zh=agency.name_zh,
                name_en=agency.name_en,
                state=status,
                reason=reason,
                scanned=state.scanned,
                through=state.through,
                waiting=counted.least,
                waiting_at_most=counted.least
                + (head.size - counted.through if counted.through else 0),
                waiting_since=counted.since,
                lag_alarm=lags.STEPS[steps[agency.id] - 1] if agency.id in steps else None,
                parked=kept.get(ParkState.PARKED, 0) + kept.get(ParkState.HELD, 0),
                held=kept.get(ParkState.HELD, 0),
                released=kept.get(ParkState.RELEASED, 0),
                failures=state.failures,
                due_at=state.due_at,
                accepted_at=state.accepted_at,
                unconfirmed=count,
                unconfirmed_since=since,
                inquiries=asked.open,
                inquiries_overdue=asked.overdue,
                receipt_faults=receipt_faults.lately(session, agency.id, now=now),
            )
        )
    return tuple(reports)


def _standing(state: StreamState, head: JournalHead) -> tuple[str, str]:
    """Return how a stream stands and why: one of a life of the journal that is over goes on after
    a snapshot alone, also where nobody has tried it since.
    """
    if state.stream != head.stream and state.state not in STILL:
        return StreamStatus.HALTED, STREAM_CHANGED
    return state.state, state.reason


@dataclass(frozen=True, slots=True)
class _Counted:
    """What was counted of what waits, since when it does, and the position up to which; nought
    where nothing lies above it.
    """

    least: int
    since: datetime | None
    through: int = 0


def _waiting(
    session: Session, recipient: Recipient, pages: Iterable[tuple[Block, Sequence[Entry]]]
) -> _Counted:
    """Count what waits; the oldest is found however far it lies ahead."""
    count, since = 0, None
    for number, (_, rows) in enumerate(pages, start=1):
        for told in told_of(session, recipient, rows):
            count += 1
            since = since or told.occurred_at
            if count == MOST_COUNTED:
                return _Counted(count, since, told.position)
        if count and number >= MOST_STRETCHES and rows:
            return _Counted(count, since, rows[-1].position)
    return _Counted(count, since)


def _kept_out(session: Session, states: Iterable[StreamState]) -> dict[int, dict[str, int]]:
    """Return how many notices are kept out of each stream, by how they stand."""
    some = [state.agency_id for state in states if state.parked]
    if not some:
        return {}
    rows = session.execute(
        select(ParkedNotice.agency_id, ParkedNotice.state, func.count())
        .where(ParkedNotice.agency_id.in_(some), ParkedNotice.state.in_(OPEN))
        .group_by(ParkedNotice.agency_id, ParkedNotice.state)
    )
    found: dict[int, dict[str, int]] = {}
    for agency_id, state, count in rows:
        found.setdefault(agency_id, {})[state] = count
    return found


def _unconfirmed(
    session: Session, states: Iterable[StreamState]
) -> dict[int, tuple[int, datetime]]:
    asked = [state.agency_id for state in states]
    rows = session.execute(
        select(Lifting.agency_id, func.count(), func.min(Lifting.ended_at))
        .where(Lifting.confirmed_at.is_(None), Lifting.agency_id.in_(asked))
        .group_by(Lifting.agency_id)
    )
    return {agency_id: (count, since) for agency_id, count, since in rows}
