"""People of courts by name (法院人员): who stands behind the ids that records and journal hold."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.courts import Staff

_MARK = "staff:"


def by_ids(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, Staff]:
    """Return members of staff by their public ids; whoever is unknown is left out."""
    chosen = select(Staff).where(Staff.public_id.in_(set(ids)))
    return {found.public_id: found for found in session.scalars(chosen)}


def by_actors(session: Session, actors: Iterable[str]) -> Mapping[str, Staff]:
    """Return members of staff by what the journal calls them, such as ``staff:<public id>``."""
    ids = {name: UUID(name.removeprefix(_MARK)) for name in actors if name.startswith(_MARK)}
    known = by_ids(session, ids.values())
    return {name: known[public_id] for name, public_id in ids.items() if public_id in known}
