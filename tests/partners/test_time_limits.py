"""Time limits: one thread ends every attempt at its time, and none that is over."""

import socket
from collections.abc import Iterator

import pytest

from partners.endpoints.time_limits import TimeLimits

# Generous on a busy machine, and never waited for.
LONG = 60.0


@pytest.fixture
def limits() -> Iterator[TimeLimits]:
    """Give limits, and close them."""
    made = TimeLimits()
    yield made
    made.close()


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Give both ends of a connection, on which nothing is waited for longer than long."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(LONG)
        yield ours, theirs


def test_an_attempt_that_begins_later_and_may_take_less_ends_first(
    limits: TimeLimits, pair: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = pair
    patient = limits.start(LONG)
    hasty = limits.start(0.01)
    hasty.watch(ours)
    # The other end sees the connection shut.
    assert theirs.recv(1) == b""
    assert hasty.has_fired
    assert not hasty.is_interrupted
    assert not patient.has_fired
    hasty.end()


def test_a_connection_that_comes_too_late_is_shut_at_once(
    limits: TimeLimits, pair: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = pair
    late = limits.start(LONG)
    late.interrupt()
    late.watch(ours)
    assert theirs.recv(1) == b""
    assert late.is_interrupted
    late.end()


def test_an_attempt_that_is_over_is_not_shut_when_its_time_comes(
    limits: TimeLimits, pair: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = pair
    over = limits.start(0.01)
    over.end()
    after = limits.start(0.01)
    after.watch(ours)
    assert theirs.recv(1) == b""
    after.end()
    assert not over.has_fired
    over.fire()
    assert not over.has_fired
