"""Idempotency (幂等): the answer that was given for a key, so that a repeated request gets it
again.
"""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Prose


class IdempotentAnswer(Base):
    """The stored answer to one act of one access key, written in the commit of the act itself.

    ``key_holder`` is the access key: a court's by its number, an operator's or an agency's by its
    kind and prefix.
    ``idempotency_key`` is the keyed index of what the client chose.
    """

    __tablename__ = "idempotent_answer"

    key_holder: Mapped[str] = mapped_column(primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(primary_key=True)
    request_digest: Mapped[bytes]
    status: Mapped[int]
    headers: Mapped[Prose]
    body: Mapped[Prose]
    answered_at: Mapped[datetime]
