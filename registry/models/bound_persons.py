"""Persons bound by an entity's order (受限制的责任人员), and later decisions about an order."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.codes import OrderState
from schemas.restriction_codes import BoundPerson, OrderChangeKind, OrderChangeState


class OrderChange(Base):
    """A later decision about an order: drafted with what it says, and signed by another person."""

    __tablename__ = "order_change"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    order_id: Mapped[int] = mapped_column(ForeignKey("restriction_order.id"), index=True)
    kind: Mapped[Code]
    reason: Mapped[Prose]
    # What it says beside its reason, as JSON; each kind has its own. It holds no name.
    content: Mapped[Prose]
    state: Mapped[Code]
    # Why it was decided so, where that is not the drafter's reason.
    decision: Mapped[Prose]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("kind", OrderChangeKind),
        one_of("state", OrderChangeState),
        two_people("drafted_by", "signed_by"),
    )


class BoundSubject(Base):
    """One person whom an entity's order binds, in one capacity: a record with the life of an
    order.
    """

    __tablename__ = "bound_person"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    order_id: Mapped[int] = mapped_column(ForeignKey("restriction_order.id"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    identity_version: Mapped[int]
    capacity: Mapped[Code]
    state: Mapped[Code]
    # The later decision that binds the person, where it was not the order itself.
    change_id: Mapped[int | None] = mapped_column(ForeignKey("order_change.id"), index=True)
    named_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    named_at: Mapped[datetime]
    imposed_on: Mapped[date | None]
    lifted_on: Mapped[date | None]
    lift_ground: Mapped[str | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("capacity", BoundPerson),
        one_of("state", OrderState),
        CheckConstraint("capacity <> 'debtor'", name="beside_the_debtor"),
        CheckConstraint(
            "state <> 'in_force' OR imposed_on IS NOT NULL", name="in_force_has_its_day"
        ),
    )
