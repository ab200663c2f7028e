"""The test databases themselves (测试用数据库): fresh, separate, and on the engine they say."""

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from registry.db import db

pytestmark = pytest.mark.every_engine
MARK = "left_by_a_test"


def test_the_application_works_on_the_engine_that_the_test_names(app: Flask, engine: str) -> None:
    assert db.engine.dialect.name == engine


@pytest.mark.parametrize("turn", ["first", "second"])
def test_no_test_sees_what_another_left(app: Flask, turn: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {MARK} (id INTEGER)"))
    assert MARK in inspect(db.engine).get_table_names()
