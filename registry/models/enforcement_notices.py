"""Enforcement notices (执行通知): the first paper of a case."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Key, PublicId


class EnforcementNotice(Base):
    """The notice of a case: when it was issued, whether it warned, and until when to perform."""

    __tablename__ = "enforcement_notice"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"))
    issued_on: Mapped[date]
    warned: Mapped[bool]
    perform_until: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
    version: Mapped[int]

    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint("perform_until >= issued_on", name="gives_time"),
    )
