"""Applications to list (纳入申请): what a creditor asked for, and what the court decided."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Line, Prose, PublicId, one_of, two_people
from schemas.listing_application_codes import ApplicationState


class ListingApplication(Base):
    """A creditor's application to list a debtor, which the court decides on within 15 days.

    ``listing_id`` is the listing that was last drafted on it; its signature grants the application.
    """

    __tablename__ = "listing_application"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id"), index=True)
    state: Mapped[Code]
    received_on: Mapped[date]
    # Who applies; it stays with the court.
    applicant: Mapped[Line]
    reason: Mapped[Prose]
    received_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    received_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    # Why it was refused.
    decision: Mapped[Prose]
    version: Mapped[int]

    __table_args__ = (
        one_of("state", ApplicationState),
        two_people("received_by", "decided_by"),
    )
