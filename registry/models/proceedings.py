"""What happens in an enforcement case (案件进程): rulings, inquiries, clues and referrals."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, true
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Line, Prose, PublicId, one_of, two_people
from schemas.case_codes import (
    BankruptcyStage,
    ClueSource,
    InquiryResult,
    InvestigationMeasure,
    RulingKind,
    RulingState,
    SuspensionCause,
)


class CaseRuling(Base):
    """A ruling on a case, drafted by one person and signed by another."""

    __tablename__ = "case_ruling"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    # Set where it is about one of several debtors, whom alone it then changes anything for.
    debtor_id: Mapped[int | None] = mapped_column(ForeignKey("debtor.id"), index=True)
    kind: Mapped[Code]
    cause: Mapped[str | None]
    number: Mapped[Line]
    # The day of the signature for a ruling that the register itself carries, such as a closing.
    ruled_on: Mapped[date | None]
    reason: Mapped[Prose]
    # What it says beside that, as JSON; each kind has its own.
    content: Mapped[Prose]
    state: Mapped[Code]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("kind", RulingKind),
        one_of("cause", SuspensionCause),
        one_of("state", RulingState),
        two_people("drafted_by", "signed_by"),
        CheckConstraint("state <> 'signed' OR ruled_on IS NOT NULL", name="signed_has_its_day"),
    )


class PropertyInquiry(Base):
    """A question after property, put to one body or to the network, and what came of it."""

    __tablename__ = "property_inquiry"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"))
    # The court that has the case now; kept here, for its list is read by it.
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    # The request by which connected agencies were asked; none where a clerk records it.
    request_id: Mapped[int | None] = mapped_column(ForeignKey("inquiry_request.id"), index=True)
    # Whose property; none where it is that of every debtor of the case.
    debtor_id: Mapped[int | None] = mapped_column(ForeignKey("debtor.id"), index=True)
    means: Mapped[Code]
    # Whether it covers the network; one that does not counts only for what it found.
    complete: Mapped[bool] = mapped_column(default=True, server_default=true())
    asked: Mapped[Line]
    made_on: Mapped[date]
    result: Mapped[Code]
    answered_on: Mapped[date | None]
    note: Mapped[Prose]
    creditor_told_on: Mapped[date | None]
    entered_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime]
    version: Mapped[int]

    __table_args__ = (
        one_of("means", InvestigationMeasure),
        one_of("result", InquiryResult),
        Index(None, "case_id", "made_on"),
        Index(None, "court_code", "id"),
        CheckConstraint(
            "result NOT IN ('nothing_found', 'property_found') OR answered_on IS NOT NULL",
            name="answered_has_its_day",
        ),
    )


class PropertyClue(Base):
    """What somebody told the court of property, and what its verification came to."""

    __tablename__ = "property_clue"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    debtor_id: Mapped[int | None] = mapped_column(ForeignKey("debtor.id"), index=True)
    source: Mapped[Code]
    received_on: Mapped[date]
    concrete: Mapped[bool]
    urgent: Mapped[bool]
    content: Mapped[Prose]
    entered_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime]
    # None until somebody has verified it.
    effective: Mapped[bool | None]
    verified_on: Mapped[date | None]
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    verified_at: Mapped[datetime | None]
    outcome: Mapped[Prose | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("source", ClueSource),
        CheckConstraint("(effective IS NULL) = (verified_on IS NULL)", name="verified_has_its_day"),
    )


class BankruptcyReferral(Base):
    """A referral to bankruptcy that a signed ruling made, and how far it got."""

    __tablename__ = "bankruptcy_referral"

    id: Mapped[Key]
    ruling_id: Mapped[int] = mapped_column(ForeignKey("case_ruling.id"), unique=True)
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    referred_to: Mapped[Line]
    stage: Mapped[Code]
    received_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer_number: Mapped[str | None]
    declared_on: Mapped[date | None]
    declaration_number: Mapped[str | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("stage", BankruptcyStage),
        CheckConstraint(
            "stage = 'referred' OR answered_on IS NOT NULL", name="answered_has_its_day"
        ),
    )
