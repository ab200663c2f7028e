"""Cursors (翻页标记): where the next page of one question begins, sealed against changes."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64Error
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import sha256

from registry.errors import ErrorKind, ServiceError
from registry.search.query import NameQuery, Place

SEAL_BYTES = 16
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Position:
    """The place that a page goes on from, and how many entries were shown before it."""

    place: Place
    shown: int


def write(position: Position, query: NameQuery, *, key: bytes) -> str:
    """Return the cursor of a position in the answer to a query, sealed with a key of the
    installation.
    """
    place = position.place
    body = f"{place.published_on.toordinal()}.{place.id}.{position.shown}".encode()
    return urlsafe_b64encode(_seal(body, query, key) + body).decode().rstrip("=")


def read(cursor: str, query: NameQuery, *, key: bytes) -> Position:
    """Return the position that a cursor of this query names.

    :raises ServiceError: ``cursor.invalid``: altered, made up, or of another question.
    """
    body = _opened(cursor, query, key)
    if body is None:
        raise ServiceError(ErrorKind.MALFORMED, "cursor.invalid", {"field": "after"})
    published_on, entry_id, shown = map(int, body.split(b"."))
    return Position(Place(date.fromordinal(published_on), entry_id), shown)


def _opened(cursor: str, query: NameQuery, key: bytes) -> bytes | None:
    if len(cursor) > LONGEST or not cursor.isascii():
        return None
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except NotBase64Error:
        return None
    seal, body = raw[:SEAL_BYTES], raw[SEAL_BYTES:]
    # b64decode skips what it does not know: only the cursor as we write it is accepted.
    if urlsafe_b64encode(raw).decode().rstrip("=") != cursor:
        return None
    return body if hmac.compare_digest(seal, _seal(body, query, key)) else None


def _seal(body: bytes, query: NameQuery, key: bytes) -> bytes:
    # The question is under the seal too: a cursor answers for the query it was given with.
    question = "\x1f".join(str(part or "") for part in astuple(query))
    sealed = b"public cursor\x1f" + question.encode() + b"\x1f" + body
    return hmac.digest(key, sealed, sha256)[:SEAL_BYTES]
