"""Many write at once, and one keeps its transaction open while others commit: whoever reads the
journal meanwhile misses no position.

This is PostgreSQL's alone: on SQLite writers take turns.
"""

import threading
from datetime import timedelta

import pytest

from registry.db import db, transaction
from registry.journal import append
from registry.runtime import current_runtime
from tests.flows.faults.conftest import Scene
from tests.flows.faults.crew import PATIENCE
from tests.partners.register import KnownSubject

pytestmark = pytest.mark.timeout(180)
MINUTE = timedelta(minutes=1)


class Writer(threading.Thread):
    """An act that enters listings and keeps its transaction open until the test lets it commit.

    :param sealed: keep it open at the last moment, when its entries have their positions.
    """

    def __init__(self, scene: Scene, subject: KnownSubject, *, sealed: bool) -> None:
        super().__init__()
        self._scene, self._subject, self._sealed = scene, subject, sealed
        self._open, self._let = threading.Event(), threading.Event()

    def run(self) -> None:
        """Act."""
        with self._scene.app.app_context():
            with transaction() as session:
                self._scene.register.enter(session, self._subject)
                self._scene.register.enter(session, self._subject)
                if self._sealed:
                    append.seal(
                        session, current_runtime().vault, recorded_at=current_runtime().now()
                    )
                self._open.set()
                assert self._let.wait(PATIENCE)
            db.session.remove()

    def begin(self) -> None:
        """Start, and come back when the transaction is open."""
        self.start()
        assert self._open.wait(PATIENCE)

    def commit(self) -> None:
        """Let it commit."""
        self._let.set()
        self.join(PATIENCE)
        assert not self.is_alive()


def crowd(scene: Scene, writers: int) -> list[threading.Thread]:
    """Start writers that commit one act after the other."""

    def act(subject: KnownSubject) -> None:
        with scene.app.app_context():
            for _ in range(5):
                scene.register.publish(subject)
            db.session.remove()

    subjects = [scene.register.subject() for _ in range(writers)]
    threads = [threading.Thread(target=act, args=(subject,)) for subject in subjects]
    for thread in threads:
        thread.start()
    return threads


def test_a_transaction_held_open_while_others_commit_costs_no_reader_a_position(
    scene_of_many: Scene,
) -> None:
    scene = scene_of_many
    receiver = scene.agency("market-regulation", max_notices=500)
    member = scene.crew.start()
    slow = Writer(scene, scene.register.subject(), sealed=False)
    slow.begin()
    for _ in range(2):
        scene.act()
        scene.crew.forward(MINUTE)
        member.drain()
        scene.check()
    told = len(receiver.entries)
    slow.commit()
    scene.crew.forward(MINUTE)
    member.drain()
    scene.check()
    assert len(receiver.entries) == told + 2


def test_positions_that_are_given_and_not_committed_hold_writers_up_and_no_reader(
    scene_of_many: Scene,
) -> None:
    scene = scene_of_many
    receiver = scene.agency("market-regulation", max_notices=500)
    member = scene.crew.start()
    scene.act()
    slow = Writer(scene, scene.register.subject(), sealed=True)
    slow.begin()
    others = crowd(scene, 4)
    member.drain()
    scene.check()
    told = len(receiver.entries)
    slow.commit()
    while any(thread.is_alive() for thread in others):
        scene.crew.forward(MINUTE)
        member.drain()
    for thread in others:
        thread.join()
    scene.crew.forward(MINUTE)
    member.drain()
    scene.check()
    assert len(receiver.entries) == told + 2 + 4 * 5
