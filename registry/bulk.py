"""Bulk writing (批量写入): rows straight to the driver, for writers that put in thousands of rows
at a time.

Values are given in the form both engines take: text for ids (32 hex digits), dates and moments,
bytes, integers.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

Row = Sequence[Any]


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Insert rows: ``executemany`` on SQLite, ``COPY`` on PostgreSQL.

    :param connection: an open connection in its transaction.
    :param columns: column names, in the order of each row's values.
    """
    if not rows:
        return
    names = ", ".join(columns)
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    if connection.dialect.name == "sqlite":
        driver.executemany(_insert_statement(table.name, tuple(columns)), rows)
        return
    with driver.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@cache
def _insert_statement(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    # Names come from our own table objects, never from input.
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608


def reserve_ids(connection: Connection, table: Table, count: int) -> range:
    """Return consecutive primary keys that nobody else will use.

    On SQLite the caller holds the write lock; on PostgreSQL the table's sequence is moved on.
    """
    if count <= 0:
        return range(0)
    if connection.dialect.name == "sqlite":
        last: int = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        return range(last + 1, last + 1 + count)
    sequence = f"{table.name}_id_seq"
    with _sequence_lock(connection, sequence):
        first = connection.execute(text("SELECT nextval(:name)"), {"name": sequence}).scalar_one()
        connection.execute(
            text("SELECT setval(:name, :last)"),
            {"name": sequence, "last": first + count - 1},
        )
    return range(first, first + count)


@contextmanager
def _sequence_lock(connection: Connection, sequence: str) -> Iterator[None]:
    #  setval after nextval is two steps: a session lock keeps two writers from being handed one
    # range.
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": sequence})
    yield
