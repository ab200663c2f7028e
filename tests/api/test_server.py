"""Under the real web server (真实服务器): what only it can show of bodies that are too large."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from tests.api.desk import BASE, Desk
from tests.architecture.source import ROOT
from tests.forked import Program

MEGABYTE = 1024 * 1024
HUNDRED = 100
WAIT_SECONDS = 30


@pytest.fixture
def address(desk: Desk, database_url: str, tmp_path: Path) -> Iterator[str]:
    """Serve the register on a socket of this machine."""
    path, log = f"{tmp_path}/socket", tmp_path / "log"
    log.touch()
    server = Program(
        [
            *("gunicorn", "--config", "python:registry.logs"),
            *("--worker-class", "gthread", "--threads", "2", "--bind", f"unix:{path}"),
            # Loaded before the worker boots: what is sent then waits for the body, not for imports.
            *("--preload", "--worker-tmp-dir", str(tmp_path), "--chdir", str(ROOT), "wsgi:app"),
        ],
        environ={**os.environ, "REGISTRY_ENV": "test", "DATABASE_URL": database_url},
        folder=tmp_path,
        log=log,
    )
    while "Booting worker" not in log.read_text() and server.poll() is None:
        Event().wait(0.02)
    yield path
    server.terminate()
    assert server.wait(WAIT_SECONDS) == 0


def head(desk: Desk, *lines: str) -> bytes:
    """Return the head of a request that enters a case."""
    fields = (
        f"POST {BASE}/cases HTTP/1.1",
        "Host: register.example",
        f"Authorization: Bearer {desk.keys['clerk']}",
        "Idempotency-Key: k",
        "Content-Type: application/json",
        *lines,
    )
    return ("\r\n".join(fields) + "\r\n\r\n").encode()


def answer(connection: socket.socket) -> str:
    """Return the first line of the answer and the code of the problem in it."""
    received = b""
    while b"\r\n\r\n" not in received or b'"code"' not in received:
        more = connection.recv(65_536)
        if not more:
            break
        received += more
    return received.decode()


def connect(address: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(WAIT_SECONDS)
    connection.connect(address)
    return connection


def test_a_hundred_megabytes_in_chunks_are_refused(desk: Desk, address: str) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(head(desk, "Transfer-Encoding: chunked"))
        chunk = f"{MEGABYTE:x}\r\n".encode() + b" " * MEGABYTE + b"\r\n"
        try:
            for _ in range(HUNDRED):
                connection.sendall(chunk)
        except (BrokenPipeError, ConnectionResetError):
            # The server need not hear us out.
            pass
        said = answer(connection)
    assert said.startswith("HTTP/1.1 413")
    assert "body.too_large" in said


def test_a_hundred_megabytes_announced_are_refused_before_they_come(
    desk: Desk, address: str
) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(head(desk, f"Content-Length: {HUNDRED * MEGABYTE}"))
        said = answer(connection)
    assert said.startswith("HTTP/1.1 413")
    assert "body.too_large" in said


def test_a_body_that_breaks_off_changes_nothing(desk: Desk, address: str) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(head(desk, "Content-Length: 1000") + b'{"number": "')
        connection.shutdown(socket.SHUT_WR)
        said = answer(connection)
    assert said == "" or said.startswith("HTTP/1.1 400")
    assert desk.get("/cases").get_json()["items"] == []
