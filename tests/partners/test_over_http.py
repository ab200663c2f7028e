"""Over HTTP: deliveries as they leave this machine, verified by an independent library and taken in
by the demo agency.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pytest_httpserver import HTTPServer
from standardwebhooks import Webhook
from werkzeug.wrappers import Request, Response

from config import Settings
from partners.dispatch.dispatcher import Dispatcher
from partners.dispatch.prover import Prover
from partners.endpoints.addresses import Reach
from partners.endpoints.transport import HttpTransport
from partners.services import endpoint_acts, streams
from partners.services.endpoint_acts import ProposeEndpoint, RotateSecret
from registry.db import transaction
from registry.runtime import current_runtime
from schemas.notices import DeliverySchema
from tests.partners import of_now
from tests.partners.conftest import Agencies
from tests.partners.register import ACTOR, NAME, Register

TIMEOUT = 10


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give an application on the machine's clock: receivers refuse what is not from now."""
    yield from of_now.application(settings)


@pytest.fixture
def dispatcher(app: Flask) -> Iterator[Dispatcher]:
    """Give a dispatcher that speaks HTTP."""
    made = Dispatcher(app, HttpTransport(https_only=False, reach=Reach(local=True)))
    yield made
    made.close()


def rotated(code: str = "market-regulation") -> str:
    """Return a fresh secret of an agency; the one before it goes on signing."""
    runtime = current_runtime()
    with transaction() as session:
        order = RotateSecret(code=code, overlap=endpoint_acts.DAY)
        done = endpoint_acts.rotate(session, order, runtime.vault, actor=ACTOR, now=runtime.now())
    return done.secret


@pytest.fixture
def prover(app: Flask) -> Iterator[Prover]:
    """Give a prover that speaks HTTP."""
    made = Prover(app, HttpTransport(https_only=False, reach=Reach(local=True)))
    yield made
    made.close()


def test_an_independent_library_verifies_what_arrives_with_either_secret(
    register: Register, directory: Agencies, dispatcher: Dispatcher, httpserver: HTTPServer
) -> None:
    directory.add(endpoint=httpserver.url_for("/notices"))
    secrets = [rotated(), rotated()]
    seen: list[dict[str, Any]] = []

    def receive(request: Request) -> Response:
        for secret in secrets:
            seen.append(Webhook(secret).verify(request.get_data(), dict(request.headers)))
        return Response(status=204)

    httpserver.expect_request("/notices", method="POST").respond_with_handler(receive)
    register.publish(register.subject())
    dispatcher.drain()
    httpserver.check_assertions()
    assert len(seen) == 2
    assert seen[0]["notices"][0]["subject"]["name"] == NAME
    DeliverySchema().load(seen[0])


def read(base: str, path: str) -> str:
    """Return what a server of this machine answers."""
    with closing(HTTPConnection(base.removeprefix("http://"), timeout=TIMEOUT)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read().decode()


@pytest.fixture
def demo(tmp_path: Path, directory: Agencies, prover: Prover) -> Iterator[str]:
    """Give the address of a demo agency in a process of its own, which has proven it."""
    directory.add("go2016.C1", "go2016.G6")
    port = free_port()
    secret = proposed(f"http://127.0.0.1:{port}/notices")
    arguments = ("--code", "market-regulation", "--port", str(port))
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "partners.demo.agency", *arguments, "--store", tmp_path / "a.db"],
        env={**os.environ, "AGENCY_SECRETS": secret},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        prover.drain()
        yield found[0]
        process.kill()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


def proposed(address: str) -> str:
    """Propose an endpoint and return its secret."""
    runtime = current_runtime()
    order = ProposeEndpoint(
        code="market-regulation", address=address, takes_over=True, https_only=False
    )
    with transaction() as session:
        added = endpoint_acts.propose(session, order, runtime.vault, actor=ACTOR, now=runtime.now())
    return added.secret


def test_the_demo_agency_holds_what_it_is_told_until_it_is_told_to_lift(
    register: Register, dispatcher: Dispatcher, demo: str
) -> None:
    def holdings(record: object) -> str:
        return read(demo, f"/holdings/{record}")

    with transaction() as session:
        streams.test(session, "market-regulation", actor=ACTOR, now=current_runtime().now())
    subject = register.subject()
    record, order = register.publish(subject), register.impose(subject)
    dispatcher.drain()
    assert "go2016.C1" in holdings(record)
    assert "go2016.G6" in holdings(order)
    register.remove(subject, record)
    register.lift(subject, order)
    with transaction() as session:
        streams.resume(session, "market-regulation", actor=ACTOR, now=current_runtime().now())
    dispatcher.drain()
    assert "go2016" not in holdings(record)
    assert "go2016" not in holdings(order)
    assert "stream.test" in read(demo, "/history")
