"""Capacity assessments (履行能力认定): what a person found of a debtor's ability to perform."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.case_codes import (
    CapacityFlag,
    CapacityOutcome,
    CapacityState,
    ProposalState,
    ProposedEnding,
)


class CapacityAssessment(Base):
    """A finding on one debtor of one case, with the evidence as it was on its day.

    ``valid_until`` is the last day on which all of its evidence is used; ``flag`` says why a person
    has to look at it before.
    """

    __tablename__ = "capacity_assessment"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"))
    state: Mapped[Code]
    outcome: Mapped[Code]
    reason: Mapped[Prose]
    signs_weighed: Mapped[Prose]
    # Since when the debtor is unable, where the court could tell.
    unable_since: Mapped[date | None]
    # Rules set aside, each with role and reason, as JSON.
    overrides: Mapped[Prose]
    # What the register proposed, and the reasons that led there, by commas.
    proposed: Mapped[Code]
    proposed_reasons: Mapped[Prose]
    # The evidence and the signs of evasion as they were on the day of the act, as JSON.
    used: Mapped[Prose]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    found_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    flag: Mapped[str | None]
    flagged_on: Mapped[date | None]
    superseded_on: Mapped[date | None]
    withdrawal: Mapped[Prose]
    version: Mapped[int]

    __table_args__ = (
        # Whether somebody stands found unable is asked at every act about a listing.
        Index(None, "debtor_id", "found_on"),
        one_of("state", CapacityState),
        one_of("outcome", CapacityOutcome),
        one_of("proposed", CapacityOutcome),
        one_of("flag", CapacityFlag),
        two_people("drafted_by", "signed_by"),
        CheckConstraint(
            "state NOT IN ('signed', 'superseded') OR found_on IS NOT NULL",
            name="signed_has_its_day",
        ),
    )


class CapacityProposal(Base):
    """What a finding of inability proposes for a listing on Art. 1(1), until a person acts on it
    (对已有失信信息的提示).
    """

    __tablename__ = "capacity_proposal"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    assessment_id: Mapped[int] = mapped_column(ForeignKey("capacity_assessment.id"), index=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), index=True)
    proposed: Mapped[Code]
    state: Mapped[Code]
    opened_on: Mapped[date]
    # Why the listing is kept.
    answer: Mapped[Prose]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (one_of("proposed", ProposedEnding), one_of("state", ProposalState))
