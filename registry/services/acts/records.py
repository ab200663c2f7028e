"""Records (记录): finding those of one's own court or of a court below, and locking their case
while an act changes it.

Every act locks the row of its case first, so that acts on one case follow one another and acts on
different cases do not wait. What an act decides on is read after that, in a statement of its own:
on PostgreSQL one that waited would still see the rows as they were before. A record of another
court is not found, word for word as if it never was, unless the looking court is above it and says
so: courts above read, and do the few acts of supervision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.bound_persons import OrderChange
from registry.models.cases import Debtor, EnforcementCase, Payment
from registry.models.certificates import Certificate
from registry.models.courts import Court, Staff
from registry.models.lifts import LiftDecision
from registry.models.listings import Listing, ListingChange, RemovalDecision, RestrictionOrder
from registry.models.permissions import Permission
from registry.models.repairs import Repair
from registry.models.subjects import Subject
from registry.services.acts import courts_above

# What the session read before the lock is read again.
FRESH = {"populate_existing": True}
Found = TypeVar("Found")
# Made once: every act asks for them.
_WITH_SUBJECT = (
    select(EnforcementCase, Debtor, Subject)
    .join(Debtor, Debtor.case_id == EnforcementCase.id)
    .join(Subject, Subject.id == Debtor.subject_id)
)
_MATTER = _WITH_SUBJECT.where(Debtor.id == bindparam("debtor"))
_MATTER_BY_ID = _WITH_SUBJECT.where(Debtor.public_id == bindparam("debtor"))
_MATTERS = _WITH_SUBJECT.where(Debtor.case_id == bindparam("case")).order_by(Debtor.id)
_STAFF = select(Staff.id, Staff.public_id).where(Staff.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Matter:
    """What an act is about: a debtor, the case and the subject behind it."""

    case: EnforcementCase
    debtor: Debtor
    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which record is looked for, by whom, and whether it is to be changed.

    ``from_above`` lets a court above the enforcing court find it as well: to read it, or for an act
    of supervision.
    """

    id: UUID
    court_code: str
    to_change: bool = False
    from_above: bool = False


def case(session: Session, sought: Sought) -> EnforcementCase:
    """Return a case.

    :raises ServiceError: ``case.not_found``.
    """
    of_case = select(EnforcementCase.id).where(EnforcementCase.public_id == sought.id)
    case_id = _case_id(session, of_case, sought, "case")
    return _one(session, select(EnforcementCase).where(EnforcementCase.id == case_id))


def matter(session: Session, sought: Sought) -> Matter:
    """Return a debtor with case and subject.

    :raises ServiceError: ``debtor.not_found``.
    """
    path = select(EnforcementCase.id).join(Debtor).where(Debtor.public_id == sought.id)
    _case_id(session, path, sought, "debtor")
    found = session.execute(_MATTER_BY_ID, {"debtor": sought.id}, execution_options=FRESH)
    return Matter(*found.one())


def listing(session: Session, sought: Sought) -> tuple[Listing, Matter]:
    """Return a listing with what it is about.

    :raises ServiceError: ``listing.not_found``.
    """
    path = _cases().join(Listing).where(Listing.public_id == sought.id)
    _case_id(session, path, sought, "listing")
    found = _one(session, select(Listing).where(Listing.public_id == sought.id))
    return found, matter_of(session, found.debtor_id)


def change(session: Session, sought: Sought) -> tuple[ListingChange, Listing, Matter]:
    """Return a later decision about a listing, with the listing and what that is about.

    :raises ServiceError: ``listing_change.not_found``.
    """
    path = _cases().join(Listing).join(ListingChange).where(ListingChange.public_id == sought.id)
    _case_id(session, path, sought, "listing_change")
    found = _one(session, select(ListingChange).where(ListingChange.public_id == sought.id))
    listed = _one(session, select(Listing).where(Listing.id == found.listing_id))
    return found, listed, matter_of(session, listed.debtor_id)


def order(session: Session, sought: Sought) -> tuple[RestrictionOrder, Matter]:
    """Return a restriction order with what it is about.

    :raises ServiceError: ``restriction.not_found``.
    """
    path = _cases().join(RestrictionOrder).where(RestrictionOrder.public_id == sought.id)
    _case_id(session, path, sought, "restriction")
    chosen = select(RestrictionOrder).where(RestrictionOrder.public_id == sought.id)
    found = _one(session, chosen)
    return found, matter_of(session, found.debtor_id)


def order_change(session: Session, sought: Sought) -> tuple[OrderChange, RestrictionOrder, Matter]:
    """Return a later decision about an order, with the order and what that is about.

    :raises ServiceError: ``restriction_change.not_found``.
    """
    path = _cases().join(RestrictionOrder).join(OrderChange)
    _case_id(session, path.where(OrderChange.public_id == sought.id), sought, "restriction_change")
    found = _one(session, select(OrderChange).where(OrderChange.public_id == sought.id))
    ordered = _one(session, select(RestrictionOrder).where(RestrictionOrder.id == found.order_id))
    return found, ordered, matter_of(session, ordered.debtor_id)


def payment(session: Session, sought: Sought) -> tuple[Payment, Matter]:
    """Return a payment with what it is about.

    :raises ServiceError: ``payment.not_found``.
    """
    on_debtor = Payment.debtor_id == Debtor.id
    path = _cases().join(Payment, on_debtor).where(Payment.public_id == sought.id)
    _case_id(session, path, sought, "payment")
    found = _one(session, select(Payment).where(Payment.public_id == sought.id))
    return found, matter_of(session, found.debtor_id)


