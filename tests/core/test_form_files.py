"""Files of forms: they come back as they came, and only a few pieces of them are ever in memory."""

import io
import os
import tracemalloc

import pytest

from registry.screening.pieces import PIECE_BYTES
from registry.vault import Vault
from registry.web.form_files import FormFile

VAULT = Vault([("test", bytes(32))], bytes(32))
CHUNK = 64 * 1024


def sent(body: bytes) -> FormFile:
    """Let a file come in, as forms are read."""
    file, coming = FormFile(VAULT), io.BytesIO(body)
    while chunk := coming.read(CHUNK):
        file.write(chunk)
    return file


@pytest.mark.parametrize("length", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, 3 * PIECE_BYTES + 7])
def test_a_file_comes_back_as_it_came_and_from_anywhere(length: int) -> None:
    body = os.urandom(length)
    with sent(body) as file:
        assert file.seek(0) == 0
        assert file.read() == body
        assert file.seek(length // 2) == file.tell() == length // 2
        assert file.read() == body[length // 2 :]


def test_a_long_file_stays_out_of_memory() -> None:
    with FormFile(VAULT) as file:
        chunk = bytes(CHUNK)
        tracemalloc.start()
        try:
            for _ in range(16 * PIECE_BYTES // CHUNK):
                file.write(chunk)
            file.seek(0)
            while file.read(CHUNK):
                pass
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 8 * PIECE_BYTES
