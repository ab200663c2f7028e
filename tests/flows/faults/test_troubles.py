"""Agencies that misbehave (对端故障), all in one register and under one dispatcher: each holds up
itself alone, and has everything once it is well again.
"""

import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from partners.endpoints import endpoints
from partners.services import agencies
from registry.db import transaction
from registry.runtime import current_runtime
from tests.certificates import Authority
from tests.clocks import MORNING
from tests.flows.faults.conftest import Scene
from tests.flows.faults.crew import CHANGEABLE, PATIENCE
from tests.flows.faults.receivers import Behaviour, Receiver, Request, accept

pytestmark = [pytest.mark.every_engine, pytest.mark.timeout(180)]
HOUR = timedelta(hours=1)
# Half of what the dispatcher allows; long for an agency that is well, whatever the machine does.
ATTEMPT = 5.0
METADATA = "169.254.169.254"


def says(status: int, **headers: str) -> Behaviour:
    """Answer with a status and take nothing in."""

    def answer(_receiver: Receiver, request: Request) -> None:
        request.answer(status, b"", **headers)

    return answer


def hangs(_receiver: Receiver, request: Request) -> None:
    """Never answer; ends when the dispatcher gives up."""
    request.close_connection = True
    request.connection.settimeout(PATIENCE)
    assert request.rfile.read(1) == b""


def drips(_receiver: Receiver, request: Request) -> None:
    """Answer a byte at a time for as long as anybody reads."""
    request.close_connection = True
    pause = threading.Event()
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
    for byte in head + b" " * 1_000_000:
        request.connection.sendall(bytes([byte]))
        pause.wait(0.05)


def cuts(receiver: Receiver, request: Request) -> None:
    """Keep the delivery, and close in the middle of the answer."""
    body = receiver.take_in(request)
    request.close_connection = True
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    request.connection.sendall(head + body[: len(body) // 2])


def one_at_a_time(receiver: Receiver, request: Request) -> None:
    """Take single notices only."""
    if request.body.count(b'"position"') > 1:
        request.answer(413)
    else:
        accept(receiver, request)


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of connections that come to nothing."""


@pytest.fixture
def expired(scene: Scene, tmp_path: Path) -> Iterator[str]:
    """Give the address of a server whose certificate was issued by whom dispatchers trust, and has
    expired.
    """
    authority = Authority(tmp_path)
    scene.crew.trust(authority.file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.issue(expired=True))
    server = _Quiet(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}/expired"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def settle(scene: Scene) -> Callable[[], dict[str, str]]:
    """Give a way to say why each stream that does not run well does not."""

    def found() -> dict[str, str]:
        streams = {code: scene.stream(code) for code in scene.receivers.agencies}
        return {
            code: f"{stream.state} {stream.reason}"
            for code, stream in streams.items()
            if stream.failures
        }

    return found


def correct(scene: Scene, code: str, address: str) -> None:
    """Give an agency another address with a secret of its own, which it has proven."""
    vault = current_runtime().vault
    with transaction() as session:
        agency = agencies.find(session, code)
        endpoint, key = endpoints.add(
            session, vault, agency.id, address, takes_over=True, now=MORNING
        )
        endpoints.prove(session, endpoint, now=MORNING)
    scene.receivers.agencies[code].keys = [key]


def test_each_agency_that_misbehaves_holds_up_itself_alone_and_misses_nothing(
    scene: Scene, expired: str, settle: Callable[[], dict[str, str]]
) -> None:
    once = {
        "hangs": hangs,
        "drips": drips,
        "cuts": cuts,
        "gone": says(410),
        "busy": says(429, retry_after="1800"),
        "moved": says(302, location=scene.receivers.endpoint("elsewhere")),
    }
    for code, behaviour in once.items():
        scene.agency(code).behaviours.append(behaviour)
    scene.agency("well")
    elsewhere = scene.agency("elsewhere")
    elsewhere.always = says(500)
    scene.agency("small").always = one_at_a_time
    scene.agency("expired", endpoint=expired)
    changeable = scene.receivers.endpoint("changeable", host=CHANGEABLE)
    scene.agency("changeable", endpoint=changeable)
    member = scene.crew.start(seconds=ATTEMPT)

    scene.act()
    member.drain()
    assert settle() == {
        "hangs": "running timeout",
        "drips": "running timeout",
        "cuts": "running cut",
        "gone": "halted status 410",
        "busy": "running status 429",
        "moved": "halted status 302",
        "elsewhere": "running status 500",
        "expired": "halted tls: certificate has expired",
    }
    # Where a redirect leads nobody goes: its target has what is its own.
    assert len(elsewhere.posts) == 1
    scene.check("well", "small", "changeable")

    scene.act()
    scene.crew.lead_to(METADATA)
    scene.crew.forward(timedelta(minutes=2))
    member.drain()
    still = {
        "busy": "running status 429",
        "changeable": "halted address",
        "elsewhere": "running status 500",
        "expired": "halted tls: certificate has expired",
    }
    assert settle() == still
    scene.check("well", "small", "hangs", "drips", "cuts", "gone", "moved")

    # An hour of it: pauses grow, and nobody gives up.
    for minutes in (2, 4, 8, 16, 30):
        scene.crew.forward(timedelta(minutes=minutes))
        member.drain()
    assert settle().keys() == {"changeable", "elsewhere", "expired"}
    assert 5 <= len(elsewhere.posts) <= 7
    assert elsewhere.entries == []

    scene.crew.lead_to("127.0.0.1")
    elsewhere.always = None
    correct(scene, "expired", scene.receivers.endpoint("expired"))
    scene.crew.forward(HOUR)
    member.drain()
    scene.check()
