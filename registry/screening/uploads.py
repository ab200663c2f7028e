"""Uploads (提交的名单): a list as it comes in, sealed piece by piece for the place where it will be
kept.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from types import TracebackType
from uuid import UUID

from registry.screening import sealed_pieces
from registry.screening.pieces import Pieces
from registry.screening.sealed_pieces import SealedPieces
from registry.services.screening import list_parts
from registry.vault import Sealed, Vault


class Upload:
    """A list that came in for a screening, until it is closed.

    :param chunks: the list as it comes, of any size; read to its end.
    :param screening_id: the public id of the screening, which its pieces are sealed for.
    """

    def __init__(self, chunks: Iterable[bytes], screening_id: UUID, *, vault: Vault) -> None:
        self._kept = SealedPieces(partial(list_parts.place_of, screening_id), vault=vault)
        digest = sha256()
        try:
            for piece in sealed_pieces.cut(chunks):
                digest.update(piece)
                self._kept.add(piece)
        except BaseException:
            self._kept.close()
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
        self._kept.close()

    def pieces(self) -> Pieces:
        """Return the list, piece by piece."""
        return self._kept.opened()

    def sealed(self) -> Iterator[Sealed]:
        """Yield the pieces as they will be kept."""
        return self._kept.sealed()
