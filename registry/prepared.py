"""Prepared statements (预备语句): made once for each engine and run by the driver itself, for what
is asked so often that everything around the statement would cost more than the statement.

They see what the transaction of their session has written, and what waits in the session only after
it was flushed. Errors of the store are those that any other statement would raise.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Dialect,
    Table,
    bindparam,
    insert,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import Delete, Insert, Select, Update
from sqlalchemy.types import TypeEngine

from registry.db import Base, connection_of

_Convert = Callable[[Any], Any]
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | Insert | Update | Delete
Values = Mapping[str, object]


class _Made(NamedTuple):
    """A statement as one engine takes it.

    :ivar order: the names of its values where they go by their place; nothing where by their names.
    :ivar fixed: values that are the statement's own.
    :ivar converts: what makes values into those of the driver, by name.
    :ivar reads: what makes columns into values, each with its place.
    :ivar options: how the driver is to run it.
    """

    text: str
    order: Sequence[str] | None
    fixed: Values
    converts: Sequence[tuple[str, _Convert]]
    reads: Sequence[tuple[int, _Convert]]
    options: Mapping[str, bool]


class Prepared:
    """A statement that is run again and again with other values.

    :param statement: what it takes by ``bindparam``, and returns.
    :param is_raw: whether rows are taken as the driver gives them, and nothing is made of them; for
        bytes that saves PostgreSQL from writing them out as text.
    """

    def __init__(self, statement: Statement, *, is_raw: bool = False) -> None:
        self._statement = statement
        self._is_raw = is_raw
        self._made: dict[str, _Made] = {}

    def row(self, session: Session, values: Values) -> tuple[Any, ...] | None:
        """Run the statement; return the first row that it gives, or nothing where it gives none.

        :raises sqlalchemy.exc.DBAPIError: whatever the store objects to.
        """
        rows = self.rows(session, values)
        return rows[0] if rows else None

    def value(self, session: Session, values: Values) -> Any:
        """Run the statement; return the first value of its first row; errors as :meth:`row`."""
        row = self.row(session, values)
        return None if row is None else row[0]

    def rows(self, session: Session, values: Values) -> Sequence[tuple[Any, ...]]:
        """Run the statement; return all rows that it gives; errors as :meth:`row`."""
        connection = connection_of(session)
        made = self._for(connection.dialect)
        found = _run(connection, made, values).fetchall()
        if not made.reads:
            return cast(Sequence[tuple[Any, ...]], found)
        return [_read(row, made.reads) for row in found]

    def run(self, session: Session, values: Values) -> None:
        """Run a statement that gives no row; errors as :meth:`row`."""
        connection = connection_of(session)
        _run(connection, self._for(connection.dialect), values)

    def _for(self, dialect: Dialect) -> _Made:
        made = self._made.get(dialect.name)
        if made is None:
            made = self._made[dialect.name] = _make(self._statement, dialect, is_raw=self._is_raw)
        return made


# More statements than this are run one by one, so that few texts are made of them.
MOST_TOGETHER = 6


class Writes:
    """Statements that change rows, no row twice, and need nothing of each other. They are run
    together: where the store is a server, a few of them are one way to it and back.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Prepared, Values]] = []

    def add(self, statement: Prepared, values: Values) -> None:
        """Have a statement run with the others."""
        self._waiting.append((statement, values))

    def run(self, session: Session) -> None:
        """Run what waits, if anything does; errors as :meth:`Prepared.row`."""
        if self._waiting:
            self._run(session)

    def value(self, session: Session) -> Any:
        """Run what waits; return the first value that the statement gives which was added last."""
        row = self._run(session).fetchone()
        return None if row is None else row[0]

    def _run(self, session: Session) -> Any:
        waiting, self._waiting = self._waiting, []
        connection = connection_of(session)
        statements = tuple([statement for statement, _ in waiting])
        each = [statement._for(connection.dialect) for statement in statements]
        is_single = connection.dialect.name != "postgresql" or len(waiting) == 1
        if is_single or len(waiting) > MOST_TOGETHER:
            found = None
            for made, (_, values) in zip(each, waiting, strict=True):
                found = _run(connection, made, values)
            return found
        values = {
            f"w{at}_{name}": value
            for at, (_, own) in enumerate(waiting)
            for name, value in own.items()
        }
        return _run(connection, _together(statements, each), values)


# What came together once does so again and again.
_TOGETHER: dict[tuple[Prepared, ...], _Made] = {}


def _together(statements: tuple[Prepared, ...], each: Sequence[_Made]) -> _Made:
    """Return some statements as one, the names of whose values begin with the place of each."""
    made = _TOGETHER.get(statements)
    if made is None:
        texts = [one.text.replace("%(", f"%(w{at}_") for at, one in enumerate(each)]
        parts = ", ".join(f"w{at} AS ({text})" for at, text in enumerate(texts[:-1]))
        made = _TOGETHER[statements] = _Made(
            text=f"WITH {parts} {texts[-1]}",
            order=None,
            fixed={
                f"w{at}_{name}": v for at, one in enumerate(each) for name, v in one.fixed.items()
            },
            converts=[
                (f"w{at}_{name}", by) for at, one in enumerate(each) for name, by in one.converts
            ],
            reads=(),
            options=each[-1].options,
        )
    return made


def row_of(model: type[Base]) -> Insert:
    """Return the statement that writes a row of a model's table, every column but its key given."""
    table = cast(Table, model.__table__)
    named = [column.name for column in table.c if not column.primary_key]
    return insert(table).values({name: bindparam(name) for name in named})


def _make(statement: Statement, dialect: Dialect, *, is_raw: bool) -> _Made:
    compiled: Any = statement.compile(dialect=dialect)
    binds: Mapping[str, BindParameter[Any]] = {
        name: bind for bind, name in compiled.bind_names.items()
    }
    converts = {
        name: convert
        for name, bind in binds.items()
        if (convert := _to_driver(bind.type, dialect)) is not None
    }
    return _Made(
        text=str(compiled),
        order=compiled.positiontup if compiled.positional else None,
        fixed={
            name: converts[name](bind.value) if name in converts else bind.value
            for name, bind in binds.items()
            if not bind.required
        },
        converts=list(converts.items()),
        reads=[
            (place, each)
            for place, column in enumerate(statement.exported_columns)
            if not is_raw and (each := _from_driver(column.type, dialect)) is not None
        ],
        # Planned when it comes for the first time: it will come again.
        options={"prepare": True, "binary": is_raw} if dialect.name == "postgresql" else {},
    )


def _to_driver(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _from_driver(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _read(row: tuple[Any, ...], reads: Sequence[tuple[int, _Convert]]) -> tuple[Any, ...]:
    values = list(row)
    for place, convert in reads:
        values[place] = convert(values[place])
    return tuple(values)


def _run(connection: Connection, made: _Made, values: Values) -> Any:
    given: dict[str, object] = {**made.fixed, **values}
    for name, convert in made.converts:
        if name in values:
            given[name] = convert(given[name])
    said = given if made.order is None else [given[name] for name in made.order]
    driver: Any = connection.connection.driver_connection
    dialect: Any = connection.dialect
    try:
        return driver.execute(made.text, said, **made.options)
    except dialect.loaded_dbapi.Error as error:
        is_gone = dialect.is_disconnect(error, driver, None)
        if is_gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            made.text,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=is_gone,
            dialect=dialect,
        ) from error
