"""TLS (加密连接): a delivery goes to whom a trusted authority vouches for, under the very name."""

import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from partners.endpoints.addresses import Reach
from partners.endpoints.attempts import Trouble
from partners.endpoints.connections import Certificates
from partners.endpoints.transport import HttpTransport
from tests.certificates import Authority
from tests.partners.peer import PATIENCE

ONCE = "/once"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
Trusting = Callable[..., HttpTransport]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """Give an authority that no public list knows."""
    return Authority(tmp_path)


@pytest.fixture
def trusting() -> Iterator[Trusting]:
    """Give a way to make transports that trust a file, and close them."""
    made: list[HttpTransport] = []

    def build(file: Path | str = "", *, seconds: float = PATIENCE) -> HttpTransport:
        trusted = Certificates(str(file))
        made.append(
            HttpTransport(
                https_only=True, reach=Reach(local=True), certificates=trusted, seconds=seconds
            )
        )
        return made[-1]

    yield build
    for transport in made:
        transport.close()


class _Taking(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # By the connection that they came on.
    came: Counter[object]

    def do_POST(self) -> None:
        """Take a delivery; under another path, answer the first one only."""
        self.rfile.read(int(self.headers["content-length"]))
        self.came[self.client_address] += 1
        if self.path == ONCE and self.came[self.client_address] > 1:
            # Ends when the other side gives up.
            self.rfile.read(1)
            self.close_connection = True
        else:
            self.wfile.write(ANSWER)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def agency(certificate: Path) -> Iterator[tuple[str, Counter[object]]]:
    """Serve over TLS; give the address, and how many requests came on each connection."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    came: Counter[object] = Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Taking", (_Taking,), {"came": came}))
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}", came
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_an_agency_whose_own_authority_is_trusted_is_delivered_to_on_one_connection(
    authority: Authority, trusting: Trusting
) -> None:
    with agency(authority.issue()) as (address, came):
        transport = trusting(authority.file)
        for _ in range(2):
            found = transport.post(address + "/", {"webhook-id": "1"}, b"{}", answer_limit=10)
            assert (found.status, found.body) == (200, b"{}")
        transport.close()
    assert list(came.values()) == [2]


def test_the_time_limit_holds_on_a_kept_connection_too(
    authority: Authority, trusting: Trusting
) -> None:
    with agency(authority.issue()) as (address, came):
        transport = trusting(authority.file, seconds=1.0)
        first, second = (transport.post(address + ONCE, {}, b"{}", answer_limit=9) for _ in "12")
        assert (first.status, second.trouble) == (200, Trouble.TIMEOUT)
        assert second.milliseconds >= 1000
    assert list(came.values()) == [2]


def test_what_is_under_way_is_interrupted_when_the_process_ends(
    authority: Authority, trusting: Trusting
) -> None:
    with agency(authority.issue()) as (address, _):
        transport = trusting(authority.file)
        transport.post(address + ONCE, {}, b"{}", answer_limit=9)
        found = transport.post(address + ONCE, {}, b"{}", answer_limit=9, meanwhile=transport.close)
        assert found.trouble is Trouble.INTERRUPTED


def test_nobody_is_delivered_to_for_whom_no_trusted_authority_vouches(
    authority: Authority, trusting: Trusting, tmp_path: Path
) -> None:
    other = Authority(tmp_path)
    with agency(authority.issue()) as (address, came):
        for transport in (trusting(), trusting(other.file)):
            found = transport.post(address, {}, b"{}", answer_limit=10)
            assert found.trouble is Trouble.TLS
            assert found.label == "tls: unable to get local issuer certificate"
    assert not came


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ({"address": "127.0.0.9"}, "certificate is not valid for '127.0.0.1'"),
        ({"expired": True}, "certificate has expired"),
    ],
    ids=["another-name", "expired"],
)
def test_a_certificate_counts_for_its_name_and_its_time_alone_and_one_is_told_why(
    authority: Authority, trusting: Trusting, made: dict[str, Any], why: str
) -> None:
    with agency(authority.issue(**made)) as (address, came):
        found = trusting(authority.file).post(address, {}, b"{}", answer_limit=10)
        assert found.trouble is Trouble.TLS
        assert found.label.endswith(why)
    assert not came
