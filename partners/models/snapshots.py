"""Snapshots (快照): all that one agency should hold at a position, prepared in pieces."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId


class Snapshot(Base):
    """One snapshot for one agency, and how far it has been prepared."""

    __tablename__ = "snapshot"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    stream: Mapped[UUID]
    position: Mapped[int]
    state: Mapped[Code]
    reason: Mapped[Prose]
    # The subject up to which it has been prepared, in the order of the store.
    after_subject: Mapped[UUID | None]
    chunks: Mapped[int]
    records: Mapped[int]
    size: Mapped[int]
    # Chained line by line, so that whoever is interrupted goes on: SHA-256 of the digest of the
    # lines before, none for the first, and the line.
    digest: Mapped[bytes]
    asked_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "agency_id"), Index(None, "state"))


class SnapshotChunk(Base):
    """A piece of a snapshot, sealed: it holds names and numbers."""

    __tablename__ = "snapshot_chunk"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_byte: Mapped[int]
    size: Mapped[int]
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]
