"""Snapshots say when they were confirmed, as the journal did; and of what was closed only that
stays closed which a person has closed.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text

from partners import component
from partners.deliveries.parked import ENDED
from partners.models.snapshots import Snapshot
from registry.app import create_app
from registry.db import db
from tests.engines.migrated import settings_for
from tests.migrations.test_populated import VALUES, fill
from tests.migrations.walking import down, up

pytestmark = pytest.mark.every_engine
BEFORE, AFTER = "0048", "0049"
TAKEN = uuid4()


@pytest.fixture
def told_app(database_url: str) -> Iterator[Flask]:
    """Give a register as it was before, of which an agency has confirmed a snapshot."""
    app = create_app(settings_for(database_url), component.init_app)
    with app.app_context():
        down(BEFORE)
        fill("snapshot", state="confirmed")
        with db.engine.begin() as connection:
            connection.execute(text(f"UPDATE snapshot SET public_id = '{TAKEN.hex}'"))  # noqa: S608
        body = f'{{"agency": "housing", "confirmed": "{TAKEN}"}}'
        fill("journal_entry", kind="agency.changed", body=body)
        fill("parked_notice", state="closed", remark=ENDED)
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_confirmed_snapshot_gets_its_moment_and_what_a_person_has_not_closed_is_over(
    told_app: Flask,
) -> None:
    up(AFTER)
    assert db.session().scalars(select(Snapshot.confirmed_at)).all() == [VALUES[datetime]]
    state = text("SELECT state FROM parked_notice")
    assert db.session().scalars(state).all() == ["over"]
    db.session.remove()
    down(BEFORE)
    assert db.session().scalars(state).all() == ["closed"]
    db.session.remove()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE parked_notice SET remark = '单位不适用'"))
    up(AFTER)
    assert db.session().scalars(state).all() == ["closed"]
