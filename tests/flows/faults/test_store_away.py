"""The store goes away in the middle of a delivery: a PostgreSQL that ends every connection and
takes no new one, as in a restart; an SQLite file that somebody keeps locked.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from partners.deliveries.leases import LEASE
from registry.db import db
from tests.flows.faults.conftest import Scene
from tests.flows.faults.crew import Member
from tests.flows.faults.receivers import Held, Receiver

pytestmark = pytest.mark.timeout(180)


@contextmanager
def away(url: str) -> Iterator[None]:
    """End every connection to a database, and let nobody in meanwhile."""
    address = make_url(url)
    name = sql.Identifier(str(address.database))
    server = address.set(drivername="postgresql", database="postgres")
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [address.database],
        )
        try:
            yield
        finally:
            admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Keep the one write lock of an SQLite file."""
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
    finally:
        connection.close()


def posted(scene: Scene) -> tuple[Receiver, Member, Held]:
    """Have a delivery at an agency that does not answer before it may."""
    receiver = scene.agency("market-regulation", max_notices=500)
    member = scene.crew.start()
    held = Held()
    receiver.behaviours.append(held)
    scene.act()
    member.begin()
    held.wait()
    return receiver, member, held


def test_a_store_that_goes_away_before_the_conclusion_loses_nothing(
    scene_of_many: Scene,
) -> None:
    scene = scene_of_many
    receiver, member, held = posted(scene)
    db.session.remove()
    with away(scene.url):
        held.let_go()
        assert member.finish() == ""
        member.begin()
        assert member.finish() == "OperationalError"
    db.engine.dispose()
    scene.act()
    scene.crew.forward(LEASE + timedelta(seconds=1))
    member.drain()
    scene.check()
    assert receiver.repeated == 1


def test_a_store_that_is_back_before_the_conclusion_halts_no_stream(scene_of_many: Scene) -> None:
    scene = scene_of_many
    _, member, held = posted(scene)
    db.session.remove()
    with away(scene.url):
        db.engine.dispose()
    held.let_go()
    assert member.finish() == ""
    assert scene.stream("market-regulation").state == "running"
    scene.crew.forward(timedelta(seconds=2))
    member.drain()
    scene.check()


def test_a_file_that_is_locked_before_the_conclusion_is_waited_for(scene: Scene) -> None:
    receiver, member, held = posted(scene)
    with locked(scene.url):
        held.let_go()
        assert not member.is_done(within=0.2)
    assert member.finish() == ""
    scene.check()
    assert receiver.repeated == 0