def removal(session: Session, sought: Sought) -> tuple[RemovalDecision, Listing, Matter]:
    """Return a removal decision with its listing and what that is about.

    :raises ServiceError: ``removal.not_found``.
    """
    path = (
        _cases().join(Listing).join(RemovalDecision).where(RemovalDecision.public_id == sought.id)
    )
    _case_id(session, path, sought, "removal")
    chosen = select(RemovalDecision).where(RemovalDecision.public_id == sought.id)
    found = _one(session, chosen)
    listed = _one(session, select(Listing).where(Listing.id == found.listing_id))
    return found, listed, matter_of(session, listed.debtor_id)


def certificate(session: Session, sought: Sought) -> tuple[Certificate, Matter]:
    """Return a certificate with what it is about.

    :raises ServiceError: ``certificate.not_found``.
    """
    on_debtor = Certificate.debtor_id == Debtor.id
    path = _cases().join(Certificate, on_debtor).where(Certificate.public_id == sought.id)
    _case_id(session, path, sought, "certificate")
    found = _one(session, select(Certificate).where(Certificate.public_id == sought.id))
    return found, matter_of(session, found.debtor_id)


def repair(session: Session, sought: Sought) -> tuple[Repair, Listing, Matter]:
    """Return an application for repair with its listing and what that is about.

    :raises ServiceError: ``repair.not_found``.
    """
    on_listing = Repair.listing_id == Listing.id
    path = _cases().join(Listing).join(Repair, on_listing).where(Repair.public_id == sought.id)
    _case_id(session, path, sought, "repair")
    found = _one(session, select(Repair).where(Repair.public_id == sought.id))
    listed = _one(session, select(Listing).where(Listing.id == found.listing_id))
    return found, listed, matter_of(session, listed.debtor_id)


def lift(session: Session, sought: Sought) -> tuple[LiftDecision, RestrictionOrder, Matter]:
    """Return a decision to lift with its order and what that is about.

    :raises ServiceError: ``lift.not_found``.
    """
    path = (
        _cases()
        .join(RestrictionOrder)
        .join(LiftDecision)
        .where(LiftDecision.public_id == sought.id)
    )
    _case_id(session, path, sought, "lift")
    found = _one(session, select(LiftDecision).where(LiftDecision.public_id == sought.id))
    ordered = _one(session, select(RestrictionOrder).where(RestrictionOrder.id == found.order_id))
    return found, ordered, matter_of(session, ordered.debtor_id)


def permission(session: Session, sought: Sought) -> tuple[Permission, RestrictionOrder, Matter]:
    """Return an application for a permission with its order and what that is about.

    :raises ServiceError: ``permission.not_found``.
    """
    path = _cases().join(RestrictionOrder).join(Permission).where(Permission.public_id == sought.id)
    _case_id(session, path, sought, "permission")
    found = _one(session, select(Permission).where(Permission.public_id == sought.id))
    ordered = _one(session, select(RestrictionOrder).where(RestrictionOrder.id == found.order_id))
    return found, ordered, matter_of(session, ordered.debtor_id)


def matter_of(session: Session, debtor_id: int) -> Matter:
    """Return what a debtor's record is about."""
    found = session.execute(_MATTER, {"debtor": debtor_id}, execution_options=FRESH)
    return Matter(*found.one())


def matters_of(session: Session, case_id: int) -> Sequence[Matter]:
    """Return what the records of each debtor of a case are about, as they were entered."""
    found = session.execute(_MATTERS, {"case": case_id}, execution_options=FRESH)
    return [Matter(*row) for row in found]


def court(session: Session, code: str) -> Court:
    """Return a court that is known to be there."""
    return _one(session, select(Court).where(Court.code == code))


def staff_ids(session: Session, *ids: int | None) -> dict[int, UUID]:
    """Return the public ids of members of staff by their keys."""
    wanted = {key for key in ids if key is not None}
    if not wanted:
        return {}
    rows = session.execute(_STAFF, {"ids": list(wanted)})
    return {row.id: row.public_id for row in rows}


def staff_id(session: Session, key: int | None) -> str | None:
    """Return the public id of one member of staff as rules take it."""
    return None if key is None else str(staff_ids(session, key)[key])


def case_key(session: Session, path: Select[int], sought: Sought, name: str) -> int:
    """Return the key of the case that a path leads to, locked where it is to be changed.

    :param path: selects cases by what is looked for.
    :raises ServiceError: ``<name>.not_found``.
    """
    return _case_id(session, path, sought, name)


def _cases() -> Select[int]:
    return select(EnforcementCase.id).select_from(EnforcementCase).join(Debtor)


def _case_id(session: Session, path: Select[int], sought: Sought, name: str) -> int:
    chosen = path.where(EnforcementCase.court_code == _enforcing_court(session, path, sought))
    if sought.to_change:
        # Keys of the case may still be referred to by writers of other tables meanwhile.
        chosen = chosen.with_for_update(of=EnforcementCase, key_share=True)
    found = session.execute(chosen).scalar_one_or_none()
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, f"{name}.not_found")
    return found


def _enforcing_court(session: Session, path: Select[int], sought: Sought) -> str:
    """Return the court whose record is looked for: one's own or, from above, one below it."""
    if not sought.from_above:
        return sought.court_code
    found = session.execute(path.with_only_columns(EnforcementCase.court_code)).scalar_one_or_none()
    if found is None or sought.court_code not in courts_above.superiors(session, found):
        return sought.court_code
    return found


def _one(session: Session, statement: Select[Found]) -> Found:
    return session.execute(statement, execution_options=FRESH).scalar_one()
