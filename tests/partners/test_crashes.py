"""Crashes: wherever a dispatcher ends, the next one goes on; nothing is lost, and a repeat carries
the ids of what it repeats.
"""

from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries import leases
from partners.deliveries.batches import Reader
from partners.deliveries.decisions import decide
from partners.deliveries.deliveries import freeze
from partners.deliveries.drafts import Draft, Sender
from partners.deliveries.drawing import draw_up
from partners.deliveries.leases import LEASE, Lease
from partners.dispatch.conclusions import conclude
from partners.endpoints.attempts import Answer
from partners.models.streams import Delivery, DeliveryAttempt, StreamState
from partners.notices.blocks import Blocks
from partners.receipts.receipts import Answered
from registry.db import db, transaction
from registry.runtime import current_runtime
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import Register

pytestmark = pytest.mark.every_engine
ENDPOINT = "http://127.0.0.1:9/notices"
HOLDER = "other-host:1:somebody"


class Mortal:
    """Does what a worker does, step by step, and ends after any of them without a trace."""

    def __init__(self, agency_id: int, receiver: FakeTransport) -> None:
        self._agency_id = agency_id
        self._receiver = receiver

    def claims(self) -> Lease:
        """Take the lease."""
        with transaction() as session:
            now = current_runtime().now()
            lease = leases.claim(session, self._agency_id, holder=HOLDER, now=now, early=False)
        assert lease is not None
        return lease

    def draws_up(self) -> Draft:
        """Take the lease and draw a delivery up."""
        self.claims()
        return self._drawn()

    def freezes(self) -> tuple[Lease, Draft, int]:
        """Take the lease and freeze a delivery."""
        lease = self.claims()
        draft = self._drawn()
        with transaction() as session:
            delivery_id = freeze(session, lease, draft, now=current_runtime().now())
        assert delivery_id is not None
        return lease, draft, delivery_id

    def posts(self) -> tuple[Lease, Draft, int, Answer]:
        """Go as far as the answer."""
        lease, draft, delivery_id = self.freezes()
        headers = {"webhook-id": str(draft.public_id)}
        answer = self._receiver.post(ENDPOINT, headers, draft.body, answer_limit=1)
        return lease, draft, delivery_id, answer

    def fails_to_commit(self) -> None:
        """Go as far as the last statement before the commit of the result."""
        lease, draft, delivery_id, answer = self.posts()
        now = current_runtime().now()
        move = decide(
            answer, draft.standing, draft.schedule, notices=len(draft.told), now=now, jitter=1.0
        )
        with suppress(ZeroDivisionError), transaction() as session:
            conclude(session, lease, draft, delivery_id, answer, Answered(), move, now=now)
            session.flush()
            raise ZeroDivisionError

    def _drawn(self) -> Draft:
        sender = Sender(Reader(current_runtime().vault, Blocks()), uuid4())
        draft = draw_up(db.session(), self._agency_id, sender)
        assert isinstance(draft, Draft)
        return draft


@pytest.mark.parametrize(
    ("steps", "posted_before"),
    [
        (Mortal.claims, 0),
        (Mortal.draws_up, 0),
        (Mortal.freezes, 0),
        (Mortal.posts, 1),
        (Mortal.fails_to_commit, 1),
    ],
)
def test_after_an_end_at_any_step_everything_arrives_once_in_order(
    app: Flask,
    register: Register,
    directory: Agencies,
    send: Send,
    session: Session,
    clock: SetClock,
    steps: Callable[[Mortal], object],
    posted_before: int,
) -> None:
    agency = directory.add(max_notices=2)
    subject = register.subject()
    records = [str(register.publish(subject)) for _ in range(3)]
    receiver = FakeTransport()
    steps(Mortal(agency, receiver))
    db.session.remove()
    assert len(receiver.posted) == posted_before
    clock.forward(LEASE)
    records.append(str(register.publish(subject)))
    send(agency, receiver)
    kept = {notice["id"]: notice["record"] for notice in receiver.notices()}
    assert list(kept.values()) == records
    if posted_before:
        # What was posted before comes again as it was, though another notice has come since.
        first, again = receiver.posted[:2]
        assert first.body == again.body
        assert first.headers["webhook-id"] == again.headers["webhook-id"]
    session.rollback()
    state = session.get_one(StreamState, agency)
    assert state.through == receiver.posted[-1].delivery["through"]
    assert {row.state for row in session.scalars(select(Delivery))} == {"accepted"}
    assert all(row.outcome == "accepted" for row in session.scalars(select(DeliveryAttempt)))
