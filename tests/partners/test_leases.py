"""Leases: one holder at a time, and whoever lost it changes nothing."""

import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from partners.deliveries import leases
from partners.deliveries.leases import LEASE, Lease
from partners.endpoints.attempts import Answer
from partners.models.streams import Delivery, DeliveryAttempt, StreamState
from partners.services import streams
from registry.db import transaction
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import ACCEPTED, FakeTransport, Posted
from tests.partners.register import ACTOR, Register

pytestmark = pytest.mark.every_engine
MINE, OTHER = "this-host:1:mine", "other-host:1:other"


def claimed(agency_id: int, holder: str, clock: SetClock, *, early: bool = False) -> Lease | None:
    with transaction() as session:
        return leases.claim(session, agency_id, holder=holder, now=clock(), early=early)


def test_a_lease_is_held_by_one_at_a_time_and_passes_on_when_it_runs_out(
    directory: Agencies, clock: SetClock
) -> None:
    agency = directory.add()
    first = claimed(agency, MINE, clock)
    assert first is not None
    assert claimed(agency, OTHER, clock) is None
    clock.forward(LEASE)
    second = claimed(agency, OTHER, clock)
    assert second is not None
    assert second.token == first.token + 1


def test_a_lease_that_is_given_back_is_free_and_only_its_holder_gives_it_back(
    directory: Agencies, clock: SetClock
) -> None:
    agency = directory.add()
    first = claimed(agency, MINE, clock)
    assert first is not None
    clock.forward(LEASE)
    assert claimed(agency, OTHER, clock) is not None
    with transaction() as session:
        leases.release(session, first)
    assert claimed(agency, MINE, clock) is None


def test_a_stream_that_is_not_due_is_claimed_early_only_if_it_is_not_failing(
    directory: Agencies, clock: SetClock
) -> None:
    agency = directory.add()
    with transaction() as session:
        session.execute(update(StreamState).values(due_at=clock() + timedelta(hours=1)))
    assert claimed(agency, MINE, clock) is None
    with transaction() as session:
        session.execute(update(StreamState).values(failures=1))
    assert claimed(agency, MINE, clock, early=True) is None
    with transaction() as session:
        session.execute(update(StreamState).values(failures=0))
    assert claimed(agency, MINE, clock, early=True) is not None


def test_a_paused_stream_is_claimed_by_nobody(directory: Agencies, clock: SetClock) -> None:
    agency = directory.add()
    with transaction() as session:
        streams.pause(session, "market-regulation", reason="", actor=ACTOR, now=MORNING)
    assert claimed(agency, MINE, clock, early=True) is None


def ended_process() -> int:
    """Return the id of a process of this machine that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_the_lease_of_a_process_that_is_gone_passes_on_at_once(
    directory: Agencies, clock: SetClock
) -> None:
    agency = directory.add()
    host = leases.this_process().split(":")[0]
    assert claimed(agency, f"{host}:{ended_process()}:gone", clock) is not None
    assert claimed(agency, MINE, clock) is not None


def test_only_a_process_known_to_be_gone_is_taken_for_gone() -> None:
    here = leases.this_process().split(":")[0]
    assert not leases.is_gone(leases.this_process())
    assert not leases.is_gone(f"{here}:{os.getppid()}:somebody")
    assert not leases.is_gone(f"another-host:{ended_process()}:somebody")
    # A container beside this one that has the machine's name and counts its own processes.
    beside = f"{socket.gethostname()}/1"
    assert not leases.is_gone(f"{beside}:{ended_process()}:somebody")
    assert not leases.is_gone(f"{beside}:{os.getpid()}:somebody")
    assert not leases.is_gone("")
    # The same process id under another run: a process id that came round again.
    assert leases.is_gone(f"{here}:{os.getpid()}:an-earlier-run")


def test_a_holder_that_stalls_and_wakes_changes_nothing(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    other = FakeTransport()

    def stall(_posted: Posted) -> Answer:
        # While the first holder waits for this answer its lease runs out and another delivers.
        clock.forward(LEASE + timedelta(seconds=1))
        send(agency, other)
        return Answer(status=500)

    stalled = FakeTransport([stall])
    send(agency, stalled)
    session.rollback()
    state = session.get_one(StreamState, agency)
    assert (state.failures, state.through) == (0, stalled.posted[0].delivery["through"])
    assert stalled.posted[0].body == other.posted[0].body
    assert [row.outcome for row in session.scalars(select(DeliveryAttempt))] == ["accepted"]
    assert state.lease_holder is None


def test_a_holder_that_lost_its_lease_freezes_nothing(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add(max_notices=1)
    subject = register.subject()
    register.publish(subject)
    register.publish(subject)
    other = FakeTransport()

    def stall(_posted: Posted) -> Answer:
        clock.forward(LEASE + timedelta(seconds=1))
        send(agency, other)
        return ACCEPTED

    send(agency, FakeTransport([stall]))
    session.rollback()
    deliveries = session.scalars(select(Delivery)).all()
    assert len(deliveries) == len(other.posted) == 2
    assert {row.state for row in deliveries} == {"accepted"}
