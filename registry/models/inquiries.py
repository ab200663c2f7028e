"""What agencies are asked and answer about property (协助查询): requests, the agencies asked, and
every word of theirs.

A request has one inquiry for each debtor (:class:`registry.models.proceedings.PropertyInquiry`),
which says what it all comes to. What an agency found is personal data and is sealed.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Line, Prose, PublicId, one_of
from schemas.inquiry_codes import CannotAnswer, InquiryKind, InquiryOutcome, RequestState

_WITHDRAWN = text("state = 'withdrawn'")


class InquiryRequest(Base):
    """What a court asks agencies in one case, what for, and by when it expects answers."""

    __tablename__ = "inquiry_request"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"))
    # Comma-separated codes, in the order of their list.
    kinds: Mapped[Prose]
    purpose: Mapped[Prose]
    # Why what is no property is asked for; empty where it is not.
    necessity: Mapped[Prose]
    basis: Mapped[Line]
    urgent: Mapped[bool]
    requested_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[Code]
    requested_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    requested_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawal: Mapped[Prose]
    version: Mapped[int]

    __table_args__ = (
        one_of("state", RequestState),
        Index(None, "case_id", "requested_on"),
        Index(
            "ix_inquiry_request_withdrawn",
            "id",
            sqlite_where=_WITHDRAWN,
            postgresql_where=_WITHDRAWN,
        ),
        CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_its_moment"
        ),
    )


class InquiryAsk(Base):
    """One agency that is asked about one debtor; its name is as it was then."""

    __tablename__ = "inquiry_ask"

    id: Mapped[Key]
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("property_inquiry.id"))
    agency: Mapped[Code]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    kinds: Mapped[Prose]

    __table_args__ = (UniqueConstraint("inquiry_id", "agency"), Index(None, "agency", "id"))


class InquiryAnswer(Base):
    """What an agency said of one kind, or one part of it; every word is kept, the latest counts."""

    __tablename__ = "inquiry_answer"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    ask_id: Mapped[int] = mapped_column(ForeignKey("inquiry_ask.id"))
    # How the agency itself calls the answer, under which it may repeat it.
    said_as: Mapped[UUID]
    kind: Mapped[Code]
    part: Mapped[int]
    last: Mapped[bool]
    outcome: Mapped[Code]
    cause: Mapped[str | None]
    as_of: Mapped[date]
    items: Mapped[int]
    # Whether anything in it is property that is worth something.
    worth: Mapped[bool]
    # Of all that was said, so that a repetition is known from a contradiction.
    digest: Mapped[bytes]
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]
    received_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("ask_id", "said_as", "kind", "part"),
        one_of("kind", InquiryKind),
        one_of("outcome", InquiryOutcome),
        one_of("cause", CannotAnswer),
        CheckConstraint(
            "(outcome = 'cannot_answer') = (cause IS NOT NULL)", name="cannot_has_its_cause"
        ),
        CheckConstraint("(outcome = 'found') = (items > 0)", name="found_has_items"),
    )
