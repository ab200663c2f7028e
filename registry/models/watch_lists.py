"""Lists for watches (增减名单): by which rows are taken into a watch or out of it, sealed until
they are worked off, and what became of each row.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of
from schemas.screening_codes import (
    ListFormat,
    RowFault,
    RowOutcome,
    RowsChange,
    ScreeningState,
)


class WatchList(Base):
    """A list that was handed in for a watch, what it does there, and how far it has come."""

    __tablename__ = "watch_list"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    screening_id: Mapped[int] = mapped_column(ForeignKey("watch.screening_id"))
    change: Mapped[Code]
    state: Mapped[Code]
    format: Mapped[Code]
    digest: Mapped[bytes]
    parts: Mapped[int]
    rows_done: Mapped[int]
    rows_changed: Mapped[int]
    rows_unchanged: Mapped[int]
    rows_faulty: Mapped[int]
    # Why it could not be worked off to its end: a code, and its facts as JSON.
    failure: Mapped[Code]
    failure_facts: Mapped[Prose]
    handed_in_by: Mapped[str]
    handed_in_at: Mapped[datetime]
    handed_in_on: Mapped[date]
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("change", RowsChange),
        one_of("state", ScreeningState),
        one_of("format", ListFormat),
        Index(None, "screening_id", "handed_in_on"),
        Index(None, "state", "finished_at"),
    )


class WatchListPart(Base):
    """A piece of such a list, sealed, until it has been worked off."""

    __tablename__ = "watch_list_part"

    list_id: Mapped[int] = mapped_column(ForeignKey("watch_list.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]


class WatchListRow(Base):
    """What became of a row of such a list; by numbers alone, nobody's name."""

    __tablename__ = "watch_list_row"

    list_id: Mapped[int] = mapped_column(ForeignKey("watch_list.id"), primary_key=True)
    row_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome: Mapped[Code]
    # Its number among the rows that are watched, or were.
    watched_row: Mapped[int | None]
    reason: Mapped[Code | None]

    __table_args__ = (one_of("outcome", RowOutcome), one_of("reason", RowFault))
