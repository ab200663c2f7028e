"""Screenings (资格审查): a court or an agency says what it asks and what for, hands a list in, and
may cancel it. What they are given to read is entered in the journal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import orjson
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.screenings import (
    Screening,
    ScreeningFault,
    ScreeningHit,
    ScreeningPart,
)
from registry.rules import screening as law
from registry.rules.policy import Policy
from registry.services.acts import plans
from registry.services.screening import list_parts, screening_limits, watches
from registry.vault import Sealed, Vault
from schemas.codes import ListName
from schemas.free_text import mask_numbers_in_text
from schemas.screening_codes import ListFormat, ScreeningPurpose, ScreeningState

_GOING_ON = frozenset({ScreeningState.OPEN, ScreeningState.WAITING, ScreeningState.WORKING})


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose list it is: ``court:`` or ``agency:`` with its code, and who acts for it."""

    code: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenScreening:
    """What is asked, and what for.

    :ivar id: its public id; whoever opens one again under the same id gets the same.
    :ivar columns: what the list calls our columns, where that is not usual.
    :ivar watch_until: until when its asker is told of what changes, where that is wanted.
    :ivar shared: whether the court of a record may see the hit by number and name about it.
    """

    id: UUID
    purpose: ScreeningPurpose
    basis: str
    lists: tuple[ListName, ...]
    names: bool
    columns: Mapping[str, str]
    watch_until: date | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """A list for a screening; its form was looked at before.

    :ivar parts: its pieces, sealed (:mod:`registry.services.screening.list_parts`).
    """

    form: ListFormat
    parts: Iterable[Sealed]
    digest: bytes


def open_one(
    session: Session, order: OpenScreening, *, asker: Asker, now: datetime, policy: Policy
) -> Screening:
    """Open a screening, which waits for its list.

    :raises ServiceError: ``screening.too_many`` once the day's limit is reached,
        ``screening.id_taken`` where something else was opened under the id,
        ``watch.too_long``.
    """
    known = session.scalars(select(Screening).where(Screening.public_id == order.id)).first()
    is_watched = order.watch_until is not None
    lists, columns = ",".join(order.lists), orjson.dumps(dict(order.columns)).decode()
    basis = mask_numbers_in_text(order.basis)
    asked = (asker.code, order.purpose, basis, lists, order.names, order.shared, columns)
    if known is not None:
        names = ("asker", "purpose", "basis", "lists", "names", "shared", "columns")
        before = tuple(getattr(known, name) for name in names)
        if before != asked or is_watched != (watches.of(session, known) is not None):
            raise ServiceError(ErrorKind.CONFLICT, "screening.id_taken")
        return known
    screening_limits.require(session, asker.code, policy, now=now)
    made = Screening(
        public_id=order.id,
        asker=asker.code,
        opened_by=asker.actor.name,
        opened_at=now,
        opened_on=legal_day(now),
        purpose=order.purpose,
        basis=basis,
        lists=lists,
        names=order.names,
        shared=order.shared,
        columns=columns,
        state=ScreeningState.OPEN,
        **_NOTHING_YET,
    )
    session.add(made)
    session.flush()
    if order.watch_until is not None:
        watches.start(session, made, order.watch_until, policy=policy, now=now)
    enter(session, events.SCREENING_OPENED, made, actor=asker.actor, now=now)
    return made


_NOTHING_YET = {
    **dict.fromkeys(("parts", "parts_read", "rows_done", "rows_faulty"), 0),
    **dict.fromkeys(("identified", "number_only", "name_only"), 0),
    "failure": "",
    "failure_facts": "{}",
    "version": 1,
}


def hand_in(session: Session, screening: Screening, order: HandIn) -> Screening:
    """Keep the list of a screening until it has been compared; handing the same list in again
    changes nothing.

    :raises ServiceError: ``screening.wrong_state`` where it has another list, or is over.
    """
    if screening.state != ScreeningState.OPEN:
        if screening.digest == order.digest and screening.format == order.form:
            return screening
        raise _wrong_state(screening)
    for number, sealed in enumerate(order.parts):
        # One by one, and remembered by no session: a list is larger than what one holds.
        row = {"screening_id": screening.id, "number": number, **sealed._asdict()}
        session.execute(insert(ScreeningPart), row)
        screening.parts = number + 1
    screening.format, screening.digest = order.form, order.digest
    screening.state = ScreeningState.WAITING
    screening.version += 1
    session.flush()
    return screening


def part(session: Session, screening: Screening, number: int, *, vault: Vault) -> bytes:
    """Return a piece of a list; errors as :func:`registry.services.screening.list_parts.opened`."""
    row = session.get(ScreeningPart, (screening.id, number))
    return list_parts.opened(row, screening.public_id, number, vault=vault)


