"""Authentication of courts (法院身份认证): an access key lets a person in, or a court's system that
names the person behind each act.
"""

from dataclasses import dataclass

from flask import g, request
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.db import db
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from registry.services.access import key_secrets, keys
from registry.services.access.keys import HeldKey, Person
from registry.web import refusals
from schemas.codes import Role, Scope

SCHEME = "bearer"
ACTING_STAFF = "X-Acting-Staff"
LONGEST = 200
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls: the court, by which key, and the person, where one is behind the request."""

    court_code: str
    key_id: int
    key_prefix: str
    scopes: frozenset[Scope]
    person: CourtActor | None


def require_court_key() -> None:
    """Let only the holder of a court's key in, whose scope covers reading or writing.

    :raises ServiceError: 401 ``key.missing``, ``key.malformed``, ``key.unknown``, ``key.revoked``,
        ``key.expired``; 403 ``key.scope`` or ``acting_staff.*``.
    """
    let_in(_authenticate(db.session()))


def let_in(found: Caller) -> None:
    """Let a caller in whose scope covers reading or writing, whichever the request does.

    :raises ServiceError: 403 ``key.scope``.
    """
    needed = Scope.COURT_READ if request.method in READING else Scope.COURT_WRITE
    if needed not in found.scopes:
        forbidden = ServiceError(ErrorKind.FORBIDDEN, "key.scope", {"needed": needed})
        if needed is Scope.COURT_WRITE:
            refusals.enter(forbidden, actor=_behind(found), court_code=found.court_code)
        raise forbidden
    g.caller = found


def caller() -> Caller:
    """Return who calls, once the guard has let the request in."""
    found: Caller = g.caller
    return found


def actor() -> CourtActor:
    """Return the person behind an act.

    :raises ServiceError: ``acting_staff.missing`` where a court's system names nobody.
    """
    person = caller().person
    if person is None:
        raise ServiceError(ErrorKind.MALFORMED, "acting_staff.missing")
    return person


def _authenticate(session: Session) -> Caller:
    found = keys.find(session, shown_key())
    if found is None:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.unknown")
    keys.require_valid(found, now=current_runtime().now())
    return caller_by(found.key, _person(session, found.key, found.owner))


def caller_by(key: HeldKey, person: Person | None) -> Caller:
    """Return who calls by a key that is good."""
    return Caller(
        court_code=key.court_code,
        key_id=key.id,
        key_prefix=key.prefix,
        scopes=keys.scopes_of(key),
        person=None if person is None else _actor(person, key),
    )


def _behind(found: Caller) -> Actor:
    via = f"key:{found.key_prefix}"
    return Actor(name=via, via=via) if found.person is None else found.person.journal


def shown_key() -> str:
    """Return the key that the request shows, whosever it is.

    :raises ServiceError: ``key.missing``, ``key.malformed``.
    """
    header = request.headers.get("Authorization")
    if header is None:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.missing")
    scheme, _, text = header.partition(" ")
    mark, _, rest = text.strip().partition("_")
    is_key = mark == key_secrets.MARK and "_" in rest and text.isascii() and len(text) <= LONGEST
    if scheme.lower() != SCHEME or not is_key:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.malformed")
    return text.strip()


def _person(session: Session, key: HeldKey, owner: Person | None) -> Person | None:
    login = request.headers.get(ACTING_STAFF)
    if owner is not None:
        if not owner.active:
            raise ServiceError(ErrorKind.FORBIDDEN, "acting_staff.unknown")
        if login not in (None, owner.login):
            raise ServiceError(ErrorKind.FORBIDDEN, "acting_staff.other_person")
        return owner
    if login is None:
        return None
    # Headers come as Latin-1, in which NUL is a character and no engine's text.
    named = None if "\0" in login else keys.find_staff(session, key.court_code, login)
    if named is None or not named.active:
        raise ServiceError(ErrorKind.FORBIDDEN, "acting_staff.unknown")
    return named


def _actor(person: Person, key: HeldKey) -> CourtActor:
    return CourtActor(
        staff_id=person.id,
        staff_public_id=person.public_id,
        court_code=person.court_code,
        role=Role(person.role),
        key_id=key.id,
        key_prefix=key.prefix,
        scopes=keys.scopes_of(key),
    )
