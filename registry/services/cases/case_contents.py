"""What hangs on a case (随案事项): every record that refers to it, straight or through another.

It is found by following the references between the tables themselves, so that a kind of record that
is added later goes with its case too.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.orm import Session

from registry.db import Base
from registry.models.cases import EnforcementCase


def record_ids(session: Session, case: EnforcementCase) -> list[UUID]:
    """Return the public ids of a case and of everything that hangs on it."""
    found = [case.public_id]
    for table, of_case in _tables(case.id):
        found += session.scalars(select(table.c.public_id).where(of_case))
    return found


def _tables(case_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Yield every table of records below the case, with the condition that a row belongs to it."""
    root: Table = EnforcementCase.__table__  # type: ignore[assignment]
    keys: dict[str, Select[int]] = {root.name: select(root.c.id).where(root.c.id == case_id)}
    waiting = [root]
    while waiting:
        parent = waiting.pop(0)
        for table in Base.metadata.sorted_tables:
            if table.name in keys or "public_id" not in table.c:
                continue
            for reference in table.foreign_keys:
                if reference.column is parent.c.id:
                    of_case = reference.parent.in_(keys[parent.name])
                    keys[table.name] = select(table.c.id).where(of_case)
                    waiting.append(table)
                    yield table, of_case
                    break
