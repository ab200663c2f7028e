"""The test databases themselves (测试用数据库): fresh, separate, and on the engine they say."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy import inspect, make_url, text

from registry.db import db
from tests.engines.databases import POSTGRESQL, Run
from tests.engines.migrated import upgrade

MARK = "left_by_a_test"


@pytest.mark.every_engine
def test_the_application_works_on_the_engine_that_the_test_names(app: Flask, engine: str) -> None:
    assert db.engine.dialect.name == engine


@pytest.mark.every_engine
@pytest.mark.parametrize("turn", ["first", "second"])
def test_no_test_sees_what_another_left(app: Flask, turn: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {MARK} (id INTEGER)"))
    assert MARK in inspect(db.engine).get_table_names()


class Users:
    """Those who use a database on PostgreSQL in turn, and what they see and do in it."""

    def __init__(self, run: Run, name: str) -> None:
        self._run, self._name = run, name

    def does(self, *statements: str) -> list[Any]:
        """Use it once; return which database it is, and what each statement found."""
        with self._run.database(POSTGRESQL, upgrade, name=self._name) as url:
            plain = make_url(url).set(drivername="postgresql")
            address = plain.render_as_string(hide_password=False)
            with closing(psycopg.connect(address, autocommit=True)) as connection:
                which = "SELECT oid FROM pg_database WHERE datname = current_database()"
                done = [connection.execute(one) for one in (which, *statements)]
                return [cursor.fetchall()[0][0] if cursor.description else None for cursor in done]


@pytest.fixture
def in_turn(run: Run) -> Iterator[Users]:
    """Give a database that nobody has used yet."""
    ours = Run(run.folder, run.owner)
    yield Users(ours, f"in_turn_{uuid4().hex}")
    ours.let_go()


COURT = "INSERT INTO court (code, name, level, province, confirmed) "
HEADS = "SELECT count(*) FROM journal_head"
COUNT = "SELECT count(*) FROM court"
NUMBER = "SELECT nextval('court_id_seq')"


def test_what_is_used_in_turn_is_emptied_and_counts_from_one_again(in_turn: Users) -> None:
    write = f"{COURT} VALUES ('川', '四川', 'high', '川', true), ('渝', '重庆', 'high', '渝', true)"
    one, *first = in_turn.does(NUMBER, write, COUNT, "DELETE FROM journal_head", HEADS)
    other, *second = in_turn.does(COUNT, HEADS, NUMBER)
    assert first == [1, None, 2, None, 0]
    assert second == [0, 1, 1]
    assert one == other


def test_what_was_changed_otherwise_is_made_anew(in_turn: Users) -> None:
    changes = (
        "CREATE TABLE left_by_a_test (id INTEGER)",
        "ALTER TABLE court ADD COLUMN left_by_a_test INTEGER",
        "ALTER TABLE court DROP CONSTRAINT ck_court_level_known",
        "ALTER TABLE journal_entry DISABLE TRIGGER USER",
        "DROP TABLE tree_head",
        "CREATE FUNCTION left_by_a_test() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "DROP DATABASE IF EXISTS left_by_nobody",
    )
    *changed, same, last = [in_turn.does(change)[0] for change in (*changes, "SELECT 1")]
    assert len({*changed, same}) == len(changes)
    assert same == last
