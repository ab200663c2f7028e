"""Reminders (提醒) of duties that are soon due, and escalations (上报) of those missed."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, PublicId, one_of
from schemas.deadline_codes import ReminderKind


class Reminder(Base):
    """What one court was told of one duty, for one day."""

    __tablename__ = "reminder"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"))
    kind: Mapped[Code]
    # The court that is told: the one whose duty it is, or one above it.
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    # The day on which it was to be told, and the one on which it was.
    for_on: Mapped[date]
    written_on: Mapped[date]
    # The last day of the duty as it was known then.
    due_on: Mapped[date]

    __table_args__ = (
        UniqueConstraint("deadline_id", "kind", "for_on", "court_code", name="uq_reminder_once"),
        Index(None, "court_code", "id"),
        one_of("kind", ReminderKind),
    )
