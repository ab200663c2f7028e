"""Evidence of a debtor's capacity (履行能力证据), signs of evasion (规避执行迹象) and property
reports (财产报告).

Nothing here is ever deleted; evidence is withdrawn with a reason. Identity numbers in free text are
masked before it is stored.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.case_codes import (
    Bearing,
    EvasionSign,
    EvidenceKind,
    EvidenceState,
    InquiryResult,
    ReportConduct,
    ReportState,
)


class EvidenceItem(Base):
    """One item of evidence on a debtor of a case."""

    __tablename__ = "evidence"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    kind: Mapped[Code]
    source: Mapped[Prose]
    dated_on: Mapped[date]
    bearing: Mapped[Code]
    description: Mapped[Prose]
    # The answer of a network inquiry, and the inquiry that gave it where the register has it.
    result: Mapped[str | None]
    inquiry_id: Mapped[UUID | None]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("property_report.id"))
    state: Mapped[Code]
    # Nobody of the court where an agency answered by itself.
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawal: Mapped[Prose]
    version: Mapped[int]

    __table_args__ = (
        one_of("kind", EvidenceKind),
        one_of("bearing", Bearing),
        one_of("result", InquiryResult),
        one_of("state", EvidenceState),
        CheckConstraint(
            "(kind = 'network_inquiry') = (result IS NOT NULL)", name="inquiry_has_its_answer"
        ),
        CheckConstraint(
            "(kind = 'property_report') = (report_id IS NOT NULL)", name="report_is_named"
        ),
    )


class SignOfEvasion(Base):
    """One sign of evasion of a debtor of a case, shown beside every sign of inability."""

    __tablename__ = "sign_of_evasion"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    sign: Mapped[Code]
    source: Mapped[Prose]
    dated_on: Mapped[date]
    description: Mapped[Prose]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("property_report.id"))
    state: Mapped[Code]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawal: Mapped[Prose]
    version: Mapped[int]

    __table_args__ = (one_of("sign", EvasionSign), one_of("state", EvidenceState))


class PropertyReport(Base):
    """An order to report property, and what came of it (Property Rules Art. 3 to 10)."""

    __tablename__ = "property_report"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    state: Mapped[Code]
    notice_received_on: Mapped[date]
    due_on: Mapped[date]
    demanded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    demanded_at: Mapped[datetime]
    received_on: Mapped[date | None]
    # Comma-separated codes of Property Rules Art. 5, in the order of the article.
    categories: Mapped[str]
    content: Mapped[Prose]
    # Why a late report is excused; empty where it is not.
    excuse: Mapped[Prose]
    received_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    received_at: Mapped[datetime | None]
    conduct: Mapped[str | None]
    finding: Mapped[Prose]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("state", ReportState),
        one_of("conduct", ReportConduct),
        two_people("received_by", "decided_by"),
        CheckConstraint(
            "state NOT IN ('received', 'verified') OR received_on IS NOT NULL",
            name="received_has_its_day",
        ),
    )


class ReportSupplement(Base):
    """A change of property after a report, to be reported within ten days (Property Rules Art. 7).

    ``received_on`` is empty until the debtor has reported it.
    """

    __tablename__ = "report_supplement"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    report_id: Mapped[int] = mapped_column(ForeignKey("property_report.id"), index=True)
    changed_on: Mapped[date]
    due_on: Mapped[date]
    change: Mapped[Prose]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
    received_on: Mapped[date | None]
    categories: Mapped[str]
    content: Mapped[Prose]
    received_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    received_at: Mapped[datetime | None]
    version: Mapped[int]
