"""Screenings (资格审查): lists that courts and agencies hand in, sealed, what came of them, and the
index of every full number of a subject by which they are compared.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of
from schemas.codes import ListName
from schemas.screening_codes import Match, RowFault, ScreeningPurpose, ScreeningState


class SubjectNumber(Base):
    """One full number of a subject (主体号码索引), as a blind index: the one that links it and
    every other one, of every version of its identity.
    """

    __tablename__ = "subject_number"

    number_index: Mapped[bytes] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(
        ForeignKey("subject.id"), primary_key=True, index=True, autoincrement=False
    )


class Screening(Base):
    """A list to be compared, who asked what for, and how far it has come."""

    __tablename__ = "screening"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    # Whose list it is, such as ``court:川0107`` or ``agency:housing``.
    asker: Mapped[Code]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    opened_on: Mapped[date]
    purpose: Mapped[Code]
    basis: Mapped[Prose]
    # The lists asked about, by commas, and whether namesakes are wanted.
    lists: Mapped[Code]
    names: Mapped[bool]
    # Whether the court of a record may see the hit by number and name that is about it.
    shared: Mapped[bool] = mapped_column(server_default=false())
    # Which columns hold what, as JSON, where the list calls them otherwise.
    columns: Mapped[Prose]
    state: Mapped[Code]
    format: Mapped[str | None]
    digest: Mapped[bytes | None]
    parts: Mapped[int]
    parts_read: Mapped[int]
    rows_done: Mapped[int]
    rows_faulty: Mapped[int]
    identified: Mapped[int]
    number_only: Mapped[int]
    name_only: Mapped[int]
    # Why the list could not be read: a code, and its facts as JSON.
    failure: Mapped[Code]
    failure_facts: Mapped[Prose]
    finished_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("purpose", ScreeningPurpose),
        one_of("state", ScreeningState),
        Index(None, "asker", "opened_on"),
        Index(None, "state", "finished_at"),
    )


class ScreeningPart(Base):
    """A piece of a list as it was handed in, sealed, until it has been compared."""

    __tablename__ = "screening_part"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]


class ScreeningHit(Base):
    """A row of a list and a record that go together; who it is about is sealed."""

    __tablename__ = "screening_hit"

    id: Mapped[Key]
    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"))
    row_number: Mapped[int]
    how: Mapped[Code]
    list_name: Mapped[Code]
    record_id: Mapped[UUID]
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]

    __table_args__ = (
        one_of("how", Match),
        one_of("list_name", ListName),
        UniqueConstraint("screening_id", "row_number", "record_id"),
    )


class ScreeningFault(Base):
    """A row of a list that could not be compared, or not by its number, and why."""

    __tablename__ = "screening_fault"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), primary_key=True)
    row_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[Code]

    __table_args__ = (one_of("reason", RowFault),)
