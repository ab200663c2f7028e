"""Certificates (证明书) of courts, their numbers, and wrong codes that were tried on them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId, one_of
from schemas.remedy_codes import CertificateKind, CertificateState


class CertificateSeries(Base):
    """The last number that a court gave in a year; numbers have no gap."""

    __tablename__ = "certificate_series"

    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Certificate(Base):
    """A certificate. Name and number are not in it but in the version of the identity."""

    __tablename__ = "certificate"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    number: Mapped[Code]
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    year: Mapped[int]
    serial: Mapped[int]
    kind: Mapped[Code]
    state: Mapped[Code]
    debtor_id: Mapped[int] = mapped_column(ForeignKey("debtor.id"), index=True)
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id"))
    repair_id: Mapped[int | None] = mapped_column(ForeignKey("repair.id"), index=True)
    identity_version: Mapped[int]
    # What it states beside that, as JSON.
    content: Mapped[Prose]
    asked_on: Mapped[date]
    issued_on: Mapped[date]
    issued_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    issued_at: Mapped[datetime]
    code_digest: Mapped[bytes]
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[Prose | None]
    version: Mapped[int]

    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("court_code", "year", "serial"),
        one_of("kind", CertificateKind),
        one_of("state", CertificateState),
        CheckConstraint("state <> 'voided' OR voided_at IS NOT NULL", name="voided_has_its_moment"),
    )


class WrongCode(Base):
    """Wrong codes that were tried lately on one certificate, or by one client."""

    __tablename__ = "wrong_code"

    # The keyed index of the number of the certificate, or of the client's address.
    tried: Mapped[bytes] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    times: Mapped[int]

    __table_args__ = (Index(None, "since"),)
