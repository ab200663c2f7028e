"""Duties of other bodies (其他单位的期限): recorded by a court, owed by none."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of
from schemas.deadline_codes import OthersClock


class OtherDuty(Base):
    """What another body has to do about a case, by when, and when it was done."""

    __tablename__ = "other_duty"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    clock: Mapped[Code]
    # Which body, in words; identity numbers are masked.
    body: Mapped[Prose]
    opened_on: Mapped[date]
    due_on: Mapped[date]
    provisional: Mapped[bool]
    done_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
    version: Mapped[int]

    __table_args__ = (
        Index("ix_other_duty_provisional", "provisional", "due_on"),
        one_of("clock", OthersClock),
    )
