"""The programs of our documentation (示例程序), run against the real dispatcher."""

import importlib.util
import sqlite3
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask
from werkzeug.serving import make_server

from config import Settings
from partners.dispatch.dispatcher import Dispatcher
from partners.dispatch.prover import Prover
from partners.endpoints.addresses import Reach
from partners.endpoints.transport import HttpTransport
from partners.oversight.status import report
from partners.services import endpoint_acts, streams
from partners.services.endpoint_acts import RotateSecret
from registry.clock import system_clock
from registry.db import db, transaction
from registry.runtime import current_runtime
from tests.partners import of_now
from tests.partners.conftest import Agencies
from tests.partners.register import ACTOR

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
EXAMPLE = EXAMPLES / "receiver.py"
MOST_LINES = 150


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give an application on the machine's clock: receivers refuse what is not from now."""
    yield from of_now.application(settings)


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
    with listening(receiver.app) as address:
        yield f"{address}/notices"


@contextmanager
def listening(app: Flask, trust: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve an application, over TLS where it is said how, and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, ssl_context=trust)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    scheme = "http" if trust is None else "https"
    yield f"{scheme}://127.0.0.1:{server.server_port}"
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


@pytest.fixture
def register_address(app: Flask) -> Iterator[str]:
    """Give the address where the register is called."""
    with listening(app) as address:
        yield address
