"""A database on PostgreSQL for many tests in turn (轮用数据库): emptied of what a test wrote.

To copy a template and to drop the copy again takes a thousand files each time. A test writes a few
rows to a fifth of the tables; to take those away costs a third of it. What a test changed in any
other way, a trigger or a table, is not mended: such a database serves no other test.
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection, OperationalError, sql
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection as EngineConnection
from sqlalchemy import Engine, event

# The state of a database that only was migrated.
FRESH = 0
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
    rest of it. What the database holds is known until somebody commits or takes a number.
    """

    def __init__(self, connection: Connection) -> None:
        """Take a database as it is now for what it is when new."""
        self._connection = connection
        self._database = connection.info.dbname
        self._as_new = self._held = _content_of(connection)
        self._structure = structure_of(connection)
        self._state: int | None = FRESH
        event.listen(Engine, "commit", self._note_commit)

    def is_as_new_again(self) -> bool:
        """Take away what a test wrote; tell whether that can be, and nothing else is changed."""
        self._state = None
        try:
            end_others(self._connection)
            if structure_of(self._connection) == self._structure:
                self._empty(_written(self._connection))
                self._write(Content({}, {}), self._as_new, FRESH)
                return True
        except (OperationalError, InsufficientPrivilege):
            # The test has ended it, or the given server lets us make databases and no more.
            pass
        self.close()
        return False

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()
        if event.contains(Engine, "commit", self._note_commit):
            event.remove(Engine, "commit", self._note_commit)

    def state(self) -> int | None:
        """Return the number of the state that it is in, if nobody has written to it since."""
        known = self._state is not None and _numbers(self._connection) == self._held.numbers
        return self._state if known else None

    def keep(self, state: int, place: Path) -> bool:
        """Write down what it holds, from now on as this state; tell that this could be done."""
        self._held = _content_of(self._connection)
        self._state = state
        place.write_bytes(pickle.dumps((state, self._held)))
        return True

    def take(self, place: Path) -> None:
        """Hold what was written down, instead of what it is known to hold."""
        state, wanted = pickle.loads(place.read_bytes())  # noqa: S301 - we wrote it
        held = self._held
        # To most tables nothing happened, to most others rows were only added.
        self._empty(
            [table for table, rows in held.rows.items() if not _goes_on(rows, wanted, table)]
        )
        self._write(held, wanted, state)

    def _empty(self, tables: list[str]) -> None:
        if not tables:
            return
        self._connection.execute("SET session_replication_role = replica")
        names = [sql.Identifier(table) for table in tables]
        away = sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(name) for name in names)
        self._connection.execute(away)
        # Rows that follow stay in the order in which they are written, as in a database that is
        # new, for nothing of what was there is left between them.
        given_back = sql.SQL("VACUUM (PROCESS_TOAST false) {}").format(sql.SQL(", ").join(names))
        self._connection.execute(given_back)

    def _write(self, held: Content, wanted: Content, state: int) -> None:
        self._connection.execute("SET session_replication_role = replica")
        with self._connection.transaction():
            for table, rows in wanted.rows.items():
                before = held.rows.get(table, b"")
                more = rows.removeprefix(before) if rows.startswith(before) else rows
                if more:
                    into = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
                    with self._connection.cursor().copy(into) as copy:
                        copy.write(more)
            _set_numbers(self._connection, wanted.numbers)
        self._held, self._state = wanted, state

    def _note_commit(self, connection: EngineConnection) -> None:
        if connection.engine.url.database == self._database:
            self._state = None


def _goes_on(rows: bytes, wanted: Content, table: str) -> bool:
    return wanted.rows.get(table, b"").startswith(rows)


def _content_of(connection: Connection) -> Content:
    return Content(
        {table: _rows(connection, table) for table in _written(connection)}, _numbers(connection)
    )


def structure_of(connection: Connection) -> str:
    """Return what tells whether anything but rows was changed."""
    [[found]] = connection.execute(STRUCTURE).fetchall()
    return str(found)


def end_others(connection: Connection) -> None:
    """End every other session in this database."""
    connection.execute(END_OTHERS, [END_MILLISECONDS])


def _set_numbers(connection: Connection, wanted: Mapping[str, int]) -> None:
    given = _numbers(connection)
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


def _numbers(connection: Connection) -> dict[str, int]:
    return dict(connection.execute(NUMBERS).fetchall())


def _written(connection: Connection) -> list[str]:
    return [name for [name] in connection.execute(WRITTEN)]


def _rows(connection: Connection, table: str) -> bytes:
    out = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with connection.cursor().copy(out) as copy:
        return b"".join(bytes(piece) for piece in copy)
