"""Recomputing deadlines (期限重新计算): when the arrangement of a year arrives, the last days that
depend on it are computed anew, in groups of bounded size.

A group locks its cases as every act does. What copied a last day follows it in the same commit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.calendars import CalendarYear
from registry.models.cases import EnforcementCase
from registry.models.deadlines import Deadline
from registry.models.listings import Listing, RestrictionOrder
from registry.rules import deadlines, grace
from registry.rules.calendar import Calendar, Due
from registry.rules.clock import Reckoning
from registry.rules.deadlines import Running
from registry.services.acts.records import FRESH
from registry.services.clocks import calendars
from schemas.codes import DeadlineKind, ListingState, OrderState

REASON = "年度节假日安排公布，重新计算届满日"
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Moved:
    """A duty whose last day moves."""

    kind: DeadlineKind
    court_code: str
    record_id: UUID
    before: Due
    after: Due


@dataclass(frozen=True, slots=True)
class Group:
    """What became of one group: the key that it ended at, how many it held, and what moved."""

    last: int
    size: int
    moved: tuple[Moved, ...]


def pending_years(session: Session) -> tuple[int, ...]:
    """Return the imported years after which not every deadline has been looked at."""
    year = CalendarYear
    chosen = select(year.year).where(year.recomputed_after.is_not(None)).order_by(year.year)
    return tuple(session.scalars(chosen))


def after_import(
    session: Session, year: int, *, actor: Actor, now: datetime, limit: int
) -> Group | None:
    """Recompute the next group after the import of a year; None when all were looked at."""
    chosen = select(CalendarYear).where(CalendarYear.year == year).with_for_update()
    kept = session.execute(chosen, execution_options=FRESH).scalar_one_or_none()
    if kept is None or kept.recomputed_after is None:
        return None
    candidates = _touched_by(year).where(Deadline.id > kept.recomputed_after)
    group = _recompute(session, candidates, actor=actor, now=now, limit=limit)
    kept.recomputed_after = group.last if group.size == limit else None
    return group


def of_known_years(
    session: Session, *, after: int, actor: Actor, now: datetime, limit: int
) -> Group:
    """Recompute the next group of provisional deadlines that lie in a year which is arranged.

    There are such when a new version of the program carries a year that the one before did not.
    """
    last = date(max(calendars.current(session).years), DECEMBER, 31)
    candidates = _running().where(
        Deadline.provisional, Deadline.due_on <= last, Deadline.id > after
    )
    return _recompute(session, candidates, actor=actor, now=now, limit=limit)


def rehearsed(session: Session, change: calendars.Change, *, after: int, limit: int) -> Group:
    """Return what the import of a year would move in the next group, and move nothing."""
    known = calendars.arrangements(session)
    days = Calendar.of((*known, change.wanted))
    candidates = _touched_by(change.wanted.year).where(Deadline.id > after)
    found = session.scalars(candidates.order_by(Deadline.id).limit(limit)).all()
    moved = tuple(_moved(deadline, due) for deadline, due in _changes(found, days))
    return Group(found[-1].id if found else after, len(found), moved)


def _running() -> Select[Deadline]:
    return select(Deadline).where(Deadline.done_on.is_(None), Deadline.clock.is_not(None))


def _touched_by(year: int) -> Select[Deadline]:
    # The holidays of a year may begin in the December before it.
    first, last = date(year - 1, DECEMBER, 1), date(year, DECEMBER, 31)
    return _running().where(Deadline.due_on >= first, Deadline.opened_on <= last)


def _recompute(
    session: Session, candidates: Select[Deadline], *, actor: Actor, now: datetime, limit: int
) -> Group:
    group = candidates.order_by(Deadline.id).limit(limit)
    keys = [deadline.id for deadline in session.scalars(group)]
    if not keys:
        return Group(0, 0, ())
    _lock_cases(session, keys)
    # Somebody may have acted while we waited for the cases.
    again = _running().where(Deadline.id.in_(keys)).order_by(Deadline.id)
    found = session.scalars(again, execution_options=FRESH).all()
    changed = tuple(_changes(found, calendars.current(session)))
    moved = tuple(_moved(deadline, due) for deadline, due in changed)
    for deadline, due in changed:
        _move(session, deadline, due, actor=actor, now=now)
    return Group(keys[-1], len(keys), moved)


def _lock_cases(session: Session, keys: Sequence[int]) -> None:
    cases = select(Deadline.case_id).where(Deadline.id.in_(keys))
    session.execute(
        select(EnforcementCase.id)
        .where(EnforcementCase.id.in_(cases))
        .order_by(EnforcementCase.id)
        .with_for_update(key_share=True)
    ).all()


def _changes(found: Iterable[Deadline], days: Calendar) -> Iterable[tuple[Deadline, Due]]:
    for deadline in found:
        clock = deadlines.BY_NAME.get(deadline.clock or "")
        # A fixed day is no matter of holidays, and may have been fixed by a person.
        if clock is None or deadline.due_on is None or clock.reckoning is Reckoning.FIXED:
            continue
        due = Due(deadline.due_on, deadline.provisional)
        running = Running(clock, deadline.opened_on, due, deadline.length)
        again = deadlines.recomputed(running, days)
        if again is not None:
            yield deadline, again.due


def _moved(deadline: Deadline, due: Due) -> Moved:
    before = Due(deadline.due_on or due.on, deadline.provisional)
    kind = DeadlineKind(deadline.kind)
    return Moved(kind, deadline.court_code, deadline.record_id, before, due)


def _move(session: Session, deadline: Deadline, due: Due, *, actor: Actor, now: datetime) -> None:
    before = deadline.due_on
    deadline.due_on, deadline.provisional = due.on, due.provisional
    deadline.remind_on = legal_day(now)
    if deadline.kind == DeadlineKind.RECORD_GRACE_OUTCOME:
        _move_grace(session, deadline)
    append.record(
        session,
        Entry(
            kind=events.DEADLINE_RECOMPUTED,
            body={
                "deadline": str(deadline.public_id),
                "duty": deadline.kind,
                "due_before": before.isoformat() if before else None,
                "due_on": due.on.isoformat(),
                "provisional": due.provisional,
            },
            actor=actor,
            reason=REASON,
            basis=str(deadlines.RECOMPUTED.article),
            occurred_at=now,
            record_id=deadline.record_id,
        ),
    )


def _move_grace(session: Session, duty: Deadline) -> None:
    found = _in_grace(session, duty.record_id)
    months = duty.length or grace.SHORTEST_MONTHS
    ends_on = grace.ends_on(duty.opened_on, months, calendars.current(session)).on
    if found is not None and found.grace_outcome is None and found.grace_ends_on != ends_on:
        found.grace_ends_on = ends_on
        found.version += 1


def _in_grace(session: Session, record_id: UUID) -> Listing | RestrictionOrder | None:
    # A decision to list, or an order that stands by itself.
    listing = select(Listing).where(
        Listing.public_id == record_id, Listing.state == ListingState.IN_GRACE
    )
    order = select(RestrictionOrder).where(
        RestrictionOrder.public_id == record_id, RestrictionOrder.state == OrderState.IN_GRACE
    )
    return (
        session.execute(listing, execution_options=FRESH).scalar_one_or_none()
        or session.execute(order, execution_options=FRESH).scalar_one_or_none()
    )


def open_provisional(session: Session) -> int:
    """Return how many open duties have a provisional last day."""
    chosen = select(func.count(Deadline.id)).where(Deadline.done_on.is_(None), Deadline.provisional)
    return session.execute(chosen).scalar_one()
