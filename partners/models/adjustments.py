"""Adjustments (措施调整): the work of bringing live records in line with measures that changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose

OPEN = text("done_at IS NULL")


class Adjustment(Base):
    """One change of measures, and how far the records that were in force then were looked at."""

    __tablename__ = "adjustment"

    id: Mapped[Key]
    # The entry that changed the measures, and the one agency that it concerns, if it is only one.
    entry_id: Mapped[UUID]
    agency: Mapped[Code | None] = mapped_column(nullable=True)
    # Codes by commas.
    measures: Mapped[Prose]
    scanned: Mapped[int]
    # How many records have an entry of it.
    written: Mapped[int]
    begun_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("entry_id"),
        Index("ix_adjustment_open", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )
