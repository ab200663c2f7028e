"""Partner agencies (联合惩戒单位): endpoints, secrets, keys, measures and field lists."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId

IN_FORCE = text("until_entry IS NULL")


class Agency(Base):
    """A body that receives notices and applies measures."""

    __tablename__ = "agency"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    code: Mapped[Code]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    every_seconds: Mapped[int]
    # When it is sent to, in Beijing time; absent where it is by the interval.
    cron: Mapped[str | None]
    # The most requests that it takes in a minute; absent where it sets no limit.
    posts_per_minute: Mapped[int | None]
    max_notices: Mapped[int]
    max_bytes: Mapped[int]
    endings_at_once: Mapped[bool]
    # Grows with every change of what is set for it, endpoints and keys included.
    version: Mapped[int] = mapped_column(server_default=text("1"))

    __table_args__ = (UniqueConstraint("code"),)


class AgencySecret(Base):
    """A signing secret of an endpoint, sealed; several are valid while they rotate."""

    __tablename__ = "agency_secret"

    id: Mapped[Key]
    endpoint_id: Mapped[int] = mapped_column(ForeignKey("agency_endpoint.id"), index=True)
    key_id: Mapped[Code]
    ciphertext: Mapped[bytes]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]


class AgencyKey(Base):
    """The key with which an agency calls us."""

    __tablename__ = "agency_key"

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    prefix: Mapped[str]
    secret_digest: Mapped[bytes]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("prefix"),)


class Measure(Base):
    """One version of a measure (惩戒措施) of a catalogue: whom it binds, what triggers it, on what
    legal basis.

    A row is never altered but for its end: the journal entry that brought it in and the one that
    ended it say at which positions it was in force.
    """

    __tablename__ = "measure"

    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(index=True)
    catalogue: Mapped[Code]
    part_of: Mapped[str | None]
    category: Mapped[Code]
    category_zh: Mapped[str]
    category_en: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    # The responsible bodies as JSON: codes and names.
    agencies: Mapped[Prose]
    binds: Mapped[Code]
    # Whether the persons responsible for an organisation are bound with it.
    responsible: Mapped[bool]
    triggers: Mapped[Code]
    # What must be outstanding at least, where the law asks for a large debt; the amount is policy.
    least_owed: Mapped[Decimal | None]
    # The restricted acts that it carries out, by commas; empty where no restriction triggers it.
    acts: Mapped[str]
    mode: Mapped[Code]
    basis: Mapped[Prose]
    # Legal days, the last one included; before and after them it is applied to nobody.
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[Code] = mapped_column(server_default="confirmed")
    since_entry: Mapped[UUID]
    until_entry: Mapped[UUID | None]

    __table_args__ = (
        Index(
            "uq_measure_in_force",
            "code",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
    )


class AgencyMeasure(Base):
    """A measure that an agency is responsible for, between two journal entries."""

    __tablename__ = "agency_measure"

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    measure_code: Mapped[Code]
    since_entry: Mapped[UUID]
    until_entry: Mapped[UUID | None]

    __table_args__ = (
        Index(None, "agency_id", "measure_code"),
        Index(
            "uq_agency_measure_in_force",
            "agency_id",
            "measure_code",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
    )


class AgencyFields(Base):
    """The field list of an agency: what a notice may carry, from a journal entry on."""

    __tablename__ = "agency_fields"

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    # Names of fields by commas, in their fixed order.
    fields: Mapped[Prose]
    since_entry: Mapped[UUID]


class AgencyInquiryKinds(Base):
    """What an agency can be asked about a debtor (查控类别), from a journal entry on."""

    __tablename__ = "agency_inquiry_kinds"

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    # Codes by commas, in the order of their list; empty where it is asked nothing.
    kinds: Mapped[Prose]
    since_entry: Mapped[UUID]
