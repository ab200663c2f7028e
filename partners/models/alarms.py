"""Alarms (滞后告警) that operators were told: streams that are behind."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Key

OPEN = text("over_at IS NULL")


class LagAlarm(Base):
    """One step of lag that a stream has reached, until the agency has caught up."""

    __tablename__ = "lag_alarm"

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    step: Mapped[int]
    # When the oldest notice that waited happened.
    since: Mapped[datetime]
    told_at: Mapped[datetime]
    over_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_lag_alarm_open",
            "agency_id",
            "step",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )
