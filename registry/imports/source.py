"""The file of an import (导入文件) as a stream of bytes: opened, unpacked where it is packed."""

import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from registry.errors import ErrorKind, ServiceError

CHUNK = 256 * 1024
GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31


@dataclass(slots=True)
class Source:
    """An open file; ``position`` of ``size`` bytes are read, the size being unknown for a pipe."""

    path: Path
    size: int | None
    digest: bytes | None
    _file: BinaryIO = field(repr=False)
    position: int = 0

    def chunks(self) -> Iterator[bytes]:
        """Yield what the file says, unpacked, in pieces of bounded size.

        :raises ServiceError: ``import.gzip_cut_off`` or ``import.gzip_damaged`` after everything
            that could be unpacked, ``import.file_unreadable`` when reading fails.
        """
        raw = self._raw()
        first = next(raw, b"")
        if first.startswith(GZIP_MAGIC):
            return _unpacked(_joined(first, raw))
        return _joined(first, raw)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _raw(self) -> Iterator[bytes]:
        while True:
            try:
                chunk = self._file.read(CHUNK)
            except OSError as error:
                raise _unreadable(self.path, error) from error
            if not chunk:
                return
            self.position += len(chunk)
            yield chunk


def open_source(path: Path) -> Source:
    """Open a file for an import, and take its digest where it can be read twice.

    :raises ServiceError: ``import.file_missing``, ``import.file_is_directory`` or
        ``import.file_unreadable``.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise _refusal(ErrorKind.NOT_FOUND, "import.file_missing", path) from None
    except IsADirectoryError:
        raise _refusal(ErrorKind.MALFORMED, "import.file_is_directory", path) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    status = os.fstat(file.fileno())
    # A pipe or a device is read once, so nobody can go on with it later.
    if not stat.S_ISREG(status.st_mode):
        return Source(path, None, None, file)
    try:
        return Source(path, status.st_size, _digest(file), file)
    except OSError as error:
        file.close()
        raise _unreadable(path, error) from error


def _digest(file: BinaryIO) -> bytes:
    digest = sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.digest()


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _unpacked(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack gzip, of several members too, a bounded piece at a time whatever it would grow to."""
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    unfinished = True
    for chunk in packed:
        rest = chunk
        while rest:
            if unpacker.eof:
                unpacker = zlib.decompressobj(_GZIP_WINDOW)
            try:
                text = unpacker.decompress(rest, CHUNK)
            except zlib.error:
                raise ServiceError(ErrorKind.MALFORMED, "import.gzip_damaged") from None
            if text:
                yield text
            # Zeros after a member only fill up a block of the medium.
            rest = unpacker.unused_data.lstrip(b"\0") if unpacker.eof else unpacker.unconsumed_tail
        unfinished = not unpacker.eof
    if text := unpacker.flush():
        yield text
    if unfinished and not unpacker.eof:
        raise ServiceError(ErrorKind.MALFORMED, "import.gzip_cut_off")


def _unreadable(path: Path, error: OSError) -> ServiceError:
    facts = {"file": path.name, "cause": error.strerror or type(error).__name__}
    return ServiceError(ErrorKind.MALFORMED, "import.file_unreadable", facts)


def _refusal(kind: ErrorKind, code: str, path: Path) -> ServiceError:
    return ServiceError(kind, code, {"file": path.name})
