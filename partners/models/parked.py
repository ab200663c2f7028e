"""Parked notices (搁置的通知): what an agency refuses, and what waits behind it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose


class ParkedNotice(Base):
    """A notice that one agency did not get in its place, and what becomes of it."""

    __tablename__ = "parked_notice"

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    notice_id: Mapped[UUID]
    position: Mapped[int]
    # What is held together; the test of a stream is of no record.
    record_id: Mapped[UUID | None]
    kind: Mapped[Code]
    state: Mapped[Code]
    # How it was refused, and what the agency said, numbers masked; both empty where it is held.
    reason: Mapped[Prose]
    detail: Mapped[Prose]
    refusals: Mapped[int]
    # The field list that it is sent again with, where a person made it shorter.
    fields: Mapped[Prose | None]
    # The frozen delivery that it is in.
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"))
    parked_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    # Why it was closed without being sent.
    remark: Mapped[Prose]

    __table_args__ = (
        UniqueConstraint("agency_id", "notice_id"),
        Index(None, "agency_id", "state"),
        Index(None, "delivery_id"),
    )
