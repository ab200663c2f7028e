"""The law of one correction (纠正审查): who may order or make it, and that what is wrong stands."""

from datetime import datetime

from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.models.remedies import Correction, Review
from registry.rules import supervision
from registry.rules.authority import ActingPerson
from registry.rules.findings import Finding
from registry.rules.supervision import Mistake
from registry.services.acts import courts_above, moves
from registry.services.corrections.remedy_records import Dispute
from registry.services.remedies import direct_corrections
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.remedy_codes import CorrectionMode, CorrectiveAct

# By which act the enforcing court would correct so.
BY_SIGNING = {
    CorrectiveAct.REVOKE: Act.SIGN_REVOCATION,
    CorrectiveAct.AMEND: Act.SIGN_AMENDMENT,
    CorrectiveAct.REMOVE: Act.SIGN_REMOVAL,
    CorrectiveAct.LIFT: Act.SIGN_LIFT,
}


def authority(
    session: Session,
    act: Act,
    about: Dispute,
    review: Review | None,
    *,
    actor: CourtActor,
    drafter: str | None = None,
) -> tuple[Finding, ...]:
    """Return all that authority says of an act about a correction, in a review or without one."""
    superiors = courts_above.superiors(session, about.case.court_code)
    person = ActingPerson(str(actor.staff_public_id), actor.role, actor.court_code)
    if review is None:
        return supervision.act_findings(act, person, superiors=superiors, drafter=drafter)
    return (
        *supervision.act_findings(
            act, person, superiors=(review.court_code, *superiors), drafter=drafter
        ),
        *supervision.reviewing_court_findings(actor.court_code, review.court_code),
    )


def mistake(found: Correction) -> tuple[Finding, ...]:
    """Return whether something is found to correct, with the reason for it."""
    return supervision.correction_findings(Mistake(found=True, reason=found.reason))


def draft(
    session: Session,
    found: Correction,
    about: Dispute,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> tuple[Finding, ...]:
    """Return what the law says of a correction: that something is wrong and, of a direct one, all
    that it says of the decision in which it consists.
    """
    if found.mode == CorrectionMode.ORDERED:
        return mistake(found)
    made = direct_corrections.law(session, found, about, actor=actor, now=now, vault=vault)
    return (*mistake(found), *made)


def require_standing(about: Dispute, act: CorrectiveAct) -> None:
    """Make sure that what is wrong is in a state in which this mends it."""
    record = about.listing or about.order
    if record is None:
        moves.require(about.case, Act.RESUME_ENFORCEMENT)
    else:
        moves.require(record, BY_SIGNING[act])
