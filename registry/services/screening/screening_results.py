"""What comes of a screening (审查结果): kept piece by piece with how far it has come, sealed, and
read page by page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.screenings import Screening, ScreeningFault, ScreeningHit
from registry.services.screening import screenings, watched_rows, watches
from registry.services.screening.screening_matches import Asked, Entry, Hit
from registry.vault import Sealed, Vault
from schemas.codes import ListName
from schemas.screening_codes import Match, RowFault, ScreeningState

NEXT_TO_COMPARE = frozenset({ScreeningState.WAITING, ScreeningState.WORKING})


@dataclass(frozen=True, slots=True)
class Piece:
    """So many rows compared: where they begin, what was in them, and what was found.

    :ivar before: how many rows were done before these.
    :ivar parts_read: how many parts of the list are read by now.
    :ivar position: how far the journal had come before they were compared.
    """

    before: int
    entries: Sequence[Entry]
    hits: Sequence[Hit]
    parts_read: int
    position: int


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit, opened: the row as it was handed in, and the public entry that it goes with.

    :ivar key: goes on from page to page.
    """

    key: int
    row: int
    how: Match
    list_name: ListName
    name: str | None
    reference: str
    number_masked: str
    record: Mapping[str, Any]


def asked_of(screening: Screening, *, now: datetime) -> Asked:
    """Return what a screening asks, on the legal day of a moment."""
    lists = frozenset(screenings.lists_of(screening))
    return Asked(lists=lists, names=screening.names, on=legal_day(now))


def next_one(session: Session, *, besides: frozenset[int]) -> Screening | None:
    """Return the screening that has waited longest for its list to be compared."""
    chosen = select(Screening).where(
        Screening.state.in_(sorted(NEXT_TO_COMPARE)), Screening.id.not_in(besides)
    )
    return session.scalars(chosen.order_by(Screening.id).limit(1)).first()


def is_at(session: Session, screening_id: int, rows_done: int) -> Screening | None:
    """Return a screening, locked, if it still has to go on from a row; None where it was cancelled,
    or somebody else went on with it.
    """
    chosen = select(Screening).where(Screening.id == screening_id).with_for_update()
    found = session.execute(chosen.execution_options(populate_existing=True)).scalar_one()
    going_on = found.state in NEXT_TO_COMPARE and found.rows_done == rows_done
    return found if going_on else None


def keep(session: Session, screening: Screening, piece: Piece, *, vault: Vault) -> None:
    """Keep what was found in a piece of a list, and that it is done."""
    faults = [
        {"screening_id": screening.id, "row_number": entry.row, "reason": entry.fault}
        for entry in piece.entries
        if entry.fault is not None
    ]
    hits = [_row(screening, hit, vault=vault) for hit in piece.hits]
    if faults:
        session.execute(insert(ScreeningFault), faults)
    if hits:
        session.execute(insert(ScreeningHit), hits)
    by_how = [hit.how for hit in piece.hits]
    screening.identified += by_how.count(Match.IDENTIFIED)
    screening.number_only += by_how.count(Match.NUMBER_ONLY)
    screening.name_only += by_how.count(Match.NAME_ONLY)
    screening.rows_faulty += len(faults)
    screening.rows_done = piece.before + len(piece.entries)
    screening.parts_read, screening.state = piece.parts_read, ScreeningState.WORKING
    _watch(session, screening, piece, vault=vault)


def finish(session: Session, screening: Screening, *, actor: Actor, now: datetime) -> None:
    """End a screening whose whole list was compared; the list is erased."""
    _end(session, screening, ScreeningState.FINISHED, actor=actor, now=now)


