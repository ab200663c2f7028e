"""What an operator has closed: it is not compared, until a snapshot has told the agency of it."""

from sqlalchemy.orm import Session

from partners.deliveries import parked
from registry.db import transaction
from registry.runtime import current_runtime
from tests.partners.conftest import Send
from tests.partners.copy import Copy
from tests.partners.parked import close, rows
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import Register
from tests.partners.test_reconciliation import (
    Comparer,
    agency,
    compared,
    comparer,
    prepared,
    state_of,
    taken,
)

__all__ = ("agency", "comparer")


def test_what_an_operator_has_closed_is_withheld_until_a_snapshot_tells_of_it(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject = register.subject()
    closed = str(register.publish(subject))
    send_later(agency, FakeTransport([status(422)]))
    close(rows(session)[0])
    held = Copy()
    other = str(register.publish(subject))
    taken(send_later, agency, held)
    assert compared(comparer, agency, session, held) == {other: "withheld"}
    assert taken(send_later, agency, Copy()).posted == []
    with transaction() as opened:
        position = state_of(session, agency).through
        parked.told_otherwise(opened, agency, "快照", through=position, now=current_runtime().now())
    prepared(comparer, state_of(session, agency))
    assert comparer.narrow(Copy()) == {closed: "missing", other: "missing"}
    again = taken(send_later, agency, Copy())
    assert {one["record"] for posted in again.posted for one in posted.notices} == {closed, other}
