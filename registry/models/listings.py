"""Listings (纳入), consumption restriction orders (限制消费令), and the decisions that come
after a listing: removal (删除), revocation (撤销), amendment (更正), extension (延长).
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.codes import (
    ChangeKind,
    ChangeState,
    Initiative,
    ListingState,
    OrderState,
    Performance,
    RecordSource,
    RemovalGround,
    RemovalState,
)
from schemas.remedy_codes import Standing, WithheldFor


class Listing(Base):
    """The listing of one subject in one case, from draft to its end."""

    __tablename__ = "listing"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    state: Mapped[Code]
    source: Mapped[Code]
    # Comma-separated codes of Listing Rules Art. 1, in the order of the article.
    grounds: Mapped[str]
    conduct: Mapped[Prose]
    initiative: Mapped[Code]
    applied_on: Mapped[date | None]
    reason: Mapped[Prose]
    # What the debtor is besides (Listing Rules Art. 8): who else is told depends on it.
    standing: Mapped[Code] = mapped_column(default=Standing.NONE, server_default=Standing.NONE)
    # Why it is not suitable for publication, where it is not.
    withheld_for: Mapped[str | None]
    withheld_reason: Mapped[Prose] = mapped_column(default="", server_default="")
    # What the clerk stated for the tests of the law, as JSON; they are repeated until publication.
    facts: Mapped[Prose | None]
    extension_years: Mapped[int]
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    grace_months: Mapped[int | None]
    grace_ends_on: Mapped[date | None]
    grace_outcome: Mapped[str | None]
    service_method: Mapped[str | None]
    served_on: Mapped[date | None]
    published_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_ground: Mapped[str | None]
    performance: Mapped[Code]
    performed: Mapped[Prose]
    outstanding: Mapped[Prose]
    amount_outstanding: Mapped[Decimal | None]
    #  The keyed digest of name, number as given and case number: one imported entry, however
    # often it comes.
    entry_key: Mapped[bytes | None]
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    version: Mapped[int]

    __table_args__ = (
        UniqueConstraint("entry_key"),
        Index(None, "import_run_id"),
        # Ended terms are looked for every day.
        Index(None, "state", "ends_on"),
        one_of("state", ListingState),
        one_of("standing", Standing),
        one_of("withheld_for", WithheldFor),
        CheckConstraint(
            "withheld_for IS NULL OR state <> 'published'",
            name="withheld_is_not_published",
        ),
        one_of("source", RecordSource),
        one_of("performance", Performance),
        two_people("drafted_by", "signed_by"),
        CheckConstraint(
            "state <> 'published' OR published_on IS NOT NULL", name="published_has_its_day"
        ),
        CheckConstraint("extension_years BETWEEN 0 AND 3", name="extension_within_law"),
    )


class RestrictionOrder(Base):
    """An order that restricts the spending of one subject in one case."""

    __tablename__ = "restriction_order"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    # The listing that made it mandatory (Consumption Rules Art. 1 para 2), where there is one.
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id"), index=True)
    state: Mapped[Code]
    acts: Mapped[str]
    reason: Mapped[Prose]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    initiative: Mapped[Code] = mapped_column(
        default=Initiative.COURT, server_default=Initiative.COURT
    )
    applied_on: Mapped[date | None]
    # What was weighed (Consumption Rules Art. 2), and the facts stated for the tests of the law.
    weighed: Mapped[Prose] = mapped_column(default="", server_default="")
    facts: Mapped[Prose | None]
    grace_months: Mapped[int | None]
    grace_ends_on: Mapped[date | None]
    grace_outcome: Mapped[str | None]
    # The last day, where the order states one; else it holds until it is lifted.
    ends_on: Mapped[date | None]
    imposed_on: Mapped[date | None]
    lifted_on: Mapped[date | None]
    lift_ground: Mapped[str | None]
    version: Mapped[int]

    __table_args__ = (
        # Stated periods that are over are looked for every day.
        Index(None, "state", "ends_on"),
        one_of("initiative", Initiative),
        one_of("state", OrderState),
        two_people("drafted_by", "signed_by"),
        CheckConstraint(
            "state <> 'in_force' OR imposed_on IS NOT NULL", name="in_force_has_its_day"
        ),
    )


class RemovalDecision(Base):
    """A decision to remove a listing: drafted with its ground and facts, and signed by another
    person.
    """

    __tablename__ = "removal_decision"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), index=True)
    ground: Mapped[Code]
    reason: Mapped[Prose]
    facts: Mapped[Prose]
    state: Mapped[Code]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("ground", RemovalGround),
        one_of("state", RemovalState),
        two_people("drafted_by", "signed_by"),
    )


class ListingChange(Base):
    """A later decision about a published listing: drafted with what it says, and signed by another
    person.
    """

    __tablename__ = "listing_change"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), index=True)
    kind: Mapped[Code]
    reason: Mapped[Prose]
    # What it says beside its reason, as JSON; each kind has its own.
    content: Mapped[Prose]
    state: Mapped[Code]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("kind", ChangeKind),
        one_of("state", ChangeState),
        two_people("drafted_by", "signed_by"),
    )
