"""Direct corrections (直接纠正): the decision in which a correction by a court above consists,
drafted and signed by its people in the place of the enforcing court's.

The very services that the enforcing court acts by carry it out, with all their law, their notices
and their journal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from registry.actors import CourtActor, Supervision
from registry.errors import ErrorKind, ServiceError
from registry.models.courts import Staff
from registry.models.remedies import Correction
from registry.rules.findings import Finding
from registry.services.acts import courts_above, plans
from registry.services.acts.plans import Plan, PlanEnds
from registry.services.corrections.remedy_records import Dispute
from registry.services.endings import listing_revocations, removals, restriction_lifts
from registry.services.endings.listing_revocations import DraftRevocation
from registry.services.endings.removals import DraftRemoval, SignRemoval, StatedRemovalFacts
from registry.services.endings.restriction_lifts import DraftLift, SignLift, StatedLiftFacts
from registry.services.listings import listing_amendments
from registry.services.listings.listing_amendments import DraftAmendment
from registry.services.listings.listing_changes import SignChange
from registry.vault import Vault
from schemas.codes import ChangeKind, RemovalGround, Role
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import CorrectiveAct
from schemas.restriction_codes import LiftGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a direct correction is to say; each act needs its own.

    :ivar order_too: of a revocation, whether the order falls with the listing.
    :ivar after: of an amendment, the new text of each field that is wrong.
    :ivar ground: of a removal or a lift, its ground, with the facts that it rests on.
    """

    order_too: bool = False
    after: Mapping[str, str] = field(default_factory=dict)
    ground: str | None = None
    facts: Mapping[str, bool] = field(default_factory=dict)


def seat(session: Session, actor: CourtActor, about: Dispute) -> CourtActor:
    """Return an actor of a court above in the place of one of the enforcing court."""
    court = about.case.court_code
    superiors = courts_above.superiors(session, court)
    above = Supervision(court_code=actor.court_code, superiors=superiors)
    return replace(actor, court_code=court, supervision=above)


def law(
    session: Session,
    found: Correction,
    about: Dispute,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> tuple[Finding, ...]:
    """Return what the law says of the decision in which a direct correction consists, by trying to
    draft it.
    """
    plan = Plan(now=now)
    with plans.trying(plan):
        try:
            seated = seat(session, actor, about)
            _draft(session, found, about, actor=seated, now=now, vault=vault)
        except PlanEnds:
            return tuple(plan.findings)
    raise ServiceError(ErrorKind.INTERNAL, "internal.error", {"act": found.act})


def carry_out(
    session: Session,
    found: Correction,
    about: Dispute,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> UUID:
    """Draft and sign the decision in which a direct correction consists; return its public id.

    Its drafter is who drafted the correction.
    """
    signer = seat(session, actor, about)
    drafter = _as_drafter(session, found, signer)
    decision_id = _draft(session, found, about, actor=drafter, now=now, vault=vault)
    session.flush()
    _sign(session, found, decision_id, actor=signer, now=now, vault=vault)
    return decision_id


def write(content: Content) -> str:
    """Return what a direct correction is to say as it is kept."""
    kept = {
        "order_too": content.order_too,
        "after": {name: mask_numbers_in_text(text) for name, text in content.after.items()},
        "ground": content.ground,
        "facts": dict(content.facts),
    }
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode()


def read(found: Correction) -> Content:
    """Return what a direct correction is to say."""
    kept: dict[str, Any] = orjson.loads(found.content)
    return Content(**kept)


def _as_drafter(session: Session, found: Correction, signer: CourtActor) -> CourtActor:
    person = session.get_one(Staff, found.drafted_by)
    role = Role(person.role)
    return replace(signer, staff_id=person.id, staff_public_id=person.public_id, role=role)


def _draft(
    session: Session,
    found: Correction,
    about: Dispute,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> UUID:
    content, act, reason = read(found), CorrectiveAct(found.act), found.reason
    record_id = about.record_id
    if act is CorrectiveAct.LIFT:
        lift = DraftLift(
            order_id=record_id,
            ground=LiftGround(content.ground or ""),
            reason=reason,
            facts=StatedLiftFacts(**content.facts),
        )
        return restriction_lifts.draft(session, lift, actor=actor, now=now)[0].public_id
    if act is CorrectiveAct.REMOVE:
        removal = DraftRemoval(
            listing_id=record_id,
            ground=RemovalGround(content.ground or ""),
            reason=reason,
            facts=StatedRemovalFacts(**content.facts),
        )
        return removals.draft(session, removal, actor=actor, now=now)[0].public_id
    if act is CorrectiveAct.AMEND:
        amendment = DraftAmendment(listing_id=record_id, reason=reason, after=content.after)
        return listing_amendments.draft(session, amendment, actor=actor, now=now)[0].public_id
    revocation = DraftRevocation(
        listing_id=record_id, reason=reason, ordered_by=found.number, order_too=content.order_too
    )
    drafted = listing_revocations.draft(session, revocation, actor=actor, now=now, vault=vault)
    return drafted[0].public_id


def _sign(
    session: Session,
    found: Correction,
    decision_id: UUID,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> None:
    act = CorrectiveAct(found.act)
    if act is CorrectiveAct.LIFT:
        lift = SignLift(lift_id=decision_id, version=1)
        restriction_lifts.sign(session, lift, actor=actor, now=now)
    elif act is CorrectiveAct.REMOVE:
        removal = SignRemoval(removal_id=decision_id, version=1)
        removals.sign(session, removal, actor=actor, now=now)
    elif act is CorrectiveAct.AMEND:
        amendment = SignChange(change_id=decision_id, version=1, kind=ChangeKind.AMENDMENT)
        listing_amendments.sign(session, amendment, actor=actor, now=now, vault=vault)
    else:
        revocation = SignChange(change_id=decision_id, version=1, kind=ChangeKind.REVOCATION)
        listing_revocations.sign(session, revocation, actor=actor, now=now, vault=vault)
