"""How a record stands (记录现状), in the words by which courses say what they can begin with."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.models.cases import Debtor
from registry.models.exit_restrictions import ExitRestriction
from registry.models.listings import Listing, RestrictionOrder
from registry.models.subjects import Subject

STATES: Mapping[str, type[Listing | RestrictionOrder | ExitRestriction]] = MappingProxyType(
    {
        "listings": Listing,
        "restrictions": RestrictionOrder,
        "exit-restrictions": ExitRestriction,
    }
)
OVER = ("dropped", "ended", "removed", "revoked", "lifted")


def words_of(session: Session, about: str, record: str) -> frozenset[str]:
    """Return the words that are true of a record: "any", its state, and what debtor it is."""
    found = {"any"}
    if about in STATES:
        kept = STATES[about]
        state = session.scalar(select(kept.state).where(kept.public_id == UUID(record)))
        found.add(str(state))
    if about == "debtors":
        found |= _of_debtor(session, record)
    return frozenset(found)


def _of_debtor(session: Session, record: str) -> set[str]:
    case, key, kind = session.execute(
        select(Debtor.case_id, Debtor.id, Subject.kind)
        .join(Subject, Subject.id == Debtor.subject_id)
        .where(Debtor.public_id == UUID(record))
    ).one()
    debtors = session.scalar(select(func.count()).where(Debtor.case_id == case))
    found = {str(kind), "alone" if debtors == 1 else "together"}
    for kept, word in ((Listing, "listed"), (RestrictionOrder, "restricted")):
        still = select(kept.id).where(kept.debtor_id == key, kept.state.not_in(OVER))
        found.add(word if session.scalar(still.limit(1)) else f"un{word}")
    return found
