"""Uploads (提交的名单): a list as it comes in, sealed piece by piece for the place where it will be
kept, so that it is whole neither in memory nor readable in any file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from types import TracebackType
from uuid import UUID

from registry.screening.pieces import PIECE_BYTES, Pieces
from registry.services.screening import screenings
from registry.vault import Sealed, Vault

# So many pieces stay in memory; others wait in a file without a name, sealed.
_IN_MEMORY = 2 * PIECE_BYTES


@dataclass(frozen=True, slots=True)
class _Place:
    key_id: str
    start: int
    length: int


class Upload:
    """A list that came in for a screening, until it is closed.

    :param chunks: the list as it comes, of any size; read to its end.
    :param screening_id: the public id of the screening, which its pieces are sealed for.
    """

    def __init__(self, chunks: Iterable[bytes], screening_id: UUID, *, vault: Vault) -> None:
        self._screening_id, self._vault = screening_id, vault
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with this
        self._places: list[_Place] = []
        digest = sha256()
        try:
            for piece in _cut(chunks):
                digest.update(piece)
                self._take_in(piece)
        except BaseException:
            self._file.close()
            raise
        self.digest = digest.digest()

    def __enter__(self) -> "Upload":
        """Return itself."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Forget the list."""
        self._file.close()

    def pieces(self) -> Pieces:
        """Return the list, piece by piece."""
        return Pieces(self._opened, len(self._places))

    def sealed(self) -> Iterator[Sealed]:
        """Yield the pieces as they will be kept."""
        return map(self._sealed, range(len(self._places)))

    def _take_in(self, piece: bytes) -> None:
        place = screenings.part_place(self._screening_id, len(self._places))
        sealed = self._vault.seal(piece, place=place)
        start = self._file.tell()
        self._file.write(sealed.ciphertext)
        self._places.append(_Place(sealed.key_id, start, len(sealed.ciphertext)))

    def _sealed(self, number: int) -> Sealed:
        place = self._places[number]
        self._file.seek(place.start)
        return Sealed(place.key_id, self._file.read(place.length))

    def _opened(self, number: int) -> bytes:
        place = screenings.part_place(self._screening_id, number)
        return self._vault.open(self._sealed(number), place=place)


def _cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES])
            del held[:PIECE_BYTES]
    if held:
        yield bytes(held)
