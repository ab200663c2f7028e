"""Hostile answers (恶意应答): whatever an endpoint says, an attempt ends, reads no more than it
may, and takes nothing for a whole answer that may have been cut.
"""

import gzip
import socket
import time
from collections.abc import Iterator

import pytest

from partners.endpoints.addresses import Reach
from partners.endpoints.attempts import Answer, Trouble
from partners.endpoints.transport import HttpTransport
from tests.partners.conftest import Serve
from tests.partners.peer import PATIENCE, Behaviour, answer, is_over, request_of, says

LIMIT = 1.0
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def transport() -> Iterator[HttpTransport]:
    """Give a transport with a short limit."""
    made = HttpTransport(https_only=False, reach=Reach(local=True), seconds=LIMIT)
    yield made
    made.close()


def post(transport: HttpTransport, address: str, limit: int = 1000) -> Answer:
    return transport.post(address, {"webhook-id": "1"}, b"{}", answer_limit=limit)


def without_end(head: bytes, piece: bytes) -> Behaviour:
    """Answer one request with a head, and after that with one piece again and again."""

    def behave(connection: socket.socket) -> None:
        request_of(connection)
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return behave


@pytest.mark.parametrize(
    "said",
    [
        OK + b"X: " + b"x" * 1_000_000 + b"\r\nContent-Length: 2\r\n\r\n{}",
        OK + b"".join(b"X-%d: y\r\n" % number for number in range(1000)) + b"\r\n",
        CHUNKED + b"2;" + b"x" * 1_000_000 + b"\r\n{}\r\n0\r\n\r\n",
        b"HTTP/1.1 200 " + b"x" * 1_000_000 + b"\r\n\r\n",
        b"HTTP/1.1 two X\r\nContent-Length: 2\r\n\r\n{}",
        b"{}",
        b"<html>\n" * 10,
    ],
    ids=["header", "headers", "chunk", "reason", "status", "http 0.9", "http 0.9 page"],
)
def test_what_is_no_answer_of_http_is_tried_again(
    transport: HttpTransport, serve: Serve, said: bytes
) -> None:
    assert post(transport, serve(says(said)).address).trouble is Trouble.CUT


@pytest.mark.parametrize(
    "lengths",
    [
        (b"2", b"40"),
        (b"40", b"2"),
        (b"2, 2",),
        (b"-1",),
        (b"+2",),
        (b"two",),
        ("²".encode("latin-1"),),
        (b"9" * 5000,),
        (b"9" * 18,),
    ],
)
def test_a_length_that_says_nothing_certain_is_none(
    transport: HttpTransport, serve: Serve, lengths: tuple[bytes, ...]
) -> None:
    head = b"".join(b"Content-Length: " + length + b"\r\n" for length in lengths)
    found = post(transport, serve(says(OK + head + b"\r\n{}")).address)
    assert found.trouble is Trouble.CUT


@pytest.mark.parametrize("coding", [b"xchunked", b"chunked, identity", b"gzip, chunked", b"gzip"])
def test_a_coding_that_is_not_read_does_not_say_where_an_answer_ends(
    transport: HttpTransport, serve: Serve, coding: bytes
) -> None:
    said = OK + b"Transfer-Encoding: " + coding + b"\r\n\r\n{}"
    assert post(transport, serve(says(said)).address).trouble is Trouble.CUT


@pytest.mark.parametrize(
    "behaviour",
    [
        without_end(CHUNKED + b"2\r\n{}\r\n0\r\n", b"X-More: " + b"x" * 1000 + b"\r\n"),
        without_end(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    ],
    ids=["trailers", "continues"],
)
def test_what_never_ends_is_ended(
    transport: HttpTransport, serve: Serve, behaviour: Behaviour
) -> None:
    began = time.monotonic()
    assert post(transport, serve(behaviour).address).trouble is Trouble.TIMEOUT
    assert time.monotonic() - began < PATIENCE


def test_of_chunks_without_end_no_more_is_read_than_may_be(
    transport: HttpTransport, serve: Serve
) -> None:
    piece = b"1000\r\n" + b" " * 4096 + b"\r\n"
    found = post(transport, serve(without_end(CHUNKED, piece)).address)
    assert (found.status, len(found.body), found.is_long) == (200, 1000, True)


def test_a_hundred_interim_answers_come_before_the_one_that_counts(
    transport: HttpTransport, serve: Serve
) -> None:
    interim = b"HTTP/1.1 100 Continue\r\n\r\n" * 100
    assert post(transport, serve(says(interim + answer("200 OK", b"{}"))).address).body == b"{}"


def test_nothing_is_unpacked(transport: HttpTransport, serve: Serve) -> None:
    """Fifty thousand bytes would be fifty million; we asked for none that are packed."""
    packed = gzip.compress(b"\0" * 50_000_000)
    said = answer("200 OK", packed, "Content-Encoding: gzip")
    found = post(transport, serve(says(said)).address, limit=100_000)
    assert (found.body, found.is_long) == (packed, False)


@pytest.mark.parametrize(
    "first",
    [
        answer("200 OK", b"{}"),
        OK + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    ],
    ids=["length", "both"],
)
def test_an_answer_that_nobody_asked_for_answers_nothing(
    transport: HttpTransport, serve: Serve, first: bytes
) -> None:
    """What hangs on to one answer is not the answer to the next delivery."""

    def behave(connection: socket.socket) -> None:
        request_of(connection)
        connection.sendall(first + answer("200 OK", b"smuggled"))
        request_of(connection)
        connection.sendall(answer("500 Oops"))

    peer = serve(behave, behave)
    found = [post(transport, peer.address) for _ in range(2)]
    assert (found[0].status, found[0].body) == (200, b"{}")
    assert found[1].body != b"smuggled"


def test_a_connection_that_closes_when_it_is_used_again_is_a_failure_like_any_other(
    transport: HttpTransport, serve: Serve
) -> None:
    """Nobody can tell whether the delivery was taken in: the same one comes again."""

    def behave(connection: socket.socket) -> None:
        request_of(connection)
        connection.sendall(answer("200 OK", b"{}"))
        request_of(connection)

    peer = serve(behave, says(answer("200 OK", b"{}")))
    found = [post(transport, peer.address) for _ in range(3)]
    assert [each.trouble for each in found] == [None, Trouble.CUT, None]


def test_half_a_connection_is_none(transport: HttpTransport, serve: Serve) -> None:
    def behave(connection: socket.socket) -> None:
        request_of(connection)
        connection.shutdown(socket.SHUT_WR)
        is_over(connection, within=PATIENCE)

    assert post(transport, serve(behave).address).trouble is Trouble.CUT
