"""Wrong codes (核验不符): counted in the store, so that all workers know of them, and refused for a
while once there are too many.

They are counted by whatever was tried (a certificate, a person's number in a case) and by who tried
it; both only as keyed indexes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import case, delete
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.certificates import WrongCode
from registry.upserts import insert_into

WINDOW = timedelta(minutes=15)
MOST_BY_CLIENT = 10
MOST_ON_ONE = 30


@dataclass(frozen=True, slots=True, order=True)
class Tried:
    """What codes are tried on, or who tries them, as an index; and how many may be wrong."""

    index: bytes
    most: int


def digest_of(code: str) -> bytes:
    """Return the digest under which a code is kept; it has too many bits to be guessed from it."""
    return sha256(code.encode()).digest()


def refuse_too_many(session: Session, tried: Iterable[Tried], *, now: datetime) -> None:
    """Make sure that not too many codes were wrong lately.

    :raises ServiceError: ``verification.too_many``, with the seconds to wait.
    """
    for one in tried:
        kept = session.get(WrongCode, one.index)
        if kept is None or kept.times < one.most:
            continue
        left = kept.since + WINDOW - now
        if left > timedelta():
            facts = {"retry_after": int(left.total_seconds()) + 1}
            raise ServiceError(ErrorKind.TOO_MANY, "verification.too_many", facts)


def note(session: Session, tried: Iterable[Tried], *, now: datetime) -> None:
    """Count a wrong code, and forget those that are long past."""
    session.execute(delete(WrongCode).where(WrongCode.since <= now - WINDOW))
    # In one order for everybody, so that nobody waits in a circle.
    for one in sorted(tried):
        statement = insert_into(session, WrongCode).values(tried=one.index, since=now, times=1)
        over = WrongCode.since <= now - WINDOW
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[WrongCode.tried],
                set_={
                    "times": case((over, 1), else_=WrongCode.times + 1),
                    "since": case((over, now), else_=WrongCode.since),
                },
            )
        )
