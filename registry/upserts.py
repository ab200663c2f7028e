"""Rows that may be there already (并入写入): the INSERT of the engine in use, which can say what
happens to them.
"""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.db import Base

Upsert = postgresql.Insert | sqlite.Insert


def insert_into(session: Session, into: type[Base] | Table) -> Upsert:
    """Return the statement that inserts into a table, which takes ``on_conflict_do_nothing`` and
    ``on_conflict_do_update``.

    :param into: a model or, where nothing is to be mapped since thousands come at once, its table.
    """
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return (sqlite.insert if on_sqlite else postgresql.insert)(into)
