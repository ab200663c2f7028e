"""Own codes (本人查询码): what a debtor is recognised by when he asks about himself."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Key, PublicId


class OwnCode(Base):
    """The code of a debtor in one case, as a digest; another one takes its place."""

    __tablename__ = "own_code"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"))
    digest: Mapped[bytes]
    issued_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    issued_at: Mapped[datetime]
    version: Mapped[int]

    __table_args__ = (UniqueConstraint("debtor_id"),)
