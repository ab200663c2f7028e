"""Courts (法院), their staff (人员) and the keys (密钥) that let people and court systems in."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Code, Key, PublicId, one_of
from schemas.codes import CourtLevel, Role


class Court(Base):
    """A court, known by the code in its case numbers (法院代字)."""

    __tablename__ = "court"

    id: Mapped[Key]
    code: Mapped[str]
    name: Mapped[str]
    level: Mapped[Code]
    province: Mapped[Code]
    superior_code: Mapped[str | None]
    # A court entered from an imported record is unconfirmed until a person has checked its name.
    confirmed: Mapped[bool]

    __table_args__ = (UniqueConstraint("code"), one_of("level", CourtLevel))


class Staff(Base):
    """A person who acts for a court."""

    __tablename__ = "staff"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    login: Mapped[Code]
    name: Mapped[str]
    role: Mapped[Code]
    active: Mapped[bool]

    __table_args__ = (UniqueConstraint("court_code", "login"), one_of("role", Role))


class AccessKey(Base):
    """An API key: of a member of staff, or of a court's system that names one for each act."""

    __tablename__ = "access_key"

    id: Mapped[Key]
    prefix: Mapped[str]
    secret_digest: Mapped[bytes]
    court_code: Mapped[str] = mapped_column(ForeignKey("court.code"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    label: Mapped[str]
    scopes: Mapped[str]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("prefix"),)
