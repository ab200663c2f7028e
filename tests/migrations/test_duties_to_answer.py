"""What agencies were asked before answers had a duty gets one, where an answer is still owed."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from partners import component
from registry.app import create_app
from registry.db import db
from tests.engines.migrated import settings_for
from tests.migrations.test_populated import VALUES, fill
from tests.migrations.walking import down, up

pytestmark = pytest.mark.every_engine
BEFORE, AFTER = "0043", "0044"
INQUIRY = uuid4()
DUTIES = "SELECT clock, bearer, record_kind, court_code FROM deadline WHERE kind = 'answer_inquiry'"


@pytest.fixture
def asked_app(database_url: str) -> Iterator[Flask]:
    """Give a register that has asked one agency, on a database as it was before."""
    app = create_app(settings_for(database_url), component.init_app)
    with app.app_context():
        down(BEFORE)
        fill("inquiry_answer", last=True, answered_on=VALUES[date])
        yield app
        db.engine.dispose()


def duties_after(*changes: str) -> list[tuple[object, ...]]:
    """Change what is kept, upgrade, and return the duties to answer that there are then."""
    with db.engine.begin() as connection:
        for change in changes:
            connection.execute(text(change))
    up(AFTER)
    with db.engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(DUTIES))]
    down(BEFORE)
    return found


def test_whoever_has_not_answered_owes_it(asked_app: Flask) -> None:
    owed = (None, "agency", "inquiry", "川0107")
    in_part = "UPDATE inquiry_ask SET kinds = 'accounts,vehicles'"
    known = f"UPDATE property_inquiry SET public_id = '{INQUIRY.hex}'"  # noqa: S608 - ours
    assert duties_after(known, in_part) == [owed]
    assert duties_after("UPDATE enforcement_case SET state = 'completed'") == []
    going_on = "UPDATE enforcement_case SET state = 'open'"
    assert duties_after(going_on, "UPDATE debtor SET state = 'terminated'") == []
    assert duties_after("UPDATE debtor SET state = 'open'") == [owed]
    assert duties_after("UPDATE inquiry_ask SET kinds = 'accounts'") == []
