"""Two dispatchers on one agency, and a holder of the lease that stalls and wakes after it has
passed on: whoever is not the holder changes nothing.
"""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from partners.deliveries.faults import Point
from partners.deliveries.leases import LEASE
from partners.models.streams import DeliveryAttempt
from registry.db import db
from tests.flows.faults.conftest import Scene
from tests.flows.faults.entitled import BY_EITHER
from tests.flows.faults.receivers import Held

pytestmark = [pytest.mark.every_engine, pytest.mark.timeout(180)]
# Where a holder can stall without holding a transaction open, and how often the delivery that it
# had at hand comes once more.
STALLS = {
    Point.CLAIMED: 0,
    Point.DRAWN: 0,
    Point.FROZEN: 1,
    Point.ANSWERED: 1,
    Point.CONCLUDED: 0,
}
PASSED = LEASE + timedelta(seconds=1)


def written(scene: Scene) -> Sequence[object]:
    """Return what the store says of the stream: the cursor, its state, how many attempts."""
    state = scene.stream("market-regulation")
    attempts = db.session.scalar(select(func.count()).select_from(DeliveryAttempt))
    db.session.rollback()
    return state.scanned, state.through, state.state, state.failures, state.due_at, attempts


def test_while_one_dispatcher_sends_to_an_agency_another_sends_to_the_others_only(
    scene: Scene,
) -> None:
    receiver = scene.agency("market-regulation")
    other = scene.agency("housing", BY_EITHER)
    first, second = scene.crew.start(), scene.crew.start()
    held = Held()
    receiver.behaviours.append(held)
    scene.act()
    first.begin()
    held.wait()
    second.drain()
    assert len(receiver.posts) == 1
    held.let_go()
    assert first.finish() == ""
    for _ in range(3):
        scene.act()
        scene.crew.forward(timedelta(minutes=1))
        first.begin()
        second.begin()
        assert (first.finish(), second.finish()) == ("", "")
    # Whoever looked while the other was at it has left what came last to the next look.
    scene.crew.forward(timedelta(minutes=1))
    first.drain()
    scene.check()
    assert (receiver.repeated, other.repeated) == (0, 0)
    assert (receiver.most_at_once, other.most_at_once) == (1, 1)


def test_a_holder_that_stalls_at_any_point_and_wakes_late_changes_nothing(scene: Scene) -> None:
    receiver = scene.agency("market-regulation", max_notices=500)
    other = scene.crew.start()
    found = {}
    for point in STALLS:
        scene.act()
        scene.crew.forward(timedelta(minutes=1))
        before = receiver.repeated
        holder = scene.crew.start(f"{point}:STOP")
        holder.begin()
        holder.stops()
        sent = len(receiver.posts)
        other.drain()
        assert len(receiver.posts) == sent
        scene.crew.forward(PASSED)
        scene.act()
        other.drain()
        scene.check()
        as_written = written(scene)
        holder.wake()
        assert holder.finish() == ""
        assert written(scene) == as_written
        found[point] = receiver.repeated - before
        holder.dismiss()
    assert found == STALLS
    scene.check()


@pytest.mark.parametrize("status", [200, 500])
def test_a_holder_that_stalls_with_its_request_under_way_changes_nothing_whatever_is_answered(
    scene: Scene, status: int
) -> None:
    receiver = scene.agency("market-regulation", max_notices=500)
    holder, other = scene.crew.start(), scene.crew.start()
    held = Held(status)
    receiver.behaviours.append(held)
    scene.act()
    holder.begin()
    held.wait()
    holder.stop()
    scene.crew.forward(PASSED)
    other.drain()
    scene.check()
    as_written = written(scene)
    held.let_go()
    holder.wake()
    assert holder.finish() == ""
    assert written(scene) == as_written
    assert receiver.repeated == 1
    scene.check()
