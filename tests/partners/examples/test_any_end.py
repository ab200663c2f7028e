"""The receiver of our documentation is killed again and again while it is told of much: what it
holds in the end is what the register says that it should, by reconciling and by its measures.
"""

import json
import os
import random
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.models.streams import DeliveryAttempt
from partners.states import AttemptOutcome
from registry.db import end_reading, transaction
from tests.flows.faults.crew import until
from tests.forked import Program
from tests.partners.caller import printed
from tests.partners.conftest import CODE, Agencies
from tests.partners.copy import Copy
from tests.partners.examples.conftest import EXAMPLES, Desk
from tests.partners.register import KnownSubject, Register
from tests.partners.test_reconciliation import Comparer, compared

MEASURES = ("go2016.C1", "go2016.G1", "go2016.G6")
KILLS = int(os.environ.get("SOAK_KILLS", "6"))
# How many listings at least come between two kills; a delivery holds fewer.
SPURT, MOST = 60, 20


class Example:
    """The receiver as an agency runs it, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.store = folder / "agency.db"
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.secrets = ""
        self._runs: Program | None = None

    @property
    def address(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}/notices"

    def start(self) -> None:
        """Start it, and wait until it listens."""
        said = {"AGENCY": CODE, "SECRETS": self.secrets, "STORE": str(self.store)}
        words = ["flask", "--app", "receiver", "run", "-p", str(self.port)]
        self._runs = Program(
            words,
            environ={**os.environ, **said},
            folder=EXAMPLES,
            log=self._folder / "receiver.log",
        )
        until(self._listens)

    def _listens(self) -> bool:
        with closing(socket.socket()) as asks:
            return asks.connect_ex(("127.0.0.1", self.port)) == 0

    def end(self) -> None:
        """Kill it, whatever it does."""
        if self._runs is not None:
            self._runs.kill()
            assert self._runs.wait(60) == -signal.SIGKILL
            self._runs = None

    def end_with(self, notices: int) -> None:
        """Kill it as soon as it has taken in so many notices."""
        until(lambda: self._has() >= notices)
        self.end()

    def _has(self) -> int:
        with closing(sqlite3.connect(self.store)) as store:
            try:
                [found] = store.execute("SELECT count(*) FROM notice").fetchone()
            except sqlite3.OperationalError:
                # Before its first delivery there is no table.
                return 0
        return int(found)

    def taken_in(self) -> list[dict[str, Any]]:
        """Return what it has taken in, in the order of the journal."""
        if not self._has():
            return []
        query = "SELECT body FROM notice ORDER BY json_extract(body, '$.position')"
        with closing(sqlite3.connect(self.store)) as store:
            return [json.loads(body) for (body,) in store.execute(query)]

    def copy(self) -> Copy:
        """Return what it holds: records by its notices, measures by what it carried out."""
        held = Copy()
        held.take({"notices": self.taken_in()})
        held.measures = {subject: set() for subject in held.measures}
        with closing(sqlite3.connect(self.store)) as store:
            for subject, measure in store.execute("SELECT subject, measure FROM holding"):
                held.measures[subject].add(measure)
        return held


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Example]:
    """Give the receiver, not started yet."""
    made = Example(tmp_path)
    yield made
    made.end()


class Court:
    """Enters what a court does to the records of a few, by chance."""

    def __init__(self, register: Register, chance: random.Random) -> None:
        self._register, self._chance = register, chance
        self._subjects = [register.subject() for _ in range(9)]
        self._listings: list[tuple[KnownSubject, UUID]] = []
        self._orders: list[tuple[KnownSubject, UUID]] = []

    def acts(self) -> None:
        """Begin much, and end and change a part of it."""
        register = self._register
        with transaction() as session:
            for _ in range(SPURT):
                register.enter(session, self._chance.choice(self._subjects))
        for _ in range(6):
            subject = self._chance.choice(self._subjects)
            self._listings.append((subject, register.publish(subject)))
            self._orders.append((subject, register.impose(subject)))
        register.amend(*self._chance.choice(self._listings))
        for ends, records in ((register.remove, self._listings), (register.lift, self._orders)):
            for _ in range(3):
                ends(*records.pop(self._chance.randrange(len(records))))
        subject, order = self._chance.choice(self._orders)
        register.suspend(subject, order)
        register.resume(subject, order)


@pytest.mark.timeout(600)
def test_whenever_it_is_killed_the_example_holds_what_it_should(
    directory: Agencies,
    register: Register,
    desk: Desk,
    example: Example,
    client: FlaskClient,
    runner: FlaskCliRunner,
    session: Session,
) -> None:
    agency = directory.add(*MEASURES, endpoint=example.address, is_proven=False, max_notices=MOST)
    example.secrets = directory.secrets[CODE]
    example.start()
    desk.prover.drain()
    # The same acts and kills in every run; no secret.
    chance = random.Random(20260302)  # noqa: S311
    court = Court(register, chance)
    for _ in range(KILLS):
        court.acts()
        # Before the last of what comes, so that something is left to be sent to nobody.
        ends_with = len(example.taken_in()) + chance.randrange(SPURT - MOST)
        kills = Thread(target=example.end_with, args=(ends_with,))
        kills.start()
        desk.sends()
        kills.join()
        example.start()
    desk.sends()
    assert desk.state() == "running"
    end_reading()
    # Each kill interrupted something: otherwise nothing would be shown.
    failed = DeliveryAttempt.outcome == AttemptOutcome.RETRY
    interrupted = session.scalars(select(func.count()).where(failed)).one()
    end_reading()
    assert interrupted >= KILLS
    told = [notice["id"] for notice in example.taken_in()]
    assert len(told) == len(set(told)) > KILLS * SPURT
    comparer = Comparer(client, printed(runner, "agency", "key", CODE))
    assert compared(comparer, agency, session, example.copy()) == {}
