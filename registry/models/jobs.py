"""Jobs (定时任务): when each last ran to its end, and what went wrong when it did not."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Prose


class JobRecord(Base):
    """How one job fares; written when it fails, recovers, and now and then while all is well."""

    __tablename__ = "job_record"

    name: Mapped[Code] = mapped_column(primary_key=True)
    succeeded_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    # Failures in a row; zero while all is well.
    failures: Mapped[int]
    error: Mapped[Prose]
