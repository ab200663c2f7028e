"""Reminders of watches (持续审查到期提醒): who watches a list learns in time that this runs out."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.journal.entry import Actor
from registry.models.screenings import Screening
from registry.models.watches import Watch
from registry.rules.policy import Policy
from registry.services.screening import watch_duties, watches
from schemas.screening_codes import WatchState


def remind(session: Session, *, actor: Actor, policy: Policy, now: datetime, limit: int) -> int:
    """Remind the askers of watches that run out soon, once for each day of an end: an agency by the
    entry, which its stream tells, a court by a duty. Return how many there were.
    """
    days, on = policy.watch_reminder_days, legal_day(now)
    soon = (
        select(Screening)
        .join(Watch, Watch.screening_id == Screening.id)
        .where(
            Watch.state == WatchState.WATCHING,
            Watch.until >= on,
            Watch.until <= on + timedelta(days=days),
            Watch.reminded_until.is_distinct_from(Watch.until),
        )
        .order_by(Watch.screening_id)
        .limit(limit)
        .with_for_update(of=Screening)
    )
    chosen = session.scalars(soon.execution_options(populate_existing=True)).all()
    for screening in chosen:
        watch = watches.locked(session, screening)
        # Somebody may have reminded of it, renewed or ended it while it was waited for.
        if watch is None or watch.reminded_until == watch.until:
            continue
        if watches.ends_soon(watch, policy=policy, now=now):
            watch.reminded_until = watch.until
            kind = events.WATCH_ENDS_SOON
            watches.enter(session, kind, screening, watch, actor=actor, now=now, reason="即将到期")
            watch_duties.open_for_court(session, screening, watch.until, on=on)
    return len(chosen)
