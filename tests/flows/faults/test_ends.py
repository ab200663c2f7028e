"""``kill -9`` of the dispatcher at every point between reading the journal and moving the cursor:
the next one goes on, nothing is lost, and what is repeated is repeated as it was.
"""

import os
import signal
from datetime import timedelta

import pytest

from partners.deliveries.faults import Point
from tests.flows.faults.conftest import Scene
from tests.flows.faults.crew import Member
from tests.flows.faults.entitled import BY_EITHER
from tests.flows.faults.receivers import Behaviour, Receiver, Request

pytestmark = [pytest.mark.every_engine, pytest.mark.timeout(180)]
# How often a delivery comes that has come before, when the dispatcher ends at a point.
REPEATED = {
    Point.CLAIMED: 0,
    Point.DRAWN: 0,
    Point.FREEZING: 0,
    Point.FROZEN: 0,
    Point.ANSWERED: 1,
    Point.CONCLUDING: 1,
    Point.CONCLUDED: 0,
}


def killing(sender: Member, *, keeps: bool) -> Behaviour:
    """Kill whoever sends, with the whole request at hand and before any answer."""

    def kill(receiver: Receiver, request: Request) -> None:
        if keeps:
            receiver.take_in(request)
        os.kill(sender.pid, signal.SIGKILL)
        request.close_connection = True

    return kill


def test_a_dispatcher_that_is_killed_before_it_is_answered_loses_nothing(scene: Scene) -> None:
    receiver = scene.agency("market-regulation")
    scene.agency("housing", BY_EITHER)
    rescuer = scene.crew.start()
    for keeps in (False, True):
        scene.act()
        scene.crew.forward(timedelta(minutes=1))
        doomed = scene.crew.start()
        receiver.behaviours.append(killing(doomed, keeps=keeps))
        doomed.dies()
        scene.rescue(rescuer)
        scene.check()
    assert receiver.repeated == 2


def test_a_dispatcher_that_is_killed_at_any_point_loses_nothing_and_repeats_what_was_sent(
    scene: Scene,
) -> None:
    receiver = scene.agency("market-regulation", max_notices=500)
    rescuer = scene.crew.start()
    found = {}
    for point in Point:
        scene.act()
        scene.crew.forward(timedelta(minutes=1))
        before = receiver.repeated
        scene.crew.start(f"{point}:KILL").dies()
        scene.rescue(rescuer)
        scene.check()
        found[point] = receiver.repeated - before
    assert found == REPEATED
