"""Rulings on a case (执行案件裁定): drafted with number, day and reason, and brought about by the
signature of another person.

What a ruling opens for a listing becomes a duty with its day; nothing is removed by itself. The
orders of a completed case are lifted with it where no listing keeps them (Consumption Rules Art.
9); any other ruling leaves them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.cases import EnforcementCase
from registry.models.proceedings import CaseRuling
from registry.rules import rulings
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.rules.rulings import RulingFacts
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Sought
from registry.services.cases import case_states, debtors, proceedings
from registry.services.facts import listing_law
from registry.services.rounds import ruling_effects
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.case_codes import (
    BankruptcyStage,
    RulingKind,
    RulingState,
    SuspensionCause,
)
from schemas.codes import SubjectKind
from schemas.free_text import mask_numbers_in_text

Ruled = tuple[CaseRuling, EnforcementCase]
# Those that say no more than what every ruling says; the others have acts of their own.
PLAIN = frozenset(
    {
        RulingKind.SUSPENSION,
        RulingKind.NON_ENFORCEMENT,
        RulingKind.TERMINATION,
        RulingKind.COMPLETION,
        RulingKind.RESUMPTION,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRuling:
    """A ruling to be drafted.

    :ivar debtor_id: the one of several debtors whom alone it is about, where it is.
    """

    case_id: UUID
    kind: RulingKind
    number: str
    ruled_on: date
    reason: str
    cause: SuspensionCause | None = None
    debtor_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRuling:
    """A drafted ruling to be signed, in the version that was seen."""

    ruling_id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRuling:
    """A drafted ruling to be withdrawn, in the version that was seen, and why."""

    ruling_id: UUID
    version: int
    reason: str


def draft(session: Session, order: DraftRuling, *, actor: CourtActor, now: datetime) -> Ruled:
    """Draft a ruling; nothing changes by it.

    :raises ServiceError: ``case.not_found``, ``debtor.not_found``, ``case.wrong_state``,
        ``ruling.ineligible``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    named = proceedings.debtor(session, case, order.debtor_id)
    about = ruling_effects.scope(session, case, named, order.kind)
    made = CaseRuling(
        public_id=uuid4(),
        case_id=case.id,
        debtor_id=about.debtor.id if about else None,
        kind=order.kind,
        cause=order.cause,
        number=mask_numbers_in_text(order.number),
        ruled_on=order.ruled_on,
        reason=mask_numbers_in_text(order.reason),
        content=orjson.dumps({}).decode(),
        state=RulingState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    ruling_effects.enter(
        session, made, case, _law(session, made, case, on=legal_day(now)), actor=actor, now=now
    )
    return made, case


def sign(
    session: Session, order: SignRuling, *, actor: CourtActor, now: datetime, vault: Vault
) -> Ruled:
    """Sign a ruling, which brings it about.

    :raises ServiceError: ``ruling.not_found``, ``record.stale``, ``ruling.wrong_state``,
        ``case.wrong_state``, ``ruling.ineligible``.
    """
    made, case = to_sign(session, order, PLAIN, actor=actor)
    law = _law(session, made, case, on=legal_day(now))
    ruling_effects.bring_about(session, made, case, law, actor=actor, now=now, vault=vault)
    return made, case


def withdraw(session: Session, order: WithdrawRuling, *, actor: CourtActor, now: datetime) -> Ruled:
    """Withdraw the draft of a ruling of any kind, which then comes to nothing.

    :raises ServiceError: ``ruling.not_found``, ``record.stale``, ``ruling.wrong_state``,
        ``ruling.ineligible``.
    """
    sought = Sought(id=order.ruling_id, court_code=actor.court_code, to_change=True)
    made, case = proceedings.ruling(session, sought)
    moves.expect(made, order.version)
    moves.require(made, Act.WITHDRAW_DRAFT)
    authority = eligibility.authority(Act.WITHDRAW_DRAFT, actor, court_code=case.court_code)
    eligibility.require("ruling.ineligible", authority)
    moves.do(made, Act.WITHDRAW_DRAFT)
    reason = mask_numbers_in_text(order.reason)
    withdrawn = events.RULING_WITHDRAWN
    ruling_effects.journal(session, withdrawn, made, case, actor=actor, now=now, reason=reason)
    return made, case


def to_sign(
    session: Session, order: SignRuling, kinds: frozenset[RulingKind], *, actor: CourtActor
) -> Ruled:
    """Return a ruling of certain kinds that is about to be signed, its case locked.

    :raises ServiceError: ``ruling.not_found``, ``record.stale``, ``ruling.wrong_state``.
    """
    sought = Sought(id=order.ruling_id, court_code=actor.court_code, to_change=True)
    made, case = proceedings.ruling(session, sought)
    if made.kind not in kinds:
        raise ServiceError(ErrorKind.NOT_FOUND, "ruling.not_found")
    moves.expect(made, order.version)
    moves.require(made, rulings.ACTS[RulingKind(made.kind)])
    return made, case


def facts_of(session: Session, made: CaseRuling, case: EnforcementCase, on: date) -> RulingFacts:
    """Return what the law asks of a ruling."""
    matters = debtors.of_case(session, case)
    about = ruling_effects.named_in(session, made)
    concerned = about or (matters[0] if len(matters) == 1 else None)
    last = case_states.last_ruling(session, case, about.debtor if about else None)
    whole = case_states.last_ruling(session, case, None)
    days = [each.ruled_on for each in (last, whole) if each and each.ruled_on]
    return RulingFacts(
        kind=RulingKind(made.kind),
        ruled_on=made.ruled_on or on,
        filed_on=case.filed_on,
        last_ruled_on=max(days, default=None),
        cause=SuspensionCause(made.cause) if made.cause else None,
        court_code=case.court_code,
        debtors=len(matters),
        named=about is not None,
        subject_kind=SubjectKind(concerned.subject.kind) if concerned else None,
        owed=case.amount,
        confirmed=listing_law.confirmed(session, case.id),
        referral=_referral(session, last),
    )


def _law(
    session: Session, made: CaseRuling, case: EnforcementCase, *, on: date
) -> tuple[Finding, ...]:
    facts = facts_of(session, made, case, on)
    future = not_in_future({"ruled_on": made.ruled_on}, on=on)
    return (future, *rulings.ruling_findings(facts))


def _referral(session: Session, last: CaseRuling | None) -> BankruptcyStage | None:
    found = proceedings.referral_of(session, last.id) if last else None
    return BankruptcyStage(found.stage) if found else None
