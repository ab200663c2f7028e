"""Remedies (救济): objections (纠正申请、执行异议), their reviews (复议), and corrections by courts
above (责令纠正、直接纠正).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.remedy_codes import (
    CorrectionMode,
    CorrectionState,
    CorrectiveAct,
    Disputed,
    ObjectionOutcome,
    ObjectionState,
    Objector,
    ReviewState,
)


class Objection(Base):
    """An objection to a listing, to an order, or to the closing of a round.

    ``corrected_by`` is the act that corrected what it is about, and ``decision_id`` the public id
    of the decision that was then signed, where there was one.
    """

    __tablename__ = "objection"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    disputed: Mapped[Code]
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("restriction_order.id"), index=True)
    # Which of the persons whom an entity's order binds brings it, where one of them does.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("bound_person.id"), index=True)
    ground: Mapped[str | None]
    objector: Mapped[Code]
    statement: Mapped[Prose]
    in_writing: Mapped[bool]
    in_person: Mapped[bool]
    received_on: Mapped[date]
    received_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    received_at: Mapped[datetime]
    state: Mapped[Code]
    outcome: Mapped[str | None]
    reason: Mapped[Prose | None]
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    service_method: Mapped[str | None]
    served_on: Mapped[date | None]
    corrected_on: Mapped[date | None]
    corrected_by: Mapped[str | None]
    decision_id: Mapped[UUID | None]
    withdrawn_on: Mapped[date | None]
    withdrawal: Mapped[Prose | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("disputed", Disputed),
        one_of("objector", Objector),
        one_of("state", ObjectionState),
        one_of("outcome", ObjectionOutcome),
        two_people("drafted_by", "signed_by"),
        CheckConstraint("listing_id IS NULL OR order_id IS NULL", name="one_thing_disputed"),
    )


class Review(Base):
    """The review of a dismissed objection by the next higher court."""

    __tablename__ = "review"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    objection_id: Mapped[int] = mapped_column(ForeignKey("objection.id"), index=True)
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    statement: Mapped[Prose]
    applied_on: Mapped[date]
    received_on: Mapped[date]
    # What kept the applicant, and until when, where the application came late.
    obstacle: Mapped[Prose | None]
    obstacle_ended_on: Mapped[date | None]
    received_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    received_at: Mapped[datetime]
    state: Mapped[Code]
    reason: Mapped[Prose | None]
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    corrected_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    withdrawal: Mapped[Prose | None]
    version: Mapped[int]

    __table_args__ = (
        Index(None, "court_code", "state"),
        one_of("state", ReviewState),
        two_people("drafted_by", "signed_by"),
    )


class Correction(Base):
    """A correction that a court above orders, or makes itself, in a review or of its own motion.

    ``decision_id`` is the public id of the decision by which it was carried out.
    """

    __tablename__ = "correction"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("restriction_order.id"), index=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("review.id"), index=True)
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"), index=True)
    mode: Mapped[Code]
    act: Mapped[Code]
    # The number of the decision (文号).
    number: Mapped[str]
    reason: Mapped[Prose]
    # What a direct correction is to say, as JSON; each act has its own.
    content: Mapped[Prose]
    state: Mapped[Code]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    corrected_on: Mapped[date | None]
    corrected_by: Mapped[str | None]
    decision_id: Mapped[UUID | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("mode", CorrectionMode),
        one_of("act", CorrectiveAct),
        one_of("state", CorrectionState),
        two_people("drafted_by", "signed_by"),
        CheckConstraint("listing_id IS NULL OR order_id IS NULL", name="one_thing_corrected"),
    )
