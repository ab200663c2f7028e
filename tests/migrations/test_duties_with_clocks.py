"""Duties of a register in use get their clocks, and of two that say the same one is kept."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from partners import component
from registry.app import create_app
from registry.db import db
from tests.engines.migrated import settings_for
from tests.migrations.walking import down, up

pytestmark = pytest.mark.every_engine
BEFORE, AFTER = "0006", "0007"
LISTING, ORDER = uuid4(), uuid4()


@pytest.fixture
def old_app(empty_url: str) -> Iterator[Flask]:
    """Give the application on a database as it was before duties had clocks."""
    app = create_app(settings_for(empty_url), component.init_app)
    with app.app_context():
        up(BEFORE)
        yield app
        db.engine.dispose()


def put(table: str, **values: object) -> None:
    """Write a row, whatever the models say today."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    with db.engine.begin() as connection:
        statement = text(f"INSERT INTO {table} ({names}) VALUES ({marks})")  # noqa: S608 - ours
        connection.execute(statement, {key: kept(value) for key, value in values.items()})


def kept(value: object) -> object:
    """Return a value in the form of the engine at hand."""
    if hasattr(value, "hex") and db.engine.dialect.name == "sqlite":
        return value.hex
    return value


def duties() -> list[dict[str, Any]]:
    """Return the duties, first to last."""
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM deadline ORDER BY id"))
        return [dict(row) for row in rows.mappings()]


def test_old_duties_get_a_clock_a_bearer_and_their_case(old_app: Flask) -> None:
    put(
        "court",
        id=1,
        code="川0107",
        name="成都市武侯区人民法院",
        level="basic",
        province="四川",
        confirmed=True,
    )
    duty = {"court_code": "川0107", "opened_on": "2026-12-30", "provisional": True}
    for number, (kind, basis, record) in enumerate(
        (
            ("remove_listing", "LR Art. 10 para 2", LISTING),
            ("revoke_listing", "LR Art. 9 para 1", LISTING),
            ("revoke_listing", "LR Art. 9 para 1", LISTING),
            ("resume_restriction", "2019 Opinion 17(3)", ORDER),
        ),
        1,
    ):
        put(
            "deadline",
            id=number,
            public_id=uuid4(),
            kind=kind,
            basis=basis,
            record_id=record,
            due_on="2027-01-05",
            **duty,
        )
    up(AFTER)
    found = duties()
    assert [one["id"] for one in found] == [1, 2, 4]
    assert [one["clock"] for one in found] == ["removal_after_term", "revocation", "suspension"]
    assert {one["bearer"] for one in found} == {"court"}
    assert [one["record_kind"] for one in found] == ["listing", "listing", "restriction"]
    assert {str(one["remind_on"]) for one in found} == {"2026-12-30"}
    down()
    assert "clock" not in duties()[0]
    up(AFTER)
    assert len(duties()) == 3
