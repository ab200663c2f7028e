"""Applications for a permission under an order (准许申请), and what became of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.restriction_codes import BoundPerson, PermissionKind, PermissionState


class Permission(Base):
    """What somebody bound by an order asked to be allowed under it.

    ``ends_on`` is the last day that was asked for; ``starts_on`` is the day of the grant.
    """

    __tablename__ = "permission"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    order_id: Mapped[int] = mapped_column(ForeignKey("restriction_order.id"), index=True)
    # The person bound for an entity whom it concerns alone; absent where the debtor asks.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("bound_person.id"), index=True)
    kind: Mapped[Code]
    state: Mapped[Code]
    applicant: Mapped[Code]
    # What it is for, in words; it stays with the court.
    purpose: Mapped[Prose]
    # The code of a cause of a suspension.
    cause: Mapped[str | None]
    # Comma-separated codes of ways of travelling.
    travel: Mapped[str]
    urgent: Mapped[bool]
    # Comma-separated codes of the acts that an exemption allows.
    acts: Mapped[str]
    own_money: Mapped[bool]
    private_purpose: Mapped[bool]
    evidence: Mapped[Prose]
    undertaking_given: Mapped[bool]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date]
    verified: Mapped[bool]
    false_evidence: Mapped[bool]
    broken_undertaking: Mapped[bool]
    decision: Mapped[Prose]
    received_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    received_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    version: Mapped[int]

    __table_args__ = (
        # Those that are over are looked for all day.
        Index(None, "state", "ends_on"),
        one_of("kind", PermissionKind),
        one_of("state", PermissionState),
        one_of("applicant", BoundPerson),
        two_people("received_by", "decided_by"),
        CheckConstraint(
            "state <> 'granted' OR starts_on IS NOT NULL", name="granted_has_its_first_day"
        ),
    )
