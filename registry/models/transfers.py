"""Transfers of cases (移转执行) from one court to another."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of
from schemas.case_codes import TransferKind
from schemas.codes import Initiative


class Transfer(Base):
    """A case given to another court by a court above, and its receipt there."""

    __tablename__ = "transfer"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    kind: Mapped[Code]
    from_court: Mapped[str] = mapped_column(ForeignKey("court.code"))
    to_court: Mapped[str] = mapped_column(ForeignKey("court.code"))
    decided_court: Mapped[str] = mapped_column(ForeignKey("court.code"))
    initiative: Mapped[Code]
    # The day on which the application for enforcement was received, where the creditor asked.
    received_on: Mapped[date | None]
    reason: Mapped[Prose]
    decided_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime]
    acknowledged_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    acknowledged_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("kind", TransferKind),
        one_of("initiative", Initiative),
        CheckConstraint("from_court <> to_court", name="to_another_court"),
    )
