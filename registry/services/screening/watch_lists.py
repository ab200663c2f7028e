"""Lists for watches (增减名单): handed in by whoever watches, and worked off by a job, each row
with its own answer. The same list under the same id is taken once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.screenings import Screening
from registry.models.watch_lists import WatchList, WatchListPart, WatchListRow
from registry.rules.policy import Policy
from registry.services.screening import list_parts, screening_limits, watches
from registry.services.screening.changed_rows import RowAnswer
from registry.vault import Sealed, Vault
from schemas.screening_codes import ListFormat, RowOutcome, RowsChange, ScreeningState

TO_WORK_OFF = (ScreeningState.WAITING, ScreeningState.WORKING)
OVER = (ScreeningState.FINISHED, ScreeningState.FAILED)
_CHANGED = frozenset({RowOutcome.ADDED, RowOutcome.DROPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class HandInRows:
    """A list for a watch; its form was looked at before.

    :ivar id: its public id; whoever hands the same list in again under it gets the same.
    :ivar parts: its pieces, sealed for their places under that id.
    """

    id: UUID
    change: RowsChange
    form: ListFormat
    parts: Iterable[Sealed]
    digest: bytes


def hand_in(
    session: Session,
    screening: Screening,
    order: HandInRows,
    *,
    actor: Actor,
    policy: Policy,
    now: datetime,
) -> WatchList:
    """Keep a list until it has been worked off.

    :raises ServiceError: ``watch_list.id_taken``, ``watch_list.another_waits``,
        ``screening.too_many``, and as :func:`registry.services.screening.watches.going_on`.
    """
    known = session.scalars(select(WatchList).where(WatchList.public_id == order.id)).first()
    if known is not None:
        before = (known.screening_id, known.change, known.digest, known.format)
        if before != (screening.id, order.change, order.digest, order.form):
            raise ServiceError(ErrorKind.CONFLICT, "watch_list.id_taken")
        return known
    watch = watches.going_on(session, screening, is_read=True)
    _require_none_waits(session, screening)
    screening_limits.require(session, screening.asker, policy, now=now)
    made = WatchList(
        public_id=order.id,
        screening_id=screening.id,
        change=order.change,
        state=ScreeningState.WAITING,
        format=order.form,
        digest=order.digest,
        handed_in_by=actor.name,
        handed_in_at=now,
        handed_in_on=legal_day(now),
        failure="",
        failure_facts="{}",
        **dict.fromkeys(("parts", "rows_done", "rows_changed", "rows_unchanged"), 0),
        rows_faulty=0,
    )
    session.add(made)
    session.flush()
    for number, sealed in enumerate(order.parts):
        row = {"list_id": made.id, "number": number, **sealed._asdict()}
        session.execute(insert(WatchListPart), row)
        made.parts = number + 1
    screening.version += 1
    kind, said = events.WATCH_LIST_HANDED_IN, _said(made)
    watches.enter(session, kind, screening, watch, actor=actor, now=now, said=said)
    return made


def part(session: Session, row_list: WatchList, number: int, *, vault: Vault) -> bytes:
    """Return a piece of a list; errors as :func:`registry.services.screening.list_parts.opened`."""
    row = session.get(WatchListPart, (row_list.id, number))
    return list_parts.opened(row, row_list.public_id, number, vault=vault)


def by_key(session: Session, key: int) -> tuple[WatchList, Screening]:
    """Return a list by its key inside, and the screening whose watch it is for."""
    found = session.get_one(WatchList, key)
    return found, session.get_one(Screening, found.screening_id)


def found(session: Session, screening: Screening, list_id: UUID) -> WatchList:
    """Return a list for the watch of a screening.

    :raises ServiceError: ``watch_list.not_found``.
    """
    chosen = select(WatchList).where(
        WatchList.public_id == list_id, WatchList.screening_id == screening.id
    )
    known = session.scalars(chosen).first()
    if known is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "watch_list.not_found")
    return known


def of(session: Session, screening: Screening, *, after: int, limit: int) -> Sequence[WatchList]:
    """Return the lists for the watch of a screening in the order in which they were handed in."""
    chosen = select(WatchList).where(WatchList.screening_id == screening.id, WatchList.id > after)
    return session.scalars(chosen.order_by(WatchList.id).limit(limit)).all()


def latest(session: Session, screening: Screening, *, limit: int) -> Sequence[WatchList]:
    """Return the lists that were handed in last, the last one first."""
    chosen = select(WatchList).where(WatchList.screening_id == screening.id)
    return session.scalars(chosen.order_by(WatchList.id.desc()).limit(limit)).all()


def rows_of(
    session: Session, row_list: WatchList, *, after: int, limit: int
) -> Sequence[WatchListRow]:
    """Return what became of the rows of a list, in its order."""
    chosen = select(WatchListRow).where(
        WatchListRow.list_id == row_list.id, WatchListRow.row_number > after
    )
    return session.scalars(chosen.order_by(WatchListRow.row_number).limit(limit)).all()


def next_one(session: Session, *, besides: frozenset[int]) -> WatchList | None:
    """Return the list that has waited longest to be worked off."""
    chosen = select(WatchList).where(WatchList.state.in_(TO_WORK_OFF), WatchList.id.not_in(besides))
    return session.scalars(chosen.order_by(WatchList.id).limit(1)).first()


def is_at(session: Session, key: int, rows_done: int) -> tuple[WatchList, Screening] | None:
    """Return a list and its screening, both locked, if it still has to go on from a row; None where
    somebody else went on with it.
    """
    # The screening first, as whoever renews, amends or ends its watch locks it.
    of_list = select(WatchList.screening_id).where(WatchList.id == key).scalar_subquery()
    owner = select(Screening).where(Screening.id == of_list).with_for_update()
    fresh = {"populate_existing": True}
    screening = session.execute(owner.execution_options(**fresh)).scalar_one()
    chosen = select(WatchList).where(WatchList.id == key).with_for_update()
    row_list = session.execute(chosen.execution_options(**fresh)).scalar_one()
    goes_on = row_list.state in TO_WORK_OFF and row_list.rows_done == rows_done
    return (row_list, screening) if goes_on else None


def keep(session: Session, row_list: WatchList, answers: Sequence[RowAnswer]) -> None:
    """Keep what became of the next rows of a list."""
    rows = [
        {
            "list_id": row_list.id,
            "row_number": answer.row,
            "outcome": answer.outcome,
            "watched_row": answer.watched_row,
            "reason": answer.reason,
        }
        for answer in answers
    ]
    if rows:
        session.execute(insert(WatchListRow), rows)
    changed = sum(answer.outcome in _CHANGED for answer in answers)
    faulty = sum(answer.outcome is RowOutcome.FAULTY for answer in answers)
    row_list.rows_done += len(answers)
    row_list.rows_changed += changed
    row_list.rows_faulty += faulty
    row_list.rows_unchanged += len(answers) - changed - faulty
    row_list.state = ScreeningState.WORKING


def finish(
    session: Session,
    row_list: WatchList,
    screening: Screening,
    *,
    failure: ServiceError | None,
    actor: Actor,
    now: datetime,
) -> None:
    """End a list that was worked off, or cannot be any further; it is erased, what was done stays.

    :param failure: why it cannot.
    """
    row_list.state, row_list.finished_at = ScreeningState.FINISHED, now
    if failure is not None:
        row_list.state, row_list.failure = ScreeningState.FAILED, failure.code
        row_list.failure_facts = orjson.dumps(dict(failure.facts)).decode()
    session.execute(delete(WatchListPart).where(WatchListPart.list_id == row_list.id))
    screening.version += 1
    watch = watches.of(session, screening)
    if watch is not None:
        kind, said = events.WATCH_AMENDED, _said(row_list)
        watches.enter(session, kind, screening, watch, actor=actor, now=now, said=said)


def forget(session: Session, *, before: datetime, limit: int) -> int:
    """Erase what became of each row of some lists that were over before a moment; return of how
    many. That there were such lists, and their counts, stay.
    """
    has_rows = select(WatchListRow.list_id).where(WatchListRow.list_id == WatchList.id).exists()
    over = select(WatchList.id).where(
        WatchList.state.in_(OVER), WatchList.finished_at < before, has_rows
    )
    chosen = session.scalars(over.limit(limit)).all()
    session.execute(delete(WatchListRow).where(WatchListRow.list_id.in_(chosen)))
    return len(chosen)


def _require_none_waits(session: Session, screening: Screening) -> None:
    chosen = select(WatchList.id).where(
        WatchList.screening_id == screening.id, WatchList.state.in_(TO_WORK_OFF)
    )
    if session.scalars(chosen.limit(1)).first() is not None:
        raise ServiceError(ErrorKind.CONFLICT, "watch_list.another_waits")


def _said(row_list: WatchList) -> Mapping[str, object]:
    counts = ("rows_done", "rows_changed", "rows_unchanged", "rows_faulty")
    return {
        "list": str(row_list.public_id),
        "change": row_list.change,
        **{name: getattr(row_list, name) for name in counts},
        **({"failure": row_list.failure} if row_list.failure else {}),
    }
