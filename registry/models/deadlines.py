"""Deadlines (期限): every duty has a date and an owner."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, PublicId, one_of
from schemas.codes import Bearer, DeadlineKind

_OPEN = text("done_on IS NULL")


class Deadline(Base):
    """A duty about one record: since when, by when, and whose it is."""

    __tablename__ = "deadline"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    kind: Mapped[Code]
    # The clock of the law that runs, by its name; none where only its last day is known.
    clock: Mapped[Code | None]
    bearer: Mapped[Code]
    # The court that does it or, where it is somebody else's, watches over it.
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    record_kind: Mapped[Code]
    record_id: Mapped[UUID]
    basis: Mapped[str]
    opened_on: Mapped[date]
    # How long the clock runs, where that was chosen.
    length: Mapped[int | None]
    due_on: Mapped[date | None]
    provisional: Mapped[bool]
    done_on: Mapped[date | None]
    # The person in the court who was named for it, where one was.
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # The next day on which somebody is reminded of it, or told that it was missed.
    remind_on: Mapped[date | None]

    __table_args__ = (
        Index(None, "record_id"),
        Index(None, "court_code", "done_on", "due_on"),
        Index(
            "uq_deadline_open",
            "record_id",
            "kind",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_deadline_to_remind", "remind_on", sqlite_where=_OPEN, postgresql_where=_OPEN),
        one_of("kind", DeadlineKind),
        one_of("bearer", Bearer),
    )
