"""Capacity assessments (履行能力认定): one person drafts with the register's proposal in view, a
judge signs, and the next one supersedes.

A finding of inability bars ground Art. 1(1) while it holds, and never touches an order.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.models.capacity import CapacityAssessment
from registry.models.cases import Debtor, EnforcementCase
from registry.rules import capacity
from registry.rules.assessment import Override
from registry.rules.authority import Act
from registry.rules.capacity import CapacityDecision
from registry.rules.findings import Finding
from registry.rules.policy import Policy
from registry.services.acts import eligibility, moves, plans, records
from registry.services.acts.records import Matter, Sought
from registry.services.capacity import (
    capacity_duties,
    capacity_evidence,
    capacity_journal,
    capacity_proposals,
    capacity_records,
)
from registry.services.capacity.capacity_evidence import Standing
from registry.services.facts import capacity_findings
from schemas.case_codes import CapacityOutcome, CapacityState
from schemas.codes import Role
from schemas.free_text import mask_numbers_in_text

NAME = "capacity_assessment"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAssessment:
    """An assessment to be drafted.

    :ivar signs_weighed: what was made of the signs of evasion.
    :ivar unable_since: since when the debtor is unable, where the court can tell.
    """

    debtor_id: UUID
    outcome: CapacityOutcome
    reason: str
    signs_weighed: str = ""
    unable_since: date | None = None
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAssessment:
    """A draft to be signed or withdrawn, in the version that was seen.

    :ivar reason: why it is withdrawn.
    """

    assessment_id: UUID
    version: int
    reason: str = ""


def draft(
    session: Session,
    order: DraftAssessment,
    *,
    actor: CourtActor,
    now: datetime,
    policy: Policy,
) -> tuple[CapacityAssessment, Matter]:
    """Draft an assessment on all evidence that stands; nothing is found by it.

    :raises ServiceError: ``debtor.not_found``, ``request.invalid`` for a day that has not come,
        ``capacity_assessment.ineligible``.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    on = legal_day(now)
    if order.unable_since is not None and order.unable_since > on:
        raise eligibility.invalid("/unable_since", "in_future")
    found = capacity_evidence.standing(session, matter)
    proposal = capacity_evidence.propose(found, on=on, policy=policy)
    made = CapacityAssessment(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        state=CapacityState.DRAFT,
        outcome=order.outcome,
        reason=mask_numbers_in_text(order.reason),
        signs_weighed=mask_numbers_in_text(order.signs_weighed),
        unable_since=order.unable_since if order.outcome is CapacityOutcome.UNABLE else None,
        overrides=_write(order.overrides),
        proposed=proposal.outcome,
        proposed_reasons=",".join(proposal.reasons),
        used=capacity_evidence.freeze(found, on=on, policy=policy),
        drafted_by=actor.staff_id,
        drafted_at=now,
        withdrawal="",
        version=1,
    )
    eligibility.require(
        "capacity_assessment.ineligible",
        (
            *capacity_records.authority(Act.DRAFT_CAPACITY_ASSESSMENT, matter, actor),
            *_law(made, found, on=on, policy=policy),
        ),
        overrides=order.overrides,
    )
    session.add(made)
    _journal(session, events.CAPACITY_DRAFTED, made, matter, actor=actor, now=now)
    return made, matter


def sign(
    session: Session,
    order: ChangeAssessment,
    *,
    actor: CourtActor,
    now: datetime,
    policy: Policy,
) -> tuple[CapacityAssessment, Matter]:
    """Sign an assessment, which holds at once and supersedes the one before.

    :raises ServiceError: ``capacity_assessment.not_found``, ``record.stale``,
        ``capacity_assessment.wrong_state``, ``capacity_assessment.overtaken``,
        ``capacity_assessment.ineligible``.
    """
    made, matter = _to_change(session, order, Act.SIGN_CAPACITY_ASSESSMENT, actor=actor)
    on = legal_day(now)
    found = capacity_evidence.standing(session, matter)
    if not capacity_evidence.is_the_same(made.used, found):
        raise ServiceError(ErrorKind.CONFLICT, "capacity_assessment.overtaken")
    drafter = records.staff_id(session, made.drafted_by)
    outcome = CapacityOutcome(made.outcome)
    until = capacity_evidence.valid_until(found, outcome, on=on, policy=policy)
    plans.foresee(valid_until=until)
    eligibility.require(
        "capacity_assessment.ineligible",
        (
            *capacity_records.authority(
                Act.SIGN_CAPACITY_ASSESSMENT, matter, actor, drafter=drafter
            ),
            *_law(made, found, on=on, policy=policy),
        ),
        overrides=overrides_of(made),
    )
    _supersede(session, matter, on=on)
    session.flush()
    moves.do(made, Act.SIGN_CAPACITY_ASSESSMENT)
    made.signed_by, made.signed_at, made.found_on = actor.staff_id, now, on
    made.used = capacity_evidence.freeze(found, on=on, policy=policy)
    made.valid_until = until
    _journal(session, events.CAPACITY_SIGNED, made, matter, actor=actor, now=now)
    capacity_duties.set_going(session, made, matter, on=on)
    capacity_proposals.renew(session, made, matter, actor=actor, now=now)
    return made, matter


