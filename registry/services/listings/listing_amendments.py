"""Amendment of a published listing (更正), Listing Rules Art. 9 para 2: what is inaccurate is
mended for the public and the agencies in one commit, within three working days.

What belongs to the case (obligation, enforcement basis) is mended in everything that is public of
the case. An amendment says what it replaces; it is not signed over what has changed in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.cases import Debtor
from registry.models.listings import Listing
from registry.rules import amendment
from registry.rules.amendment import AmendmentFacts
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.rules.clocks_of_lists import CORRECTION
from registry.rules.findings import Finding
from registry.services.acts import moves, records
from registry.services.acts.records import FRESH, Matter, Sought
from registry.services.clocks import deadlines
from registry.services.corrections import corrections_done
from registry.services.listings import listing_changes, listing_notices, listings
from registry.services.listings.listing_changes import Changed, SignChange
from registry.services.listings.listing_notices import Telling
from registry.services.publication import public_entries, unit_notices
from registry.vault import Vault
from schemas.codes import ChangeKind, DeadlineKind, ListingState
from schemas.free_text import mask_numbers_in_text

BASIS = Article(Instrument.LISTING_RULES, 9, paragraph=2)
OF_LISTING = ("conduct", "performance", "performed", "outstanding")
OF_CASE = ("obligation", "basis_number", "basis_body")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAmendment:
    """An amendment to be drafted; ``after`` holds the new text of each field that is wrong."""

    listing_id: UUID
    reason: str
    after: Mapping[str, str]


def draft(session: Session, order: DraftAmendment, *, actor: CourtActor, now: datetime) -> Changed:
    """Draft an amendment; nothing changes by it, and the three working days begin.

    :raises ServiceError: ``listing.not_found``, ``listing.wrong_state``,
        ``listing_change.ineligible``.
    """
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    moves.require(listing, Act.DRAFT_AMENDMENT)
    after = {name: mask_numbers_in_text(value) for name, value in order.after.items()}
    content = {"before": _says(listing, matter, after), "after": after}
    kind = ChangeKind.AMENDMENT
    change = listing_changes.made(
        listing, kind, reason=order.reason, content=content, actor=actor, now=now
    )
    changed = (change, listing, matter)
    listing_changes.require_draft(Act.DRAFT_AMENDMENT, matter, _law(changed), actor=actor)
    drafted = events.LISTING_AMENDMENT_DRAFTED
    listing_changes.enter(session, drafted, changed, str(BASIS), actor=actor, now=now)
    deadlines.start(session, CORRECTION, listing.public_id, matter.case, on=legal_day(now))
    return changed


def sign(
    session: Session, order: SignChange, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Sign an amendment, which carries it out.

    :raises ServiceError: ``listing_change.not_found``, ``record.stale``,
        ``listing_change.wrong_state``, ``listing_change.overtaken``,
        ``listing_change.ineligible``.
    """
    changed = listing_changes.to_sign(session, order, Act.SIGN_AMENDMENT, actor=actor)
    change, listing, matter = changed
    content = listing_changes.content_of(change)
    before, after = content["before"], content["after"]
    if _says(listing, matter, after) != before:
        raise ServiceError(ErrorKind.CONFLICT, "listing_change.overtaken")
    law = _law(changed)
    listing_changes.sign(session, Act.SIGN_AMENDMENT, changed, law, actor=actor, now=now)
    _state(listing, matter, after)
    session.flush()
    telling = Telling(kind=events.LISTING_AMENDED, reason=change.reason, basis=str(BASIS))
    told = _of_case(session, matter) if _is_about_case(before, after) else [listing]
    for one in told:
        about = records.matter_of(session, one.debtor_id)
        listing_notices.change(session, one, about, telling, actor=actor, now=now, vault=vault)
    public_entries.restate_orders(session, matter.case)
    deadlines.close(session, listing.public_id, DeadlineKind.CORRECT_LISTING, on=legal_day(now))
    unit_notices.owe_of_change(session, listing, matter, on=legal_day(now))
    corrections_done.listing_amended(session, listing, actor=actor.journal, now=now)
    return changed


def _says(listing: Listing, matter: Matter, fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a listing and its case say in these fields."""
    said: dict[str, str] = {name: getattr(listing, name) for name in OF_LISTING}
    said |= {name: getattr(matter.case, name) for name in OF_CASE}
    return {name: said[name] for name in fields}


def _state(listing: Listing, matter: Matter, after: Mapping[str, str]) -> None:
    for name, value in after.items():
        setattr(listing if name in OF_LISTING else matter.case, name, value)
    if any(name in OF_CASE for name in after):
        matter.case.version += 1


def _is_about_case(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    return any(name in OF_CASE for name in amendment.changed(before, after))


def _of_case(session: Session, matter: Matter) -> list[Listing]:
    """Return the listings of a case that stand, those that the public does not find too."""
    chosen = (
        select(Listing)
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .where(Debtor.case_id == matter.case.id, listings.IS_KEPT_UP)
        .order_by(Listing.id)
    )
    return list(session.scalars(chosen.execution_options(**FRESH)))


def _law(changed: Changed) -> tuple[Finding, ...]:
    change, listing, _ = changed
    content = listing_changes.content_of(change)
    return amendment.amendment_findings(
        AmendmentFacts(
            state=ListingState(listing.state),
            before=content["before"],
            after=content["after"],
            reason=change.reason,
            withheld=listing.withheld_for is not None,
        )
    )
