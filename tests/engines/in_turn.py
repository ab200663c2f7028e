"""A database on PostgreSQL for many tests in turn (轮用数据库): emptied of what a test wrote.

To copy a template and to drop the copy again takes a thousand files each time. A test writes a few
rows to a fifth of the tables; to take those away costs a third of it. What a test changed in any
other way, a trigger or a table, is not mended: such a database serves no other test.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import Connection, OperationalError, sql
from psycopg.errors import InsufficientPrivilege

# Nobody waits for a session that was told to end for longer.
END_MILLISECONDS = 10_000
END_OTHERS = """
SELECT pg_terminate_backend(pid, %s) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# What has pages was written to.
WRITTEN = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
ORDER BY relname
"""
NUMBERS = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
# Whatever is changed about a table, a trigger or a function leaves a younger row in one of these.
STRUCTURE = """
SELECT string_agg(concat_ws(':', source, many, youngest), ' ' ORDER BY source) FROM (
    SELECT 'tables' AS source, count(*) AS many, sum(xmin::text::bigint) AS youngest
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'columns', count(*), sum(xmin::text::bigint)
    FROM pg_attribute WHERE attrelid >= 16384
    UNION ALL SELECT 'constraints', count(*), sum(xmin::text::bigint) FROM pg_constraint
    UNION ALL SELECT 'triggers', count(*), sum(xmin::text::bigint) FROM pg_trigger
    UNION ALL SELECT 'functions', count(*), sum(xmin::text::bigint)
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS kinds
"""


@dataclass(frozen=True, slots=True)
class Content:
    """What the tables of a database hold, and the numbers that it gave last."""

    rows: Mapping[str, bytes]
    numbers: Mapping[str, int]


class InTurn:
    """A database that serves one test after another, and the one connection that looks after it.

    The connection stays, for to make one and to have it learn of all tables costs more than the
    rest of it.
    """

    def __init__(self, connection: Connection) -> None:
        """Take a database as it is now for what it is when new."""
        self._connection = connection
        self._content = content_of(connection)
        self._structure = structure_of(connection)

    def is_as_new_again(self) -> bool:
        """Take away what a test wrote; tell whether that can be, and nothing else is changed."""
        try:
            end_others(self._connection)
            if structure_of(self._connection) == self._structure:
                replace_content(self._connection, self._content)
                return True
        except (OperationalError, InsufficientPrivilege):
            # The test has ended it, or the given server lets us make databases and no more.
            pass
        self.close()
        return False

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()


def content_of(connection: Connection) -> Content:
    """Return what a database holds."""
    return Content(
        {table: _rows(connection, table) for table in _written(connection)},
        dict(connection.execute(NUMBERS).fetchall()),
    )


def structure_of(connection: Connection) -> str:
    """Return what tells whether anything but rows was changed."""
    [[found]] = connection.execute(STRUCTURE).fetchall()
    return str(found)


def end_others(connection: Connection) -> None:
    """End every other session in this database."""
    connection.execute(END_OTHERS, [END_MILLISECONDS])


def replace_content(connection: Connection, content: Content) -> None:
    """Take all rows of a database away, and put others in their place.

    Rows stay in the order in which they were written, as in a database that is new, for nothing of
    what was there is left between them.

    :param connection: without a transaction, of somebody who may pass over triggers.
    """
    connection.execute("SET session_replication_role = replica")
    written = _written(connection)
    if written:
        names = [sql.Identifier(table) for table in written]
        away = sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(name) for name in names)
        connection.execute(away)
        connection.execute(
            sql.SQL("VACUUM (PROCESS_TOAST false) {}").format(sql.SQL(", ").join(names))
        )
    with connection.transaction():
        for table, rows in content.rows.items():
            into = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
            with connection.cursor().copy(into) as copy:
                copy.write(rows)
        _set_numbers(connection, content.numbers)


def _set_numbers(connection: Connection, wanted: Mapping[str, int]) -> None:
    given: dict[str, int] = dict(connection.execute(NUMBERS).fetchall())
    changed = [name for name in {*given, *wanted} if given.get(name) != wanted.get(name)]
    if changed:
        # A sequence that has given no number begins at one.
        steps = (
            sql.SQL("setval({}::regclass, {}, {})").format(
                name, wanted.get(name, 1), name in wanted
            )
            for name in changed
        )
        connection.execute(sql.SQL("SELECT ") + sql.SQL(", ").join(steps))


def _written(connection: Connection) -> list[str]:
    return [name for [name] in connection.execute(WRITTEN)]


def _rows(connection: Connection, table: str) -> bytes:
    out = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with connection.cursor().copy(out) as copy:
        return b"".join(bytes(piece) for piece in copy)
