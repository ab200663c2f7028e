"""Canonical lines (规范行) of what an agency holds, and their digests: what register and agency
compare without showing each other anything.

Pure. Whoever keeps what the notices say can compute them; nothing of a person is in them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from uuid import UUID

# Sums of digests are the same in whatever order the lines come.
MODULUS = 2**256
# Children of a bucket are two hexadecimal digits longer than it.
STEP = 2
# A bucket is compared record by record where it holds no more than this.
MOST_RECORDS = 1_000


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What an agency holds of one record.

    :ivar notice: the notice that last said what the record is.
    :ivar measures: what the agency applies to the subject, for this record or another.
    """

    record: UUID
    subject: UUID
    notice: UUID
    measures: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the line: four parts with a space between them, the measures in order."""
        return f"{self.record} {self.subject} {self.notice} {','.join(sorted(self.measures))}"

    @property
    def digest(self) -> bytes:
        """Return the SHA-256 of the line in UTF-8."""
        return sha256(self.text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Bucket:
    """Records whose ids begin alike: how many, and the sum of their lines' digests."""

    count: int
    digest: str


EMPTY = Bucket(0, "0" * 64)


def bucket(digests: Iterable[bytes]) -> Bucket:
    """Return the bucket of lines with these digests."""
    count = total = 0
    for digest in digests:
        count += 1
        total += int.from_bytes(digest)
    return Bucket(count, f"{total % MODULUS:064x}")


def buckets(lines: Iterable[tuple[UUID, bytes]], prefix: str) -> dict[str, Bucket]:
    """Return the buckets right below a prefix, those that hold anything.

    :param lines: records whose ids begin with the prefix, and the digests of their lines.
    """
    found: dict[str, list[bytes]] = {}
    for record, digest in lines:
        found.setdefault(record.hex[: len(prefix) + STEP], []).append(digest)
    return {name: bucket(digests) for name, digests in sorted(found.items())}


def merged(one: Mapping[str, Bucket], other: Mapping[str, Bucket]) -> dict[str, Bucket]:
    """Return buckets that hold what two sets of them hold together."""
    return {name: _sum(one.get(name, EMPTY), other.get(name, EMPTY)) for name in {*one, *other}}


def whole(parts: Iterable[Bucket]) -> Bucket:
    """Return the bucket that holds what others hold together."""
    return reduce(_sum, parts, EMPTY)


def _sum(one: Bucket, other: Bucket) -> Bucket:
    total = (int(one.digest, 16) + int(other.digest, 16)) % MODULUS
    return Bucket(one.count + other.count, f"{total:064x}")


def range_of(prefix: str) -> tuple[UUID, UUID]:
    """Return the first and the last id that begin with a prefix of hexadecimal digits."""
    return UUID(prefix.ljust(32, "0")), UUID(prefix.ljust(32, "f"))


def differing(own: Mapping[str, Bucket], theirs: Mapping[str, Bucket]) -> tuple[str, ...]:
    """Return the buckets that are not alike, in order; one that is not named holds nothing."""
    names = sorted(own.keys() | theirs.keys())
    return tuple(name for name in names if own.get(name, EMPTY) != theirs.get(name, EMPTY))


def compared(
    own: Mapping[UUID, bytes], theirs: Mapping[UUID, bytes]
) -> tuple[tuple[UUID, ...], tuple[UUID, ...], tuple[UUID, ...]]:
    """Return which records the agency misses, holds beyond what it should, and holds otherwise."""
    missing = tuple(sorted(own.keys() - theirs.keys()))
    extra = tuple(sorted(theirs.keys() - own.keys()))
    differs = tuple(sorted(r for r in own.keys() & theirs.keys() if own[r] != theirs[r]))
    return missing, extra, differs
