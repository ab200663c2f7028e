"""The tables of the journal (台账): entries, the head that numbers them, and signed tree heads."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Prose


class JournalEntry(Base):
    """One act, never altered; it holds no name and no number."""

    __tablename__ = "journal_entry"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[UUID]
    kind: Mapped[Code]
    version: Mapped[int]
    body: Mapped[Prose]
    subject_id: Mapped[UUID | None]
    record_id: Mapped[UUID | None]
    actor: Mapped[str]
    via: Mapped[str]
    reason: Mapped[Prose]
    basis: Mapped[str]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    leaf: Mapped[bytes]

    __table_args__ = (
        UniqueConstraint("id"),
        Index(None, "subject_id"),
        Index(None, "record_id"),
    )


class JournalHead(Base):
    """The one row that every committing act locks: the next position and the tree's right edge."""

    __tablename__ = "journal_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stream: Mapped[UUID]
    size: Mapped[int]
    # Roots of the perfect subtrees, left to right, 32 bytes each (RFC 6962 section 2.1).
    edge: Mapped[bytes]


class TreeHead(Base):
    """A signed statement of how large the journal was and what its root was (RFC 6962 section
    3.5).
    """

    __tablename__ = "tree_head"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes]
    signed_at: Mapped[datetime]
    key_id: Mapped[Code]
    signature: Mapped[bytes]
