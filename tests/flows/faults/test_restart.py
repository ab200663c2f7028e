"""A PostgreSQL that is stopped and started in the middle of deliveries: a server of its own."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from partners.deliveries.leases import LEASE
from registry.db import db
from tests.clocks import MORNING, SetClock
from tests.engines import server
from tests.engines.applications import Applications
from tests.engines.migrated import settings_for, upgrade
from tests.engines.server import Server
from tests.flows.faults.conftest import opened
from tests.flows.faults.receivers import Held

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def own_server() -> Iterator[Server]:
    """Give a server that serves nobody else."""
    started = server.start(owner=os.getpid())
    yield started
    started.stop()


def test_a_server_that_restarts_in_the_middle_loses_nothing(
    own_server: Server, applications: Applications, clock: SetClock, tmp_path: Path
) -> None:
    url = own_server.url.render_as_string(hide_password=False)
    upgrade(url)
    clock.set(MORNING)
    app = applications.build(settings_for(url))
    with app.app_context(), opened(app, url, tmp_path) as scene:
        receiver = scene.agency("market-regulation")
        member = scene.crew.start()
        for _ in range(3):
            held = Held()
            receiver.behaviours.append(held)
            scene.act()
            scene.crew.forward(timedelta(minutes=1))
            member.begin()
            held.wait()
            db.session.remove()
            own_server.restart()
            held.let_go()
            assert member.finish() == ""
            db.engine.dispose()
            scene.crew.forward(LEASE + timedelta(seconds=1))
            member.drain()
            scene.check()
        db.session.remove()
        db.engine.dispose()
