"""A sink (接收端): a process of its own that takes deliveries over HTTP and answers every notice
with the receipts of its measures.
"""

import socketserver
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import orjson

_DONE = {"apply": "applied", "lift": "lifted"}


class Taking(socketserver.StreamRequestHandler):
    """Answers deliveries on one kept connection."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Answer until the sender hangs up."""
        while self.rfile.readline(4096):
            length = 0
            while (line := self.rfile.readline(4096)) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            answer = orjson.dumps({"receipts": _receipts(self.rfile.read(length))})
            self.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer
            )


class Sink(socketserver.ThreadingTCPServer):
    """Listens on a port of its own choice."""

    daemon_threads = True
    request_queue_size = 128


def _receipts(body: bytes) -> list[dict[str, str]]:
    return [
        {"notice": notice["id"], "measure": measure, "outcome": outcome}
        for notice in orjson.loads(body)["notices"]
        for part, outcome in _DONE.items()
        for measure in notice.get(part, ())
    ]


@contextmanager
def sink() -> Iterator[str]:
    """Run a sink beside this process, and give its address."""
    command = [sys.executable, "-m", "tests.benchmarks.sink"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - this program
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/notices"
        finally:
            process.terminate()


if __name__ == "__main__":
    with Sink(("127.0.0.1", 0), Taking) as listening:
        sys.stdout.write(f"{listening.server_address[1]}\n")
        sys.stdout.flush()
        listening.serve_forever()
