"""Applications for credit repair (信用修复申请), and what became of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.remedy_codes import RepairOutcome, RepairPath, RepairState

STILL_OPEN = text("state IN ('received', 'drafted')")


class Repair(Base):
    """What a debtor asks for about one listing: received, decided on by two persons, carried out
    in the commit that grants it.
    """

    __tablename__ = "repair"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), index=True)
    path: Mapped[Code]
    state: Mapped[Code]
    received_on: Mapped[date]
    # Comma-separated codes of what was handed in, in the order of the code list.
    documents: Mapped[Prose]
    statement: Mapped[Prose]
    certificate_wanted: Mapped[bool]
    received_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    received_at: Mapped[datetime]
    outcome: Mapped[str | None]
    reason: Mapped[Prose | None]
    # What the decision rests on, as JSON, and the removal ground that it leads to.
    facts: Mapped[Prose | None]
    ground: Mapped[str | None]
    suspended_until: Mapped[date | None]
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    # Comma-separated codes of what remains after it.
    stays: Mapped[Prose | None]
    removal_id: Mapped[int | None] = mapped_column(ForeignKey("removal_decision.id"))
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        # A listing has one application at a time.
        Index(
            "uq_repair_open",
            "listing_id",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
        one_of("path", RepairPath),
        one_of("state", RepairState),
        one_of("outcome", RepairOutcome),
        two_people("drafted_by", "decided_by"),
        CheckConstraint(
            "state NOT IN ('granted', 'refused') OR decided_by IS NOT NULL",
            name="decided_by_somebody",
        ),
    )
