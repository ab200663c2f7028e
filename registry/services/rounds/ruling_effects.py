"""Effects of rulings (裁定效力): one that is drafted changes nothing, one that is signed moves its
case, lifts what it lifts and opens the duties that follow from it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.cases import EnforcementCase
from registry.models.proceedings import CaseRuling
from registry.rules import lifting, rulings, states
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter
from registry.services.cases import case_journal, case_states, debtors
from registry.services.corrections import corrections_done
from registry.services.publication import closed_rounds
from registry.services.restrictions import restrictions
from registry.services.rounds import case_duties, ended_inquiries
from registry.services.sanctions import exit_endings
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.case_codes import EnforcementState, RulingKind
from schemas.codes import RemovalGround

_SIGNED = {
    RulingKind.SUSPENSION: events.CASE_SUSPENDED,
    RulingKind.NON_ENFORCEMENT: events.CASE_NOT_ENFORCED,
    RulingKind.TERMINATION: events.CASE_TERMINATED,
    RulingKind.COMPLETION: events.CASE_COMPLETED,
    RulingKind.RESUMPTION: events.CASE_RESUMED,
    RulingKind.ROUND_CLOSING: events.CASE_ROUND_CLOSED,
    RulingKind.REFERRAL: events.CASE_REFERRED,
}


def scope(
    session: Session, case: EnforcementCase, named: Matter | None, kind: RulingKind
) -> Matter | None:
    """Return the one of several debtors whom alone a ruling is about, or none for the whole case.

    To resume against a debtor who was not suspended alone is to resume the case.
    """
    if named is None or len(debtors.of_case(session, case)) == 1:
        return None
    alone = named.debtor.state != EnforcementState.OPEN
    return named if alone or kind is not RulingKind.RESUMPTION else None


def enter(
    session: Session,
    made: CaseRuling,
    case: EnforcementCase,
    law: tuple[Finding, ...],
    *,
    actor: CourtActor,
    now: datetime,
    act: Act = Act.DRAFT_RULING,
) -> None:
    """Enter a drafted ruling that the law allows, and journal it.

    :raises ServiceError: ``case.wrong_state``, ``ruling.ineligible``.
    """
    kind = RulingKind(made.kind)
    state = _standing(session, made, case)
    for wanted in (act, rulings.ACTS[kind]):
        case_states.require(state, wanted)
    authority = eligibility.authority(act, actor, court_code=case.court_code)
    eligibility.require("ruling.ineligible", (*authority, *law))
    session.add(made)
    journal(session, events.RULING_DRAFTED, made, case, actor=actor, now=now)


def bring_about(
    session: Session,
    made: CaseRuling,
    case: EnforcementCase,
    law: tuple[Finding, ...],
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> None:
    """Put a signature under a ruling and let it take effect, with the duties that it opens.

    :raises ServiceError: ``case.wrong_state``, ``ruling.ineligible``.
    """
    kind = RulingKind(made.kind)
    becomes = case_states.require(_standing(session, made, case), rulings.ACTS[kind])
    drafter = records.staff_id(session, made.drafted_by)
    authority = eligibility.authority(
        rulings.ACTS[kind], actor, court_code=case.court_code, drafter=drafter
    )
    eligibility.require("ruling.ineligible", (*authority, *law))
    moves.do(made, rulings.ACTS[kind])
    made.signed_by, made.signed_at = actor.staff_id, now
    about = named_in(session, made)
    reopened = about is None and case.state == EnforcementState.ROUND_CLOSED
    case_states.bring(case, about.debtor if about else None, becomes)
    journal(session, _SIGNED[kind], made, case, actor=actor, now=now)
    session.flush()
    if reopened:
        act, who = rulings.ACTS[kind], actor.journal
        corrections_done.closing_ended(session, case, act, actor=who, now=now)
    if states.has_ended(becomes):
        ended_inquiries.withdraw(session, case, about, reason=made.reason, actor=actor, now=now)
    if not lifting.outlives_enforcement(becomes):
        _lift(session, made, case, about, actor=actor, now=now)
    on = legal_day(now)
    case_duties.refresh(session, case, on=on)
    closed_rounds.refresh(session, case, on=on, vault=vault)


def named_in(session: Session, made: CaseRuling) -> Matter | None:
    """Return the one of several debtors whom alone a ruling is about, if there is one."""
    return None if made.debtor_id is None else records.matter_of(session, made.debtor_id)


def _standing(session: Session, made: CaseRuling, case: EnforcementCase) -> EnforcementState:
    about = named_in(session, made)
    return case_states.standing(about) if about else EnforcementState(case.state)


def _lift(
    session: Session,
    made: CaseRuling,
    case: EnforcementCase,
    about: Matter | None,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    for matter in [about] if about else debtors.of_case(session, case):
        exit_endings.lift_all(session, matter, reason=made.reason, actor=actor.journal, now=now)
        # A listing keeps its order until it is removed, which lifts it.
        if not case_duties.standing_listings(session, matter):
            restrictions.lift_all(
                session,
                matter,
                ground=RemovalGround.PERFORMED,
                reason=made.reason,
                actor=actor.journal,
                now=now,
            )


def journal(
    session: Session,
    kind: events.Kind,
    made: CaseRuling,
    case: EnforcementCase,
    *,
    actor: CourtActor,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Journal an act about a ruling.

    :param reason: why, where that is not the reason of the ruling itself.
    """
    body = {
        "ruling": {
            "id": str(made.public_id),
            "kind": made.kind,
            "cause": made.cause,
            "on": made.ruled_on.isoformat() if made.ruled_on else None,
        }
    }
    act = case_journal.Act(
        kind=kind,
        body=body,
        reason=reason or made.reason,
        basis=str(rulings.ARTICLES[RulingKind(made.kind)]),
        about=named_in(session, made),
    )
    case_journal.enter(session, case, act, actor=actor.journal, now=now)