def fail(
    session: Session,
    screening: Screening,
    code: str,
    facts: Mapping[str, object],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """End a screening whose list cannot be read any further; what was found until there stays."""
    screening.failure, screening.failure_facts = code, orjson.dumps(dict(facts)).decode()
    watches.close(session, screening, now=now)
    _end(session, screening, ScreeningState.FAILED, actor=actor, now=now)


def expired(session: Session, *, before: datetime, limit: int) -> Sequence[Screening]:
    """Return screenings that were over before a moment and are not erased yet."""
    over = (ScreeningState.FINISHED, ScreeningState.FAILED)
    chosen = select(Screening).where(Screening.state.in_(over), Screening.finished_at < before)
    return session.scalars(chosen.order_by(Screening.id).limit(limit)).all()


def abandoned(session: Session, *, before: date, limit: int) -> Sequence[Screening]:
    """Return screenings whose list never came, though they were opened before a day."""
    chosen = select(Screening).where(
        Screening.state == ScreeningState.OPEN, Screening.opened_on < before
    )
    return session.scalars(chosen.order_by(Screening.id).limit(limit)).all()


def hits(
    session: Session,
    screening: Screening,
    *,
    after: int,
    limit: int,
    vault: Vault,
    how: Match | None = None,
) -> Sequence[ShownHit]:
    """Return hits, opened, in the order of the list.

    :param how: leaves out whatever goes together in another way.
    :raises registry.vault.VaultError: when a key is gone or a row was altered.
    """
    chosen = (
        select(ScreeningHit)
        .where(ScreeningHit.screening_id == screening.id, ScreeningHit.id > after)
        .order_by(ScreeningHit.id)
        .limit(limit)
    )
    if how is not None:
        chosen = chosen.where(ScreeningHit.how == how)
    return [opened(screening, row, vault=vault) for row in session.scalars(chosen)]


def hit(
    session: Session, screening: Screening, row: int, record_id: UUID, *, vault: Vault
) -> ShownHit:
    """Return one hit, opened.

    :raises ServiceError: ``screening.hit_not_found`` where there is none, or results are erased.
    """
    chosen = select(ScreeningHit).where(
        ScreeningHit.screening_id == screening.id,
        ScreeningHit.row_number == row,
        ScreeningHit.record_id == record_id,
    )
    found = session.scalars(chosen).first()
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "screening.hit_not_found")
    return opened(screening, found, vault=vault)


def faults(
    session: Session, screening: Screening, *, after: int, limit: int
) -> Sequence[tuple[int, RowFault]]:
    """Return rows that were not compared, or not by their number, and why."""
    chosen = (
        select(ScreeningFault.row_number, ScreeningFault.reason)
        .where(ScreeningFault.screening_id == screening.id, ScreeningFault.row_number > after)
        .order_by(ScreeningFault.row_number)
        .limit(limit)
    )
    return [(row, RowFault(reason)) for row, reason in session.execute(chosen)]


def _watch(session: Session, screening: Screening, piece: Piece, *, vault: Vault) -> None:
    """Keep the rows of a piece that go on being watched, where that was asked for."""
    watch = watches.of(session, screening)
    if watch is None:
        return
    watch = watches.going_on(session, screening)
    keys = watched_rows.keep(session, screening, watch, piece.entries, vault=vault, fresh=False)
    watched_rows.keep_hits(session, keys, piece.hits)
    # Whatever is entered after the comparison is looked at for these rows too.
    known = piece.position if watch.position is None else watch.position
    watch.position = min(known, piece.position)


def _end(
    session: Session, screening: Screening, state: ScreeningState, *, actor: Actor, now: datetime
) -> None:
    screening.state, screening.finished_at = state, now
    screening.parts_read = screening.parts
    screening.version += 1
    screenings.erase_list(session, screening)
    screenings.enter(session, events.SCREENING_FINISHED, screening, actor=actor, now=now)


def _row(screening: Screening, hit: Hit, *, vault: Vault) -> dict[str, object]:
    said = (hit.entry.name, hit.entry.reference, hit.entry.shown, hit.item)
    place = _place(screening, hit.entry.row)
    sealed = vault.seal(orjson.dumps(said), place=place)
    return {
        "screening_id": screening.id,
        "row_number": hit.entry.row,
        "how": hit.how,
        "list_name": hit.list_name,
        "record_id": hit.record_id,
        "key_id": sealed.key_id,
        "ciphertext": sealed.ciphertext,
    }


def opened(screening: Screening, row: ScreeningHit, *, vault: Vault) -> ShownHit:
    """Return a hit, opened.

    :raises registry.vault.VaultError: when a key is gone or the row was altered.
    """
    place = _place(screening, row.row_number)
    plain = vault.open(Sealed(row.key_id, row.ciphertext), place=place)
    name, reference, number_masked, record = orjson.loads(plain)
    return ShownHit(
        key=row.id,
        row=row.row_number,
        how=Match(row.how),
        list_name=ListName(row.list_name),
        name=name,
        reference=reference,
        number_masked=number_masked,
        record=record,
    )


def _place(screening: Screening, row: int) -> bytes:
    return b"screening_hit:" + screening.public_id.bytes + row.to_bytes(8, "big")
