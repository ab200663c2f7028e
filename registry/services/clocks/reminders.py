"""Reminders and escalations (提醒与上报): what a job writes about duties that are soon due, or were
missed. It decides nothing: a person must act.

A duty carries the next day on which something is to be told of it. A job that comes late writes
what it missed, once, for the day on which it was to be told.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.deadlines import Deadline
from registry.models.reminders import Reminder
from registry.rules import deadlines
from registry.rules.calendar import Calendar
from registry.rules.policy import Policy
from registry.services.acts import courts_above
from registry.services.clocks import calendars
from schemas.codes import Bearer
from schemas.deadline_codes import ReminderKind

JOB = Actor(name="job:remind", via="scheduler")
REASON = "期限届满未办理，逐级上报"
# A party that misses a day of its own is told of to its court, and to nobody above; an agency that
# lifts late harms somebody who has done his part, and one that does not answer holds up
# enforcement, which the courts above are told of too.
_ESCALATED = frozenset({Bearer.COURT, Bearer.HIGHER_COURT, Bearer.AGENCY})

_Mark = tuple[int, str, date, str]


@dataclass(frozen=True, slots=True)
class _Days:
    """The days on which something is told of a duty, first to last."""

    reminders: Sequence[date]
    escalations: Sequence[date]

    def after(self, on: date) -> date | None:
        """Return the next of them."""
        return min((day for day in (*self.reminders, *self.escalations) if day > on), default=None)


def write(session: Session, *, policy: Policy, now: datetime, limit: int) -> int:
    """Write what is to be told by now of so many duties at most; return how many there were.

    Duties that another process is writing about are left to it.
    """
    on, days = legal_day(now), calendars.current(session)
    found = session.scalars(
        select(Deadline)
        .where(Deadline.done_on.is_(None), Deadline.remind_on <= on)
        .order_by(Deadline.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    told = _told(session, [deadline.id for deadline in found])
    for deadline in found:
        _write(session, deadline, days, told, policy=policy, now=now)
    return len(found)


def of_court(
    session: Session, court_code: str, *, kind: ReminderKind | None, after: int, limit: int
) -> Sequence[tuple[Reminder, Deadline]]:
    """Return what a court was told, in order, with the duties as they are now."""
    chosen = (
        select(Reminder, Deadline)
        .join(Deadline, Deadline.id == Reminder.deadline_id)
        .where(Reminder.court_code == court_code, Reminder.id > after)
    )
    if kind is not None:
        chosen = chosen.where(Reminder.kind == kind)
    rows = session.execute(chosen.order_by(Reminder.id).limit(limit))
    return [(reminder, deadline) for reminder, deadline in rows]


def _write(
    session: Session,
    deadline: Deadline,
    days: Calendar,
    told: Collection[_Mark],
    *,
    policy: Policy,
    now: datetime,
) -> None:
    on, due_on = legal_day(now), deadline.due_on
    if due_on is None:
        deadline.remind_on = None
        return
    planned = _days(deadline, due_on, days, policy)
    for kind, day, court_code in _planned(session, deadline, planned):
        if day > on or (deadline.id, kind, day, court_code) in told:
            continue
        made = Reminder(
            public_id=uuid4(),
            deadline_id=deadline.id,
            kind=kind,
            court_code=court_code,
            for_on=day,
            written_on=on,
            due_on=due_on,
        )
        session.add(made)
        if kind is ReminderKind.ESCALATION:
            _record(session, deadline, made, now=now)
    deadline.remind_on = planned.after(on)


def _days(deadline: Deadline, due_on: date, days: Calendar, policy: Policy) -> _Days:
    # What is opened when its reminder would have been due is known to who opened it.
    reminders = [
        day for day in deadlines.reminders(due_on, days, policy=policy) if day > deadline.opened_on
    ]
    if deadline.bearer not in _ESCALATED:
        return _Days(reminders, ())
    return _Days(reminders, deadlines.escalations(due_on, days, policy=policy))


def _planned(
    session: Session, deadline: Deadline, planned: _Days
) -> Iterator[tuple[ReminderKind, date, str]]:
    for day in planned.reminders:
        yield ReminderKind.REMINDER, day, deadline.court_code
    above = courts_above.superiors(session, deadline.court_code)
    for step, day in enumerate(planned.escalations, 1):
        # Each time one court further up is told.
        for court_code in (deadline.court_code, *above[:step]):
            yield ReminderKind.ESCALATION, day, court_code


def _told(session: Session, keys: Sequence[int]) -> frozenset[_Mark]:
    told = Reminder
    chosen = select(told.deadline_id, told.kind, told.for_on, told.court_code)
    rows = session.execute(chosen.where(told.deadline_id.in_(keys)))
    return frozenset((key, kind, day, court) for key, kind, day, court in rows)


def _record(session: Session, deadline: Deadline, made: Reminder, *, now: datetime) -> None:
    append.record(
        session,
        Entry(
            kind=events.DEADLINE_ESCALATED,
            body={
                "deadline": str(deadline.public_id),
                "duty": deadline.kind,
                "due_on": made.due_on.isoformat(),
                "for_on": made.for_on.isoformat(),
                "court": deadline.court_code,
                "told": made.court_code,
            },
            actor=JOB,
            reason=REASON,
            basis=str(deadlines.ESCALATIONS.article),
            occurred_at=now,
            record_id=deadline.record_id,
        ),
    )
