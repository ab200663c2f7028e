"""Pieces of snapshots (快照分段): prepared one by one, sealed, and read from any byte on.

Each piece is a short transaction of its own and says where the next begins, so that a process may
end at any moment and another goes on. Pieces are sealed, since they hold names and numbers.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.measures.versions import measures_in_force, present_fields
from partners.models.agencies import Agency
from partners.models.snapshots import Snapshot, SnapshotChunk
from partners.notices import holdings
from partners.notices.blocks import write_notices
from partners.notices.writing import notice_bytes
from partners.states import SnapshotState
from registry.errors import ErrorKind, ServiceError
from registry.vault import Sealed, Vault
from schemas.notices import WIRE_VERSION

KEPT = timedelta(hours=48)


def unprepared(session: Session) -> list[int]:
    """Return the snapshots that are to be prepared, the oldest first."""
    return list(
        session.scalars(
            select(Snapshot.id)
            .where(Snapshot.state == SnapshotState.PREPARING)
            .order_by(Snapshot.id)
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The next piece of a snapshot, read and not yet kept."""

    snapshot_id: int
    number: int
    text: bytes
    records: int
    last: UUID | None


def read_piece(session: Session, vault: Vault, snapshot_id: int) -> Piece | None:
    """Return the next piece of a snapshot, or nothing where it is ready or given up. Only reads."""
    snapshot = session.get_one(Snapshot, snapshot_id)
    if snapshot.state != SnapshotState.PREPARING:
        return None
    agency = session.get_one(Agency, snapshot.agency_id)
    in_force = measures_in_force(session, [agency.id])[agency.id]
    fields = present_fields(session, agency.id).fields
    found = holdings.page(
        session, in_force, after=snapshot.after_subject, position=snapshot.position
    )
    lines = [notice_bytes(*pair) for pair in write_notices(session, vault, found.told, fields)]
    if snapshot.chunks == 0:
        lines.insert(0, _head(agency.code, snapshot))
    return Piece(
        snapshot_id=snapshot_id,
        number=snapshot.chunks,
        text=b"".join(line + b"\n" for line in lines),
        records=len(found.told),
        last=found.last,
    )


def keep_piece(session: Session, vault: Vault, piece: Piece, *, now: datetime) -> bool:
    """Keep a piece, unless somebody else has done so, and tell whether more are to come."""
    snapshot = session.scalars(
        select(Snapshot).where(Snapshot.id == piece.snapshot_id).with_for_update()
    ).one()
    if snapshot.state != SnapshotState.PREPARING or snapshot.chunks != piece.number:
        return snapshot.state == SnapshotState.PREPARING
    text = piece.text
    for line in text.splitlines():
        snapshot.digest = sha256(snapshot.digest + line).digest()
    snapshot.records += piece.records
    snapshot.after_subject = piece.last
    if piece.last is None:
        text += _tail(snapshot)
        snapshot.state = SnapshotState.READY.value
        snapshot.ready_at, snapshot.expires_at = now, now + KEPT
    sealed = vault.seal(text, place=_place(snapshot.id, piece.number))
    session.add(
        SnapshotChunk(
            snapshot_id=snapshot.id,
            number=piece.number,
            first_byte=snapshot.size,
            size=len(text),
            key_id=sealed.key_id,
            ciphertext=sealed.ciphertext,
        )
    )
    snapshot.chunks += 1
    snapshot.size += len(text)
    return piece.last is not None


def chunk(session: Session, vault: Vault, snapshot_id: int, *, at: int) -> bytes:
    """Return what a snapshot holds from one byte on, up to the end of its piece.

    :raises ServiceError: 404 ``snapshot.none`` where it has expired meanwhile.
    """
    row = session.scalars(
        select(SnapshotChunk)
        .where(SnapshotChunk.snapshot_id == snapshot_id, SnapshotChunk.first_byte <= at)
        .order_by(SnapshotChunk.first_byte.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "snapshot.none")
    sealed = Sealed(row.key_id, row.ciphertext)
    return vault.open(sealed, place=_place(snapshot_id, row.number))[at - row.first_byte :]


def _head(code: str, snapshot: Snapshot) -> bytes:
    return orjson.dumps(
        {
            "type": "snapshot",
            "version": WIRE_VERSION,
            "agency": code,
            "stream": str(snapshot.stream),
            "snapshot": str(snapshot.public_id),
            "position": snapshot.position,
        }
    )


def _tail(snapshot: Snapshot) -> bytes:
    said = {"type": "end", "records": snapshot.records, "digest": snapshot.digest.hex()}
    return orjson.dumps(said) + b"\n"


def _place(snapshot_id: int, number: int) -> bytes:
    return b"snapshot_chunk:%d:%d" % (snapshot_id, number)
