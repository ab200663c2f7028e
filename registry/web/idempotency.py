"""Idempotency (幂等): a repeated request gets the answer of the first one, and acts no second time.

The answer is written in the commit of the act itself, encrypted, since it shows what the record
shows. Two requests with one key at the same time follow one another: the second finds the answer.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import orjson
from flask import Response, request
from sqlalchemy import bindparam, delete, select, text
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.idempotency import IdempotentAnswer
from registry.prepared import Prepared
from registry.vault import Sealed, Vault
from registry.web import bodies

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
LONGEST = 200
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
# Every act asks for it.
_EARLIER = Prepared(
    select(
        IdempotentAnswer.request_digest,
        IdempotentAnswer.status,
        IdempotentAnswer.headers,
        IdempotentAnswer.body,
    ).where(
        IdempotentAnswer.key_holder == bindparam("holder"),
        IdempotentAnswer.idempotency_key == bindparam("key"),
    )
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request of one access key under one idempotency key.

    :ivar holder: the access key: a court's by its number, others by their kind and prefix.
    """

    holder: str
    key: str
    digest: bytes

    @property
    def place(self) -> bytes:
        """Return what the stored answer is bound to."""
        return b"idempotent_answer:" + sha256(f"{self.holder}:{self.key}".encode()).digest()


def attempt(holder: str, actor: str) -> Attempt:
    """Return the attempt that the request in whose context we are makes.

    :param holder: the access key, as in :class:`Attempt`.
    :param actor: who acts; the same words by another person are another request.
    :raises ServiceError: ``idempotency.key_missing`` or ``idempotency.key_malformed``.
    """
    key = key_of_request()
    parts = (request.method, request.path, actor, bodies.fingerprint())
    whole = b"\0".join(part if isinstance(part, bytes) else part.encode() for part in parts)
    return Attempt(holder, key, sha256(whole).digest())


def key_of_request() -> str:
    """Return the key against repetition, as the request in whose context we are gives it.

    :raises ServiceError: ``idempotency.key_missing`` or ``idempotency.key_malformed``.
    """
    key = request.headers.get(HEADER)
    if key is None:
        raise ServiceError(ErrorKind.MALFORMED, "idempotency.key_missing")
    if not 0 < len(key) <= LONGEST or any(not "!" <= character <= "~" for character in key):
        raise ServiceError(ErrorKind.MALFORMED, "idempotency.key_malformed")
    return key


def earlier_answer(session: Session, made: Attempt, *, vault: Vault) -> Response | None:
    """Return the answer that was given to this attempt before, if it was made before.

    Until the transaction ends, nobody else makes an attempt under the same key.

    :raises ServiceError: ``idempotency.key_reused`` when the key was used for another request.
    """
    _wait_for_twin(session, made)
    kept = _EARLIER.row(session, {"holder": made.holder, "key": _kept_key(made, vault)})
    if kept is None:
        return None
    digest, status, headers, written = kept
    if digest != made.digest:
        raise ServiceError(ErrorKind.INVALID, "idempotency.key_reused")
    key_id, _, sealed = written.partition(":")
    body = vault.open(Sealed(key_id, b64decode(sealed)), place=made.place)
    response = Response(body, status, headers=json.loads(headers))
    response.headers[REPLAYED] = "true"
    return response


def keep(
    session: Session,
    made: Attempt,
    response: Response,
    *,
    vault: Vault,
    now: datetime,
    shown_once: Collection[str] = (),
) -> None:
    """Keep the answer to an attempt, to be committed with the act.

    :param shown_once: the fields of the answer that nobody is shown again; they are kept empty.
    """
    body = response.get_data()
    if shown_once:
        body = orjson.dumps(orjson.loads(body) | dict.fromkeys(shown_once))
    sealed = vault.seal(body, place=made.place)
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    session.add(
        IdempotentAnswer(
            key_holder=made.holder,
            idempotency_key=_kept_key(made, vault),
            request_digest=made.digest,
            status=response.status_code,
            headers=json.dumps(headers),
            body=f"{sealed.key_id}:{b64encode(sealed.ciphertext).decode()}",
            answered_at=now,
        )
    )


def forget_before(session: Session, moment: datetime) -> int:
    """Delete the answers given before a moment; return how many there were.

    A client that repeats a request after that acts anew, so keep them for days.
    """
    old = delete(IdempotentAnswer).where(IdempotentAnswer.answered_at < moment)
    return len(session.execute(old.returning(IdempotentAnswer.answered_at)).all())


def _kept_key(made: Attempt, vault: Vault) -> str:
    # A client chooses the key, and may choose somebody's number.
    return vault.blind_index("idempotency_key", made.key).hex()


def _wait_for_twin(session: Session, made: Attempt) -> None:
    # On SQLite the write lock that every act begins with is enough.
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(sha256(made.place).digest()[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
