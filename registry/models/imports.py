"""Imports (导入): one run of a file, and the digest of every version of an entry that was ever
seen.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, Prose, PublicId


class ImportRun(Base):
    """One file, imported as a whole and, if need be, undone as a whole."""

    __tablename__ = "import_run"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    file_name: Mapped[Prose]
    # SHA-256 of the file: whoever imports the same file on the same day while the run is unfinished
    # goes on with it. Absent for what cannot be read twice, such as a pipe.
    file_digest: Mapped[bytes | None]
    as_of: Mapped[date]
    state: Mapped[Code]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    lines: Mapped[int]
    accepted: Mapped[int]
    updated: Mapped[int]
    duplicates: Mapped[int]
    rejected: Mapped[int]
    undone_at: Mapped[datetime | None]


class ImportVersion(Base):
    """A version of an entry that was seen: its keyed digest, the listing it belongs to, and where
    it came from.
    """

    __tablename__ = "import_version"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    import_run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    line: Mapped[int]
    # What an update replaced, as JSON without name and number, so that it can be undone.
    replaced: Mapped[Prose | None]

    __table_args__ = (Index(None, "listing_id"),)
