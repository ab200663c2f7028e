"""Signing (签名): the Standard Webhooks scheme v1, HMAC-SHA256 over id, moment and exact bytes."""

import base64
import binascii
import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256

SECRET_PREFIX = "whsec_"  # noqa: S105 - the mark of a secret, none itself
SECRET_BYTES = 32
# The scheme allows keys of 24 to 64 bytes.
LEAST_BYTES, MOST_BYTES = 24, 64


def secret_text(key: bytes) -> str:
    """Return a key in the form in which it is handed to an agency."""
    return SECRET_PREFIX + base64.b64encode(key).decode()


def secret_bytes(text: str) -> bytes:
    """Return the key that a secret stands for.

    :raises ValueError: when the text is not ``whsec_`` and base64 of 24 to 64 bytes.
    """
    try:
        key = base64.b64decode(text.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("the secret is not base64") from None
    if not LEAST_BYTES <= len(key) <= MOST_BYTES:
        raise ValueError(f"the secret holds {len(key)} bytes; 24 to 64 are needed")
    return key


def signature(key: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """Return one signature, such as ``v1,g0hM9...=``."""
    content = b"%s.%d.%s" % (message_id.encode(), timestamp, body)
    return "v1," + base64.b64encode(hmac.digest(key, content, sha256)).decode()


def headers(
    keys: Iterable[bytes], message_id: str, timestamp: int, body: bytes
) -> Mapping[str, str]:
    """Return the three headers of a signed message.

    :param keys: every key that is valid now: while secrets rotate, each of them signs.
    :param timestamp: seconds of the attempt, not of the message: a receiver refuses old ones.
    """
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(key, message_id, timestamp, body) for key in keys),
    }
