"""Judicial suggestion letters (司法建议书) of courts, and their numbers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Line, Prose, PublicId, one_of, two_people
from schemas.codes import ListName
from schemas.screening_codes import SuggestionState

_STANDING = text("state <> 'withdrawn'")


class SuggestionSeries(Base):
    """The last number that a court gave in a year; numbers have no gap."""

    __tablename__ = "suggestion_series"

    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class SuggestionLetter(Base):
    """A letter about one hit of a screening; who it is about is sealed."""

    __tablename__ = "suggestion_letter"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"))
    row_number: Mapped[int]
    record_id: Mapped[UUID]
    list_name: Mapped[Code]
    state: Mapped[Code]
    number: Mapped[Code | None]
    addressee: Mapped[Line]
    request: Mapped[Prose]
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    answer_due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[Prose | None]
    withdrawn_at: Mapped[datetime | None]
    withdraw_reason: Mapped[Prose | None]
    version: Mapped[int]

    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "court_code", "id"),
        Index(
            "uq_suggestion_letter_standing",
            "screening_id",
            "row_number",
            "record_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        one_of("list_name", ListName),
        one_of("state", SuggestionState),
        two_people("drafted_by", "signed_by"),
        CheckConstraint(
            "state NOT IN ('signed', 'answered') OR number IS NOT NULL", name="signed_has_a_number"
        ),
    )
