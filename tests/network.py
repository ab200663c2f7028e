"""A guard (网络守卫): tests reach servers on this machine and nobody else."""

from collections.abc import Sequence
from ipaddress import ip_address


class NetworkError(Exception):
    """A test tried to reach another machine."""


LOCAL_NAMES = {"", "localhost"}
CONNECTS = {"socket.connect", "socket.sendto"}


def is_local(host: object) -> bool:
    """Tell whether a host, by name or address, is this machine."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in LOCAL_NAMES:
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def guard(event: str, arguments: Sequence[object]) -> None:
    """Refuse what would leave this machine; an audit hook of the interpreter.

    :raises NetworkError: when a name is looked up, or an address connected to, that is not ours.
    """
    if event in CONNECTS:
        address = arguments[-1]
        # The address of a socket between processes of this machine is a path, not a pair.
        if isinstance(address, tuple) and not is_local(address[0]):
            raise NetworkError(f"a test may not connect to {address[0]}")
    elif event == "socket.getaddrinfo" and not is_local(arguments[0]):
        raise NetworkError(f"a test may not look up {arguments[0]}")
