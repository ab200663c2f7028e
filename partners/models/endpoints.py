"""Endpoints (接收地址) of agencies: where deliveries go, once it is proven that they may."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from partners.states import EndpointState
from registry.db import Base, Code, Key, Prose, PublicId, one_of

IN_USE = text("state = 'in_use'")


class AgencyEndpoint(Base):
    """One address of an agency, with signing secrets of its own."""

    __tablename__ = "agency_endpoint"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    address: Mapped[Prose]
    state: Mapped[Code]
    # Whether it takes the place of the one in use as soon as it is proven.
    takes_over: Mapped[bool]
    added_at: Mapped[datetime]
    proven_at: Mapped[datetime | None]
    # What the last challenge failed by, how many failed in a row, and when the next one is due.
    reason: Mapped[Prose]
    failures: Mapped[int]
    due_at: Mapped[datetime]

    __table_args__ = (
        one_of("state", EndpointState),
        # The store itself allows one endpoint in use an agency.
        Index(
            "uq_agency_endpoint_in_use",
            "agency_id",
            unique=True,
            sqlite_where=IN_USE,
            postgresql_where=IN_USE,
        ),
    )
