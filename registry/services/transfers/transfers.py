"""Transfers of cases (移转执行): a court above gives a case to another court, with everything that
hangs on it, in one commit.

Listings, orders, applications, drafts and open duties belong to the new court from that moment; the
old one finds them no more. Whoever was told of a listing or an order is told of the new court. A
draft stays with who drafted it, and is signed or dropped at the new court, where the law is tested
again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.journal import append
from registry.journal.entry import Entry
from registry.models.cases import EnforcementCase
from registry.models.deadlines import Deadline
from registry.models.proceedings import PropertyInquiry
from registry.models.transfers import Transfer
from registry.rules import states, supervision, transfers
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act, ActingPerson
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.rules.transfers import TransferFacts
from registry.services.access import keys
from registry.services.acts import courts_above, eligibility, plans
from registry.services.acts.reasons import Why
from registry.services.acts.records import FRESH
from registry.services.cases import case_contents
from registry.services.publication import closed_rounds
from registry.services.transfers import transfer_notices
from registry.vault import Vault
from schemas.case_codes import EnforcementState, TransferKind
from schemas.case_numbers import CaseNumberError, parse_case_number
from schemas.codes import Initiative
from schemas.free_text import mask_numbers_in_text

BASIS = Article(Instrument.CIVIL_PROCEDURE_LAW, 237)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideTransfer:
    """A transfer to be decided: which case, how, to which court, and why.

    :ivar received_on: when the application for enforcement was received, where the creditor asks.
    """

    case_number: str
    kind: TransferKind
    to_court: str
    reason: str
    initiative: Initiative = Initiative.COURT
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTransfer:
    """A transferred case to be received, in the version of the transfer that was seen."""

    transfer_id: UUID
    version: int


def decide(
    session: Session, wanted: DecideTransfer, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[Transfer, EnforcementCase]:
    """Give a case to another court, with everything that hangs on it.

    :raises ServiceError: ``case.not_found`` for a case of a court that is not below the actor's,
        ``court.unknown``, ``transfer.wrong_state``, ``transfer.ineligible``.
    """
    case = _case(session, wanted.case_number)
    superiors = courts_above.superiors(session, case.court_code)
    if actor.court_code not in (case.court_code, *superiors):
        raise ServiceError(ErrorKind.NOT_FOUND, "case.not_found")
    keys.require_court(session, wanted.to_court)
    state = EnforcementState(case.state)
    if not states.may(state, Act.DECIDE_TRANSFER):
        facts = {"state": state, "act": Act.DECIDE_TRANSFER}
        raise ServiceError(ErrorKind.CONFLICT, "transfer.wrong_state", facts)
    person = ActingPerson(str(actor.staff_public_id), actor.role, actor.court_code)
    on = legal_day(now)
    eligibility.require(
        "transfer.ineligible",
        (
            *supervision.act_findings(Act.DECIDE_TRANSFER, person, superiors=superiors),
            *_law(session, wanted, case, superiors, actor=actor, on=on),
        ),
    )
    transfer = Transfer(
        public_id=uuid4(),
        case_id=case.id,
        kind=wanted.kind,
        from_court=case.court_code,
        to_court=wanted.to_court,
        decided_court=actor.court_code,
        initiative=wanted.initiative,
        received_on=wanted.received_on,
        reason=mask_numbers_in_text(wanted.reason),
        decided_by=actor.staff_id,
        decided_at=now,
        version=1,
    )
    session.add(transfer)
    _hand_over(session, case, wanted.to_court)
    _journal(session, events.TRANSFER_DECIDED, transfer, case, actor=actor, now=now)
    why = Why(reason=transfer.reason, basis=str(BASIS))
    transfer_notices.tell(session, case, why, actor=actor, now=now, vault=vault)
    closed_rounds.refresh(session, case, on=on, vault=vault)
    return transfer, case


def receive(
    session: Session, wanted: ReceiveTransfer, *, actor: CourtActor, now: datetime
) -> tuple[Transfer, EnforcementCase]:
    """Acknowledge at the new court that a case has come.

    :raises ServiceError: ``transfer.not_found``, ``record.stale``, ``transfer.wrong_state``,
        ``transfer.ineligible``.
    """
    transfer, case = find(session, wanted.transfer_id, court_code=actor.court_code, to_change=True)
    if plans.is_stale(transfer.version, wanted.version):
        facts = {"version": transfer.version}
        raise ServiceError(ErrorKind.STALE, "record.stale", facts)
    if transfer.acknowledged_at is not None:
        raise ServiceError(ErrorKind.CONFLICT, "transfer.wrong_state", {"state": "received"})
    findings = eligibility.authority(Act.RECEIVE_TRANSFER, actor, court_code=transfer.to_court)
    eligibility.require("transfer.ineligible", findings)
    transfer.acknowledged_by, transfer.acknowledged_at = actor.staff_id, now
    transfer.version += 1
    _journal(session, events.TRANSFER_RECEIVED, transfer, case, actor=actor, now=now)
    return transfer, case


def find(
    session: Session, transfer_id: UUID, *, court_code: str, to_change: bool = False
) -> tuple[Transfer, EnforcementCase]:
    """Return a transfer to the court that decided it, gave the case away, or received it.

    :raises ServiceError: ``transfer.not_found``.
    """
    involved = or_(
        Transfer.decided_court == court_code,
        Transfer.from_court == court_code,
        Transfer.to_court == court_code,
    )
    chosen = select(Transfer.case_id).where(Transfer.public_id == transfer_id, involved)
    case_id = session.execute(chosen).scalar_one_or_none()
    if case_id is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "transfer.not_found")
    of_case = select(EnforcementCase).where(EnforcementCase.id == case_id)
    if to_change:
        of_case = of_case.with_for_update(key_share=True)
    case = session.execute(of_case, execution_options=FRESH).scalar_one()
    found = select(Transfer).where(Transfer.public_id == transfer_id)
    return session.execute(found, execution_options=FRESH).scalar_one(), case


def _case(session: Session, text: str) -> EnforcementCase:
    try:
        number = parse_case_number(text).normal
    except CaseNumberError as error:
        raise eligibility.invalid("/case_number", error.code) from None
    chosen = select(EnforcementCase).where(EnforcementCase.number == number)
    locked = chosen.with_for_update(key_share=True)
    found = session.execute(locked, execution_options=FRESH).scalar_one_or_none()
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "case.not_found")
    return found


def _law(
    session: Session,
    wanted: DecideTransfer,
    case: EnforcementCase,
    superiors: tuple[str, ...],
    *,
    actor: CourtActor,
    on: date,
) -> tuple[Finding, ...]:
    facts = TransferFacts(
        kind=wanted.kind,
        from_court=case.court_code,
        to_court=wanted.to_court,
        decided_by=actor.court_code,
        superiors=superiors,
        superiors_of_new=courts_above.superiors(session, wanted.to_court),
        reason=wanted.reason,
        initiative=wanted.initiative,
        received_on=wanted.received_on,
    )
    return (
        *transfers.transfer_findings(facts, on=on),
        not_in_future({"received_on": wanted.received_on}, on=on),
    )


def _hand_over(session: Session, case: EnforcementCase, to_court: str) -> None:
    """Give the case to another court, with its inquiries and the open duties of its court about
    everything that hangs on it. Whoever was named for one stays behind, and a court above goes on
    deciding what it was asked.
    """
    from_court = case.court_code
    case.court_code = to_court
    case.version += 1
    session.flush()
    session.execute(
        update(PropertyInquiry)
        .where(PropertyInquiry.case_id == case.id)
        .values(court_code=to_court)
        .execution_options(synchronize_session=False)
    )
    records = case_contents.record_ids(session, case)
    session.execute(
        update(Deadline)
        .where(
            or_(Deadline.case_id == case.id, Deadline.record_id.in_(records)),
            Deadline.court_code == from_court,
            Deadline.done_on.is_(None),
        )
        .values(court_code=to_court, assigned_to=None)
        .execution_options(synchronize_session=False)
    )


def _journal(
    session: Session,
    kind: Kind,
    transfer: Transfer,
    case: EnforcementCase,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    body = {
        "case": {"number": case.number, "court_code": case.court_code},
        "transfer": {
            "id": str(transfer.public_id),
            "kind": transfer.kind,
            "from_court": transfer.from_court,
            "to_court": transfer.to_court,
            "decided_by": transfer.decided_court,
            "initiative": transfer.initiative,
        },
    }
    append.record(
        session,
        Entry(
            kind=kind,
            body=body,
            actor=actor.journal,
            reason=transfer.reason,
            basis=str(BASIS),
            occurred_at=now,
            record_id=case.public_id,
        ),
    )
