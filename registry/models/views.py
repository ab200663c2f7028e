"""The record of views (查阅记录): who read what was found out about somebody, when and what for.

A chain of its own, apart from the journal: an entry is committed to by the digest of the next one.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, one_of
from schemas.inquiry_codes import ViewPurpose


class ViewEntry(Base):
    """One view, never altered; it holds nothing of what was seen."""

    __tablename__ = "view_entry"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    actor: Mapped[str]
    via: Mapped[str]
    court_code: Mapped[Code]
    purpose: Mapped[Code]
    # What kind of record was looked at, and which.
    record_kind: Mapped[Code]
    record_id: Mapped[UUID]
    case_id: Mapped[UUID]
    seen_at: Mapped[datetime]
    digest: Mapped[bytes]

    __table_args__ = (Index(None, "record_id"), one_of("purpose", ViewPurpose))


class ViewHead(Base):
    """The one row that every view locks: how many there are, and the digest of the last."""

    __tablename__ = "view_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    digest: Mapped[bytes]
