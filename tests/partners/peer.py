"""A peer (测试对端): a server on a real socket that does exactly what a test says."""

import select
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress

Behaviour = Callable[[socket.socket], None]
# Generous for a slow machine, and far below what a dripping peer would take.
PATIENCE = 5.0


class Peer:
    """A server that does with each connection what the test says, and nothing of its own.

    :param tls: how it speaks TLS, where it does.
    """

    def __init__(self, *behaviours: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.requests: list[bytes] = []
        self.connections = 0
        self._behaviours = behaviours
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def address(self) -> str:
        """Return where it listens."""
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}/notices"

    def close(self) -> None:
        """End the server."""
        self._ended.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        for behaviour in self._behaviours:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            with ExitStack() as open_ones, suppress(OSError):
                open_ones.enter_context(connection)
                connection.settimeout(PATIENCE)
                if self._tls is not None:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                    open_ones.enter_context(connection)
                behaviour(connection)


def is_over(connection: socket.socket, *, within: float) -> bool:
    """Wait until the other side has ended the connection, or a span has passed."""
    poll = select.poll()
    poll.register(connection, select.POLLRDHUP)
    return bool(poll.poll(within * 1000))


def request_of(connection: socket.socket) -> bytes:
    """Read one request to its end.

    :raises ConnectionError: when the connection ends before that.
    """
    data = b""
    while b"\r\n\r\n" not in data:
        data += _piece(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [
        line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-l")
    ]
    length = int(lengths[0])
    while len(body) < length:
        body += _piece(connection)
    return head + b"\r\n\r\n" + body


def _piece(connection: socket.socket) -> bytes:
    piece = connection.recv(65_536)
    if not piece:
        raise ConnectionError("the request was not whole")
    return piece


def says(answer: bytes) -> Behaviour:
    """Answer one request with these bytes and close."""

    def behave(connection: socket.socket) -> None:
        request_of(connection)
        connection.sendall(answer)

    return behave


def drips(answer: bytes, pause: float = 0.05) -> Behaviour:
    """Answer one request a byte at a time."""

    def behave(connection: socket.socket) -> None:
        request_of(connection)
        for at in range(len(answer)):
            connection.sendall(answer[at : at + 1])
            is_over(connection, within=pause)

    return behave


def hangs(connection: socket.socket) -> None:
    """Take a request and never answer; ends when the other side does."""
    request_of(connection)
    connection.recv(1)


def never_reads(connection: socket.socket) -> None:
    """Take a connection and read nothing of it."""
    is_over(connection, within=2.0)


def answer(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
