"""Breaches of an order (违反限制消费令), and the sanctions for them."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.breach_codes import (
    BreachSource,
    BreachState,
    ProsecutionOutcome,
    Sanctioned,
    SanctionState,
)
from schemas.codes import RestrictedAct, ServiceMethod
from schemas.restriction_codes import SanctionKind


class Breach(Base):
    """One breach as it was reported, and what its verification came to: of a restriction order, or
    of an order to report property, which a person had found broken before.
    """

    __tablename__ = "breach"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("restriction_order.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("property_report.id"), unique=True)
    # Whose breach it was, where it was not the debtor's own.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("bound_person.id"), index=True)
    source: Mapped[Code]
    received_on: Mapped[date]
    happened_on: Mapped[date]
    act: Mapped[Code | None]
    content: Mapped[Prose]
    evidence: Mapped[Prose]
    # The agency that let it happen, by its code; none where nobody else had a part in it.
    allowed_by: Mapped[Code | None]
    state: Mapped[Code]
    entered_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime]
    outcome: Mapped[Prose]
    verified_on: Mapped[date | None]
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    verified_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("source", BreachSource),
        one_of("act", RestrictedAct),
        one_of("state", BreachState),
        two_people("entered_by", "verified_by"),
        CheckConstraint("(order_id IS NULL) <> (report_id IS NULL)", name="of_one_of_two_orders"),
        CheckConstraint("(order_id IS NULL) = (act IS NULL)", name="an_act_breaks_an_order"),
    )


class Sanction(Base):
    """A fine, a detention or a referral for prosecution: drafted, and approved by the president."""

    __tablename__ = "sanction"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    breach_id: Mapped[int] = mapped_column(ForeignKey("breach.id"), index=True)
    kind: Mapped[Code]
    sanctioned: Mapped[Code]
    fine: Mapped[Decimal | None]
    detention_days: Mapped[int]
    referred_to: Mapped[str | None]
    reason: Mapped[Prose]
    state: Mapped[Code]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    service_method: Mapped[Code | None]
    served_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closed_as: Mapped[Code | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("kind", SanctionKind),
        one_of("sanctioned", Sanctioned),
        one_of("state", SanctionState),
        one_of("closed_as", ProsecutionOutcome),
        one_of("service_method", ServiceMethod),
        two_people("drafted_by", "signed_by"),
        CheckConstraint(
            "(kind = 'referral') = (referred_to IS NOT NULL)", name="a_referral_goes_somewhere"
        ),
    )
