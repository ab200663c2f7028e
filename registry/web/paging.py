"""Paging (分页): pages of a list by the key of the last entry shown, so that a deep page costs what
the first one does.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64Error
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from registry.errors import ErrorKind, ServiceError

MARK = "k"
LONGEST = 24
PER_PAGE = 20
MOST_PER_PAGE = 100
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page, and the cursor of the next one, if there is one."""

    items: Sequence[Item]
    per_page: int
    next: str | None


def page_of(found: Sequence[Item], keys: Sequence[int], *, per_page: int) -> Page[Item]:
    """Return a page.

    :param found: the entries, one more than fits when there are more.
    :param keys: their keys, in the same order.
    """
    if len(found) <= per_page:
        return Page(found, per_page, None)
    return Page(found[:per_page], per_page, write(keys[per_page - 1]))


def write(key: int) -> str:
    """Return the cursor that goes on after an entry."""
    return urlsafe_b64encode(f"{MARK}{key}".encode()).decode().rstrip("=")


def read(cursor: str | None) -> int:
    """Return the key that a cursor goes on after, nought for the first page.

    :raises ServiceError: ``cursor.invalid`` for one that we did not write.
    """
    if cursor is None:
        return 0
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        key = int(text.removeprefix(MARK)) if len(cursor) <= LONGEST else 0
    except (NotBase64Error, ValueError):
        key = 0
    if key < 1 or write(key) != cursor:
        raise ServiceError(ErrorKind.MALFORMED, "cursor.invalid", {"field": "after"})
    return key
