"""Limits of agencies (接入限度): what may be set of a stream, and how an agency is called.

Whoever takes an agency in or changes it keeps to them, and the description of the API states them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Bounds(NamedTuple):
    """The least and the most that a number may be."""

    least: int
    most: int

    def allow(self, number: int) -> bool:
        """Tell whether a number is neither too small nor too large."""
        return self.least <= number <= self.most


# A day; whoever wants less often pulls.
EVERY_SECONDS = Bounds(1, 86_400)
MAX_NOTICES = Bounds(1, 5_000)
MAX_BYTES = Bounds(16_384, 16_777_216)
POSTS_PER_MINUTE = Bounds(1, 6_000)
NUMBERS: Mapping[str, Bounds] = MappingProxyType(
    {
        "every_seconds": EVERY_SECONDS,
        "max_notices": MAX_NOTICES,
        "max_bytes": MAX_BYTES,
        "posts_per_minute": POSTS_PER_MINUTE,
    }
)
OVERLAP_HOURS = Bounds(0, 720)
LONGEST_CRON = 100
LONGEST_CODE = 64
CODE_FORM = r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?"
