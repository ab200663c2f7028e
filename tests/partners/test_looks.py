"""Looks without a lease: what goes out first is drawn up before the lease is taken, and sent only
if nobody can have moved the stream since.
"""

import pytest

from partners.deliveries import leases
from partners.deliveries.drafts import Draft
from partners.deliveries.leases import LEASE, Lease
from partners.dispatch.looks import Found, Lookout
from partners.notices.blocks import Blocks
from registry.db import transaction
from registry.runtime import current_runtime
from tests.clocks import SetClock
from tests.partners.asked import told_to_the_store
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import Register

MINE, OTHER = "this-host:1:mine", "other-host:1:other"
# What begins and ends its transactions counts too.
MOST = 13


def looked(agency_id: int) -> Found:
    found = Lookout(agency_id, Blocks()).look(current_runtime(), early=False)
    assert found is not None
    return found


def claimed(agency_id: int, holder: str, clock: SetClock) -> Lease:
    with transaction() as session:
        lease = leases.claim(session, agency_id, holder=holder, now=clock(), early=True)
    assert lease is not None
    return lease


@pytest.mark.every_engine
def test_what_was_drawn_up_goes_out_if_nobody_moved_the_stream(
    directory: Agencies, register: Register, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    found = looked(agency)
    assert isinstance(found.first, Draft)
    assert found.after(claimed(agency, MINE, clock)) is found.first


@pytest.mark.every_engine
def test_it_does_not_where_another_one_had_the_lease_meanwhile(
    directory: Agencies, register: Register, send: Send, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    register.publish(register.subject())
    found = looked(agency)
    # It narrows the batch down, sends one by one, and gives the lease back.
    send(agency, FakeTransport([status(400)]))
    assert found.after(claimed(agency, MINE, clock)) is None


def test_it_does_not_where_another_one_had_the_lease_when_it_was_drawn_up(
    directory: Agencies, register: Register, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    claimed(agency, OTHER, clock)
    found = looked(agency)
    clock.forward(LEASE)
    assert found.after(claimed(agency, MINE, clock)) is None


def test_one_more_delivery_costs_few_statements(
    directory: Agencies, register: Register, send: Send
) -> None:
    few = directory.add(code="few", max_notices=2)
    many = directory.add(code="many", max_notices=1)
    for _ in range(8):
        register.publish(register.subject())
    counts = []
    for agency, deliveries in ((few, 4), (many, 8)):
        transport = FakeTransport()
        with told_to_the_store() as said:
            send(agency, transport)
        assert len(transport.posted) == deliveries
        counts.append(len(said))
    assert 0 < counts[1] - counts[0] <= 4 * MOST
