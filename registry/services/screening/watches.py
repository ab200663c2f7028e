"""Watches (持续审查): a screened list is watched until a day; its asker may renew or end that, and
it runs out by itself. What an asker is told of its rows is in
:mod:`registry.services.screening.alerts`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.screenings import Screening
from registry.models.watches import ScreeningAlert, Watch
from registry.rules import watching as law
from registry.rules.policy import Policy
from registry.services.screening import watch_duties
from schemas.free_text import mask_numbers_in_text
from schemas.screening_codes import ScreeningState, WatchState

# The list was read to its end, so that its rows are numbered.
_READ = frozenset({ScreeningState.FINISHED, ScreeningState.ERASED})

_NOTHING_ELSE: Mapping[str, object] = MappingProxyType({})


def start(
    session: Session, screening: Screening, until: date, *, policy: Policy, now: datetime
) -> None:
    """Have the list of a screening that is being opened watched until a day.

    :raises ServiceError: ``watch.too_long``.
    """
    _require_until(until, policy, now=now)
    session.add(
        Watch(
            screening_id=screening.id,
            state=WatchState.WATCHING,
            until=until,
            position=None,
            rows=0,
            last_row=0,
            ended_at=None,
            reminded_until=None,
        )
    )
    session.flush()


def screening_of(session: Session, screening_id: UUID) -> Screening:
    """Return anybody's screening by its public id, locked.

    :raises ServiceError: ``screening.not_found``.
    """
    chosen = select(Screening).where(Screening.public_id == screening_id).with_for_update()
    found = session.scalars(chosen).first()
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "screening.not_found")
    return found


def of(session: Session, screening: Screening) -> Watch | None:
    """Return the watch of a screening, where it has one."""
    return session.get(Watch, screening.id)


def require_one(session: Session, screening: Screening) -> None:
    """Make sure that a screening has a watch, going on or not.

    :raises ServiceError: ``watch.not_found``.
    """
    if of(session, screening) is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "watch.not_found")


def going_on(session: Session, screening: Screening, *, is_read: bool = False) -> Watch:
    """Return the watch of a screening, locked, as long as it goes on.

    :param is_read: whether its list must have been read to its end.
    :raises ServiceError: ``watch.not_found``, ``watch.is_over``, ``watch.not_read_yet``.
    """
    found = locked(session, screening)
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "watch.not_found")
    if found.state != WatchState.WATCHING:
        raise ServiceError(ErrorKind.CONFLICT, "watch.is_over", {"state": found.state})
    if is_read and screening.state not in _READ:
        facts = {"state": screening.state}
        raise ServiceError(ErrorKind.CONFLICT, "watch.not_read_yet", facts)
    return found


def renew(
    session: Session,
    screening: Screening,
    until: date,
    *,
    actor: Actor,
    policy: Policy,
    now: datetime,
) -> Screening:
    """Have a list watched until another day, sooner or later than before.

    :raises ServiceError: as :func:`going_on`, and ``watch.too_long``.
    """
    watch = going_on(session, screening)
    _require_until(until, policy, now=now)
    if watch.until != until:
        watch.until = until
        watch_duties.close(session, screening, on=legal_day(now))
        screening.version += 1
        enter(session, events.WATCH_RENEWED, screening, watch, actor=actor, now=now)
    return screening


def end(
    session: Session, screening: Screening, *, actor: Actor, reason: str, now: datetime
) -> Screening:
    """End a watch: nothing more is told of its list, which a job erases.

    :raises ServiceError: as :func:`going_on`.
    """
    watch = going_on(session, screening)
    words = mask_numbers_in_text(reason)
    _close(session, screening, watch, WatchState.ENDED, now=now)
    screening.version += 1
    enter(session, events.WATCH_ENDED, screening, watch, actor=actor, now=now, reason=words)
    return screening


def close(session: Session, screening: Screening, *, now: datetime) -> None:
    """End the watch of a screening that comes to nothing, if it has one; that is entered there."""
    watch = of(session, screening)
    if watch is not None and watch.state == WatchState.WATCHING:
        _close(session, screening, watch, WatchState.ENDED, now=now)


def run_out(session: Session, *, actor: Actor, now: datetime, limit: int) -> int:
    """End watches whose day is over; return how many there were."""
    over = (
        select(Screening)
        .join(Watch, Watch.screening_id == Screening.id)
        .where(Watch.state == WatchState.WATCHING, Watch.until < legal_day(now))
        .order_by(Watch.screening_id)
        .limit(limit)
        # The screening first and its watch after, as whoever renews or ends one locks them.
        .with_for_update(of=Screening)
    )
    ended = 0
    chosen = session.scalars(over.execution_options(populate_existing=True)).all()
    for screening in chosen:
        watch = locked(session, screening)
        # Somebody may have renewed or ended it while its screening was waited for.
        if watch is None or watch.state != WatchState.WATCHING or watch.until >= legal_day(now):
            continue
        _close(session, screening, watch, WatchState.RUN_OUT, now=now)
        screening.version += 1
        enter(session, events.WATCH_ENDED, screening, watch, actor=actor, now=now, reason="到期")
        ended += 1
    return ended


def ends_soon(watch: Watch, *, policy: Policy, now: datetime) -> bool:
    """Tell whether a watch that goes on runs out soon."""
    is_watching = watch.state == WatchState.WATCHING
    days = policy.watch_reminder_days
    return is_watching and law.ends_soon(watch.until, on=legal_day(now), days=days)


def locked(session: Session, screening: Screening) -> Watch | None:
    """Return the watch of a screening that is locked already, as it is now."""
    chosen = select(Watch).where(Watch.screening_id == screening.id).with_for_update()
    return session.scalars(chosen.execution_options(populate_existing=True)).first()


def forget(session: Session, *, before: datetime, limit: int) -> int:
    """Erase the alerts of some watches that were over before a moment; return of how many."""
    over = (
        select(Watch.screening_id)
        .where(
            Watch.state.in_((WatchState.ENDED, WatchState.RUN_OUT)),
            Watch.ended_at < before,
            select(ScreeningAlert.id)
            .where(ScreeningAlert.screening_id == Watch.screening_id)
            .exists(),
        )
        .limit(limit)
    )
    found = session.scalars(over).all()
    session.execute(delete(ScreeningAlert).where(ScreeningAlert.screening_id.in_(found)))
    return len(found)


def going_on_of(session: Session, asker: str | None) -> Sequence[tuple[Watch, Screening]]:
    """Return the watches that go on, of one asker or of all, the first to run out first."""
    chosen = (
        select(Watch, Screening)
        .join(Screening, Screening.id == Watch.screening_id)
        .where(Watch.state == WatchState.WATCHING)
        .order_by(Watch.until, Watch.screening_id)
    )
    if asker is not None:
        chosen = chosen.where(Screening.asker == asker)
    return [(watch, screening) for watch, screening in session.execute(chosen)]


def require_room(session: Session, screening: Screening, policy: Policy, *, more: int) -> None:
    """Make sure that so many more rows of a list may be watched, if it is watched at all.

    :raises ServiceError: ``watch.too_many_rows``.
    """
    if of(session, screening) is None:
        return
    asker = screening.asker
    counted = (
        select(func.coalesce(func.sum(Watch.rows), 0))
        .join(Screening, Screening.id == Watch.screening_id)
        .where(Screening.asker == asker, Watch.state == WatchState.WATCHING)
    )
    rows: int = session.execute(counted).scalar_one()
    if rows + more > policy.watched_rows_per_asker:
        facts = {"most": policy.watched_rows_per_asker, "rows": rows}
        raise ServiceError(ErrorKind.TOO_LARGE, "watch.too_many_rows", facts)


def enter(
    session: Session,
    kind: events.Kind,
    screening: Screening,
    watch: Watch,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    said: Mapping[str, object] = _NOTHING_ELSE,
) -> None:
    """Enter what became of a watch in the journal: days and counts, nobody's name."""
    body: dict[str, object] = {
        "asker": screening.asker,
        "purpose": screening.purpose,
        "stated_basis": screening.basis,
        "until": watch.until.isoformat(),
        "rows": watch.rows,
        **said,
    }
    append.record(
        session,
        Entry(
            kind=kind,
            body=body,
            actor=actor,
            reason=reason or screening.purpose,
            basis=str(law.LASTS.article),
            occurred_at=now,
            record_id=screening.public_id,
        ),
    )


def _close(
    session: Session, screening: Screening, watch: Watch, state: WatchState, *, now: datetime
) -> None:
    watch.state, watch.ended_at = state, now
    # A watch that ran out did so on its last day, whenever the job came to it.
    watch_duties.close(session, screening, on=min(watch.until, legal_day(now)))


def _require_until(until: date, policy: Policy, *, now: datetime) -> None:
    longest = policy.watch_longest_days
    if not law.may_last(until, on=legal_day(now), longest_days=longest):
        facts = {"longest_days": longest, "article": str(law.LASTS.article)}
        raise ServiceError(ErrorKind.INVALID, "watch.too_long", facts)
