"""Tree heads (台账签名): signed statements of the journal's size and root, Ed25519 (RFC 8032)."""

from datetime import datetime

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal import read
from registry.journal.entry import moment_text
from registry.journal.merkle import Edge
from registry.models.journal import TreeHead


class HeadSigner:
    """Signs tree heads.

    :param seed: the 32-byte private key.
    """

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_bytes = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.key_id = self.public_bytes.hex()[:16]

    def sign(self, session: Session, *, now: datetime) -> TreeHead:
        """Sign the journal as it stands, unless this size is signed already; return the signed
        head.
        """
        head = read.head(session)
        signed = session.get(TreeHead, head.size)
        if signed is not None:
            return signed
        root = Edge(head.size, head.edge).root()
        content = head_content(head.stream.hex, head.size, root, now)
        signed = TreeHead(
            size=head.size,
            root=root,
            signed_at=now,
            key_id=self.key_id,
            signature=self._key.sign(content),
        )
        session.add(signed)
        return signed


def head_content(stream: str, size: int, root: bytes, signed_at: datetime) -> bytes:
    """Return the bytes that a head's signature covers."""
    return orjson.dumps((stream, size, root.hex(), moment_text(signed_at)))


def latest(session: Session) -> TreeHead | None:
    """Return the newest signed head."""
    return session.scalars(select(TreeHead).order_by(TreeHead.size.desc()).limit(1)).first()


def is_signed_by(head: TreeHead, stream: str, public_bytes: bytes) -> bool:
    """Tell whether a head's signature is good under a public key."""
    content = head_content(stream, head.size, head.root, head.signed_at)
    try:
        Ed25519PublicKey.from_public_bytes(public_bytes).verify(head.signature, content)
    except InvalidSignature:
        return False
    return True
