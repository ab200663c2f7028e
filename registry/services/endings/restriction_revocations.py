"""Revocation of an order by itself (撤销限制消费令), point 18 of the 2019 Opinion: what should
never have been is ended for everybody whom it binds, in one commit.

The law is tested as it stood on the day of the order, on the facts as they are known today.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.rules import restriction, revocation
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.revocation import RevocationFacts
from registry.services.acts import moves, records, stated_facts
from registry.services.acts.reasons import Why
from registry.services.acts.records import Sought
from registry.services.endings import listing_orders
from registry.services.facts import restriction_facts
from registry.services.restrictions import restriction_changes
from registry.services.restrictions.restriction_changes import Changed, DecideChange
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import OrderChangeKind, OrderChangeState

KIND = OrderChangeKind.REVOCATION


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSince:
    """The facts that bar an order, as they are known today."""

    adequate_property_controlled: bool = False
    creditor_asks_to_hold_off: bool = False
    campus_loan_student: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRevocation:
    """A revocation to be drafted.

    :ivar wrong_since: since when its cause was there.
    :ivar ordered_by: the decision of a court above that orders it, where there is one.
    """

    order_id: UUID
    reason: str
    wrong_since: date | None = None
    ordered_by: str | None = None
    facts: KnownSince = KnownSince()


def draft(
    session: Session, wanted: DraftRevocation, *, actor: CourtActor, now: datetime
) -> Changed:
    """Draft the revocation of an order; nothing ends by it.

    :raises ServiceError: ``restriction.not_found``, ``restriction.wrong_state``,
        ``restriction_change.ineligible``.
    """
    sought = Sought(id=wanted.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    moves.require(order, Act.DRAFT_REVOCATION)
    since, ordered_by = wanted.wrong_since, wanted.ordered_by
    content = {
        "wrong_since": since.isoformat() if since else None,
        "ordered_by": mask_numbers_in_text(ordered_by) if ordered_by else None,
        "facts": asdict(wanted.facts),
    }
    change = restriction_changes.made(
        order, KIND, reason=wanted.reason, content=content, actor=actor, now=now
    )
    changed = (change, order, matter)
    law = _law(session, changed, on=legal_day(now))
    restriction_changes.require(
        session, changed, Act.DRAFT_REVOCATION, law, actor=actor, signing=False
    )
    session.add(change)
    drafted = events.RESTRICTION_REVOCATION_DRAFTED
    restriction_changes.journal(session, drafted, changed, actor=actor, now=now)
    return changed


def sign(
    session: Session, wanted: DecideChange, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Sign a revocation, which carries it out.

    :raises ServiceError: ``restriction_change.not_found``, ``record.stale``,
        ``restriction_change.wrong_state``, ``restriction.wrong_state``,
        ``restriction_change.ineligible``.
    """
    act = Act.SIGN_REVOCATION
    changed = restriction_changes.to_decide(session, wanted, act, actor=actor)
    change, order, matter = changed
    moves.require(order, act)
    law = _law(session, changed, on=legal_day(now))
    restriction_changes.require(session, changed, act, law, actor=actor)
    restriction_changes.decide(session, changed, act, wanted, actor=actor, now=now)
    why = Why(reason=change.reason, basis=str(restriction_changes.BASIS[KIND]))
    listing_orders.revoke_order(session, order, matter, why, actor=actor, now=now)
    return changed


def opens_claim(changed: Changed) -> bool:
    """Tell whether a signed revocation of an order opens a claim to state compensation."""
    change, order, _ = changed
    is_signed = change.kind == KIND and change.state == OrderChangeState.SIGNED
    return is_signed and revocation.opens_claim(order.imposed_on)


def _law(session: Session, changed: Changed, *, on: date) -> tuple[Finding, ...]:
    change, order, matter = changed
    content = restriction_changes.content_of(change)
    decided_on = order.imposed_on or on
    restated = replace(stated_facts.read(order.facts), **content["facts"])
    facts = restriction_facts.of(
        session, order, matter, on=decided_on, restated=restated, paid_by=decided_on
    )
    found = restriction.restriction_findings(facts)
    since, ordered_by = content["wrong_since"], content["ordered_by"]
    listing = restriction_facts.listing_of(session, matter)
    listed = listing is not None and restriction_facts.makes_mandatory(listing)
    revoked = RevocationFacts(
        listed_on=decided_on,
        # What was set aside for a reason was not broken.
        found=assess(found, overrides=restated.overrides).barred_by,
        reason=change.reason,
        wrong_since=date.fromisoformat(since) if since else None,
        ordered_by=ordered_by,
    )
    return (
        *revocation.revocation_findings(revoked),
        # As long as a listing stands it makes an order mandatory: the listing is revoked with it.
        restriction.listing_has_order(listed=listed, has_order=False),
    )
