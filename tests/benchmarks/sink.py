"""A sink (接收端): a process of its own that takes deliveries over HTTP and answers every notice
with the receipts of its measures.

One event loop and a parser of as little HTTP as the senders speak, so that it is not what is
measured; how much it takes alone is measured beside them.
"""

import asyncio
import ssl
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import orjson

_HEAD_END = b"\r\n\r\n"
_LENGTH = b"content-length:"
# Endpoints under this path never answer, as an agency that hangs.
HANGS = "/hangs"
# Here the sink says how many deliveries it took.
COUNT = "/count"


class Taking(asyncio.Protocol):
    """Answers deliveries on one kept connection."""

    taken = 0

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        # Where the body of the present delivery begins and ends, once its head has come.
        self._body: tuple[int, int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what came, and answer every delivery that is whole."""
        self._received += data
        while (taken := self._take()) is not None:
            path, body = taken
            if self._transport is None or path.startswith(HANGS.encode()):
                continue
            if path == COUNT.encode():
                self._transport.write(_whole(b"%d" % Taking.taken))
            else:
                Taking.taken += 1
                self._transport.write(answer_to(body))

    def _take(self) -> tuple[bytes, bytes] | None:
        if self._body is None:
            end = self._received.find(_HEAD_END)
            if end < 0:
                return None
            head = bytes(self._received[:end]).lower()
            _, _, rest = head.partition(_LENGTH)
            start = end + len(_HEAD_END)
            self._body = start, start + int(rest.partition(b"\r\n")[0] or 0)
        start, stop = self._body
        if len(self._received) < stop:
            return None
        path = bytes(self._received[:200]).split(b" ", 2)[1]
        body = bytes(self._received[start:stop])
        del self._received[:stop]
        self._body = None
        return path, body


def answer_to(body: bytes) -> bytes:
    """Return the whole answer to a delivery: everything was done."""
    notices = orjson.loads(body)["notices"]
    said = b",".join(
        b'{"notice":"%s",%s' % (notice["id"].encode(), word)
        for notice in notices
        for word in _words(tuple(notice.get("apply", ())), tuple(notice.get("lift", ())))
    )
    return _whole(b'{"receipts":[%s]}' % said)


def _whole(answer: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(answer), answer)


@lru_cache
def _words(apply: tuple[str, ...], lift: tuple[str, ...]) -> tuple[bytes, ...]:
    done = (*((code, "applied") for code in apply), *((code, "lifted") for code in lift))
    return tuple(
        orjson.dumps({"measure": measure, "outcome": outcome})[1:] for measure, outcome in done
    )


@contextmanager
def sink(certificate: Path | None = None) -> Iterator[str]:
    """Run a sink beside this process, and give its address.

    :param certificate: a file with its certificate and key, where it is to speak TLS.
    """
    given = [] if certificate is None else [str(certificate)]
    command = [sys.executable, "-m", "tests.benchmarks.sink", *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - this program
        try:
            assert process.stdout is not None
            scheme = "http" if certificate is None else "https"
            yield f"{scheme}://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


async def _listen(certificate: Sequence[str]) -> None:
    loop = asyncio.get_running_loop()
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    server = await loop.create_server(Taking, "127.0.0.1", 0, backlog=512, ssl=context)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_listen(sys.argv[1:]))
