"""Notices to units (向单位通报), Listing Rules Art. 8: whom beside the agencies a court told of a
listing, of what was decided about it later, or of its end.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of
from schemas.remedy_codes import Addressee, Occasion


class UnitNotice(Base):
    """That one unit was notified of a listing or of its end: whom, when, and who recorded it."""

    __tablename__ = "unit_notice"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    occasion: Mapped[Code]
    addressee: Mapped[Code]
    # The day of what it was notified of.
    since: Mapped[date]
    # Which unit, in words; identity numbers are masked.
    recipient: Mapped[Prose]
    notified_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint(
            "listing_id", "occasion", "addressee", "since", name="uq_unit_notice_once"
        ),
        one_of("occasion", Occasion),
        one_of("addressee", Addressee),
    )
