"""The vault (身份信息保险库): encrypts identities, indexes numbers blindly, and commits to both
without revealing them.

AES-256-GCM with a key id (NIST SP 800-38D); the blind index is HMAC-SHA-256 under a key of its own.
"""

import hmac
import os
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
SALT_BYTES = 16


class VaultError(Exception):
    """A sealed value cannot be opened: its key is gone, or it was altered or moved to another
    row.
    """


class Sealed(NamedTuple):
    """An encrypted value: which key, and nonce with ciphertext and tag."""

    key_id: str
    ciphertext: bytes


class Vault:
    """Keeps the keys of one process.

    :param keys: pairs of key id and 256-bit key; the first one encrypts, all decrypt.
    :param index_key: 256-bit key of the blind index.
    """

    def __init__(self, keys: Iterable[tuple[str, bytes]], index_key: bytes) -> None:
        ring = tuple(keys)
        self._current = ring[0][0]
        self._ciphers = {key_id: AESGCM(key) for key_id, key in ring}
        self._index = hmac.new(index_key, digestmod=sha256)

    def seal(self, plain: bytes, *, place: bytes) -> Sealed:
        """Encrypt a value for one place (table and row), so that it opens nowhere else."""
        nonce = os.urandom(NONCE_BYTES)
        return Sealed(
            self._current,
            nonce + self._ciphers[self._current].encrypt(nonce, plain, place),
        )

    def open(self, sealed: Sealed, *, place: bytes) -> bytes:
        """Decrypt a value.

        :raises VaultError: when the key id is unknown, or the value does not belong to this place.
        """
        cipher = self._ciphers.get(sealed.key_id)
        if cipher is None:
            raise VaultError("unknown key id")
        try:
            return cipher.decrypt(
                sealed.ciphertext[:NONCE_BYTES], sealed.ciphertext[NONCE_BYTES:], place
            )
        except InvalidTag:
            raise VaultError("the value was altered or moved") from None

    def open_all(self, rows: Iterable[tuple[str, bytes, bytes]]) -> list[bytes]:
        """Decrypt many values, in order.

        :param rows: the key id, the ciphertext and the place of each.
        :raises VaultError: as :meth:`open`.
        """
        open_with = {key_id: cipher.decrypt for key_id, cipher in self._ciphers.items()}
        try:
            return [
                open_with[key_id](text[:NONCE_BYTES], text[NONCE_BYTES:], place)
                for key_id, text, place in rows
            ]
        except KeyError:
            raise VaultError("unknown key id") from None
        except InvalidTag:
            raise VaultError("a value was altered or moved") from None

    def blind_index(self, *parts: str) -> bytes:
        """Return the 32-byte keyed index of a value, equal for equal values and useless without
        the key.
        """
        index = self._index.copy()
        index.update("\x1f".join(parts).encode())
        return index.digest()


def fresh_salt() -> bytes:
    """Return a new random salt for a digest."""
    return os.urandom(SALT_BYTES)


def salted_digest(salt: bytes, plain: bytes) -> bytes:
    """Return the 32-byte commitment to a value; without the salt it says nothing about it."""
    return sha256(salt + plain).digest()
