"""Whose a record is (记录归属): the case that a record of any kind hangs on, and so its court.

The references between the tables are followed upwards, so that a kind of record that is added later
is found too.
"""

from functools import cache
from uuid import UUID

from sqlalchemy import (
    Column,
    Integer,
    Table,
    bindparam,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from registry.db import Base
from registry.models.cases import EnforcementCase
from registry.models.screenings import Screening
from registry.models.suggestion_letters import SuggestionLetter
from registry.prepared import Prepared

_CASES: Table = EnforcementCase.__table__  # type: ignore[assignment]
# Letters are a court's alone, and lists a court's or an agency's.
_ASKER = Prepared(
    union_all(
        select(literal("court:").concat(SuggestionLetter.court_code)).where(
            SuggestionLetter.public_id == bindparam("record", type_=_CASES.c.public_id.type)
        ),
        select(Screening.asker).where(
            Screening.public_id == bindparam("record", type_=_CASES.c.public_id.type)
        ),
    )
)


def case_of(session: Session, record_id: UUID) -> EnforcementCase | None:
    """Return the case that a record hangs on, itself for a case; None for what hangs on none."""
    # Refusals ask this for records that nobody knows, so that many tables are looked at.
    session.flush()
    found = _kind_and_key().row(session, {"record": record_id})
    if found is None:
        return None
    upwards, (place, key) = _upwards(), found
    table = _kinds()[place]
    while table is not _CASES and (table := upwards[table][1]) is not _CASES:
        key = _key_above(table).value(session, {"key": key})
    return session.get(EnforcementCase, key) if key is not None else None


def screening_court(session: Session, record_id: UUID) -> str | None:
    """Return the court whose screening, or letter about a hit of one, a record is; None for what is
    none of a court's.
    """
    session.flush()
    kind, _, code = (_ASKER.value(session, {"record": record_id}) or "").partition(":")
    return code if kind == "court" else None


@cache
def _kinds() -> list[Table]:
    return [_CASES, *_upwards()]


@cache
def _kind_and_key() -> Prepared:
    """Ask, of all kinds at once, for the place of a record's kind among them and for the key of
    what it hangs on, for a case its own.
    """
    upwards, record = _upwards(), bindparam("record", type_=_CASES.c.public_id.type)
    return Prepared(
        union_all(
            *(
                select(
                    literal_column(str(place), Integer),
                    upwards[table][0] if place else table.c.id,
                ).where(table.c.public_id == record)
                for place, table in enumerate(_kinds())
            )
        )
    )


@cache
def _key_above(table: Table) -> Prepared:
    return Prepared(select(_upwards()[table][0]).where(table.c.id == bindparam("key")))


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
