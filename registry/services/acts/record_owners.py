"""Whose a record is (记录归属): the case that a record of any kind hangs on, and so its court.

The references between the tables are followed upwards, so that a kind of record that is added later
is found too.
"""

from functools import cache
from uuid import UUID

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from registry.db import Base
from registry.models.cases import EnforcementCase
from registry.models.screenings import Screening
from registry.models.suggestion_letters import SuggestionLetter

_CASES: Table = EnforcementCase.__table__  # type: ignore[assignment]


def case_of(session: Session, record_id: UUID) -> EnforcementCase | None:
    """Return the case that a record hangs on, itself for a case; None for what hangs on none."""
    upwards = _upwards()
    for table in (_CASES, *upwards):
        found = session.execute(select(table).where(table.c.public_id == record_id)).first()
        while found is not None and table is not _CASES:
            column, table = upwards[table]
            key = found._mapping[column]
            found = session.execute(select(table).where(table.c.id == key)).first()
        if found is not None:
            return session.get(EnforcementCase, found._mapping[_CASES.c.id])
    return None


def screening_court(session: Session, record_id: UUID) -> str | None:
    """Return the court whose screening, or letter about a hit of one, a record is; None for what is
    none of a court's.
    """
    of_letter = select(SuggestionLetter.court_code).where(SuggestionLetter.public_id == record_id)
    court = session.scalars(of_letter).first()
    if court is not None:
        return court
    chosen = select(Screening.asker).where(Screening.public_id == record_id)
    kind, _, code = (session.scalars(chosen).first() or "").partition(":")
    return code if kind == "court" else None


@cache
def _upwards() -> dict[Table, tuple[Column[int], Table]]:
    """Return the reference that leads from each kind of record towards its case."""
    known: dict[Table, tuple[Column[int], Table]] = {}
    waiting = [_CASES]
    while waiting:
        parent = waiting.pop(0)
        for table in Base.metadata.sorted_tables:
            if table is _CASES or table in known or "public_id" not in table.c:
                continue
            for reference in table.foreign_keys:
                if reference.column is parent.c.id:
                    known[table] = (reference.parent, parent)
                    waiting.append(table)
                    break
    return known