def withdraw(
    session: Session, order: ChangeAssessment, *, actor: CourtActor, now: datetime
) -> tuple[CapacityAssessment, Matter]:
    """Withdraw a draft; what was signed is superseded by the next one and never withdrawn.

    :raises ServiceError: ``capacity_assessment.not_found``, ``record.stale``,
        ``capacity_assessment.wrong_state``, ``capacity_assessment.ineligible``.
    """
    act = Act.WITHDRAW_CAPACITY_ASSESSMENT
    made, matter = _to_change(session, order, act, actor=actor)
    authority = capacity_records.authority(act, matter, actor)
    eligibility.require("capacity_assessment.ineligible", authority)
    moves.do(made, act)
    made.withdrawal = mask_numbers_in_text(order.reason)
    kind = events.CAPACITY_WITHDRAWN
    _journal(session, kind, made, matter, actor=actor, now=now, reason=made.withdrawal)
    return made, matter


def of_court(
    session: Session,
    court_code: str,
    *,
    debtor_id: UUID | None,
    state: CapacityState | None,
    after: int,
    limit: int,
) -> Sequence[CapacityAssessment]:
    """Return assessments of a court, or of one debtor, in the order of their entry.

    :param after: the key of the assessment to go on after.
    """
    chosen = (
        select(CapacityAssessment)
        .join(Debtor, Debtor.id == CapacityAssessment.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(EnforcementCase.court_code == court_code, CapacityAssessment.id > after)
    )
    if debtor_id is not None:
        chosen = chosen.where(Debtor.public_id == debtor_id)
    if state is not None:
        chosen = chosen.where(CapacityAssessment.state == state)
    return session.scalars(chosen.order_by(CapacityAssessment.id).limit(limit)).all()


def overrides_of(made: CapacityAssessment) -> tuple[Override, ...]:
    """Return the rules that an assessment sets aside."""
    return tuple(
        Override(given["rule"], Role(given["role"]), given["reason"])
        for given in orjson.loads(made.overrides)
    )


def _to_change(
    session: Session, order: ChangeAssessment, act: Act, *, actor: CourtActor
) -> tuple[CapacityAssessment, Matter]:
    sought = Sought(id=order.assessment_id, court_code=actor.court_code, to_change=True)
    made, matter = capacity_records.found(session, CapacityAssessment, sought, NAME)
    moves.expect(made, order.version)
    moves.require(made, act)
    return made, matter


def _law(
    made: CapacityAssessment, found: Standing, *, on: date, policy: Policy
) -> tuple[Finding, ...]:
    outcome = CapacityOutcome(made.outcome)
    decision = CapacityDecision(outcome, made.reason, made.signs_weighed)
    facts = capacity_evidence.weighed(found, outcome, on=on, policy=policy)
    return capacity.decision_findings(decision, facts, on=on, policy=policy)


def _supersede(session: Session, matter: Matter, *, on: date) -> None:
    before = capacity_findings.current(session, matter.debtor.id)
    if before is None:
        return
    moves.do(before, Act.SUPERSEDE_CAPACITY_ASSESSMENT)
    before.superseded_on = on
    capacity_duties.end(session, before, on=on)


def _write(overrides: tuple[Override, ...]) -> str:
    kept = [{**asdict(given), "reason": mask_numbers_in_text(given.reason)} for given in overrides]
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode()


def _journal(
    session: Session,
    kind: Kind,
    made: CapacityAssessment,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
    reason: str | None = None,
) -> None:
    until = made.valid_until
    said = {
        "outcome": made.outcome,
        "proposed": made.proposed,
        "proposed_reasons": made.proposed_reasons.split(","),
        "valid_until": until.isoformat() if until else None,
    }
    capacity_journal.record(
        session,
        kind,
        made.public_id,
        matter,
        said,
        actor=actor,
        now=now,
        reason=made.reason if reason is None else reason,
    )
