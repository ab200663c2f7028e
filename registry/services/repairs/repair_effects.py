"""What a granted repair does (信用修复的效果): the listing is removed on its own ground, the order
lifted where the way lifts it, and every agency that was ever told hears what was repaired and what
stays.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.journal import bodies
from registry.models.listings import Listing, RemovalDecision
from registry.rules import authority
from registry.rules import repair as law
from registry.services.acts import moves
from registry.services.acts.reasons import Why
from registry.services.cases import recorded_facts
from registry.services.endings import endings, removals
from registry.services.endings.endings import Ending
from registry.services.facts import listing_law
from registry.services.facts.certificate_facts import Asked
from registry.services.listings import listing_suspensions
from registry.services.parties import debtor_journal, subjects
from registry.services.repairs import certificates, repair_records
from registry.services.repairs.certificates import Issued
from registry.services.repairs.repair_records import Found, StatedRepairFacts
from registry.services.restrictions import restrictions
from registry.services.sanctions import exit_endings
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.codes import RemovalGround, RemovalState
from schemas.remedy_codes import CertificateKind, RepairPath
from schemas.restriction_codes import LiftGround


def require_standing(listing: Listing, path: RepairPath) -> None:
    """Make sure that there still is a listing to be repaired.

    :raises ServiceError: ``listing.wrong_state``.
    """
    if path is RepairPath.PUBLIC_INTEREST:
        listing_suspensions.require_suspendable(listing)
    else:
        moves.require(listing, Act.SIGN_REMOVAL)


def carry_out(
    session: Session, found: Found, *, actor: CourtActor, now: datetime, vault: Vault
) -> Issued | None:
    """Carry a granted repair out, and issue the certificate that was asked for with it; that the
    law allows it has been established.
    """
    repair, listing, matter = found
    facts = repair_records.read_facts(repair.facts or "")
    order = restrictions.in_force(session, matter)
    lifted = () if repair.ground is None else _remove(session, found, facts, actor=actor, now=now)
    stated = facts.removal
    done = stated.enforcement_completed or stated.settlement_performed
    path = RepairPath(repair.path)
    stays = law.stays(
        path,
        debt_open=not (done or listing_law.is_paid(session, matter)),
        order_in_force=order is not None,
    )
    repair.stays = ",".join(stays)
    if repair.ground is None and repair.suspended_until is not None:
        listing_suspensions.suspend(
            session,
            listing,
            matter,
            until=repair.suspended_until,
            reason=repair.reason or "",
            actor=actor,
            now=now,
        )
    issued = None
    if repair.certificate_wanted and repair.ground is not None:
        asked = Asked(
            kind=CertificateKind.CREDIT_REPAIR, on=repair.received_on, listing_id=listing.public_id
        )
        issued = certificates.issue_about(
            session, matter, asked, actor=actor, now=now, vault=vault, repair_id=repair.id
        )
    number = None if issued is None else issued.certificate.number
    tell(session, found, lifted=lifted, actor=actor, now=now, certificate=number)
    return issued


def tell(
    session: Session,
    found: Found,
    *,
    lifted: Sequence[UUID],
    actor: CourtActor,
    now: datetime,
    certificate: str | None = None,
) -> None:
    """Tell everybody who was ever told of the listing what was repaired and what stays.

    :param lifted: the orders that were lifted with it.
    :param certificate: the number of the certificate that was issued with it.
    """
    repair, listing, matter = found
    body = bodies.repaired(
        subjects.reference(session, matter),
        repair_id=repair.public_id,
        path=repair.path,
        ground=repair.ground,
        on=legal_day(now),
        orders_lifted=lifted,
        stays=(repair.stays or "").split(","),
        certificate=certificate,
    )
    ground = repair.ground
    debtor_journal.enter(
        session,
        events.REPAIR_GRANTED,
        listing.public_id,
        matter,
        body,
        Why(
            reason=repair.reason or "",
            basis=str(repair_records.BASIS)
            if ground is None
            else endings.basis_of(RemovalGround(ground)),
        ),
        actor=actor.journal,
        now=now,
    )


def _remove(
    session: Session, found: Found, facts: StatedRepairFacts, *, actor: CourtActor, now: datetime
) -> Sequence[UUID]:
    repair, listing, matter = found
    ground, reason = RemovalGround(repair.ground or ""), repair.reason or ""
    standing = restrictions.binding(session, matter)
    decision = RemovalDecision(
        public_id=uuid4(),
        listing_id=listing.id,
        ground=ground,
        reason=reason,
        facts=removals.write_facts(
            facts.removal,
            recorded_facts.of_removal(session, matter, ground, on=legal_day(now)),
        ),
        state=RemovalState.SIGNED,
        drafted_by=repair.drafted_by,
        drafted_at=repair.drafted_at,
        signed_by=actor.staff_id,
        signed_at=now,
        version=1,
    )
    session.add(decision)
    session.flush()
    repair.removal_id = decision.id
    act = authority.signing_act(ground)
    ending = Ending(ground=ground, reason=reason, act=act, actor=actor.journal, now=now)
    endings.remove(session, listing, matter, ending)
    # A removal for performance lifts the orders itself; early removal of a listing with a term
    # does not, though who has performed all is owed it (Consumption Rules Art. 9).
    if law.lifts_order(RepairPath(repair.path)) and ground is RemovalGround.EARLY:
        restrictions.lift_all(
            session,
            matter,
            ground=LiftGround.PERFORMED,
            reason=reason,
            actor=actor.journal,
            now=now,
        )
        exit_endings.lift_all(session, matter, reason=reason, actor=actor.journal, now=now)
    session.flush()
    left = {order.id for order in restrictions.binding(session, matter)}
    return [order.public_id for order in standing if order.id not in left]
