"""Subjects (主体) and their versioned, encrypted identities (身份信息)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, PublicId, one_of
from schemas.codes import SubjectKind

UNINDEXED = text("NOT indexed")


class Subject(Base):
    """A person or an organisation, linked across cases by the blind index of its full number
    only.
    """

    __tablename__ = "subject"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    kind: Mapped[Code]
    # Absent where the number is masked: a masked number identifies nobody and links to nobody.
    number_index: Mapped[bytes | None]
    current_version: Mapped[int]
    # Different names came in on one number: a person has to look at it.
    flagged: Mapped[bool]

    __table_args__ = (UniqueConstraint("number_index"), one_of("kind", SubjectKind))


class SubjectIdentity(Base):
    """One version of who a subject is: sealed, with the salted digest that the journal commits
    to.
    """

    __tablename__ = "subject_identity"

    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]
    salt: Mapped[bytes]
    digest: Mapped[bytes]
    recorded_at: Mapped[datetime]
    # Whether its numbers are among those of the subject by which lists are screened.
    indexed: Mapped[bool] = mapped_column(default=False, server_default=false())

    __table_args__ = (
        Index(
            "ix_subject_identity_unindexed",
            "subject_id",
            "version",
            sqlite_where=UNINDEXED,
            postgresql_where=UNINDEXED,
        ),
    )
