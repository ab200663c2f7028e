"""Addresses (接入地址): where deliveries may go, judged anew for every connection.

A name is no promise: it may resolve elsewhere the second time. So it is the address that is about
to be connected to which is judged, and the connection goes to that very address.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# Returns the addresses of a host, as texts; raises OSError where it has none.
Resolve = Callable[[str, int], Sequence[str]]

# IPv4 behind the well-known prefix of NAT64 (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
# For examples alone (RFC 9637); Python calls it global.
_EXAMPLES = IPv6Network("3fff::/20")


@dataclass(frozen=True, slots=True)
class Reach:
    """Which addresses may be connected to.

    :ivar local: whether this machine and private networks are among them, as in development and
        test.
    :ivar networks: networks that are among them whatever they are, such as the closed network that
        agencies share.
    """

    local: bool = False
    networks: tuple[Network, ...] = ()

    def permits(self, address: str) -> bool:
        """Tell whether an address may be connected to; what is no address may not."""
        try:
            found = _unwrapped(ip_address(address))
        except ValueError:
            return False
        if found.is_multicast or found.is_unspecified:
            return False
        if any(found in network for network in self.networks):
            return True
        if found.is_loopback:
            return self.local
        # Link-local is where machines keep what is theirs alone, such as a cloud's credentials.
        if found.is_link_local or found.is_reserved or found in _EXAMPLES:
            return False
        # Site-local ones were private before fd00::/8 was, and Python calls them global.
        is_private = found.is_private or (isinstance(found, IPv6Address) and found.is_site_local)
        return self.local if is_private else found.is_global


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Read networks such as ``10.20.0.0/16``.

    :raises ValueError: naming the text that is none.
    """
    return tuple(ip_network(text) for text in texts)


def _unwrapped(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
