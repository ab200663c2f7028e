"""Whom an act under an order is about (限制对象): the debtor, by the order itself, or one person
whom an entity's order binds, by a record of its own.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from registry.journal.bodies import Body, RecordReference, bound
from registry.models.bound_persons import BoundSubject
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.models.subjects import Subject
from registry.services.acts.records import Matter
from registry.services.parties import subjects


@dataclass(frozen=True, slots=True)
class Restrained:
    """Somebody who is restricted: by which record, and as which version of whom.

    :ivar order: the order itself, which a bound person's record hangs on.
    """

    order: RestrictionOrder
    record: RestrictionOrder | BoundSubject
    matter: Matter
    subject: Subject
    identity_version: int

    @property
    def subject_id(self) -> UUID:
        """Return the public id of who is restricted."""
        return self.subject.public_id

    @property
    def is_debtor(self) -> bool:
        """Tell whether it is the debtor, whose listings count beside the order."""
        return self.record is self.order

    def reference(self, session: Session) -> RecordReference:
        """Return what journal bodies about the record begin with."""
        return subjects.reference_to(session, self.matter.case, self.subject, self.identity_version)

    def body(self, told: Body) -> Body:
        """Return what is told of the record, with the entity's order where it has one above it."""
        if not isinstance(self.record, BoundSubject):
            return told
        return bound(
            told,
            order=self.order.public_id,
            capacity=self.record.capacity,
            debtor=self.matter.subject.public_id,
        )


def debtor(order: RestrictionOrder, matter: Matter) -> Restrained:
    """Return the debtor whom an order restricts."""
    return Restrained(order, order, matter, matter.subject, matter.debtor.identity_version)


def person(
    session: Session, bound_one: BoundSubject, order: RestrictionOrder, matter: Matter
) -> Restrained:
    """Return a person whom an entity's order restricts."""
    subject = session.get_one(Subject, bound_one.subject_id)
    return Restrained(order, bound_one, matter, subject, bound_one.identity_version)


def under(
    session: Session, asked: Permission, order: RestrictionOrder, matter: Matter
) -> Restrained:
    """Return whom a permission concerns."""
    if asked.person_id is None:
        return debtor(order, matter)
    return person(session, session.get_one(BoundSubject, asked.person_id), order, matter)
