"""The receiver of our documentation, against the real dispatcher: all that an agency needs."""

import importlib.util
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from werkzeug.serving import make_server

from config import Settings
from partners import component, jobs
from partners.dispatch.dispatcher import Dispatcher
from partners.dispatch.prover import Prover
from partners.endpoints.addresses import Reach
from partners.endpoints.transport import HttpTransport
from partners.models.streams import Lifting, Receipt
from partners.oversight.status import report
from partners.services import endpoint_acts, streams
from partners.services.endpoint_acts import RotateSecret
from registry import events
from registry.app import create_app
from registry.clock import system_clock
from registry.db import db, transaction
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.runtime import current_runtime
from tests.contracts.alerts import ALERTED
from tests.partners.caller import printed
from tests.partners.conftest import Agencies
from tests.partners.register import ACTOR, Register

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
EXAMPLE = EXAMPLES / "receiver.py"
MOST_LINES = 150


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give an application on the machine's clock: receivers refuse what is not from now."""
    built = create_app(settings, component.init_app, clock=system_clock())
    with built.app_context():
        yield built
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def receiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give the example as a program of its own would read it."""
    monkeypatch.setenv("AGENCY", "market-regulation")
    monkeypatch.setenv("STORE", str(tmp_path / "agency.db"))
    return program("receiver")


def program(name: str) -> ModuleType:
    """Return an example as a program of its own would read it."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def address(receiver: ModuleType) -> Iterator[str]:
    """Give the address where the example listens."""
    server = make_server("127.0.0.1", 0, receiver.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/notices"
    server.shutdown()
    thread.join()
    server.server_close()


class Desk:
    """An operator of the register, with a dispatcher and a prover that speak HTTP."""

    def __init__(self, app: Flask) -> None:
        self._transport = HttpTransport(https_only=False, reach=Reach(local=True))
        self.dispatcher = Dispatcher(app, self._transport)
        self.prover = Prover(app, self._transport)

    def state(self) -> str:
        """Return how the one stream stands."""
        [stream] = report(db.session(), now=system_clock()())
        db.session.rollback()
        return stream.state

    def sends(self) -> None:
        """Send what waits, due or not."""
        with transaction() as session:
            streams.resume(session, "market-regulation", actor=ACTOR, now=current_runtime().now())
        self.dispatcher.drain()

    def rotates(self, overlap: timedelta) -> str:
        """Give the agency a new secret."""
        runtime = current_runtime()
        order = RotateSecret(code="market-regulation", overlap=overlap)
        with transaction() as session:
            done = endpoint_acts.rotate(
                session, order, runtime.vault, actor=ACTOR, now=runtime.now()
            )
        return done.secret

    def close(self) -> None:
        """End dispatcher and prover."""
        self.dispatcher.close()
        self.prover.close()


@pytest.fixture
def desk(app: Flask) -> Iterator[Desk]:
    """Give an operator's desk."""
    made = Desk(app)
    yield made
    made.close()


@pytest.fixture
def connected(
    directory: Agencies, address: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> Agencies:
    """Give an agency that runs the example and has proven its address."""
    directory.add("go2016.C1", "go2016.G6", endpoint=address, is_proven=False)
    monkeypatch.setenv("SECRETS", directory.secrets["market-regulation"])
    desk.prover.drain()
    return directory


def holdings(receiver: ModuleType) -> list[tuple[str, str]]:
    """Return what the agency's own store holds: record and measure."""
    with closing(sqlite3.connect(receiver.os.environ["STORE"])) as store:
        return list(store.execute("SELECT record, measure FROM holding ORDER BY record, measure"))


def test_the_example_is_short_enough_to_be_read() -> None:
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) < MOST_LINES


def test_the_example_proves_its_address_holds_what_it_is_told_and_lifts_it(
    connected: Agencies, register: Register, desk: Desk, receiver: ModuleType
) -> None:
    assert desk.state() == "running"
    subject = register.subject()
    record, order = register.publish(subject), register.impose(subject)
    desk.sends()
    held = {(str(record), "go2016.C1"), (str(order), "go2016.G6")}
    assert held <= set(holdings(receiver))
    register.remove(subject, record)
    register.lift(subject, order)
    desk.sends()
    assert holdings(receiver) == []
    with transaction() as session:
        liftings = session.scalars(select(Lifting)).all()
        assert liftings
        assert all(lifting.confirmed_at for lifting in liftings)
        assert session.scalars(select(Receipt)).all()


def test_an_example_without_the_right_secret_proves_nothing_and_gets_nothing(
    directory: Agencies,
    register: Register,
    desk: Desk,
    address: str,
    receiver: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRETS", "whsec_" + "b" * 44)
    directory.add(endpoint=address, is_proven=False)
    desk.prover.drain()
    register.publish(register.subject())
    desk.dispatcher.drain()
    assert desk.state() == "unproven"
    assert not Path(receiver.os.environ["STORE"]).exists()


def test_while_secrets_rotate_an_example_with_either_goes_on(
    connected: Agencies,
    register: Register,
    desk: Desk,
    receiver: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = desk.rotates(endpoint_acts.DAY)
    record = register.publish(register.subject())
    desk.sends()
    assert (str(record), "go2016.C1") in holdings(receiver)
    monkeypatch.setenv("SECRETS", new)
    desk.rotates(timedelta())
    register.publish(register.subject())
    desk.sends()
    # A secret that leaked signs nothing any more, so that whoever has only that is refused.
    assert desk.state() == "halted"


def test_an_example_that_lost_its_place_says_so_instead_of_going_on(
    connected: Agencies, register: Register, desk: Desk, receiver: ModuleType
) -> None:
    register.publish(register.subject())
    desk.sends()
    with closing(sqlite3.connect(receiver.os.environ["STORE"])) as store:
        store.execute("UPDATE stream SET through = 0")
        store.commit()
    register.publish(register.subject())
    desk.sends()
    assert desk.state() == "halted"


def test_the_example_takes_an_alert_of_a_watched_list_and_goes_on(
    connected: Agencies,
    register: Register,
    desk: Desk,
    receiver: ModuleType,
) -> None:
    """An alert is about a row of a list, and has no subject."""
    body = {**ALERTED, "asker": "agency:market-regulation"}
    with transaction() as session:
        append.record(
            session,
            Entry(
                kind=events.SCREENING_ALERT,
                body=body,
                actor=Actor(name="job:watch", via="test"),
                reason="credit",
                basis="Register Rule 91",
                occurred_at=current_runtime().now(),
                record_id=uuid4(),
            ),
        )
    desk.sends()
    record = register.publish(register.subject())
    desk.sends()
    assert desk.state() == "running"
    assert (str(record), "go2016.C1") in holdings(receiver)


@pytest.fixture
def register_address(app: Flask) -> Iterator[str]:
    """Give the address where the register is called."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_agency_that_begins_where_records_are_in_force_takes_a_snapshot_and_goes_on_behind_it(
    register: Register,
    directory: Agencies,
    receiver: ModuleType,
    address: str,
    register_address: str,
    desk: Desk,
    runner: FlaskCliRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = register.publish(register.subject())
    directory.add("go2016.C1", endpoint=address, is_proven=False, begins_now=False)
    monkeypatch.setenv("SECRETS", directory.secrets["market-regulation"])
    desk.prover.drain()
    assert desk.state() == "awaiting_snapshot"
    monkeypatch.setenv("REGISTER", register_address)
    monkeypatch.setenv("KEY", printed(runner, "agency", "key", "market-regulation"))
    monkeypatch.setenv("PAUSE", "0.05")
    monkeypatch.setitem(sys.modules, "receiver", receiver)
    taking = threading.Thread(target=program("snapshot").main, args=("接入",))
    taking.start()
    while taking.is_alive():
        # As the scheduler does meanwhile.
        jobs.prepare_snapshots()
        taking.join(timeout=0.05)
    assert holdings(receiver) == [(str(listed), "go2016.C1")]
    later = register.publish(register.subject())
    desk.sends()
    assert desk.state() == "running"
    assert set(holdings(receiver)) == {(str(r), "go2016.C1") for r in (listed, later)}
