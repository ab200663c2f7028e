"""Decisions to lift an order (解除限制消费决定)."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.restriction_codes import LiftGround, LiftState


class LiftDecision(Base):
    """A decision to lift an order by itself: drafted with its ground and facts, and signed by
    another person.
    """

    __tablename__ = "lift_decision"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    order_id: Mapped[int] = mapped_column(ForeignKey("restriction_order.id"), index=True)
    ground: Mapped[Code]
    reason: Mapped[Prose]
    enforcement_completed: Mapped[bool]
    effective_security: Mapped[bool]
    creditor_agrees: Mapped[bool]
    state: Mapped[Code]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("ground", LiftGround),
        one_of("state", LiftState),
        two_people("drafted_by", "signed_by"),
    )
