"""Where deliveries go (连往何处): to addresses that were judged when a connection is made, one
after the other where a name has several.
"""

import socket
from contextlib import ExitStack, closing

from partners.endpoints.addresses import Reach, networks
from partners.endpoints.attempts import Trouble
from partners.endpoints.transport import HttpTransport
from tests.partners.conftest import Serve
from tests.partners.peer import answer, says

LIMIT = 1.0


def test_a_name_is_judged_by_where_it_leads_now(serve: Serve) -> None:
    """The name led to the agency when it was entered, and leads into this machine the next time."""
    # Closed by the answer itself: a kept connection goes on to where it was judged to go.
    peer = serve(says(answer("200 OK", b"", "Connection: close")))
    leads_to = ["127.0.0.1"]
    found = HttpTransport(
        https_only=False,
        reach=Reach(networks=networks(["127.0.0.1/32"])),
        seconds=LIMIT,
        resolve=lambda _host, _port: leads_to,
    )
    address = peer.address.replace("127.0.0.1", "agency.example")
    assert found.post(address, {}, b"{}", answer_limit=10).status == 200
    for inside in ("127.0.0.2", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.2"):
        leads_to[:] = [inside]
        refused = found.post(address, {}, b"{}", answer_limit=10)
        assert refused.trouble is Trouble.ADDRESS, inside
    found.close()


def test_of_several_addresses_those_that_may_not_be_reached_are_passed_over(serve: Serve) -> None:
    peer = serve(says(answer("200 OK")))
    found = HttpTransport(
        https_only=False,
        reach=Reach(networks=networks(["127.0.0.1/32"])),
        seconds=LIMIT,
        resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"],
    )
    address = peer.address.replace("127.0.0.1", "agency.example")
    assert found.post(address, {}, b"{}", answer_limit=10).status == 200
    found.close()


def test_a_name_that_leads_nowhere_is_tried_again() -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    found = HttpTransport(https_only=False, reach=Reach(local=True), seconds=LIMIT, resolve=nowhere)
    refused = found.post("http://agency.example/", {}, b"{}", answer_limit=10)
    assert refused.trouble is Trouble.UNREACHABLE
    found.close()


def test_an_address_that_swallows_everything_leaves_time_for_the_next(serve: Serve) -> None:
    """Of two addresses of a name the first takes no connection and refuses none."""
    peer = serve(says(answer("200 OK", b"{}")))
    port = int(peer.address.rsplit(":", 1)[1].split("/")[0])
    with socket.socket() as full, ExitStack() as waiting:
        full.bind(("127.0.0.2", port))
        full.listen(0)
        for _ in range(3):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(("127.0.0.2", port))
        transport = HttpTransport(
            https_only=False,
            reach=Reach(local=True),
            seconds=LIMIT,
            resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"],
        )
        with closing(transport):
            found = transport.post(f"http://agency.example:{port}/", {}, b"{}", answer_limit=10)
    assert (found.status, found.trouble) == (200, None)
