"""What the store is asked (所问语句), by whatever way."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from registry.db import db


@contextmanager
def told_to_the_store() -> Iterator[list[str]]:
    """Give what SQLite is told meanwhile on the connection that is used next, again and again; of
    PostgreSQL only what does not go to its driver directly.
    """
    said: list[str] = []
    driver = db.session().connection().connection.driver_connection
    assert driver is not None
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        driver.set_trace_callback(said.append)
        try:
            yield said
        finally:
            driver.set_trace_callback(None)
        return

    def note(*arguments: object) -> None:
        said.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
