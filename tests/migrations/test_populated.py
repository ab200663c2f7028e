"""A register in use migrates (使用中升级): a row in every table, each referring to others, goes up
every migration, and back, on both engines.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import inspect, text

from partners import component
from registry.app import create_app
from registry.db import db
from tests.engines.migrated import settings_for
from tests.migrations.shapes import ALEMBIC_TABLE, everything, shape
from tests.migrations.walking import down, revisions, up

pytestmark = pytest.mark.every_engine
RELEASED = "0002"
CHOICE = re.compile(r"(\w+)\)?(?:::text)? (?:IN \(|= ANY \(+ARRAY\[)'([^']+)'")
VALUES: dict[type[object], object] = {
    str: "一",
    int: 1,
    bool: False,
    bytes: b"\x01" * 32,
    date: date(2026, 3, 2),
    datetime: datetime(2026, 3, 2, tzinfo=UTC),
    UUID: UUID(int=1),
}
# What a reference does not say: keys that others refer to by their words.
BY_WORDS = {("court", "code"): "川0107"}


@pytest.fixture
def empty_app(empty_url: str) -> Iterator[Flask]:
    """Give the application on a database without tables."""
    app = create_app(settings_for(empty_url), component.init_app)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def choices(table: str) -> dict[str, str]:
    """Return a code that each checked column allows."""
    found = inspect(db.engine).get_check_constraints(table)
    matches = [CHOICE.search(check["sqltext"]) for check in found]
    return {match[1]: match[2] for match in matches if match}


def value_of(column: sa.Column[Any], allowed: dict[str, str]) -> object:
    """Return something that a column holds."""
    for reference in column.foreign_keys:
        referred = reference.column
        return BY_WORDS.get((referred.table.name, referred.name), 1)
    if (column.table.name, column.name) in BY_WORDS:
        return BY_WORDS[column.table.name, column.name]
    # Two steps of one record are two people's: only the first is taken.
    return allowed.get(column.name, VALUES[column.type.python_type])


def fill(*only: str, **stated: object) -> dict[str, int]:
    """Put a row into every table that has none, and return how many rows each has then.

    :param only: the tables that are wanted, with those that they refer to; all where none is named.
    :param stated: what columns of these names hold.
    """
    metadata = sa.MetaData()
    metadata.reflect(db.engine, only=only or None)
    with db.engine.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name == ALEMBIC_TABLE or connection.scalar(
                sa.select(sa.func.count()).select_from(table)
            ):
                continue
            allowed = choices(table.name)
            row = {
                column.name: value_of(column, allowed)
                for column in table.columns
                if not column.nullable or (column.foreign_keys and not column.name.endswith("_by"))
            }
            row |= {name: value for name, value in stated.items() if name in table.columns}
            connection.execute(table.insert().values(row))
    return counts(metadata.tables)


def counts(tables: Any) -> dict[str, int]:
    """Return how many rows each of these tables has."""
    with db.engine.connect() as connection:
        return {
            name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0  # noqa: S608 - ours
            for name in sorted(set(tables) - {ALEMBIC_TABLE})
        }


def test_a_register_in_use_goes_up_every_migration_and_leaves_nothing(empty_app: Flask) -> None:
    known: dict[str, object] = {}
    line = revisions()
    shapes = [shape(known)]
    for revision in line[: line.index(RELEASED) + 1]:
        up(revision)
        shapes.append(shape(known))
    before = filled_as_released()
    for revision in line[line.index(RELEASED) + 1 :]:
        up(revision)
        shapes.append(shape(known))
    rows_are_there(before)
    up()
    assert shape(known) == shapes[-1], "what is up to date is changed"

    for revision, there_before in reversed(list(zip(line, shapes, strict=False))):
        if revision == RELEASED:
            assert counts(before) == before
            what_was_loosened_on_the_way_holds_again()
        down()
        assert shape(known) == there_before, f"{revision} leaves something behind"
    # So that the way up begins as the first time, and need not be gone once more.
    assert everything() == []


def filled_as_released() -> dict[str, int]:
    """Put a row into every table of the released register; return how many rows each has."""
    before = fill()
    assert before["restriction_order"] == before["permission"] == before["removal_decision"] == 1
    assert set(before.values()) == {1}
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE restriction_order SET listing_id = NULL"))
    return before


def rows_are_there(before: dict[str, int]) -> None:
    """Assert that an up-to-date register has every row of the released one, and what it says."""
    assert counts(before) == before
    with db.engine.connect() as connection:
        order = connection.execute(text("SELECT weighed, reason FROM restriction_order")).one()
        assert order.weighed == order.reason == VALUES[str]


def what_was_loosened_on_the_way_holds_again() -> None:
    """Assert that the constraints of the released register are held to."""
    with db.engine.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(text("DELETE FROM restriction_order"))
