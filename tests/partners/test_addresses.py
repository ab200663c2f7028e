"""Addresses that deliveries may go to: public ones, named networks, and in development this
machine.
"""

import pytest

from partners.endpoints.addresses import Reach, networks

PUBLIC = ("1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1")
INSIDE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "fd00::1",
    "::ffff:10.1.2.3",
    "64:ff9b::10.1.2.3",
    "2002:a01:203::1",
    "2002:a9fe:a9fe::1",
    "64:ff9b:1::a01:203",
    "::10.1.2.3",
    "fec0::1",
    "192.0.2.1",
    "198.18.0.1",
    "0.0.0.1",
)
NEVER = (
    "3fff::1",
    "0.0.0.0",  # noqa: S104 - refused, never bound
    "::",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "64:ff9b::169.254.169.254",
    "240.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "agency.example",
    "",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_within_reach(address: str) -> None:
    assert Reach().permits(address)


@pytest.mark.parametrize("address", INSIDE + NEVER)
def test_nothing_inside_is_within_reach(address: str) -> None:
    assert not Reach().permits(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "fd00::1", *PUBLIC])
def test_this_machine_is_within_reach_where_agencies_are_tried_out(address: str) -> None:
    assert Reach(local=True).permits(address)


@pytest.mark.parametrize("address", NEVER)
def test_what_is_nobodys_address_is_never_within_reach(address: str) -> None:
    assert not Reach(local=True).permits(address)


def test_a_named_network_is_within_reach_and_its_neighbour_is_not() -> None:
    reach = Reach(networks=networks(["10.20.0.0/16", "fd00:1::/32"]))
    assert reach.permits("10.20.255.255")
    assert reach.permits("::ffff:10.20.0.1")
    assert reach.permits("fd00:1::9")
    assert not reach.permits("10.21.0.0")
    assert not reach.permits("fd00:2::9")


def test_what_is_no_network_is_named() -> None:
    with pytest.raises(ValueError, match=r"10\.20\.0\.1/16"):
        networks(["10.20.0.1/16"])
