"""Exit restrictions (限制出境) and the decisions that end them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of, two_people
from schemas.codes import Initiative, ServiceMethod
from schemas.exit_codes import (
    ExitCapacity,
    ExitEndingKind,
    ExitEndingState,
    ExitLiftGround,
    ExitState,
)

_LIVING = text("state IN ('draft', 'signed', 'in_force')")


class ExitRestriction(Base):
    """One person who is kept from leaving for one debtor: drafted, signed by another person, and
    imposed.
    """

    __tablename__ = "exit_restriction"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    identity_version: Mapped[int]
    capacity: Mapped[Code]
    # Whether the debtor was said to be a minor or incapable, for whom a statutory agent is bound.
    incapable: Mapped[bool]
    initiative: Mapped[Code]
    applied_on: Mapped[date | None]
    necessity: Mapped[Prose]
    reason: Mapped[Prose]
    state: Mapped[Code]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    service_method: Mapped[Code | None]
    served_on: Mapped[date | None]
    imposed_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_ground: Mapped[str | None]
    version: Mapped[int]

    __table_args__ = (
        Index(
            "uq_exit_restriction_living",
            "debtor_id",
            "subject_id",
            unique=True,
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
        one_of("capacity", ExitCapacity),
        one_of("initiative", Initiative),
        one_of("service_method", ServiceMethod),
        one_of("state", ExitState),
        two_people("drafted_by", "signed_by"),
        CheckConstraint(
            "state <> 'in_force' OR (imposed_on IS NOT NULL AND signed_by IS NOT NULL)",
            name="in_force_is_signed",
        ),
    )


class ExitEnding(Base):
    """A decision to lift an exit restriction, or to revoke what should never have been: drafted
    with what it rests on, and signed by another person.
    """

    __tablename__ = "exit_ending"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    exit_restriction_id: Mapped[int] = mapped_column(ForeignKey("exit_restriction.id"), index=True)
    kind: Mapped[Code]
    ground: Mapped[Code | None]
    reason: Mapped[Prose]
    # What it rests on beside its ground, as JSON; each kind has its own.
    content: Mapped[Prose]
    state: Mapped[Code]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        one_of("kind", ExitEndingKind),
        one_of("ground", ExitLiftGround),
        one_of("state", ExitEndingState),
        two_people("drafted_by", "signed_by"),
        CheckConstraint("(kind = 'lift') = (ground IS NOT NULL)", name="a_lift_has_its_ground"),
    )
