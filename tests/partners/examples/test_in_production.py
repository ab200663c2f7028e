"""As it is deployed (生产环境): https alone, a closed network with an authority of its own, and the
dispatcher and the prover that the program itself puts together.
"""

import ssl
from collections.abc import Iterator
from contextlib import closing
from types import ModuleType

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.orm import Session

from config import Settings
from partners.dispatch.dispatcher import EXTENSION, Dispatcher
from partners.dispatch.prover import EXTENSION as PROVER
from partners.dispatch.prover import Prover
from partners.models.streams import StreamState
from partners.services import streams
from registry.cli import secrets
from registry.db import transaction
from registry.runtime import current_runtime
from tests.certificates import Authority
from tests.partners.conftest import Agencies
from tests.partners.examples.conftest import holdings, listening
from tests.partners.register import ACTOR, Register

pytestmark = pytest.mark.own_app
NETWORK = "127.0.0.0/8"


@pytest.fixture
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Give the authority of a closed network."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def deployed(database_url: str) -> dict[str, str]:
    """Give the settings that the command for secrets prints, and those of production."""
    printed = CliRunner().invoke(secrets).stdout.split()
    return {
        **dict(line.split("=", 1) for line in printed),
        "REGISTRY_ENV": "production",
        "DATABASE_URL": database_url,
    }


@pytest.fixture
def settings(deployed: dict[str, str], authority: Authority) -> Settings:
    """Give settings of production, in a network of its own."""
    closed = {"AGENCY_NETWORKS": NETWORK, "AGENCY_CA_FILE": str(authority.file)}
    return Settings.from_env({**deployed, **closed})


@pytest.fixture
def address(receiver: ModuleType, authority: Authority) -> Iterator[str]:
    """Give the address where the example listens, over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.issue())
    with listening(receiver.app, context) as address:
        yield f"{address}/notices"


class Deployed:
    """The dispatcher and the prover of the program."""

    def __init__(self, app: Flask) -> None:
        self.dispatcher: Dispatcher = app.extensions[EXTENSION]
        self.prover: Prover = app.extensions[PROVER]

    def sends(self) -> None:
        """Send what waits, due or not."""
        with transaction() as session:
            streams.resume(session, "market-regulation", actor=ACTOR, now=current_runtime().now())
        self.dispatcher.drain()

    def close(self) -> None:
        """End both."""
        self.dispatcher.close()
        self.prover.close()


@pytest.fixture
def desk(app: Flask) -> Iterator[Deployed]:
    """Give what the program itself sends with."""
    with closing(Deployed(app)) as made:
        yield made


def test_one_delivery_after_the_other_reaches_an_agency_over_tls(
    connected: Agencies, register: Register, desk: Deployed, receiver: ModuleType
) -> None:
    """Its address is proven over TLS too; both deliveries go over the connection that is kept."""
    subject = register.subject()
    record = register.publish(subject)
    desk.sends()
    assert holdings(receiver) == [(str(record), "go2016.C1"), (str(record), "go2016.G6")]
    register.remove(subject, record)
    desk.sends()
    assert holdings(receiver) == []


def test_plain_http_is_not_spoken(
    directory: Agencies, register: Register, desk: Deployed, session: Session
) -> None:
    agency_id = directory.add("go2016.C1", endpoint="http://127.0.0.1:9/notices")
    register.publish(register.subject())
    desk.dispatcher.drain()
    assert session.get_one(StreamState, agency_id).reason == "address"
