"""A hundred times ``kill -9`` at any moment whatever (`make soak`), where the named points of
:mod:`tests.flows.faults.test_ends` leave a gap.
"""

import os
import random
from datetime import timedelta
from threading import Event

import pytest

from tests.flows.faults.conftest import Scene
from tests.flows.faults.entitled import BY_EITHER

pytestmark = [pytest.mark.every_engine, pytest.mark.benchmark, pytest.mark.timeout(3600)]
KILLS = int(os.environ.get("SOAK_KILLS", "100"))
# The longest that a dispatcher lives after it was told to send.
LIFE = 0.2


def test_kills_at_moments_of_no_choice_lose_nothing(scene: Scene) -> None:
    scene.agency("market-regulation")
    scene.agency("housing", BY_EITHER, max_notices=2)
    rescuer = scene.crew.start()
    # The same moments in every run, as far as a machine goes; no secret.
    chance = random.Random(20260302)  # noqa: S311
    pause = Event()
    for number in range(1, KILLS + 1):
        scene.act()
        scene.crew.forward(timedelta(minutes=1))
        doomed = scene.crew.start()
        doomed.begin()
        pause.wait(chance.uniform(0, LIFE))
        doomed.kill()
        doomed.dismiss()
        if number % 10 == 0:
            scene.rescue(rescuer)
            scene.check()
    scene.rescue(rescuer)
    scene.check()
