"""The journal's Merkle tree, as RFC 6962 section 2.1 defines it."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

DIGEST_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_digest(content: bytes) -> bytes:
    """Return the digest of one leaf."""
    return sha256(b"\x00" + content).digest()


def node_digest(left: bytes, right: bytes) -> bytes:
    """Return the digest of an inner node."""
    return sha256(b"\x01" + left + right).digest()


class Edge:
    """The right edge of a growing tree: the roots of its perfect subtrees, from the largest to
    the smallest.

    Appending costs two hashes on average, whatever the size of the tree.

    :param size: how many leaves the tree has.
    :param packed: the subtree roots, 32 bytes each, as :meth:`pack` returns them.
    """

    def __init__(self, size: int = 0, packed: bytes = b"") -> None:
        self.size = size
        self._roots = [packed[at : at + DIGEST_BYTES] for at in range(0, len(packed), DIGEST_BYTES)]

    def append(self, leaf: bytes) -> None:
        """Add one leaf digest at the right."""
        roots = self._roots
        carry = self.size
        while carry & 1:
            leaf = node_digest(roots.pop(), leaf)
            carry >>= 1
        roots.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        if not self._roots:
            return EMPTY_ROOT
        root = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            root = node_digest(left, root)
        return root

    def pack(self) -> bytes:
        """Return the subtree roots as one value to store."""
        return b"".join(self._roots)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf digests."""
    edge = Edge()
    for leaf in leaves:
        edge.append(leaf)
    return edge.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of one leaf (RFC 6962 section 2.1.1).

    :raises IndexError: when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError("no such leaf")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split])]


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that an audit path leads to, or nothing when the path cannot belong to this
    tree.
    """
    if not 0 <= index < size:
        return None
    node, last, digest = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            digest = node_digest(sibling, digest)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            digest = node_digest(digest, sibling)
        node >>= 1
        last >>= 1
    return digest if last == 0 else None


def _split(size: int) -> int:
    """Return the largest power of two below a size of at least two."""
    return 1 << ((size - 1).bit_length() - 1)