def cancel(
    session: Session, screening: Screening, *, actor: Actor, reason: str, now: datetime
) -> Screening:
    """Cancel a screening: the list and whatever came of it are erased with that.

    :raises ServiceError: ``screening.wrong_state`` for one that is over.
    """
    if screening.state not in _GOING_ON:
        raise _wrong_state(screening)
    screening.state, screening.finished_at = ScreeningState.CANCELLED, now
    screening.version += 1
    erase_list(session, screening)
    _erase_results(session, screening)
    watches.close(session, screening, now=now)
    words = mask_numbers_in_text(reason)
    enter(session, events.SCREENING_CANCELLED, screening, actor=actor, now=now, reason=words)
    return screening


def erase(session: Session, screening: Screening, *, actor: Actor, now: datetime) -> None:
    """Erase what came of a screening; that there was one, and its counts, stay."""
    screening.state = ScreeningState.ERASED
    screening.version += 1
    erase_list(session, screening)
    _erase_results(session, screening)
    enter(session, events.SCREENING_ERASED, screening, actor=actor, now=now)


def erase_list(session: Session, screening: Screening) -> None:
    """Erase the list of a screening."""
    session.execute(delete(ScreeningPart).where(ScreeningPart.screening_id == screening.id))


def told(session: Session, screening: Screening, *, actor: Actor, what: str, now: datetime) -> None:
    """Enter that somebody reads what came of a screening: its hits, its faults or its report."""
    enter(session, events.SCREENING_READ, screening, actor=actor, now=now, told=what)


def found(session: Session, screening_id: UUID, *, asker: str, to_change: bool) -> Screening:
    """Return a screening of this court or agency; another's is not found, as if it never was.

    :raises ServiceError: ``screening.not_found``.
    """
    chosen = select(Screening).where(Screening.public_id == screening_id, Screening.asker == asker)
    if to_change:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    screening = session.scalars(chosen).first()
    if screening is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "screening.not_found")
    return screening


def expect(screening: Screening, version: int) -> None:
    """Make sure that a change is meant for the version that is there.

    :raises ServiceError: ``record.stale``.
    """
    if plans.is_stale(screening.version, version):
        facts = {"version": screening.version, "state": screening.state}
        raise ServiceError(ErrorKind.STALE, "record.stale", facts)


def of(session: Session, asker: str, *, after: int, limit: int) -> Sequence[Screening]:
    """Return the screenings of a court or agency in the order in which they were opened."""
    chosen = select(Screening).where(Screening.asker == asker, Screening.id > after)
    return session.scalars(chosen.order_by(Screening.id).limit(limit)).all()


def latest(session: Session, asker: str, *, before: int = 0, limit: int) -> Sequence[Screening]:
    """Return the last screenings of a court or agency, the last first, or those before a key."""
    chosen = select(Screening).where(Screening.asker == asker).order_by(Screening.id.desc())
    chosen = chosen.where(Screening.id < before) if before else chosen
    return session.scalars(chosen.limit(limit)).all()


def by_key(session: Session, key: int) -> Screening:
    """Return a screening by its key inside."""
    return session.get_one(Screening, key)


def lists_of(screening: Screening) -> tuple[ListName, ...]:
    """Return the lists that a screening asks about."""
    return tuple(ListName(name) for name in screening.lists.split(","))


def enter(
    session: Session,
    kind: events.Kind,
    screening: Screening,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    told: str = "",
) -> None:
    """Enter what became of a screening in the journal: purpose and counts, nobody's name."""
    counts = ("rows_done", "rows_faulty", "identified", "number_only", "name_only")
    body: dict[str, object] = {
        "asker": screening.asker,
        "purpose": screening.purpose,
        "stated_basis": screening.basis,
        "lists": list(lists_of(screening)),
        "names": screening.names,
        **{name: getattr(screening, name) for name in counts},
    }
    watch = watches.of(session, screening)
    if watch is not None:
        body["watched_until"] = watch.until.isoformat()
    if told:
        body["told"] = told
    if screening.failure:
        body["failure"] = screening.failure
    append.record(
        session,
        Entry(
            kind=kind,
            body=body,
            actor=actor,
            reason=reason or screening.purpose,
            basis=str(law.MATCH.article),
            occurred_at=now,
            record_id=screening.public_id,
        ),
    )


def _erase_results(session: Session, screening: Screening) -> None:
    session.execute(delete(ScreeningHit).where(ScreeningHit.screening_id == screening.id))
    session.execute(delete(ScreeningFault).where(ScreeningFault.screening_id == screening.id))


def _wrong_state(screening: Screening) -> ServiceError:
    return ServiceError(ErrorKind.CONFLICT, "screening.wrong_state", {"state": screening.state})
