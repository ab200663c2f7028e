"""What tests of the partner side may ask for (推送测试设施): a register, agencies, a worker."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from partners.dispatch.workers import StreamWorker
from partners.endpoints import endpoints
from partners.endpoints.attempts import Transport
from partners.measures import catalogue_files
from partners.measures.catalogue import NATIONAL
from partners.services import agencies
from partners.services import catalogue as loading
from partners.services.agencies import AddAgency
from registry.db import transaction
from registry.runtime import current_runtime
from schemas.measures import USUAL_FIELDS, NoticeField
from tests.api.beginnings import Beginnings, after
from tests.api.desk import Desk
from tests.clocks import SetClock
from tests.partners.asking import Asking
from tests.partners.caller import Caller, printed
from tests.partners.peer import Behaviour, Peer
from tests.partners.register import ACTOR, Register

Send = Callable[[int, Transport], None]
Serve = Callable[..., Peer]
# What an agency is called that a test says nothing else of.
CODE = "market-regulation"


class Agencies:
    """Takes agencies in, as an operator does."""

    def __init__(self, app: Flask, beginnings: Beginnings | None = None) -> None:
        self.secrets: dict[str, str] = {}
        self._app, self._beginnings = app, beginnings
        after(beginnings, app, "the national catalogue", self._load)

    def _load(self) -> None:
        with transaction() as session:
            items = catalogue_files.own(NATIONAL).items
            now = current_runtime().now()
            loading.load(session, NATIONAL, items, actor=ACTOR, now=now)

    def add(
        self,
        *measures: str,
        code: str = CODE,
        fields: tuple[NoticeField, ...] = USUAL_FIELDS,
        every: int = 1,
        max_notices: int = 500,
        max_bytes: int = 1_048_576,
        endings_at_once: bool = False,
        endpoint: str | None = "http://127.0.0.1:9/notices",
        cron: str | None = None,
        posts_per_minute: int | None = None,
        is_proven: bool = True,
        begins_now: bool = True,
    ) -> int:
        """Take an agency in, its endpoint proven, and return its key inside."""
        order = AddAgency(
            code=code,
            name_zh="市场监督管理局",
            name_en="Market regulation",
            endpoint=endpoint,
            measures=measures or ("go2016.C1",),
            fields=fields,
            every_seconds=every,
            max_notices=max_notices,
            max_bytes=max_bytes,
            endings_at_once=endings_at_once,
            https_only=False,
            cron=cron,
            posts_per_minute=posts_per_minute,
            begins_now=begins_now,
        )
        found, self.secrets[code] = after(
            self._beginnings,
            self._app,
            ("an agency", order, is_proven),
            partial(_taken_in, order, is_proven=is_proven),
        )
        return found


def _taken_in(order: AddAgency, *, is_proven: bool) -> tuple[int, str]:
    runtime = current_runtime()
    with transaction() as session:
        added = agencies.add(session, order, runtime.vault, actor=ACTOR, now=runtime.now())
        found = agencies.find(session, order.code).id
        for only in endpoints.living(session, found) if is_proven else ():
            endpoints.prove(session, only, now=runtime.now())
    return found, added.secret or ""


@pytest.fixture
def register(app: Flask, beginnings: Beginnings | None) -> Register:
    """Give a register with one court."""
    return Register(app, beginnings)


@pytest.fixture
def directory(app: Flask, beginnings: Beginnings | None) -> Agencies:
    """Give a directory of agencies, none in it, with the national catalogue loaded."""
    return Agencies(app, beginnings)


@pytest.fixture
def asking(
    app: Flask, clock: SetClock, directory: Agencies, beginnings: Beginnings | None
) -> Asking:
    """Give a court with a case, and three agencies that answer."""
    desk = Desk(app, clock(), beginnings=beginnings).open()
    return Asking(app, desk, directory.add, clock(), beginnings).open()


@pytest.fixture
def send(app: Flask) -> Send:
    """Give a way to let a fresh worker send what waits for an agency."""

    def run(agency_id: int, transport: Transport) -> None:
        StreamWorker(agency_id, transport, jitter=lambda: 1.0).run()

    return run


@pytest.fixture
def send_later(send: Send, clock: SetClock) -> Send:
    """Give a way to send a minute later, when streams are due again."""

    def run(agency_id: int, transport: Transport) -> None:
        clock.forward(timedelta(minutes=1))
        send(agency_id, transport)

    return run


@pytest.fixture
def key(agency: int, runner: FlaskCliRunner) -> str:
    """Give a key of the agency that the test has taken in."""
    return printed(runner, "agency", "key", CODE)


@pytest.fixture
def itself(client: FlaskClient, key: str) -> Caller:
    """Give that agency, as it calls."""
    return Caller(client, key)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Give a way to start peers, and end them."""
    started: list[Peer] = []

    def start(*behaviours: Behaviour) -> Peer:
        started.append(Peer(*behaviours))
        return started[-1]

    yield start
    for peer in started:
        peer.close()
