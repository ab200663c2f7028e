"""Reconciliations (对账) and what is sent again (补发) beside the streams."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId

OPEN = text("state = 'waiting'")


class Reconciliation(Base):
    """What one agency should hold at a position, prepared so that it can be compared."""

    __tablename__ = "reconciliation"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    stream: Mapped[UUID]
    position: Mapped[int]
    state: Mapped[Code]
    # The subject up to which it has been prepared, in the order of the store.
    after_subject: Mapped[UUID | None]
    pieces: Mapped[int]
    records: Mapped[int]
    # The sum of the lines' digests, and by the first two digits of their ids count and sum as JSON,
    # so that nobody has to read all lines to compare the first buckets.
    digest: Mapped[bytes]
    first_buckets: Mapped[Prose]
    asked_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "agency_id"), Index(None, "state"))


class ReconciliationLine(Base):
    """The digest of what an agency should hold of one record; of nobody is anything in it."""

    __tablename__ = "reconciliation_line"

    reconciliation_id: Mapped[int] = mapped_column(
        ForeignKey("reconciliation.id"), primary_key=True, autoincrement=False
    )
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[bytes]


class Resend(Base):
    """Notices that an agency is sent again, and how far that has come."""

    __tablename__ = "resend"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    stream: Mapped[UUID]
    kind: Mapped[Code]
    state: Mapped[Code]
    reason: Mapped[Prose]
    # Of a replay: the journal is told again above one position and up to another.
    after: Mapped[int]
    through: Mapped[int]
    # Of records that differ: those that are still to be sent, by commas.
    records: Mapped[Prose]
    sent: Mapped[int]
    # How many of them the agency would not take.
    refused: Mapped[int]
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_resend_open", "agency_id", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )
