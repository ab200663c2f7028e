"""Enforcement cases (执行案件), their debtors (被执行人) and payments (履行款)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.case_codes import EnforcementState
from schemas.codes import PaymentState, RecordSource
from schemas.remedy_codes import CreditorAnswer


class EnforcementCase(Base):
    """A case in enforcement; the number (案号) is unique and says which court has it."""

    __tablename__ = "enforcement_case"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    number: Mapped[str]
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    filed_on: Mapped[date]
    basis_number: Mapped[Prose]
    basis_body: Mapped[Prose]
    # Identity numbers in free text are masked before it is stored.
    obligation: Mapped[Prose]
    amount: Mapped[Decimal | None]
    source: Mapped[Code]
    state: Mapped[Code] = mapped_column(
        default=EnforcementState.OPEN, server_default=EnforcementState.OPEN
    )
    version: Mapped[int]

    __table_args__ = (
        UniqueConstraint("number"),
        one_of("source", RecordSource),
        one_of("state", EnforcementState),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )


class Debtor(Base):
    """A subject as the debtor of one case."""

    __tablename__ = "debtor"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    identity_version: Mapped[int]
    performance_due_on: Mapped[date | None]
    # None where it was entered before the register kept it, or came with an import.
    entered_at: Mapped[datetime | None]
    # Other than open where a ruling is about this one of several debtors.
    state: Mapped[Code] = mapped_column(
        default=EnforcementState.OPEN, server_default=EnforcementState.OPEN
    )

    __table_args__ = (
        one_of("state", EnforcementState),
        UniqueConstraint("case_id", "subject_id"),
        Index(None, "subject_id"),
    )


class Payment(Base):
    """Money paid on a case: entered by one person and confirmed by another. What the debtor claims
    comes before that, and has nobody who entered it yet; nobody of the court claims it where he
    does so himself.
    """

    __tablename__ = "payment"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"))
    amount: Mapped[Decimal]
    paid_on: Mapped[date]
    enforced: Mapped[bool]
    note: Mapped[Prose]
    state: Mapped[Code]
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    claimed_at: Mapped[datetime | None]
    # What the debtor shows for his claim, in words.
    proof: Mapped[Prose | None]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime | None]
    # A claim is put to the creditor as it is entered.
    creditor_answer: Mapped[Code | None]
    creditor_answered_on: Mapped[date | None]
    creditor_said: Mapped[Prose | None]
    rejected_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    rejected_at: Mapped[datetime | None]
    # Why it was rejected, or confirmed against the creditor.
    decision: Mapped[Prose | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("state", PaymentState),
        one_of("creditor_answer", CreditorAnswer),
        two_people("entered_by", "confirmed_by"),
        two_people("entered_by", "rejected_by"),
        CheckConstraint(
            "state IN ('claimed', 'rejected') OR entered_by IS NOT NULL", name="entered_by_somebody"
        ),
        CheckConstraint("amount > 0", name="amount_positive"),
    )
