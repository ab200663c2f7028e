"""Network (网络): tests stay on this machine, and would notice if they did not."""

import socket

import pytest

from tests.network import NetworkError, is_local


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost", b"localhost", None])
def test_this_machine_may_be_reached(host: object) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_other_machines_may_not_be_reached(host: str) -> None:
    assert not is_local(host)


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as sender, pytest.raises(NetworkError):
        sender.connect(("192.0.2.1", 80))


def test_a_name_of_another_machine_is_not_looked_up() -> None:
    with pytest.raises(NetworkError):
        socket.getaddrinfo("register.example", 443)
