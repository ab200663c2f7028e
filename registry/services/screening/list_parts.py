"""Parts of lists (名单分段): a list is kept in pieces, each sealed for its place."""

from uuid import UUID

from registry.models.screenings import ScreeningPart
from registry.models.watch_lists import WatchListPart
from registry.vault import Sealed, Vault


class PartGoneError(Exception):
    """A list is over, and what it held was erased: somebody cancelled or finished it meanwhile."""


def place_of(list_id: UUID, number: int) -> bytes:
    """Return the place that a piece of a list is sealed for."""
    return b"screening_part:" + list_id.bytes + number.to_bytes(4, "big")


def opened(
    part: ScreeningPart | WatchListPart | None, list_id: UUID, number: int, *, vault: Vault
) -> bytes:
    """Return a piece of a list.

    :param part: how it is kept; nothing where it is not any more.
    :raises registry.vault.VaultError: when its key is gone or it was altered.
    :raises PartGoneError: when the list is over.
    """
    if part is None:
        raise PartGoneError
    return vault.open(Sealed(part.key_id, part.ciphertext), place=place_of(list_id, number))
