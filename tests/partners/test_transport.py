"""The transport against real sockets: one time limit for everything, whole answers only, and
nothing followed.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from partners.endpoints.addresses import Reach
from partners.endpoints.attempts import Answer, Trouble
from partners.endpoints.connections import REST_SECONDS
from partners.endpoints.transport import HttpTransport
from tests.partners.conftest import Serve
from tests.partners.peer import (
    PATIENCE,
    Behaviour,
    Peer,
    answer,
    drips,
    hangs,
    is_over,
    never_reads,
    request_of,
    says,
)

LIMIT = 1.0


@pytest.fixture
def transport() -> Iterator[HttpTransport]:
    """Give a transport with a short limit."""
    made = HttpTransport(https_only=False, reach=Reach(local=True), seconds=LIMIT)
    yield made
    made.close()


def post(transport: HttpTransport, peer: Peer, body: bytes = b"{}", limit: int = 1000) -> Answer:
    headers = {"content-type": "application/json", "webhook-id": "1"}
    return transport.post(peer.address, headers, body, answer_limit=limit)


def test_a_whole_answer_is_read(transport: HttpTransport, serve: Serve) -> None:
    found = post(transport, serve(says(answer("200 OK", b'{"receipts":[]}', "Retry-After: 7"))))
    assert (found.status, found.body, found.trouble) == (200, b'{"receipts":[]}', None)
    assert found.retry_after == "7"


def test_a_chunked_answer_is_read(transport: HttpTransport, serve: Serve) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    assert post(transport, serve(says(chunked))).body == b"{}"


def test_an_answer_without_a_body_needs_no_length(transport: HttpTransport, serve: Serve) -> None:
    found = post(transport, serve(says(b"HTTP/1.1 204 No Content\r\n\r\n")))
    assert (found.status, found.trouble) == (204, None)


@pytest.mark.parametrize(
    "whole",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    ],
)
def test_an_answer_cut_anywhere_is_no_answer(
    transport: HttpTransport, serve: Serve, whole: bytes
) -> None:
    cuts = range(len(whole) - 4)
    peer = serve(*(says(whole[:cut]) for cut in cuts))
    found = [post(transport, peer) for _ in cuts]
    assert {answer.trouble for answer in found} == {Trouble.CUT}


@pytest.mark.parametrize(
    "behaviour",
    [
        hangs,
        drips(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}" + b" " * 1000),
        drips(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000),
        drips(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b" " * 1000),
        drips(b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
    ],
    ids=["silence", "answer", "headers", "body", "continues"],
)
def test_an_attempt_takes_no_longer_than_its_limit_however_the_peer_answers(
    transport: HttpTransport, serve: Serve, behaviour: Behaviour
) -> None:
    began = time.monotonic()
    found = post(transport, serve(behaviour))
    assert found.trouble is Trouble.TIMEOUT
    assert time.monotonic() - began < PATIENCE


def test_a_peer_that_reads_nothing_holds_nobody_up(transport: HttpTransport, serve: Serve) -> None:
    began = time.monotonic()
    found = post(transport, serve(never_reads), body=b" " * 50_000_000)
    assert found.trouble is Trouble.TIMEOUT
    assert time.monotonic() - began < PATIENCE


def test_a_handshake_that_never_ends_is_under_the_limit_too(
    transport: HttpTransport, serve: Serve
) -> None:
    def stall(connection: socket.socket) -> None:
        # The beginning of a TLS record, byte by byte.
        connection.recv(65_536)
        for byte in b"\x16\x03\x03\x40\x00" + b"\x02" * 200:
            connection.sendall(bytes([byte]))
            is_over(connection, within=0.05)

    peer = serve(stall)
    began = time.monotonic()
    address = peer.address.replace("http://", "https://")
    found = transport.post(address, {}, b"{}", answer_limit=10)
    assert found.trouble is Trouble.TIMEOUT
    assert time.monotonic() - began < PATIENCE


def test_what_does_not_speak_tls_is_for_a_person(transport: HttpTransport, serve: Serve) -> None:
    peer = serve(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    address = peer.address.replace("http://", "https://")
    assert transport.post(address, {}, b"{}", answer_limit=10).trouble is Trouble.TLS


def test_reading_an_answer_is_bounded(transport: HttpTransport, serve: Serve) -> None:
    peer = serve(says(answer("200 OK", b"x" * 100_000)), says(answer("200 OK", b"x" * 1000)))
    long, whole = post(transport, peer), post(transport, peer)
    assert (long.status, len(long.body), long.is_long) == (200, 1000, True)
    assert (len(whole.body), whole.is_long) == (1000, False)


def test_a_redirect_is_not_followed(transport: HttpTransport, serve: Serve) -> None:
    target = serve(says(answer("200 OK")))
    found = post(transport, serve(says(answer("302 Found", b"", f"Location: {target.address}"))))
    assert found.status == 302
    assert target.connections == 0


def test_a_connection_is_kept_and_each_attempt_has_its_own_limit(
    transport: HttpTransport, serve: Serve
) -> None:
    def behave(connection: socket.socket) -> None:
        for _ in range(2):
            request_of(connection)
            connection.sendall(answer("200 OK"))
        hangs(connection)

    peer = serve(behave)
    assert [post(transport, peer).status for _ in range(2)] == [200, 200]
    assert post(transport, peer).trouble is Trouble.TIMEOUT
    assert peer.connections == 1


def test_nothing_of_the_environment_and_no_cookie_is_sent(
    transport: HttpTransport, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    seen: list[bytes] = []

    def behave(connection: socket.socket) -> None:
        for _ in range(2):
            seen.append(request_of(connection))
            connection.sendall(answer("200 OK", b"", "Set-Cookie: a=b; Path=/"))

    peer = serve(behave)
    assert [post(transport, peer).status for _ in range(2)] == [200, 200]
    assert not any(b"cookie" in request.lower() for request in seen)


def test_nobody_there_is_retried(transport: HttpTransport) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert transport.post(address, {}, b"{}", answer_limit=10).trouble is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "ftp://127.0.0.1/", "file:///etc/passwd", "", "//x"]
)
def test_only_https_is_spoken_where_http_is_not_allowed(address: str) -> None:
    strict = HttpTransport(https_only=True, reach=Reach(local=True), seconds=LIMIT)
    assert strict.post(address, {}, b"{}", answer_limit=10).trouble is Trouble.ADDRESS
    strict.close()


def test_closing_interrupts_what_is_under_way(serve: Serve) -> None:
    patient = HttpTransport(https_only=False, reach=Reach(local=True), seconds=60)
    has_come = threading.Event()

    def behave(connection: socket.socket) -> None:
        request_of(connection)
        has_come.set()
        connection.recv(1)

    peer = serve(behave)
    found: list[Answer] = []
    thread = threading.Thread(target=lambda: found.append(post(patient, peer)))
    thread.start()
    assert has_come.wait(PATIENCE)
    patient.close()
    thread.join(PATIENCE)
    assert [answer.trouble for answer in found] == [Trouble.INTERRUPTED]
    assert post(patient, peer).trouble is Trouble.INTERRUPTED


def test_a_connection_that_rested_long_is_not_trusted_to_be_there(serve: Serve) -> None:
    """What stands between may have forgotten it, and whoever used it would wait in vain."""
    taken = answer("200 OK", b"{}")

    def twice(connection: socket.socket) -> None:
        for _ in range(2):
            request_of(connection)
            connection.sendall(taken)

    peer, rested = serve(twice, says(taken)), [0.0]
    transport = HttpTransport(
        https_only=False, reach=Reach(local=True), seconds=LIMIT, clock=lambda: rested[0]
    )
    with closing(transport):
        for pause in (0.0, REST_SECONDS, REST_SECONDS + 1):
            rested[0] += pause
            assert post(transport, peer).status == 200
    assert peer.connections == 2
