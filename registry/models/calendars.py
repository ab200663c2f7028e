"""The calendar in the store (日历): yearly arrangements of holidays as they were imported."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Prose


class CalendarYear(Base):
    """The arrangement of one year; it replaces the one that the program carries for that year."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # Where the notice can be read.
    papers: Mapped[Prose]
    # JSON arrays of days: those off, and the weekend days worked in exchange.
    off: Mapped[Prose]
    working_weekends: Mapped[Prose]
    imported_by: Mapped[str]
    imported_at: Mapped[datetime]
    # The key of the last deadline that was looked at since; nothing when all were.
    recomputed_after: Mapped[int | None]

    __table_args__ = (CheckConstraint("year BETWEEN 2000 AND 2199", name="year_possible"),)
