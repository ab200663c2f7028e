"""Secrets of keys (密钥材料): drawn once, kept as a digest, compared in constant time.

A key is ``drk_<prefix>_<secret>``. The secret has 256 random bits, so that a plain digest of it is
as good as a slow one, and looking one up costs nothing.
"""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

MARK = "drk"
PREFIX_BYTES = 6
SECRET_BYTES = 32
# Compared with where there is no such key, so that its absence takes as long to tell.
_NOBODY = bytes(32)


@dataclass(frozen=True, slots=True)
class FreshKey:
    """A key that was just drawn: as its owner gets it, and what is kept of it."""

    text: str
    prefix: str
    digest: bytes


def draw() -> FreshKey:
    """Return a key that nobody had before."""
    prefix, secret = secrets.token_hex(PREFIX_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    return FreshKey(f"{MARK}_{prefix}_{secret}", prefix, _digest(secret))


def prefix_of(text: str) -> str:
    """Return the part of a key by which it is found."""
    return text.partition("_")[2].partition("_")[0]


def fits(text: str, kept: bytes | None) -> bool:
    """Tell whether a key has the secret whose digest is kept; absent where there is no such key."""
    mark, _, rest = text.partition("_")
    secret = rest.partition("_")[2]
    is_right = hmac.compare_digest(_NOBODY if kept is None else kept, _digest(secret))
    return is_right and kept is not None and mark == MARK and bool(secret)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
