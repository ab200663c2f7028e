"""What stands (现状): everything that the revision of some listings has to know, read at once.

Their cases are locked before anything of them is read, in one order, as everybody does.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.identity import unseal
from registry.imports.courts import KnownCourt
from registry.journal import read
from registry.models.cases import Debtor, EnforcementCase
from registry.models.courts import Court
from registry.models.deadlines import Deadline
from registry.models.listings import Listing, RestrictionOrder
from registry.models.publication import PublicEntry
from registry.models.subjects import Subject, SubjectIdentity
from registry.services.acts.records import FRESH, Matter
from registry.services.parties.subjects import KnownIdentity
from registry.services.restrictions import restrictions
from registry.vault import Sealed, Vault
from schemas.codes import CourtLevel, DeadlineKind, ListingState


@dataclass(slots=True)
class Standing:
    """One listing as it stands.

    :ivar known: the version of the identity that its debtor has in this case.
    :ivar told: whether agencies hold it in force.
    :ivar item: what the public sees, if it sees it.
    :ivar open: the open duties about it.
    """

    listing: Listing
    matter: Matter
    known: KnownIdentity
    court: KnownCourt
    told: bool
    has_order: bool
    item: str | None
    open: dict[DeadlineKind, Deadline] = field(default_factory=dict)


def load(session: Session, listings: Collection[int], *, vault: Vault) -> dict[int, Standing]:
    """Return listings as they stand, by their keys."""
    session.execute(
        select(EnforcementCase.id)
        .join(Debtor, Debtor.case_id == EnforcementCase.id)
        .join(Listing, Listing.debtor_id == Debtor.id)
        .where(Listing.id.in_(listings))
        .order_by(EnforcementCase.id)
        .with_for_update(of=EnforcementCase)
    )
    rows = session.execute(
        select(Listing, Debtor, EnforcementCase, Subject, SubjectIdentity, Court)
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .join(Subject, Subject.id == Debtor.subject_id)
        .join(
            SubjectIdentity,
            (SubjectIdentity.subject_id == Subject.id)
            & (SubjectIdentity.version == Debtor.identity_version),
        )
        .join(Court, Court.code == EnforcementCase.court_code)
        .where(Listing.id.in_(listings))
        .execution_options(**FRESH)
    ).all()
    ordered = _with_orders(session, [debtor.id for _, debtor, *_ in rows])
    public_ids = [listing.public_id for listing, *_ in rows]
    items, duties = _items(session, public_ids), _duties(session, public_ids)
    return {
        listing.id: Standing(
            listing,
            Matter(case, debtor, subject),
            _opened(subject, identity, vault),
            KnownCourt(court.code, court.name, CourtLevel(court.level)),
            _is_told(session, listing),
            debtor.id in ordered,
            items.get(listing.public_id),
            duties.get(listing.public_id, {}),
        )
        for listing, debtor, case, subject, identity, court in rows
    }


def _opened(subject: Subject, row: SubjectIdentity, vault: Vault) -> KnownIdentity:
    sealed = Sealed(row.key_id, row.ciphertext)
    identity = unseal(vault, sealed, subject_id=subject.public_id, version=row.version)
    return KnownIdentity(identity, row.version, row.digest)


def _is_told(session: Session, listing: Listing) -> bool:
    if listing.state == ListingState.UNPUBLISHED:
        return read.is_told(session, listing.public_id)
    return listing.state == ListingState.PUBLISHED


def _with_orders(session: Session, debtors: Collection[int]) -> set[int]:
    chosen = select(RestrictionOrder.debtor_id).where(
        RestrictionOrder.debtor_id.in_(debtors), RestrictionOrder.state.in_(restrictions.BINDING)
    )
    return set(session.scalars(chosen))


def _items(session: Session, public_ids: Collection[UUID]) -> dict[UUID, str]:
    chosen = select(PublicEntry.public_id, PublicEntry.item)
    rows = session.execute(chosen.where(PublicEntry.public_id.in_(public_ids)))
    return {public_id: item for public_id, item in rows}  # noqa: C416 - rows are no pairs to mypy


def _duties(
    session: Session, public_ids: Collection[UUID]
) -> dict[UUID, dict[DeadlineKind, Deadline]]:
    found: dict[UUID, dict[DeadlineKind, Deadline]] = {}
    chosen = select(Deadline).where(Deadline.record_id.in_(public_ids), Deadline.done_on.is_(None))
    for deadline in session.scalars(chosen):
        found.setdefault(deadline.record_id, {})[DeadlineKind(deadline.kind)] = deadline
    return found
