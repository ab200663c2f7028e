"""Access keys (密钥): issued once in full, kept as a digest, expiring and revocable."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.courts import AccessKey, Court, Staff
from registry.prepared import Prepared
from registry.services.access import key_secrets, operators
from schemas.codes import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueKey:
    """A key to be issued: to a member of staff, or to a court's system if nobody is named."""

    court_code: str
    login: str | None
    label: str
    scopes: frozenset[Scope]
    days: int


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A key as its owner gets it, this once."""

    text: str
    prefix: str
    expires_at: datetime


class HeldKey(NamedTuple):
    """A key that somebody holds, as it is kept."""

    id: int
    prefix: str
    secret_digest: bytes
    court_code: str
    scopes: str
    expires_at: datetime
    revoked_at: datetime | None


class Person(NamedTuple):
    """A member of a court's staff, as requests ask about one."""

    id: int
    public_id: UUID
    court_code: str
    login: str
    role: str
    active: bool


@dataclass(frozen=True, slots=True)
class FoundKey:
    """A key that somebody holds, with its owner where it has one."""

    key: HeldKey
    owner: Person | None


# Every request asks for its key.
_OF_KEY = [getattr(AccessKey, name) for name in HeldKey._fields]
_OF_PERSON = [getattr(Staff, name) for name in Person._fields]
_BY_PREFIX = Prepared(
    select(*_OF_KEY, *_OF_PERSON)
    .outerjoin(Staff, Staff.id == AccessKey.staff_id)
    .where(AccessKey.prefix == bindparam("prefix"))
)
_BY_LOGIN = Prepared(
    select(*_OF_PERSON).where(
        Staff.court_code == bindparam("court"), Staff.login == bindparam("login")
    )
)


def issue(session: Session, order: IssueKey, *, actor: Actor, now: datetime) -> IssuedKey:
    """Issue a key.

    :raises ServiceError: ``court.unknown``, ``staff.unknown``.
    """
    require_court(session, order.court_code)
    owner = None if order.login is None else _staff(session, order.court_code, order.login)
    fresh = key_secrets.draw()
    expires_at = now + timedelta(days=order.days)
    session.add(
        AccessKey(
            prefix=fresh.prefix,
            secret_digest=fresh.digest,
            court_code=order.court_code,
            staff_id=owner.id if owner else None,
            label=order.label,
            scopes=",".join(sorted(order.scopes)),
            expires_at=expires_at,
        )
    )
    body = {
        "key": fresh.prefix,
        "court": order.court_code,
        "staff": str(owner.public_id) if owner else None,
        "scopes": sorted(order.scopes),
        "expires_at": expires_at.isoformat(),
    }
    operators.record(session, events.KEY_ISSUED, body, "签发密钥", actor=actor, now=now)
    return IssuedKey(fresh.text, fresh.prefix, expires_at)


def revoke(session: Session, prefix: str, *, actor: Actor, now: datetime) -> bool:
    """Revoke a key; return whether it was in use until now.

    :raises ServiceError: ``key.not_found``.
    """
    chosen = select(AccessKey).where(AccessKey.prefix == prefix).with_for_update()
    key = session.execute(chosen).scalar_one_or_none()
    if key is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "key.not_found", {"prefix": prefix})
    if key.revoked_at is not None:
        return False
    key.revoked_at = now
    operators.record(session, events.KEY_REVOKED, {"key": prefix}, "撤销密钥", actor=actor, now=now)
    return True


def find(session: Session, text: str) -> FoundKey | None:
    """Return the key that somebody shows, if its secret is right; expired and revoked ones too."""
    found = by_prefix(session, key_secrets.prefix_of(text))
    is_right = key_secrets.fits(text, None if found is None else found.key.secret_digest)
    return found if is_right else None


def by_prefix(session: Session, prefix: str) -> FoundKey | None:
    """Return a key that was shown before, with its owner where it has one."""
    row = _BY_PREFIX.row(session, {"prefix": prefix})
    if row is None:
        return None
    key, owner = HeldKey(*row[: len(_OF_KEY)]), Person(*row[len(_OF_KEY) :])
    return FoundKey(key, None if owner.id is None else owner)


def over_by(found: FoundKey, *, now: datetime) -> str | None:
    """Return by what a key is over, as the code of its refusal (``key.revoked``, ``key.expired``);
    nothing while it is good.
    """
    if found.key.revoked_at is not None:
        return "key.revoked"
    return "key.expired" if found.key.expires_at <= now else None


def require_valid(found: FoundKey, *, now: datetime) -> None:
    """Refuse a key that is over (``key.revoked``, ``key.expired``)."""
    code = over_by(found, now=now)
    if code is not None:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, code)


def scopes_of(key: HeldKey) -> frozenset[Scope]:
    """Return what a key opens."""
    return frozenset(Scope(code) for code in key.scopes.split(",") if code)


def require_court(session: Session, code: str) -> Court:
    """Return the court of a code.

    :raises ServiceError: ``court.unknown``.
    """
    court = session.execute(select(Court).where(Court.code == code)).scalar_one_or_none()
    if court is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "court.unknown", {"court": code})
    return court


def find_staff(session: Session, court_code: str, login: str) -> Person | None:
    """Return the member of a court's staff with this login."""
    # Somebody may just have been added.
    session.flush()
    row = _BY_LOGIN.row(session, {"court": court_code, "login": login})
    return None if row is None else Person(*row)


def scopes_from(codes: Iterable[str]) -> frozenset[Scope]:
    """Return scopes by their codes; every court scope where none is named."""
    return frozenset(Scope(code) for code in codes) or frozenset(Scope)


def _staff(session: Session, court_code: str, login: str) -> Person:
    staff = find_staff(session, court_code, login)
    if staff is None or not staff.active:
        facts = {"court": court_code, "login": login}
        raise ServiceError(ErrorKind.NOT_FOUND, "staff.unknown", facts)
    return staff
