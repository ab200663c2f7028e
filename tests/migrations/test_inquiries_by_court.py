"""What was inquired before inquiries knew their court is in the list of the court of its case."""

from collections.abc import Iterator
from datetime import date

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
BEFORE, AFTER = "0050", "0051"


@pytest.fixture
def inquired_app(database_url: str) -> Iterator[Flask]:
    """Give a register with one inquiry, on a database as it was before."""
    app = create_app(settings_for(database_url), component.init_app)
    with app.app_context():
        down(BEFORE)
        fill("property_inquiry", answered_on=VALUES[date])
        yield app
        db.engine.dispose()


def test_an_inquiry_of_before_has_the_court_of_its_case(inquired_app: Flask) -> None:
    up(AFTER)
    with db.engine.connect() as connection:
        found = connection.execute(text("SELECT court_code FROM property_inquiry")).all()
    assert [tuple(row) for row in found] == [("川0107",)]
    down(BEFORE)
