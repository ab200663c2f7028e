"""What the public may see (公布信息), masked and ready to be answered: entries of the two lists of
persons, and closed rounds, which are kept apart from them.
"""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of
from schemas.codes import ListName, SubjectKind


class PublicEntry(Base):
    """One line of a public list; the row exists exactly as long as the entry may be seen, its
    dates permitting.
    """

    __tablename__ = "public_entry"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    list_name: Mapped[Code]
    kind: Mapped[Code]
    name_key: Mapped[str]
    province: Mapped[Code]
    court_code: Mapped[Code]
    published_on: Mapped[date]
    ends_on: Mapped[date | None]
    # The masked item as JSON, without labels; nothing in it may be hidden from anybody.
    item: Mapped[Prose]

    __table_args__ = (
        Index("ix_public_entry_by_name", "name_key", "published_on", "id"),
        one_of("list_name", ListName),
        one_of("kind", SubjectKind),
    )

    @classmethod
    def in_term(cls, on: date) -> ColumnElement[bool]:
        """Tell the store which entries may be seen on a day: those whose term is not over, whether
        or not a job has ended them.
        """
        # Listing Rules Art. 2: the last day of a term still belongs to it.
        return or_(cls.ends_on.is_(None), cls.ends_on >= on)


class ClosedRound(Base):
    """One debtor of a case whose round is closed; the row exists exactly as long as the public may
    see it.
    """

    __tablename__ = "closed_round"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"))
    kind: Mapped[Code]
    name_key: Mapped[str]
    province: Mapped[Code]
    court_code: Mapped[Code]
    # The day of the closing, by which the list is ordered.
    published_on: Mapped[date]
    # The masked item as JSON, without labels; nothing in it may be hidden from anybody.
    item: Mapped[Prose]

    __table_args__ = (
        UniqueConstraint("debtor_id"),
        Index("ix_closed_round_by_name", "name_key", "published_on", "id"),
        one_of("kind", SubjectKind),
    )
