"""Sealed texts (封存文本): a second copy of what usual beginnings say, kept to be told quickly."""

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code


class SealedText(Base):
    """What one entry of the journal says, and who its subject is: what of the entry is in the
    journal as well, and what is told of the identity sealed. Nothing hangs on it but speed, and on
    its counts that nobody is missed.

    Whoever erases an identity erases with it every text that says it.
    """

    __tablename__ = "sealed_text"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    subject_id: Mapped[int]
    version: Mapped[int]
    # All of it absent where the subject has no full number: such a record is told to nobody.
    key_id: Mapped[Code | None]
    ciphertext: Mapped[bytes | None]
    said: Mapped[bytes | None]
    # How many entries right before it and right after it, of the same commit, no agency is ever
    # told of. Whoever has agencies told of another kind sets both to nothing.
    silent_before: Mapped[int]
    silent_after: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(
            ["subject_id", "version"],
            ["subject_identity.subject_id", "subject_identity.version"],
            ondelete="CASCADE",
        ),
        Index(None, "subject_id", "version"),
    )
