"""Appeals (复议：制裁与限制出境): against a fine, a detention or an exit restriction."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.appeal_codes import AppealOutcome, AppealState, Appellant


class Appeal(Base):
    """One appeal as the next higher court received it, and what that decides.

    ``fine`` and ``detention_days`` are what a sanction is to be changed to.
    """

    __tablename__ = "appeal"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    sanction_id: Mapped[int | None] = mapped_column(ForeignKey("sanction.id"), index=True)
    exit_restriction_id: Mapped[int | None] = mapped_column(
        ForeignKey("exit_restriction.id"), index=True
    )
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    appellant: Mapped[Code]
    statement: Mapped[Prose]
    applied_on: Mapped[date]
    received_on: Mapped[date]
    # What kept the appellant, and until when, where the appeal came late.
    obstacle: Mapped[Prose | None]
    obstacle_ended_on: Mapped[date | None]
    received_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    received_at: Mapped[datetime]
    state: Mapped[Code]
    outcome: Mapped[Code | None]
    fine: Mapped[Decimal | None]
    detention_days: Mapped[int | None]
    reason: Mapped[Prose | None]
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    withdrawn_on: Mapped[date | None]
    withdrawal: Mapped[Prose | None]
    version: Mapped[int]

    __table_args__ = (
        Index(None, "court_code", "state"),
        one_of("appellant", Appellant),
        one_of("state", AppealState),
        one_of("outcome", AppealOutcome),
        two_people("drafted_by", "signed_by"),
        CheckConstraint(
            "(sanction_id IS NULL) <> (exit_restriction_id IS NULL)", name="one_thing_appealed"
        ),
    )
