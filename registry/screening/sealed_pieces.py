"""Sealed pieces (封存的分段): what comes in, kept piece by piece and sealed, so that it is neither
whole in memory nor readable in any file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from registry.screening.pieces import PIECE_BYTES, Pieces
from registry.vault import Sealed, Vault

# So many pieces stay in memory; others wait in a file without a name, sealed.
_IN_MEMORY = 2 * PIECE_BYTES
Place = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class _Kept:
    key_id: str
    start: int
    length: int


class SealedPieces:
    """Pieces that were sealed one by one, until they are closed.

    :param place: returns the place that a piece is sealed for, by its number, from 0.
    """

    def __init__(self, place: Place, *, vault: Vault) -> None:
        self._place, self._vault = place, vault
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with this
        self._kept: list[_Kept] = []

    def add(self, piece: bytes) -> None:
        """Seal one piece more: of :data:`PIECE_BYTES`, unless it is the last one."""
        sealed = self._vault.seal(piece, place=self._place(len(self._kept)))
        start = self._file.tell()
        self._file.write(sealed.ciphertext)
        self._kept.append(_Kept(sealed.key_id, start, len(sealed.ciphertext)))

    def opened(self) -> Pieces:
        """Return the pieces as they came."""
        return Pieces(self._opened, len(self._kept))

    def sealed(self) -> Iterator[Sealed]:
        """Yield the pieces as they are kept."""
        return map(self._sealed, range(len(self._kept)))

    def close(self) -> None:
        """Forget all of them."""
        self._file.close()

    def _sealed(self, number: int) -> Sealed:
        kept = self._kept[number]
        self._file.seek(kept.start)
        return Sealed(kept.key_id, self._file.read(kept.length))

    def _opened(self, number: int) -> bytes:
        return self._vault.open(self._sealed(number), place=self._place(number))


def cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what comes in chunks of any size in pieces of :data:`PIECE_BYTES`, of which the last
    one may be shorter.
    """
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES])
            del held[:PIECE_BYTES]
    if held:
        yield bytes(held)
