"""The public entry (公布信息): what anybody may see of a listing or an order, masked and ready to
be answered.
"""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from registry.db import Base, Code, Key, Prose, PublicId, one_of
from schemas.codes import ListName, SubjectKind


class PublicEntry(Base):
    """One line of a public list; the row exists exactly as long as the entry may be seen, its
    dates permitting.
    """

    __tablename__ = "public_entry"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    list_name: Mapped[Code]
    kind: Mapped[Code]
    name_key: Mapped[str]
    province: Mapped[Code]
    court_code: Mapped[Code]
    published_on: Mapped[date]
    ends_on: Mapped[date | None]
    # The masked item as JSON, without labels; nothing in it may be hidden from anybody.
    item: Mapped[Prose]

    __table_args__ = (
        Index("ix_public_entry_by_name", "name_key", "published_on", "id"),
        one_of("list_name", ListName),
        one_of("kind", SubjectKind),
    )
