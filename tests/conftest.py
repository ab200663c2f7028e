"""What every test may ask for (公共测试设施): a database, an application, a session, a clock.

Strategy. A test that asks for nothing is pure and instant. ``database_url`` is a fresh, migrated
database that only this test sees. It is on SQLite; ``pytest.mark.every_engine`` runs a test once on
each engine. It is for what engines do differently: what happens at once, locks, constraints,
statements of their own, what a killed process leaves; and for one test of each family of tables,
which shows that the family works on both. What the law or a use case says is shown once. ``app``,
``session``, ``client`` and ``runner`` stand on that database. ``postgresql_url`` is for what only
PostgreSQL can show, ``empty_url`` for migrations.
"""

import gc

# What is imported and collected stays until the end; looking through it for garbage again and again
# took an eighth of the time of all tests.
gc.disable()

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis.internal.conjecture import providers
from sqlalchemy.orm import Session

from config import Settings
from registry.db import db
from tests.api.beginnings import Beginnings
from tests.clocks import MORNING, SetClock
from tests.engines.applications import Applications, handed_in
from tests.engines.databases import ENGINES, POSTGRESQL, SQLITE, Run
from tests.engines.migrated import settings_for, upgrade
from tests.network import guard
from tests.shares import load_share

RUN = pytest.StashKey[Run]()
# The same code has the same outcome on a machine of any speed.
hypothesis.settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("suite")
# Where more is invented, constants of our sources are tried too. Else every process would read all
# sources for them, and what is invented would depend on what happens to be loaded.
INVENTS_MORE = {"FUZZ_EXAMPLES", "SOAK_COURSES", "SOAK_LIVES"}
if not INVENTS_MORE & os.environ.keys():
    providers._get_local_constants = lambda: providers._local_constants


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a developer leave an engine out while working; the full suite never does."""
    parser.addoption("--engines", default=",".join(ENGINES), help="engines to test on, by commas")


def pytest_configure(config: pytest.Config) -> None:
    """Begin the run, or join the one that a worker was given."""
    sys.addaudithook(guard)
    config.addinivalue_line("markers", "every_engine: runs on SQLite and on PostgreSQL")
    config.addinivalue_line("markers", "own_app: changes the application, so it gets its own")
    given = getattr(config, "workerinput", None)
    config.stash[RUN] = Run.begin() if given is None else Run(given["folder"], given["owner"])


def pytest_collection(session: pytest.Session) -> None:
    """Let each of several processes begin with other tests, so that none compiles all of them."""
    given = getattr(session.config, "workerinput", None)
    if given is not None:
        which, of = int(given["workerid"].removeprefix("gw")), given["workercount"]
        for folder in map(Path, session.config.args):
            load_share(folder.absolute(), session.config.rootpath, which=which, of=of)


def pytest_collection_finish() -> None:
    """Collect garbage from here on, of what tests leave only, and after more than a few objects."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist which run it belongs to."""
    run = node.config.stash[RUN]
    node.workerinput["folder"] = str(run.folder)
    node.workerinput["owner"] = run.owner


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let go of the run, and end it where it began."""
    run = config.stash.get(RUN, None)
    if run is None:
        return
    if hasattr(config, "workerinput"):
        run.let_go()
    else:
        run.end()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that concerns the store on every engine, unless it chooses for itself."""
    chosen = metafunc.definition.iter_markers("parametrize")
    if "engine" not in metafunc.fixturenames or any(mark.args[0] == "engine" for mark in chosen):
        return
    everywhere = metafunc.definition.get_closest_marker("every_engine")
    chosen = metafunc.config.getoption("--engines").split(",")
    wanted = ENGINES if everywhere else (SQLITE,)
    metafunc.parametrize("engine", [name for name in wanted if name in chosen])


@pytest.fixture(scope="session")
def run(request: pytest.FixtureRequest) -> Run:
    """What the processes of this test run share."""
    return request.config.stash[RUN]


@pytest.fixture(scope="session")
def applications() -> Applications:
    """Keep the applications of this process, each of which serves many tests in turn."""
    return Applications()


@pytest.fixture(scope="session")
def kept_beginnings(run: Run) -> Beginnings:
    """Keep the registers of this run that tests begin with."""
    folder = run.folder / "beginnings"
    folder.mkdir(exist_ok=True)
    return Beginnings(folder, run)


@pytest.fixture
def beginnings(kept_beginnings: Beginnings, request: pytest.FixtureRequest) -> Beginnings | None:
    """Give the registers that tests begin with, unless the test changes the application."""
    return None if request.node.get_closest_marker("own_app") else kept_beginnings


@pytest.fixture
def database_url(engine: str, run: Run) -> Iterator[str]:
    """Give a fresh, migrated database.

    It has the same address in every test of this process, which its applications know already.
    """
    with run.database(engine, upgrade, name=f"of_{os.getpid()}") as url:
        yield url


@pytest.fixture
def empty_url(engine: str, run: Run) -> Iterator[str]:
    """Give a fresh database without tables."""
    with run.database(engine, None) as url:
        yield url


@pytest.fixture
def postgresql_url(run: Run) -> Iterator[str]:
    """Give a fresh, migrated database on PostgreSQL."""
    with run.database(POSTGRESQL, upgrade) as url:
        yield url


@pytest.fixture
def clock(applications: Applications) -> SetClock:
    """Give a clock that the test moves."""
    applications.clock.set(MORNING)
    return applications.clock


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the settings of an application on the test's database."""
    return settings_for(database_url)


@pytest.fixture
def app(
    settings: Settings,
    clock: SetClock,
    applications: Applications,
    request: pytest.FixtureRequest,
) -> Iterator[Flask]:
    """Give the whole application, its context open, on the test's database and clock.

    A test that changes the application itself says ``pytest.mark.own_app``, or fails.
    """
    own = request.node.get_closest_marker("own_app")
    built = applications.build(settings) if own else applications.serving(settings)
    was = handed_in(built)
    with built.app_context():
        yield built
        db.session.remove()
        db.engine.dispose()
    if not own:
        applications.take_back(built, was)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Give the session of the open context; nothing in it is committed by itself."""
    found = db.session()
    yield found
    # The context may have another one by now. What this one held would be taken back by the garbage
    # collector: in the middle of any other test, from a server that has ended it.
    found.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a client that calls the application without a network."""
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Give a runner of ``flask`` commands."""
    return app.test_cli_runner()
