"""The encoding of a file (文件编码): UTF-8 or GB18030, told by its first characters beyond
ASCII.

Whatever it was, what comes out is UTF-8. A line that its file's encoding cannot explain comes out
as bytes that are no UTF-8, so that it is refused and never read as something else.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

_BOM = codecs.BOM_UTF8
_BOM_GB18030 = b"\x84\x31\x95\x33"
_UNREADABLE = b"\xff"
# Ends of records in every format. As the second half of a character } splits a piece in two that
# are both still readable to a decoder that may end in the middle.
_ENDS = re.compile(rb"[\n}]")


class Encoding(StrEnum):
    """The encodings in which lists are published."""

    UTF_8 = "utf-8"
    GB18030 = "gb18030"


def judge(sample: bytes) -> Encoding:
    """Return the encoding that explains more of a sample's records.

    Chinese text in GB18030 is almost never valid UTF-8, record for record; the other way round it
    often is, so UTF-8 is asked first.
    """
    votes = {Encoding.UTF_8: 0, Encoding.GB18030: 0}
    for piece in _ENDS.split(sample):
        if not piece.isascii():
            encoding = next((one for one in Encoding if _explains(one, piece)), None)
            if encoding is not None:
                votes[encoding] += 1
    return max(Encoding, key=lambda encoding: votes[encoding])


class ToUtf8:
    """Turns the bytes of one file into UTF-8, chunk by chunk.

    Nothing is decided before the first character beyond ASCII, which both encodings share.
    """

    def __init__(self) -> None:
        self.encoding: Encoding | None = None
        self._begun = False
        self._decoder = codecs.getincrementaldecoder(Encoding.GB18030)("surrogateescape")
        self._at_line_start = True

    def feed(self, chunk: bytes) -> bytes:
        """Return the next piece of the file in UTF-8, without a byte order mark."""
        if not self._begun:
            chunk = self._without_mark(chunk)
        if self.encoding is None:
            if chunk.isascii():
                return chunk
            self.encoding = judge(chunk)
        if self.encoding is Encoding.UTF_8:
            return chunk
        return b"".join(map(self._from_gb18030, chunk.splitlines(keepends=True)))

    def finish(self) -> bytes:
        """Return what is left of a character that the end of the file cut off."""
        return self._decoder.decode(b"", True).encode("utf-8", "surrogatepass")

    def _without_mark(self, chunk: bytes) -> bytes:
        self._begun = True
        if chunk.startswith(_BOM):
            self.encoding = Encoding.UTF_8
            return chunk.removeprefix(_BOM)
        if chunk.startswith(_BOM_GB18030):
            self.encoding = Encoding.GB18030
            return chunk.removeprefix(_BOM_GB18030)
        return chunk

    def _from_gb18030(self, piece: bytes) -> bytes:
        is_line = self._at_line_start and piece.endswith(b"\n")
        self._at_line_start = piece.endswith(b"\n")
        if is_line and not piece.isascii() and _explains(Encoding.UTF_8, piece):
            # Somebody joined files of two encodings: as GB18030 this line would read as nonsense.
            return _UNREADABLE + b"\n"
        return self._decoder.decode(piece).encode("utf-8", "surrogatepass")


def converted(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file in UTF-8, whichever of the two encodings it is in."""
    to_utf8 = ToUtf8()
    for chunk in chunks:
        yield to_utf8.feed(chunk)
    yield to_utf8.finish()


def _explains(encoding: Encoding, piece: bytes) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(piece)
    except UnicodeDecodeError:
        return False
    return True
