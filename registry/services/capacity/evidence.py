"""Evidence of capacity (履行能力证据) and signs of evasion (规避执行迹象): recorded with source and
date, withdrawn with a reason, never deleted.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.evidence import EvidenceItem, PropertyReport, SignOfEvasion
from registry.models.proceedings import PropertyInquiry
from registry.rules import capacity
from registry.rules import evidence as rules
from registry.rules.authority import Act
from registry.rules.capacity import Evidence
from registry.rules.evidence import EvidenceFacts
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.capacity import capacity_flags, capacity_journal, capacity_records
from registry.services.capacity.capacity_records import Recorded
from schemas.case_codes import (
    Bearing,
    EvasionSign,
    EvidenceKind,
    EvidenceState,
    InquiryResult,
)
from schemas.free_text import mask_numbers_in_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEvidence:
    """An item of evidence to be recorded.

    :ivar inquiry_id: the inquiry whose answer it is, where the register has it.
    :ivar report_id: the verified property report that it is.
    """

    debtor_id: UUID
    kind: EvidenceKind
    source: str
    dated_on: date
    bearing: Bearing
    description: str
    result: InquiryResult | None = None
    inquiry_id: UUID | None = None
    report_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSign:
    """A sign of evasion to be recorded."""

    debtor_id: UUID
    sign: EvasionSign
    source: str
    dated_on: date
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRecord:
    """Evidence or a sign to be withdrawn, in the version that was seen, and why."""

    record_id: UUID
    version: int
    reason: str


def record(
    session: Session, order: RecordEvidence, *, actor: CourtActor, now: datetime
) -> tuple[EvidenceItem, Matter]:
    """Record an item of evidence; a finding that it speaks against is flagged for a person.

    :raises ServiceError: ``debtor.not_found``, ``property_report.not_found``,
        ``inquiry.not_found``, ``evidence.ineligible``.
    """
    matter = _matter(session, order.debtor_id, actor)
    report = _report(session, order.report_id, matter, actor) if order.report_id else None
    cited = _inquiry(session, order.inquiry_id, matter) if order.inquiry_id else None
    facts = EvidenceFacts(
        Evidence(order.kind, order.source, order.dated_on, order.bearing),
        order.result,
        None if report is None else capacity_records.report_facts(report),
        None if cited is None else (cited.made_on, InquiryResult(cited.result)),
        complete=cited is None or cited.complete,
    )
    eligibility.require(
        "evidence.ineligible",
        (
            *capacity_records.authority(Act.RECORD_EVIDENCE, matter, actor),
            *rules.record_findings(facts, on=legal_day(now)),
        ),
    )
    item = EvidenceItem(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        kind=order.kind,
        source=mask_numbers_in_text(order.source),
        dated_on=order.dated_on,
        bearing=order.bearing,
        description=mask_numbers_in_text(order.description),
        result=order.result,
        inquiry_id=order.inquiry_id,
        report_id=None if report is None else report.id,
        state=EvidenceState.RECORDED,
        recorded_by=actor.staff_id,
        recorded_at=now,
        withdrawal="",
        version=1,
    )
    enter(session, item, matter, actor=actor, now=now)
    return item, matter


def enter(
    session: Session,
    item: EvidenceItem,
    matter: Matter,
    *,
    actor: CourtActor | Actor,
    now: datetime,
) -> None:
    """Enter an item that the law allows, journal it, and flag what it speaks against."""
    session.add(item)
    said = {"kind": item.kind, "bearing": item.bearing, "dated_on": item.dated_on.isoformat()}
    capacity_journal.record(
        session, events.EVIDENCE_RECORDED, item.public_id, matter, said, actor=actor, now=now
    )
    capacity_flags.after_evidence(session, matter, Bearing(item.bearing), actor=actor, now=now)


def record_sign(
    session: Session, order: RecordSign, *, actor: CourtActor, now: datetime
) -> tuple[SignOfEvasion, Matter]:
    """Record a sign of evasion, which stands beside every sign of inability from now on.

    :raises ServiceError: ``debtor.not_found``, ``evidence.ineligible``.
    """
    matter = _matter(session, order.debtor_id, actor)
    # A sign is tested for source and day as evidence of nothing else.
    seen = Evidence(EvidenceKind.INTERVIEW_RECORD, order.source, order.dated_on, Bearing.NEITHER)
    eligibility.require(
        "evidence.ineligible",
        (
            *capacity_records.authority(Act.RECORD_EVIDENCE, matter, actor),
            capacity.source_finding((seen,), on=legal_day(now)),
        ),
    )
    made = SignOfEvasion(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        sign=order.sign,
        source=mask_numbers_in_text(order.source),
        dated_on=order.dated_on,
        description=mask_numbers_in_text(order.description),
        state=EvidenceState.RECORDED,
        recorded_by=actor.staff_id,
        recorded_at=now,
        withdrawal="",
        version=1,
    )
    enter_sign(session, made, matter, actor=actor, now=now)
    return made, matter


def enter_sign(
    session: Session, made: SignOfEvasion, matter: Matter, *, actor: CourtActor, now: datetime
) -> None:
    """Enter a sign of evasion, journal it, and flag a finding of inability."""
    session.add(made)
    said = {"sign": made.sign, "dated_on": made.dated_on.isoformat()}
    capacity_journal.record(
        session, events.EVASION_RECORDED, made.public_id, matter, said, actor=actor, now=now
    )
    capacity_flags.after_sign(session, matter, actor=actor, now=now)


def withdraw(
    session: Session, order: WithdrawRecord, *, actor: CourtActor, now: datetime
) -> tuple[EvidenceItem, Matter]:
    """Withdraw an item of evidence; a finding that rests on it is flagged for a person.

    :raises ServiceError: ``evidence.not_found``, ``record.stale``, ``evidence.wrong_state``,
        ``evidence.ineligible``.
    """
    item, matter = _withdraw(session, EvidenceItem, order, actor=actor, now=now)
    tell_withdrawn(session, item, matter, actor=actor, now=now)
    return item, matter


def tell_withdrawn(
    session: Session,
    item: EvidenceItem,
    matter: Matter,
    *,
    actor: CourtActor | Actor,
    now: datetime,
    reason: str = capacity_journal.REASON,
) -> None:
    """Journal that an item of evidence was withdrawn, and flag a finding that rests on it."""
    capacity_journal.record(
        session,
        events.EVIDENCE_WITHDRAWN,
        item.public_id,
        matter,
        {"kind": item.kind},
        actor=actor,
        now=now,
        reason=reason,
    )
    capacity_flags.after_evidence(
        session, matter, Bearing(item.bearing), withdrawn=True, actor=actor, now=now
    )


def withdraw_sign(
    session: Session, order: WithdrawRecord, *, actor: CourtActor, now: datetime
) -> tuple[SignOfEvasion, Matter]:
    """Withdraw a sign of evasion.

    :raises ServiceError: as for :func:`withdraw`.
    """
    made, matter = _withdraw(session, SignOfEvasion, order, actor=actor, now=now)
    capacity_journal.record(
        session,
        events.EVASION_WITHDRAWN,
        made.public_id,
        matter,
        {"sign": made.sign},
        actor=actor,
        now=now,
    )
    return made, matter


def _withdraw(
    session: Session,
    model: type[Recorded],
    order: WithdrawRecord,
    *,
    actor: CourtActor,
    now: datetime,
) -> tuple[Recorded, Matter]:
    sought = Sought(id=order.record_id, court_code=actor.court_code, to_change=True)
    found = capacity_records.found(session, model, sought, "evidence")
    item = found[0]
    moves.expect(item, order.version)
    moves.require(item, Act.WITHDRAW_EVIDENCE)
    eligibility.require(
        "evidence.ineligible",
        (
            *capacity_records.authority(Act.WITHDRAW_EVIDENCE, found[1], actor),
            *rules.withdrawal_findings(order.reason),
        ),
    )
    moves.do(item, Act.WITHDRAW_EVIDENCE)
    item.withdrawn_by, item.withdrawn_at = actor.staff_id, now
    item.withdrawal = mask_numbers_in_text(order.reason)
    return found


def _matter(session: Session, debtor_id: UUID, actor: CourtActor) -> Matter:
    sought = Sought(id=debtor_id, court_code=actor.court_code, to_change=True)
    return records.matter(session, sought)


def _report(session: Session, report_id: UUID, matter: Matter, actor: CourtActor) -> PropertyReport:
    sought = Sought(id=report_id, court_code=actor.court_code)
    report, about = capacity_records.found(session, PropertyReport, sought, "property_report")
    if about.debtor.id != matter.debtor.id:
        raise ServiceError(ErrorKind.NOT_FOUND, "property_report.not_found")
    return report


def _inquiry(session: Session, inquiry_id: UUID, matter: Matter) -> PropertyInquiry:
    known = session.scalars(
        select(PropertyInquiry).where(
            PropertyInquiry.public_id == inquiry_id,
            PropertyInquiry.case_id == matter.case.id,
            or_(
                PropertyInquiry.debtor_id.is_(None),
                PropertyInquiry.debtor_id == matter.debtor.id,
            ),
        )
    ).one_or_none()
    if known is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "inquiry.not_found")
    return known
