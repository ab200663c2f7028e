"""Challenges (地址验证): what an endpoint is asked before the first notice, and what proves it.

A signed request carries a text that was never sent before. Whoever answers must sign that text with
the endpoint's own secret: a stranger's address, a machine that echoes whatever it gets, or one that
answers 200 to everything cannot. Pure.
"""

import hmac
import secrets
from collections.abc import Iterable
from uuid import UUID

import orjson

from partners.endpoints.attempts import Answer
from partners.endpoints.signing import signature
from schemas.notices import WIRE_VERSION
from schemas.webhooks import CHALLENGE

ANSWER_BYTES = 4_096
# What can be wrong beside an answer's status, and no secret being left to sign with.
UNREADABLE = "answer unreadable"
NOT_REPEATED = "challenge not repeated"
WRONG_SIGNATURE = "signature wrong"
NO_KEY = "no secret is valid"
_RANDOM_BYTES = 32


def fresh() -> str:
    """Return a text that nobody could foresee."""
    return secrets.token_urlsafe(_RANDOM_BYTES)


def body_of(agency: str, endpoint_id: UUID, challenge: str) -> bytes:
    """Return the exact bytes of a challenge to an endpoint of an agency."""
    return orjson.dumps(
        {
            "type": CHALLENGE,
            "version": WIRE_VERSION,
            "agency": agency,
            "endpoint": str(endpoint_id),
            "challenge": challenge,
        }
    )


def fault_of(
    answer: Answer, keys: Iterable[bytes], message_id: str, timestamp: int, challenge: str
) -> str:
    """Return what is wrong with the answer to a challenge, in a word; nothing where it proves.

    The answer is ``{"challenge": ..., "signature": "v1,..."}``: the signature is that of a message
    with the request's id and timestamp whose body is the challenge's text.

    :param keys: every key of the endpoint that is valid now; any of them proves.
    """
    if answer.trouble is not None or answer.status != 200:
        return answer.label
    try:
        said = orjson.loads(answer.body)
        repeated, signed = said["challenge"], said["signature"]
    except (orjson.JSONDecodeError, TypeError, KeyError):
        return UNREADABLE
    if repeated != challenge or not isinstance(signed, str):
        return NOT_REPEATED
    given = signed.encode(errors="replace")
    proofs = [signature(key, message_id, timestamp, challenge.encode()).encode() for key in keys]
    if not any(hmac.compare_digest(given, proof) for proof in proofs):
        return WRONG_SIGNATURE
    return ""
