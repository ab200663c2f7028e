"""Forms of addresses (接收地址的写法): what can be read in two ways, or leads into this machine, is
refused when it is entered.
"""

import pytest

from partners.services import agency_checks
from registry.errors import ServiceError

USABLE = (
    "https://agency.example/notices",
    "https://agency.example",
    "https://agency.example:8443/a/b?key=1&b=%E5%8D%95",
    "https://agency.example.:443/",
    "https://a_b.agency-1.example/~x",
    "https://xn--fiqs8s.example/",
    "https://203.0.113.9/",
    "https://[2001:db8::9]:8443/",
    "HTTPS://Agency.Example/",
)
UNUSABLE = (
    "http://agency.example/",
    "https:///x",
    "https://",
    "agency.example",
    "https://user:password@agency.example/",
    "https://user@agency.example/",
    "https://@agency.example/",
    "https://agency.example:0/",
    "https://agency.example:99999/",
    "https://agency.example/#x",
    "https://agency.example/#",
    "https://[::1%25lo]/",
    "https://[fe80::1%eth0]/",
    "https://[v1.x]/",
    # Cyrillic letters that look like others; their name in DNS shows what they are.
    "https://\u0430gency.example/",
    # Full-width digits and dots, which some read as 127.0.0.1.
    "https://\uff11\uff12\uff17\uff0e0\uff0e0\uff0e1/",
    "https://agency\u3002example/",
    "https://agency.example\\@other.example/",
    "https://agency.example/ x",
    " https://agency.example/",
    "https://agency.example/\r\nX: y",
    "https://agency.example/\tx",
    "https://agency.example/\x00",
    "https://agency..example/",
    "https://-agency.example/",
    f"https://{'a' * 64}.example/",
    f"https://{'a.' * 127}example/",
    f"https://agency.example/{'x' * 2000}",
)


@pytest.mark.parametrize("address", USABLE)
def test_an_address_that_reads_in_one_way_is_taken(address: str) -> None:
    agency_checks.endpoint(address, https_only=True)


@pytest.mark.parametrize("address", UNUSABLE)
def test_an_address_that_could_be_read_in_two_ways_is_refused(address: str) -> None:
    with pytest.raises(ServiceError) as refused:
        agency_checks.endpoint(address, https_only=True)
    assert refused.value.code == "agency.endpoint_unusable"
