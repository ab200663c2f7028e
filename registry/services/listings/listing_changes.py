"""Later decisions about a published listing (后续决定): what revocation, amendment and extension
have in common. One person drafts, which changes nothing; another signs, which carries it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.errors import ErrorKind, ServiceError
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing, ListingChange
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.listings import listings
from schemas.codes import ChangeKind, ChangeState
from schemas.free_text import mask_numbers_in_text

Changed = tuple[ListingChange, Listing, Matter]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignChange:
    """A drafted decision to be signed and carried out, in the version that was seen."""

    change_id: UUID
    version: int
    kind: ChangeKind


def find(session: Session, sought: Sought, kind: ChangeKind) -> Changed:
    """Return a decision of one kind.

    :raises ServiceError: ``listing_change.not_found``.
    """
    found = records.change(session, sought)
    if found[0].kind != kind:
        raise ServiceError(ErrorKind.NOT_FOUND, "listing_change.not_found")
    return found


def of_court(
    session: Session,
    court_code: str,
    *,
    listing_id: UUID | None,
    kind: ChangeKind | None,
    state: ChangeState | None,
    after: int,
    limit: int,
) -> Sequence[ListingChange]:
    """Return later decisions of a court in the order in which they were drafted.

    :param after: the key of the decision to go on after.
    """
    chosen = (
        select(ListingChange)
        .join(Listing, Listing.id == ListingChange.listing_id)
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(EnforcementCase.court_code == court_code, ListingChange.id > after)
    )
    if listing_id is not None:
        chosen = chosen.where(Listing.public_id == listing_id)
    if kind is not None:
        chosen = chosen.where(ListingChange.kind == kind)
    if state is not None:
        chosen = chosen.where(ListingChange.state == state)
    return session.scalars(chosen.order_by(ListingChange.id).limit(limit)).all()


def made(
    listing: Listing,
    kind: ChangeKind,
    *,
    reason: str,
    content: Mapping[str, object],
    actor: CourtActor,
    now: datetime,
) -> ListingChange:
    """Return a decision as its drafter makes it, not entered yet."""
    return ListingChange(
        public_id=uuid4(),
        listing_id=listing.id,
        kind=kind,
        reason=mask_numbers_in_text(reason),
        content=orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode(),
        state=ChangeState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )


def content_of(change: ListingChange) -> dict[str, Any]:
    """Return what a decision says beside its reason."""
    content: dict[str, Any] = orjson.loads(change.content)
    return content


def enter(
    session: Session,
    kind: events.Kind,
    changed: Changed,
    basis: str,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Enter a draft that the law allows, and journal it."""
    change, listing, matter = changed
    session.add(change)
    listings.record(
        session,
        kind,
        listing,
        matter,
        actor=actor,
        now=now,
        why=Why(reason=change.reason, basis=basis),
        change=str(change.public_id),
    )


def to_sign(session: Session, order: SignChange, act: Act, *, actor: CourtActor) -> Changed:
    """Return a decision that is about to be signed, its case locked.

    :raises ServiceError: ``listing_change.not_found``, ``record.stale``,
        ``listing_change.wrong_state``, ``listing.wrong_state``.
    """
    sought = Sought(id=order.change_id, court_code=actor.court_code, to_change=True)
    found = find(session, sought, order.kind)
    moves.expect(found[0], order.version)
    moves.require(found[0], act)
    moves.require(found[1], act)
    return found


def require_draft(act: Act, matter: Matter, law: Iterable[Finding], *, actor: CourtActor) -> None:
    """Let a draft go on if its drafter may draft it and the law allows what it says.

    :raises ServiceError: ``listing_change.ineligible``.
    """
    authority = eligibility.authority(act, actor, court_code=matter.case.court_code)
    eligibility.require("listing_change.ineligible", (*authority, *law))


def sign(
    session: Session,
    act: Act,
    changed: Changed,
    law: Iterable[Finding],
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Put a signature under a decision.

    :raises ServiceError: ``listing_change.ineligible``.
    """
    change, _, matter = changed
    drafter = records.staff_id(session, change.drafted_by)
    court = matter.case.court_code
    authority = eligibility.authority(act, actor, court_code=court, drafter=drafter)
    eligibility.require("listing_change.ineligible", (*authority, *law))
    moves.do(change, act)
    change.signed_by, change.signed_at = actor.staff_id, now
