"""Receivers (测试接收单位) on real sockets, which check what a real agency would, keep what they
are sent, and misbehave when a test says so.
"""

import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from partners.demo.agency import verify
from tests.flows.faults.crew import PATIENCE


class Request(BaseHTTPRequestHandler):
    """One connection of a dispatcher."""

    protocol_version = "HTTP/1.1"
    server: "Receivers"

    def do_POST(self) -> None:
        """Hand the request to the agency that it is for."""
        self.body = self.rfile.read(int(self.headers["content-length"]))
        self.server.agencies[self.path.strip("/")].receive(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer the request, and end the connection."""
        self.close_connection = True
        self.send_response(status)
        for name, value in {**headers, "connection": "close"}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


Behaviour = Callable[["Receiver", Request], None]


@dataclass
class Receiver:
    """One agency.

    :ivar notices: what it has taken in, each notice once, in the order in which they came.
    :ivar posts: the id and the body of every request.
    :ivar complaints: whatever a careful agency would have complained of.
    """

    code: str
    keys: list[bytes]
    now: Callable[[], datetime]
    behaviours: deque[Behaviour] = field(default_factory=deque)
    always: Behaviour | None = None
    notices: dict[str, dict[str, Any]] = field(default_factory=dict)
    posts: list[tuple[str, bytes]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    through: int | None = None
    at_once: int = 0
    most_at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def receive(self, request: Request) -> None:
        """Take a request, as the next behaviour says, or as a good agency does."""
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            behaviour = self.behaviours.popleft() if self.behaviours else self.always
        try:
            self._check(request)
            (behaviour or accept)(self, request)
        except OSError:
            # The dispatcher is gone.
            request.close_connection = True
        finally:
            with self._lock:
                self.at_once -= 1

    def _check(self, request: Request) -> None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        verify(self.keys, headers, request.body, now=self.now().timestamp())
        delivery = headers["webhook-id"]
        with self._lock:
            if any(known == delivery and body != request.body for known, body in self.posts):
                self.complaints.append(f"{delivery} has changed")
            self.posts.append((delivery, request.body))

    def take_in(self, request: Request) -> bytes:
        """Store what came and return the receipts for it."""
        delivery = json.loads(request.body)
        receipts = []
        with self._lock:
            if self.through is not None and delivery["after"] > self.through:
                self.complaints.append(f"{delivery['after']} follows nothing")
            self.through = max(self.through or 0, delivery["through"])
            for notice in delivery["notices"]:
                known = self.notices.setdefault(notice["id"], notice)
                if known != notice:
                    self.complaints.append(f"{notice['id']} has changed")
                for word, outcome in (("apply", "applied"), ("lift", "lifted")):
                    receipts += [
                        {"notice": notice["id"], "measure": measure, "outcome": outcome}
                        for measure in notice.get(word, ())
                    ]
        return json.dumps({"receipts": receipts}).encode()

    @property
    def entries(self) -> list[tuple[int, str, str]]:
        """Return position, kind and record of what was taken in, in the order of arrival."""
        return [
            (notice["position"], notice["type"], notice["record"])
            for notice in self.notices.values()
        ]

    @property
    def repeated(self) -> int:
        """Return how many requests came that had come before."""
        return len(self.posts) - len({delivery for delivery, _ in self.posts})


def accept(receiver: Receiver, request: Request) -> None:
    """Take a delivery in and say so."""
    request.answer(200, receiver.take_in(request))


class Held:
    """Keeps a request at hand until the test lets it be answered.

    :param status: what is answered then; anything but 200 takes nothing in.
    """

    def __init__(self, status: int = 200) -> None:
        self._status = status
        self._arrived, self._let = threading.Event(), threading.Event()

    def __call__(self, receiver: Receiver, request: Request) -> None:
        """Hold the request."""
        self._arrived.set()
        assert self._let.wait(PATIENCE)
        body = receiver.take_in(request) if self._status == 200 else b""
        request.answer(self._status, body)

    def wait(self) -> None:
        """Wait until the request is at hand."""
        assert self._arrived.wait(PATIENCE)

    def let_go(self) -> None:
        """Let it be answered."""
        self._let.set()


class Receivers(ThreadingHTTPServer):
    """Every agency of a test, on one port."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.agencies: dict[str, Receiver] = {}
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def endpoint(self, code: str, *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return where an agency is reached."""
        return f"{scheme}://{host}:{self.server_port}/{code}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of dispatchers that were killed in the middle of a request."""

    def close(self) -> None:
        """End the server."""
        self.shutdown()
        self.server_close()
        self._thread.join()
