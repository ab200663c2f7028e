"""Watches (持续审查): the rows of a screened list that go on being watched, sealed, and what became
of those whom they may be.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, PublicId, one_of
from schemas.codes import ListName
from schemas.screening_codes import AlertChange, Match, WatchState

FRESH = text("fresh")


class Watch(Base):
    """That the list of a screening is watched until a day, and how far its alerts have come."""

    __tablename__ = "watch"

    screening_id: Mapped[int] = mapped_column(
        ForeignKey("screening.id"), primary_key=True, autoincrement=False
    )
    state: Mapped[Code]
    until: Mapped[date]
    # The last entry of the journal of which alerts were raised; absent until a row is kept.
    position: Mapped[int | None]
    rows: Mapped[int]
    last_row: Mapped[int]
    ended_at: Mapped[datetime | None]
    # The last day of which its asker was reminded.
    reminded_until: Mapped[date | None]

    __table_args__ = (
        one_of("state", WatchState),
        Index(None, "state", "until"),
        Index(None, "state", "ended_at"),
    )


class WatchedRow(Base):
    """A row of a list; name, numbers and the asker's own reference are sealed."""

    __tablename__ = "watched_row"

    id: Mapped[Key]
    screening_id: Mapped[int] = mapped_column(ForeignKey("watch.screening_id"))
    row_number: Mapped[int]
    # The blind index of the folded name, where namesakes are wanted.
    name_index: Mapped[bytes | None]
    # Added to a list that is watched already, and not compared yet.
    fresh: Mapped[bool]
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]

    __table_args__ = (
        UniqueConstraint("screening_id", "row_number"),
        Index(None, "name_index"),
        Index("ix_watched_row_fresh", "id", sqlite_where=FRESH, postgresql_where=FRESH),
    )


class WatchedNumber(Base):
    """A full number of a row, as the blind index by which a subject is found."""

    __tablename__ = "watched_number"

    number_index: Mapped[bytes] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(
        ForeignKey("watched_row.id"), primary_key=True, index=True, autoincrement=False
    )


class WatchedHit(Base):
    """A row and a record that go together at present."""

    __tablename__ = "watched_hit"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    row_id: Mapped[int] = mapped_column(ForeignKey("watched_row.id"))
    record_id: Mapped[UUID]
    list_name: Mapped[Code]
    how: Mapped[Code]

    __table_args__ = (
        one_of("list_name", ListName),
        one_of("how", Match),
        UniqueConstraint("row_id", "record_id"),
        Index(None, "record_id"),
    )


class ScreeningAlert(Base):
    """What an asker was told of a row; it is the entry of the journal with the same id."""

    __tablename__ = "screening_alert"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    screening_id: Mapped[int] = mapped_column(ForeignKey("watch.screening_id"))
    row_number: Mapped[int]
    hit_id: Mapped[UUID]
    record_id: Mapped[UUID]
    list_name: Mapped[Code]
    how: Mapped[Code]
    change: Mapped[Code]
    raised_at: Mapped[datetime]

    __table_args__ = (
        one_of("list_name", ListName),
        one_of("how", Match),
        one_of("change", AlertChange),
        Index(None, "screening_id", "id"),
    )
