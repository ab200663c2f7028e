"""Files of forms (表单文件): sealed while they come in, so that names and numbers are neither
whole in memory nor readable in a temporary file, and read once they are there.
"""

import io
import secrets
from functools import partial
from typing import BinaryIO

from registry.screening.pieces import PIECE_BYTES
from registry.screening.sealed_pieces import SealedPieces
from registry.vault import Vault


class FormFile(io.RawIOBase):
    """A file of a form: written from its beginning to its end, then read from anywhere."""

    def __init__(self, vault: Vault) -> None:
        super().__init__()
        # It is sealed for this request alone, and opens nowhere else.
        self._kept = SealedPieces(partial(_place, secrets.token_bytes(16)), vault=vault)
        self._coming = bytearray()
        self._there: BinaryIO | None = None

    def writable(self) -> bool:
        """Tell whether it still comes in."""
        return self._there is None

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read from anywhere."""
        return True

    def write(self, chunk: bytes) -> int:  # type: ignore[override]
        """Take in what comes next."""
        self._coming += chunk
        while len(self._coming) >= PIECE_BYTES:
            self._kept.add(bytes(self._coming[:PIECE_BYTES]))
            del self._coming[:PIECE_BYTES]
        return len(chunk)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in what has come in."""
        return self._whole().seek(offset, whence)

    def tell(self) -> int:
        """Return where the next reading begins."""
        return self._whole().tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what comes next."""
        found = self._whole().read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        """Forget it."""
        self._kept.close()
        super().close()

    def _whole(self) -> BinaryIO:
        if self._there is None:
            if self._coming:
                self._kept.add(bytes(self._coming))
                self._coming.clear()
            self._there = self._kept.opened().file()
        return self._there


def _place(request: bytes, number: int) -> bytes:
    return b"form_file:" + request + number.to_bytes(4, "big")
