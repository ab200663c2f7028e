"""TLS that ends early (加密连接中断): whoever breaks off is tried again, as without TLS, and only
what is wrong with certificates is for a person; an agency may ask who calls.
"""

import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from partners.endpoints.addresses import Reach
from partners.endpoints.attempts import Answer, Trouble
from partners.endpoints.connections import Certificates
from partners.endpoints.transport import HttpTransport
from tests.certificates import Authority
from tests.partners.conftest import Serve
from tests.partners.peer import PATIENCE, Behaviour, Peer, answer, is_over, says

# More than the buffers between two sockets hold.
LARGE = b"x" * 8_000_000
WHOLE = answer("200 OK", b"{}")
VERSIONS = pytest.mark.parametrize(
    "version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["1.2", "1.3"]
)
Speak = Callable[..., str]
Post = Callable[..., Answer]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """Give an authority that vouches for agencies."""
    return Authority(tmp_path)


@pytest.fixture
def speak(authority: Authority) -> Iterator[Speak]:
    """Give a way to start peers that speak TLS, and end them; it returns where one listens."""
    started: list[Peer] = []

    def start(
        *behaviours: Behaviour,
        version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
        asks: Authority | None = None,
    ) -> str:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.issue())
        context.minimum_version = context.maximum_version = version
        if asks is not None:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(asks.file)
        started.append(Peer(*behaviours, tls=context))
        return started[-1].address

    yield start
    for peer in started:
        peer.close()


@pytest.fixture
def post(authority: Authority) -> Iterator[Post]:
    """Give a way to make attempts, and to show a certificate with them."""
    made: list[HttpTransport] = []

    def attempt(address: str, body: bytes = b"{}", *, shows: Path | str = "") -> Answer:
        certificates = Certificates(str(authority.file), str(shows))
        made.append(
            HttpTransport(
                https_only=True,
                reach=Reach(local=True),
                certificates=certificates,
                seconds=PATIENCE,
            )
        )
        return made[-1].post(address, {}, body, answer_limit=1000)

    yield attempt
    for transport in made:
        transport.close()


def leaves(connection: socket.socket) -> None:
    """Read a little of a request and leave."""
    connection.recv(10)


def resets(connection: socket.socket) -> None:
    """Read a little of a request, and end the connection as a process does that is killed."""
    connection.recv(10)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def refuses_early(connection: socket.socket) -> None:
    """Answer a request before it is whole, and read no more of it."""
    connection.recv(10)
    connection.sendall(answer("413 Content Too Large", b"{}"))
    assert isinstance(connection, ssl.SSLSocket)
    # Ends what we send, not what we take.
    connection.shutdown(socket.SHUT_WR)
    is_over(connection, within=0.2)


@VERSIONS
@pytest.mark.parametrize("length", [0, 1, 20, len(WHOLE) - 1])
def test_an_answer_that_is_cut_is_no_trouble_of_certificates(
    speak: Speak, post: Post, version: ssl.TLSVersion, length: int
) -> None:
    assert post(speak(says(WHOLE[:length]), version=version)).trouble is Trouble.CUT


@VERSIONS
@pytest.mark.parametrize("ends", [leaves, resets])
def test_an_agency_that_leaves_while_it_is_sent_to_is_tried_again(
    speak: Speak, post: Post, version: ssl.TLSVersion, ends: Behaviour
) -> None:
    assert post(speak(ends, version=version), LARGE).trouble is Trouble.CUT


@pytest.mark.parametrize("ends", [leaves, resets])
def test_an_agency_that_leaves_in_the_handshake_is_tried_again(
    serve: Serve, post: Post, ends: Behaviour
) -> None:
    address = serve(ends).address.replace("http", "https")
    assert post(address).trouble is Trouble.CUT


@VERSIONS
def test_an_answer_before_all_was_sent_is_read(
    speak: Speak, post: Post, version: ssl.TLSVersion
) -> None:
    found = post(speak(refuses_early, version=version), LARGE)
    assert (found.status, found.body) == (413, b"{}")


@VERSIONS
def test_an_agency_that_asks_who_calls_is_shown_a_certificate(
    speak: Speak, post: Post, tmp_path: Path, version: ssl.TLSVersion
) -> None:
    ours = Authority(tmp_path)
    address = speak(says(WHOLE), version=version, asks=ours)
    assert post(address, shows=ours.issue("127.0.0.2")).status == 200


@VERSIONS
@pytest.mark.parametrize("length", [2, len(LARGE)], ids=["short", "long"])
@pytest.mark.parametrize("shows", [False, True], ids=["nothing", "of-another-authority"])
def test_an_agency_that_refuses_who_calls_is_a_trouble_of_certificates(
    speak: Speak,
    post: Post,
    authority: Authority,
    tmp_path: Path,
    version: ssl.TLSVersion,
    length: int,
    *,
    shows: bool,
) -> None:
    address = speak(says(WHOLE), version=version, asks=Authority(tmp_path))
    found = post(address, LARGE[:length], shows=authority.issue() if shows else "")
    assert (found.trouble, "alert" in found.why) == (Trouble.TLS, True)
