"""Referrals to bankruptcy (移送破产审查): a ruling that suspends and refers, the receipt of the
file by the court of the debtor's domicile, and what that court ruled.

That court's thirty days are its own and are only recorded. Its answer moves nothing by itself: what
it leads to, resumption or termination, this court rules.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.cases import EnforcementCase
from registry.models.proceedings import BankruptcyReferral, CaseRuling
from registry.rules import bankruptcy, rulings
from registry.rules.bankruptcy import ReferralFacts
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, records
from registry.services.acts.records import Matter, Sought
from registry.services.cases import case_journal, case_states, proceedings
from registry.services.rounds import case_duties, ruling_effects
from registry.services.rounds import rulings as case_rulings
from registry.services.rounds.rulings import Ruled, SignRuling
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.case_codes import BankruptcyStage, RulingKind, RulingState, SuspensionCause
from schemas.codes import SubjectKind
from schemas.free_text import mask_numbers_in_text

KINDS = frozenset({RulingKind.REFERRAL})
Referred = tuple[BankruptcyReferral, CaseRuling, EnforcementCase]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReferral:
    """A referral to be drafted, with the suspension that it needs."""

    case_id: UUID
    debtor_id: UUID
    number: str
    ruled_on: date
    reason: str
    referred_to: str
    insolvent: bool = False
    creditor_consents: bool = False
    debtor_consents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReceipt:
    """When the other court received the file."""

    referral_id: UUID
    version: int
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer:
    """What the other court ruled."""

    referral_id: UUID
    version: int
    stage: BankruptcyStage
    number: str
    ruled_on: date


def draft(session: Session, order: DraftReferral, *, actor: CourtActor, now: datetime) -> Ruled:
    """Draft a referral; nothing is suspended or sent by it.

    :raises ServiceError: ``case.not_found``, ``debtor.not_found``, ``case.wrong_state``,
        ``ruling.ineligible``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    named = proceedings.debtor(session, case, order.debtor_id)
    about = ruling_effects.scope(session, case, named, RulingKind.REFERRAL)
    content = {
        "debtor": str(order.debtor_id),
        "referred_to": mask_numbers_in_text(order.referred_to),
        "insolvent": order.insolvent,
        "creditor_consents": order.creditor_consents,
        "debtor_consents": order.debtor_consents,
    }
    made = CaseRuling(
        public_id=uuid4(),
        case_id=case.id,
        debtor_id=about.debtor.id if about else None,
        kind=RulingKind.REFERRAL,
        cause=SuspensionCause.BANKRUPTCY,
        number=mask_numbers_in_text(order.number),
        ruled_on=order.ruled_on,
        reason=mask_numbers_in_text(order.reason),
        content=orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode(),
        state=RulingState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    law = _law(session, made, case, on=legal_day(now))
    ruling_effects.enter(session, made, case, law, actor=actor, now=now)
    return made, case


def sign(
    session: Session, order: SignRuling, *, actor: CourtActor, now: datetime, vault: Vault
) -> Ruled:
    """Sign a referral, which suspends enforcement against the debtor.

    :raises ServiceError: ``ruling.not_found``, ``record.stale``, ``ruling.wrong_state``,
        ``case.wrong_state``, ``ruling.ineligible``.
    """
    made, case = case_rulings.to_sign(session, order, KINDS, actor=actor)
    law = _law(session, made, case, on=legal_day(now))
    session.add(
        BankruptcyReferral(
            ruling_id=made.id,
            debtor_id=debtor_of(session, made, case).debtor.id,
            referred_to=content_of(made)["referred_to"],
            stage=BankruptcyStage.REFERRED,
            version=made.version + 1,
        )
    )
    ruling_effects.bring_about(session, made, case, law, actor=actor, now=now, vault=vault)
    return made, case


def receive(
    session: Session, order: RecordReceipt, *, actor: CourtActor, now: datetime
) -> Referred:
    """Record when the other court received the file, from which its thirty days run.

    :raises ServiceError: ``referral.not_found``, ``record.stale``, ``case.wrong_state``,
        ``referral.wrong_stage``, ``referral.ineligible``.
    """
    found = _to_change(session, order.referral_id, order.version, actor)
    referral = found[0]
    if referral.received_on is not None:
        raise _wrong_stage(referral)
    referral.received_on = order.received_on
    _put(session, found, events.REFERRAL_RECEIVED, actor=actor, now=now)
    return found


def answer(session: Session, order: RecordAnswer, *, actor: CourtActor, now: datetime) -> Referred:
    """Record what the other court ruled, which this court then follows by a ruling of its own.

    :raises ServiceError: ``referral.not_found``, ``record.stale``, ``case.wrong_state``,
        ``referral.wrong_stage``, ``referral.ineligible``.
    """
    found = _to_change(session, order.referral_id, order.version, actor)
    referral = found[0]
    if not bankruptcy.may_follow(BankruptcyStage(referral.stage), order.stage):
        raise _wrong_stage(referral)
    number = mask_numbers_in_text(order.number)
    if order.stage is BankruptcyStage.DECLARED:
        referral.declared_on, referral.declaration_number = order.ruled_on, number
    else:
        referral.answered_on, referral.answer_number = order.ruled_on, number
    referral.stage = order.stage
    _put(session, found, events.REFERRAL_ANSWERED, actor=actor, now=now)
    return found


def find(session: Session, sought: Sought) -> tuple[CaseRuling, EnforcementCase]:
    """Return the ruling that refers, drafted or signed, with its case.

    :raises ServiceError: ``referral.not_found``.
    """
    try:
        made, case = proceedings.ruling(session, sought)
    except ServiceError:
        raise _not_found() from None
    if made.kind != RulingKind.REFERRAL:
        raise _not_found()
    return made, case


def content_of(made: CaseRuling) -> dict[str, Any]:
    """Return what a referral says beside its reason."""
    content: dict[str, Any] = orjson.loads(made.content)
    return content


def debtor_of(session: Session, made: CaseRuling, case: EnforcementCase) -> Matter:
    """Return the debtor whom a referral is about."""
    named = proceedings.debtor(session, case, UUID(content_of(made)["debtor"]))
    if named is None:
        raise _not_found()
    return named


def _to_change(session: Session, referral_id: UUID, version: int, actor: CourtActor) -> Referred:
    sought = Sought(id=referral_id, court_code=actor.court_code, to_change=True)
    made, case = find(session, sought)
    referral = proceedings.referral_of(session, made.id)
    if referral is None:
        raise _not_found()
    proceedings.expect(referral, version)
    standing = case_states.standing(records.matter_of(session, referral.debtor_id))
    case_states.require(standing, Act.RECORD_BANKRUPTCY_ANSWER)
    return referral, made, case


def _put(
    session: Session, found: Referred, kind: events.Kind, *, actor: CourtActor, now: datetime
) -> None:
    referral, made, case = found
    on, act = legal_day(now), Act.RECORD_BANKRUPTCY_ANSWER
    days = {
        "received_on": referral.received_on,
        "answered_on": referral.answered_on,
        "declared_on": referral.declared_on,
    }
    law = (
        not_in_future(days, on=on),
        *bankruptcy.progress_findings(ruled_on=made.ruled_on or on, **days),
    )
    authority = eligibility.authority(act, actor, court_code=case.court_code)
    eligibility.require("referral.ineligible", (*authority, *law))
    referral.version += 1
    session.flush()
    entry = case_journal.Act(
        kind=kind,
        body={"referral": {"ruling": str(made.public_id), "stage": referral.stage}},
        reason=made.reason,
        basis=str(bankruptcy.ANSWER_DUE.article),
        about=records.matter_of(session, referral.debtor_id),
    )
    case_journal.enter(session, case, entry, actor=actor.journal, now=now)
    case_duties.refresh(session, case, on=on)


def _law(
    session: Session, made: CaseRuling, case: EnforcementCase, *, on: date
) -> tuple[Finding, ...]:
    content = content_of(made)
    facts = ReferralFacts(
        kind=SubjectKind(debtor_of(session, made, case).subject.kind),
        insolvent=content["insolvent"],
        creditor_consents=content["creditor_consents"],
        debtor_consents=content["debtor_consents"],
        # The ruling that refers is the one that suspends.
        suspended=True,
    )
    return (
        not_in_future({"ruled_on": made.ruled_on}, on=on),
        *bankruptcy.referral_findings(facts),
        *rulings.ruling_findings(case_rulings.facts_of(session, made, case, on)),
    )


def _wrong_stage(referral: BankruptcyReferral) -> ServiceError:
    facts = {"stage": referral.stage, "received_on": referral.received_on}
    return ServiceError(ErrorKind.CONFLICT, "referral.wrong_stage", facts)


def _not_found() -> ServiceError:
    return ServiceError(ErrorKind.NOT_FOUND, "referral.not_found")
