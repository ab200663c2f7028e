"""Idempotency (幂等): the answer that was given for a key, so that a repeated request gets it
again.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Prose


class IdempotentAnswer(Base):
    """The stored answer to one act of one access key, written in the commit of the act itself.

    ``idempotency_key`` is the keyed index of what the client chose.
    """

    __tablename__ = "idempotent_answer"

    access_key_id: Mapped[int] = mapped_column(ForeignKey("access_key.id"), primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(primary_key=True)
    request_digest: Mapped[bytes]
    status: Mapped[int]
    headers: Mapped[Prose]
    body: Mapped[Prose]
    answered_at: Mapped[datetime]
