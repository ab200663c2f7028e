"""What tests of faults may ask for (故障测试设施): a register, receivers, dispatchers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from partners.endpoints.signing_keys import keys_of_agency
from partners.models.streams import StreamState
from registry.db import db
from registry.runtime import current_runtime
from tests.clocks import MORNING, SetClock
from tests.engines.applications import Applications
from tests.engines.migrated import settings_for
from tests.flows.faults.crew import Crew, Member
from tests.flows.faults.entitled import BY_LISTING, Rows, standing
from tests.flows.faults.receivers import Receiver, Receivers
from tests.partners.conftest import Agencies
from tests.partners.register import KnownSubject, Register


@dataclass
class Scene:
    """A register with agencies that receive, and the dispatchers between them."""

    app: Flask
    url: str
    register: Register
    directory: Agencies
    receivers: Receivers
    crew: Crew

    def __post_init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._since: dict[str, int] = {}
        self._measures: dict[str, str] = {}
        self._listed: list[tuple[KnownSubject, UUID]] = []

    def agency(
        self,
        code: str,
        measure: str = BY_LISTING,
        *,
        max_notices: int = 3,
        endpoint: str = "",
    ) -> Receiver:
        """Take an agency in, and give its receiver."""
        key = self.directory.add(
            measure,
            code=code,
            max_notices=max_notices,
            endpoint=endpoint or self.receivers.endpoint(code),
        )
        self._keys[code] = key
        keys = keys_of_agency(db.session(), current_runtime().vault, key, now=MORNING)
        db.session.rollback()
        receiver = Receiver(code, list(keys), self.crew.now)
        self.receivers.agencies[code] = receiver
        self._since[code], self._measures[code] = self.register.size(), measure
        return receiver

    def act(self) -> None:
        """Let the courts do a little of everything: what begins, what changes, what ends."""
        for _ in range(2):
            subject = self.register.subject()
            listing = self.register.publish(subject)
            order = self.register.impose(subject)
            self._listed.append((subject, listing))
            self.register.amend(subject, listing)
            self.register.lift(subject, order)
        if len(self._listed) > 2:
            self.register.remove(*self._listed.pop(0))

    def rescue(self, member: Member) -> None:
        """Let another dispatcher go on where one has died, long before the lease would run out."""
        self.crew.forward(timedelta(seconds=2))
        member.drain()

    def stream(self, code: str) -> StreamState:
        """Return how an agency's stream stands."""
        db.session.rollback()
        found = db.session.get_one(StreamState, self._keys[code])
        db.session.expunge(found)
        db.session.rollback()
        return found

    def check(self, *codes: str) -> None:
        """Compare receivers, all of them if none is named, with what they are entitled to: all of
        it, nothing else, in order, and repeats only as they were.
        """
        rows = Rows.read(self.url)
        for code in codes or tuple(self.receivers.agencies):
            receiver = self.receivers.agencies[code]
            expected = rows.of(self._measures[code], since=self._since[code])
            assert receiver.entries == expected, code
            assert standing(receiver.entries) == standing(expected)
            assert receiver.complaints == []
            state = self.stream(code)
            assert (state.state, state.reason, state.failures) == ("running", "", 0)
            assert state.through == expected[-1][0]


@pytest.fixture
def scene(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Scene]:
    """Give a register, and take away every process that a test has started."""
    with opened(app, database_url, tmp_path) as made:
        yield made


@pytest.fixture
def scene_of_many(
    postgresql_url: str, applications: Applications, clock: SetClock, tmp_path: Path
) -> Iterator[Scene]:
    """Give a register on the engine on which many write at once."""
    clock.set(MORNING)
    app = applications.build(settings_for(postgresql_url))
    with app.app_context(), opened(app, postgresql_url, tmp_path) as made:
        yield made
        db.session.remove()
        db.engine.dispose()


@contextmanager
def opened(app: Flask, url: str, folder: Path) -> Iterator[Scene]:
    """Make a scene, and end what it has started."""
    receivers, crew = Receivers(), Crew(url, folder)
    try:
        yield Scene(app, url, Register(app), Agencies(app), receivers, crew)
    finally:
        crew.dismiss()
        receivers.close()
