"""Watched rows (持续审查名单行) in the store: kept sealed and found by blind indexes, erased with
their watch.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

import orjson
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from registry.identity import number_index
from registry.models.screenings import Screening
from registry.models.watches import Watch, WatchedHit, WatchedNumber, WatchedRow
from registry.services.screening.screening_matches import Entry, Hit
from registry.vault import Sealed, Vault
from schemas.codes import SubjectKind
from schemas.names import fold_name
from schemas.screening_codes import WatchState


@dataclass(frozen=True, slots=True)
class Watched:
    """A row that is watched, opened, with its key inside."""

    key: int
    screening: Screening
    entry: Entry


def keep(
    session: Session,
    screening: Screening,
    watch: Watch,
    entries: Sequence[Entry],
    *,
    vault: Vault,
    fresh: bool,
) -> Mapping[int, int]:
    """Keep rows that can be compared by something; return their keys by their numbers.

    :param fresh: whether nothing was told of them yet.
    """
    wanted = [entry for entry in entries if may_be_compared(entry, names=screening.names)]
    if entries:
        watch.last_row = max(watch.last_row, entries[-1].row)
    if not wanted:
        return {}
    rows = [_row(screening, entry, vault=vault, fresh=fresh) for entry in wanted]
    made = insert(WatchedRow).returning(WatchedRow.row_number, WatchedRow.id)
    keys = {row.row_number: row.id for row in session.execute(made, rows)}
    numbers = {
        (number_index(vault, kind, number), keys[entry.row])
        for entry in wanted
        for kind, number in entry.numbers
    }
    if numbers:
        found = [{"number_index": index, "row_id": key} for index, key in sorted(numbers)]
        session.execute(insert(WatchedNumber), found)
    watch.rows += len(wanted)
    return keys


def may_be_compared(entry: Entry, *, names: bool) -> bool:
    """Tell whether a row can be watched: by a full number, or by a name where that is wanted."""
    return bool(entry.numbers) or (names and entry.name is not None)


def keep_hits(session: Session, keys: Mapping[int, int], hits: Sequence[Hit]) -> None:
    """Keep which records go with rows by what their asker reads in the results of the screening."""
    found = [
        {
            "public_id": uuid4(),
            "row_id": keys[hit.entry.row],
            "record_id": hit.record_id,
            "list_name": hit.list_name,
            "how": hit.how,
        }
        for hit in hits
    ]
    if found:
        session.execute(insert(WatchedHit), found)


def name_index(vault: Vault, name_key: str) -> bytes:
    """Return the blind index of a folded name."""
    return vault.blind_index("watched_name", name_key)


def opened(session: Session, keys: Collection[int], *, vault: Vault) -> Sequence[Watched]:
    """Return rows of watches that go on with their screenings, opened, screening by screening.

    :raises registry.vault.VaultError: when a key is gone or a row was altered.
    """
    chosen = (
        select(WatchedRow, Screening)
        .join(Screening, Screening.id == WatchedRow.screening_id)
        .join(Watch, Watch.screening_id == WatchedRow.screening_id)
        .where(WatchedRow.id.in_(keys), Watch.state == WatchState.WATCHING)
        .order_by(WatchedRow.screening_id, WatchedRow.row_number)
    )
    return [
        Watched(row.id, screening, _entry(screening, row, vault=vault))
        for row, screening in session.execute(chosen)
    ]


def by_numbers(
    session: Session, screening: Screening, numbers: Collection[int], *, vault: Vault
) -> Mapping[int, Watched]:
    """Return rows of one watch by their numbers in the list, those that are still watched."""
    chosen = select(WatchedRow.id).where(
        WatchedRow.screening_id == screening.id, WatchedRow.row_number.in_(numbers)
    )
    found = opened(session, session.scalars(chosen).all(), vault=vault)
    return {watched.entry.row: watched for watched in found}


def drop(session: Session, watch: Watch, numbers: Collection[int]) -> int:
    """Erase rows of a watch by their numbers in the list; return how many there were."""
    of_watch = WatchedRow.screening_id == watch.screening_id
    chosen = select(WatchedRow.id).where(of_watch, WatchedRow.row_number.in_(numbers))
    keys = session.scalars(chosen).all()
    _erase(session, keys)
    watch.rows -= len(keys)
    return len(keys)


def erase_some(session: Session, *, limit: int) -> int:
    """Erase some rows of watches that are over; return how many there were."""
    over = (
        select(WatchedRow.id)
        .join(Watch, Watch.screening_id == WatchedRow.screening_id)
        .where(Watch.state != WatchState.WATCHING)
        .limit(limit)
    )
    keys = session.scalars(over).all()
    _erase(session, keys)
    return len(keys)


def _erase(session: Session, keys: Sequence[int]) -> None:
    for of_row in (WatchedHit.row_id, WatchedNumber.row_id, WatchedRow.id):
        session.execute(
            delete(of_row.class_)
            .where(of_row.in_(keys))
            .execution_options(synchronize_session=False)
        )


def _row(screening: Screening, entry: Entry, *, vault: Vault, fresh: bool) -> dict[str, object]:
    said = (entry.name, entry.kinds, entry.reference, entry.numbers, entry.shown)
    sealed = vault.seal(orjson.dumps(said), place=_place(screening, entry.row))
    by_name = screening.names and entry.name is not None
    return {
        "screening_id": screening.id,
        "row_number": entry.row,
        "name_index": name_index(vault, fold_name(entry.name or "")) if by_name else None,
        "fresh": fresh,
        "key_id": sealed.key_id,
        "ciphertext": sealed.ciphertext,
    }


def _entry(screening: Screening, row: WatchedRow, *, vault: Vault) -> Entry:
    sealed = Sealed(row.key_id, row.ciphertext)
    plain = vault.open(sealed, place=_place(screening, row.row_number))
    name, kinds, reference, numbers, shown = orjson.loads(plain)
    return Entry(
        row.row_number,
        name=name,
        kinds=tuple(SubjectKind(kind) for kind in kinds),
        reference=reference,
        numbers=tuple((SubjectKind(kind), number) for kind, number in numbers),
        shown=shown,
    )


def _place(screening: Screening, row: int) -> bytes:
    return b"watched_row:" + screening.public_id.bytes + row.to_bytes(8, "big")
