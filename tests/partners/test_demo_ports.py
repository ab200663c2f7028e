"""Ports of the demo: two demos that start at the same moment do not get the same one."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from partners.demo.ports import Ports
from partners.demo.processes import LOOPBACK


@pytest.fixture
def preferred() -> int:
    """Give a port that nobody listens on."""
    with socket.create_server((LOOPBACK, 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@pytest.fixture
def demos() -> Iterator[tuple[Ports, Ports]]:
    """Give the ports of two demos."""
    both = Ports(), Ports()
    yield both
    for ports in both:
        ports.release()


def test_two_demos_take_different_ports_though_nobody_listens_yet(
    preferred: int, demos: tuple[Ports, Ports]
) -> None:
    first, second = demos
    taken = [ports.take(preferred) for ports in (first, second, first)]
    assert taken[0] == preferred
    assert len(set(taken)) == 3


def test_a_port_that_somebody_listens_on_is_passed_over(
    preferred: int, demos: tuple[Ports, Ports]
) -> None:
    with closing(socket.create_server((LOOPBACK, preferred))):
        assert demos[0].take(preferred) != preferred


def test_a_demo_that_has_ended_leaves_its_port_to_the_next(
    preferred: int, demos: tuple[Ports, Ports]
) -> None:
    first, second = demos
    assert first.take(preferred) == preferred
    first.release()
    assert second.take(preferred) == preferred
