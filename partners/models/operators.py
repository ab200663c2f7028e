"""Operators' keys (运维密钥): what lets a person who operates the register act over the network."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from registry.db import Base, Code, Key


class OperatorKey(Base):
    """The key of one operator, for the partner side alone."""

    __tablename__ = "operator_key"

    id: Mapped[Key]
    prefix: Mapped[str]
    secret_digest: Mapped[bytes]
    # The operator's login, as the journal names who acted.
    operator: Mapped[Code]
    scopes: Mapped[str]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("prefix"),)
