"""Pieces (分段): a list that is kept piece by piece, read in order or as a file in which one may
seek, with no more of it in memory than two pieces.
"""

import io
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import BinaryIO

PIECE_BYTES = 1024 * 1024
_HELD = 2


class Pieces:
    """A list in pieces, all of :data:`PIECE_BYTES` but the last.

    :param read: returns a piece by its number, from 0.
    :param count: how many pieces there are.
    """

    def __init__(self, read: Callable[[int], bytes], count: int) -> None:
        self._read = read
        self.count = count

    def chunks(self) -> Iterator[bytes]:
        """Yield the pieces in order."""
        return map(self._read, range(self.count))

    def beginning(self) -> bytes:
        """Return the first piece, empty where there is none."""
        return self._read(0) if self.count else b""

    def file(self) -> BinaryIO:
        """Return the list as a file, for whoever does not read it from its beginning."""
        last = len(self._read(self.count - 1)) if self.count else 0
        size = max(0, self.count - 1) * PIECE_BYTES + last
        return io.BufferedReader(_Seekable(self._read, size))


def of(body: bytes) -> Pieces:
    """Return a list that is in memory in pieces."""
    return Pieces(
        lambda number: body[number * PIECE_BYTES : (number + 1) * PIECE_BYTES],
        -(-len(body) // PIECE_BYTES),
    )


class _Seekable(io.RawIOBase):
    def __init__(self, read: Callable[[int], bytes], size: int) -> None:
        self._piece = read
        self._size = size
        self._at = 0
        self._held: OrderedDict[int, bytes] = OrderedDict()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("a position before the beginning")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, PIECE_BYTES)
        found = self._of(number)[start : start + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _of(self, number: int) -> bytes:
        if number not in self._held:
            self._held[number] = self._piece(number)
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return self._held[number]
