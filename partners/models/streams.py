"""Streams (推送流): where each agency stands, what was sent, and what it answered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId

OPEN = text("state = 'frozen'")
WOKEN = text("is_woken")


class StreamState(Base):
    """The cursor of one agency, and the lease of whoever is moving it."""

    __tablename__ = "stream_state"

    agency_id: Mapped[int] = mapped_column(
        ForeignKey("agency.id"), primary_key=True, autoincrement=False
    )
    # The life of the journal (``JournalHead.stream``) whose positions the cursor speaks of.
    stream: Mapped[UUID]
    state: Mapped[Code]
    reason: Mapped[Prose]
    # Where the journal was read to, and the ``through`` of the last delivery that was accepted.
    scanned: Mapped[int]
    through: Mapped[int]
    failures: Mapped[int]
    # How many notices the next delivery may hold, while a refused batch is being narrowed down.
    batch_limit: Mapped[int | None]
    # Notices parked since something was accepted last.
    refused_in_a_row: Mapped[int] = mapped_column(default=0)
    # How many notices are kept out of their place, and how much waits to be sent beside the stream.
    parked: Mapped[int] = mapped_column(default=0)
    to_resend: Mapped[int] = mapped_column(default=0)
    # How many works of sending again wait.
    resends: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    # When the last request left, for agencies that take so many in a minute.
    posted_at: Mapped[datetime | None]
    lease_holder: Mapped[str | None]
    # The fencing token: whoever writes with an older one is refused.
    lease_token: Mapped[int]
    lease_until: Mapped[datetime | None]


class Delivery(Base):
    """A batch whose boundaries, settings and digest were fixed before its first attempt."""

    __tablename__ = "delivery"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    after: Mapped[int]
    through: Mapped[int]
    scanned_after: Mapped[int]
    notices: Mapped[int]
    # Fields by commas: with the boundaries all that the bytes depend on, beside journal and vault.
    fields: Mapped[Prose]
    digest: Mapped[bytes]
    kind: Mapped[Code] = mapped_column(default="stream")
    # Positions by commas that lie within the boundaries and are kept out: their record is parked.
    excluded: Mapped[Prose] = mapped_column(default="")
    # The work of sending again that it is part of, and the positions told again, by commas.
    resend_id: Mapped[int | None]
    retold: Mapped[Prose] = mapped_column(default="")
    state: Mapped[Code]
    frozen_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(None, "agency_id", "through"),
        # The store itself allows one open delivery an agency.
        Index(
            "uq_delivery_open", "agency_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN
        ),
    )


class DeliveryAttempt(Base):
    """One attempt at a delivery; only ever added."""

    __tablename__ = "delivery_attempt"

    id: Mapped[Key]
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"), index=True)
    attempted_at: Mapped[datetime]
    outcome: Mapped[Code]
    status: Mapped[int | None]
    milliseconds: Mapped[int]
    # What went wrong, numbers withheld; what is wrong with receipts in an accepted answer.
    detail: Mapped[Prose]
    faults: Mapped[int]


class Receipt(Base):
    """What an agency said of one measure of one notice; every word is kept, the latest counts."""

    __tablename__ = "receipt"

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    notice_id: Mapped[UUID]
    measure_code: Mapped[Code]
    outcome: Mapped[Code]
    reason: Mapped[Prose]
    stated_at: Mapped[datetime]
    received_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("agency_id", "notice_id", "measure_code", "outcome", "stated_at"),
        Index(None, "notice_id"),
    )


class LiftingWatch(Base):
    """How far the watch over liftings (解除督促) has come: one row, which whoever watches locks."""

    __tablename__ = "lifting_watch"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # The journal's position up to which endings have been looked at.
    position: Mapped[int]


class LiftingWait(Base):
    """What the open duty of the agencies of one record waits for (督促等待): that an agency accepts
    what stands at a position or, where none is named, that it confirms what it was asked to lift.
    """

    __tablename__ = "lifting_wait"

    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    position: Mapped[int | None]
    # Whether that may have come about, so that the duty is to be looked at.
    is_woken: Mapped[bool]

    __table_args__ = (
        Index(None, "agency_id", "position"),
        Index("ix_lifting_wait_woken", "record_id", sqlite_where=WOKEN, postgresql_where=WOKEN),
    )


class BatchReceipt(Base):
    """What an agency said of the notices between two positions of a delivery in one voice: all that
    they asked for was done.
    """

    __tablename__ = "batch_receipt"

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"), index=True)
    first_position: Mapped[int]
    last_position: Mapped[int]
    notices: Mapped[int]
    stated_at: Mapped[datetime]
    received_at: Mapped[datetime]

    __table_args__ = (Index(None, "agency_id", "last_position"),)


class Lifting(Base):
    """A measure that an agency was told to lift (应解除措施), until it says that it has."""

    __tablename__ = "lifting"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    notice_id: Mapped[UUID] = mapped_column(primary_key=True)
    measure_code: Mapped[Code] = mapped_column(primary_key=True)
    record_id: Mapped[UUID]
    ended_at: Mapped[datetime]
    told_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(None, "record_id"),
        Index(None, "agency_id", "confirmed_at"),
    )
