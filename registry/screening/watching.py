"""Watching (持续审查作业): alerts are raised a few hundred entries of the journal at a time, each
piece in a transaction of its own with how far it has come; watches run out, and what is over is
erased.

A process that is killed leaves a piece that another one raises, once; two at once take turns.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.db import db, end_reading, transaction
from registry.errors import ErrorKind, ServiceError
from registry.journal import read
from registry.journal.entry import Actor
from registry.models.screenings import Screening
from registry.runtime import Runtime
from registry.screening import changing, rows, working
from registry.services.screening import alerts, watch_reminders, watched_rows, watches
from registry.services.screening.screening_matches import Entry
from schemas.screening_codes import RowFault

ENDED_AT_ONCE = 20
ERASED_AT_ONCE = 2_000


def raise_alerts(runtime: Runtime) -> None:
    """Tell whoever watches lists what changed about them since this was done last."""
    through = read.head(db.session()).size
    waits = alerts.wait(db.session(), through=through)
    end_reading()
    if not waits:
        return
    # After the position was read: what it says of somebody is found by all his numbers.
    working.index_numbers(runtime)
    is_left = True
    while is_left:
        with transaction() as session:
            is_left = alerts.raise_some(
                session, through=through, vault=runtime.vault, now=runtime.now()
            )


def end_watches(runtime: Runtime) -> None:
    """Remind of the watches whose day is near, end those whose day is over, and erase the lists of
    those that are over.
    """
    reminded = ENDED_AT_ONCE
    while reminded == ENDED_AT_ONCE:
        with transaction() as session:
            reminded = watch_reminders.remind(
                session,
                actor=alerts.ACTOR,
                policy=runtime.policy,
                now=runtime.now(),
                limit=ENDED_AT_ONCE,
            )
    done = ENDED_AT_ONCE
    while done == ENDED_AT_ONCE:
        with transaction() as session:
            done = watches.run_out(
                session, actor=alerts.ACTOR, now=runtime.now(), limit=ENDED_AT_ONCE
            )
    erased = ERASED_AT_ONCE
    while erased == ERASED_AT_ONCE:
        with transaction() as session:
            erased = watched_rows.erase_some(session, limit=ERASED_AT_ONCE)


def forget_alerts(runtime: Runtime) -> None:
    """Erase the alerts of watches that have been over for as long as policy says."""
    before = runtime.now() - timedelta(days=runtime.policy.screening_kept_days)
    forgotten = ENDED_AT_ONCE
    while forgotten == ENDED_AT_ONCE:
        with transaction() as session:
            forgotten = watches.forget(session, before=before, limit=ENDED_AT_ONCE)


def amend(
    session: Session,
    screening: Screening,
    *,
    add: Sequence[Mapping[str, Any]],
    drop: Sequence[int],
    actor: Actor,
    runtime: Runtime,
) -> Screening:
    """Take rows into a watch and out of it; what goes with new ones already is told by an alert.

    :param add: rows as they are handed in; they get the next numbers of the list.
    :param drop: rows by their numbers; those that are not watched count for nothing.
    :raises ServiceError: ``watch.not_found``, ``watch.is_over``, ``watch.not_read_yet``,
        ``watch.rows_faulty``, ``watch.too_many_rows``.
    """
    watch = watches.going_on(session, screening, is_read=True)
    now = runtime.now()
    changing.ready(session, watch, screening)
    entries = [
        rows.entry_of((watch.last_row + place, dict(row)), on=legal_day(now))
        for place, row in enumerate(add, 1)
    ]
    _require_sound(entries, screening)
    watches.require_room(session, screening, runtime.policy, more=len(entries))
    kept = watched_rows.keep(session, screening, watch, entries, vault=runtime.vault, fresh=True)
    dropped = watched_rows.drop(session, watch, drop)
    screening.version += 1
    counts = {"added": len(kept), "dropped": dropped}
    watches.enter(
        session, events.WATCH_AMENDED, screening, watch, actor=actor, now=now, said=counts
    )
    return screening


def _require_sound(entries: Sequence[Entry], screening: Screening) -> None:
    faulty: dict[str, RowFault] = {
        str(place): entry.fault or RowFault.EMPTY
        for place, entry in enumerate(entries, 1)
        if not watched_rows.may_be_compared(entry, names=screening.names)
    }
    if faulty:
        raise ServiceError(ErrorKind.INVALID, "watch.rows_faulty", {"rows": faulty})
