"""A clock that jumps forward and back under dispatchers that run: nothing waits for a day that a
wrong clock has named.
"""

from datetime import timedelta

import pytest

from tests.flows.faults.conftest import Scene
from tests.flows.faults.receivers import Receiver, Request

pytestmark = [pytest.mark.every_engine, pytest.mark.timeout(180)]
JUMP = timedelta(days=2)
# Deliveries to an agency are a second apart, by any clock.
APART = timedelta(seconds=2)


def fails(_receiver: Receiver, request: Request) -> None:
    """Answer that something is wrong here."""
    request.answer(500)


def test_a_clock_that_jumps_forward_and_back_holds_nothing_up(scene: Scene) -> None:
    receiver = scene.agency("market-regulation")
    member = scene.crew.start()
    for jump in (JUMP, -JUMP / 2, -JUMP / 3, JUMP):
        scene.act()
        scene.crew.forward(jump)
        member.drain()
        scene.check()
    assert receiver.repeated == 0


def test_a_pause_and_a_lease_from_a_clock_that_was_ahead_do_not_outlast_it(scene: Scene) -> None:
    receiver = scene.agency("market-regulation")
    member = scene.crew.start()
    scene.crew.forward(JUMP)
    receiver.behaviours.append(fails)
    scene.act()
    member.drain()
    assert receiver.entries == []
    scene.crew.forward(-JUMP)
    member.drain()
    scene.check()

    scene.crew.forward(JUMP)
    scene.act()
    holder = scene.crew.start("claimed:STOP")
    holder.begin()
    holder.stops()
    scene.crew.forward(APART - JUMP)
    member.drain()
    scene.check()
    holder.wake()
    assert holder.finish() == ""
    scene.check()
