"""Bare writing (裸写入): the rows of an import put in again by ``executemany`` and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask

from registry.db import db
from registry.imports.importing import GROUP

# Every table that an import writes, in an order in which no row refers to one that is missing; and
# how many groups later a table is written than those that it refers to, since they do not grow
# quite evenly.
TABLES = {
    "court": 0,
    "import_run": 0,
    "subject": 0,
    "subject_identity": 0,
    "enforcement_case": 0,
    "debtor": 1,
    "listing": 2,
    "import_version": 3,
    "public_entry": 0,
    "deadline": 1,
    "journal_entry": 0,
    "sealed_text": 3,
}


@dataclass(frozen=True)
class Rows:
    """All rows of one table, as the driver gives and takes them."""

    table: str
    statement: str
    rows: Sequence[Sequence[Any]]


def read_rows() -> list[Rows]:
    """Read every row that the import wrote, from the database at hand."""
    with db.engine.connect() as connection:
        return [_read(connection.connection.driver_connection, table) for table in TABLES]


def write_at_once(tables: list[Rows]) -> None:
    """Write table after table, in one transaction."""
    with db.engine.connect() as connection:
        driver = _driver(connection)
        driver.execute("BEGIN IMMEDIATE")
        for table in tables:
            driver.executemany(table.statement, table.rows)
        driver.execute("COMMIT")


def write_in_groups(tables: list[Rows], lines: int) -> None:
    """Write as many transactions as the import, each with its share of every table."""
    groups = -(-lines // GROUP)
    with db.engine.connect() as connection:
        driver = _driver(connection)
        for group in range(groups + max(TABLES.values())):
            driver.execute("BEGIN IMMEDIATE")
            for table in tables:
                driver.executemany(table.statement, _share(table, groups, group))
            driver.execute("COMMIT")


def count(tables: list[Rows]) -> int:
    """Return how many rows there are."""
    return sum(len(table.rows) for table in tables)


def let_go(app: Flask) -> None:
    """Close what the application holds of its database."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _driver(connection: Any) -> Any:
    return connection.connection.driver_connection


def _read(driver: Any, table: str) -> Rows:
    cursor = driver.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 - our own names
    names = [column[0] for column in cursor.description]
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    return Rows(table, statement, cursor.fetchall())


def _share(table: Rows, groups: int, group: int) -> Sequence[Sequence[Any]]:
    # Courts and the run itself are there from the beginning; the rest grows evenly.
    size = -(-len(table.rows) // groups) if len(table.rows) > GROUP else len(table.rows)
    start = (group - TABLES[table.table]) * size
    return table.rows[start : start + size] if start >= 0 else ()
