"""Deadlines (期限): every duty has a date and an owner."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, PublicId, one_of
from schemas.codes import DeadlineKind


class Deadline(Base):
    """A duty of a court about one record."""

    __tablename__ = "deadline"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    kind: Mapped[Code]
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    record_id: Mapped[UUID]
    basis: Mapped[str]
    opened_on: Mapped[date]
    due_on: Mapped[date | None]
    provisional: Mapped[bool]
    done_on: Mapped[date | None]

    __table_args__ = (
        Index(None, "record_id"),
        Index(None, "court_code", "done_on", "due_on"),
        one_of("kind", DeadlineKind),
    )
