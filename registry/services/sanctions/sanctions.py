"""Sanctions for a breach (罚款、拘留、移送追究刑事责任): drafted by one person, approved by the
president. Each is sanctioned once for a breach, and referred only for going on after that. What
was broken is a restriction order, or the duty to report property.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.events import Kind
from registry.journal import bodies
from registry.journal.bodies import Body
from registry.models.breaches import Sanction
from registry.models.evidence import PropertyReport
from registry.rules import breach, property_report
from registry.rules.articles import Article, Instrument
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Sought
from registry.services.capacity import capacity_records, report_breaches
from registry.services.sanctions import breach_records, sanction_law
from registry.services.sanctions.breach_records import Broken, Reporting
from registry.services.sanctions.sanction_law import Told
from schemas.act_codes import Act
from schemas.breach_codes import ProsecutionOutcome, Sanctioned, SanctionState
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import SanctionKind

INELIGIBLE = "sanction.ineligible"
PUNISHED = Article(Instrument.CIVIL_PROCEDURE_LAW, 114, item=6)
REFERRED = breach.SANCTIONED_BEFORE_REFERRAL.article
Decided = tuple[Sanction, Broken]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSanction:
    """A sanction, or a referral for prosecution, to be drafted.

    :ivar breach_id: the breach of a restriction order that it is for.
    :ivar report_id: the property report that it is for, where it is for how that was made.
    :ivar referred_to: the body that prosecutes, where it is a referral.
    """

    breach_id: UUID | None
    report_id: UUID | None
    kind: SanctionKind
    sanctioned: Sanctioned
    fine: Decimal | None
    detention_days: int
    referred_to: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSanction:
    """A sanction to be signed or withdrawn, in the version that was seen."""

    sanction_id: UUID
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseProsecution:
    """What came of a referral, in the version that was seen."""

    sanction_id: UUID
    version: int
    outcome: ProsecutionOutcome
    closed_on: date
    reason: str


def draft(
    session: Session, wanted: DraftSanction, *, actor: CourtActor, now: datetime, told: Told
) -> Decided:
    """Draft a sanction or a referral; nobody is sanctioned or referred by it.

    :param told: answers when an agency was told of a record.
    :raises ServiceError: ``breach.not_found``, ``property_report.not_found``,
        ``breach.wrong_state``, ``request.invalid``, ``sanction.ineligible``.
    """
    refers = wanted.kind is SanctionKind.REFERRAL
    act = Act.DRAFT_REFERRAL if refers else Act.DRAFT_SANCTION
    broken = _broken(session, wanted, actor=actor, now=now)
    moves.require(broken.breach, act)
    _refuse_contradiction(wanted)
    made = Sanction(
        public_id=uuid4(),
        kind=wanted.kind,
        sanctioned=wanted.sanctioned,
        fine=wanted.fine,
        detention_days=wanted.detention_days,
        referred_to=mask_numbers_in_text(wanted.referred_to) if wanted.referred_to else None,
        reason=mask_numbers_in_text(wanted.reason),
        state=SanctionState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    court = broken.matter.case.court_code
    eligibility.require(
        INELIGIBLE,
        (
            *eligibility.authority(act, actor, court_code=court),
            *sanction_law.findings(session, made, broken, told),
        ),
    )
    session.add(broken.breach)
    session.flush()
    made.breach_id = broken.breach.id
    session.add(made)
    session.flush()
    kind = events.PROSECUTION_DRAFTED if refers else events.SANCTION_DRAFTED
    journal(session, kind, (made, broken), made.reason, actor=actor, now=now)
    return made, broken


def sign(
    session: Session, wanted: DecideSanction, *, actor: CourtActor, now: datetime, told: Told
) -> Decided:
    """Put the president's signature under a sanction or a referral, which takes effect by it.

    :param told: answers when an agency was told of a record.
    :raises ServiceError: ``sanction.not_found``, ``record.stale``, ``sanction.wrong_state``,
        ``breach.wrong_state``, ``sanction.ineligible``.
    """
    sought = Sought(id=wanted.sanction_id, court_code=actor.court_code, to_change=True)
    made, broken = decided = breach_records.sanction(session, sought)
    refers = made.kind == SanctionKind.REFERRAL
    act = Act.REFER_FOR_PROSECUTION if refers else Act.IMPOSE_SANCTION
    moves.expect(made, wanted.version)
    moves.require(made, act)
    moves.require(broken.breach, act)
    drafter, court = records.staff_id(session, made.drafted_by), broken.matter.case.court_code
    eligibility.require(
        INELIGIBLE,
        (
            *eligibility.authority(act, actor, court_code=court, drafter=drafter),
            *sanction_law.findings(session, made, broken, told),
        ),
    )
    moves.do(made, act)
    made.signed_by, made.signed_at = actor.staff_id, now
    if refers:
        referred = bodies.prosecution(
            broken.who.reference(session),
            referred_to=made.referred_to or "",
            on=legal_day(now),
        )
        kind = events.PROSECUTION_REFERRED
        journal(session, kind, decided, made.reason, actor=actor, now=now, said=referred)
    else:
        kind = events.SANCTION_IMPOSED
        journal(session, kind, decided, made.reason, actor=actor, now=now)
    return decided


def withdraw(
    session: Session, wanted: DecideSanction, *, actor: CourtActor, now: datetime
) -> Decided:
    """Withdraw a draft that nobody has signed.

    :raises ServiceError: ``sanction.not_found``, ``record.stale``, ``sanction.wrong_state``,
        ``sanction.ineligible``.
    """
    act = Act.WITHDRAW_DRAFT
    sought = Sought(id=wanted.sanction_id, court_code=actor.court_code, to_change=True)
    made, broken = decided = breach_records.sanction(session, sought)
    moves.expect(made, wanted.version)
    moves.require(made, act)
    court = broken.matter.case.court_code
    eligibility.require(INELIGIBLE, eligibility.authority(act, actor, court_code=court))
    moves.do(made, act)
    reason = mask_numbers_in_text(wanted.reason)
    journal(session, events.SANCTION_WITHDRAWN, decided, reason, actor=actor, now=now)
    return decided


def close(
    session: Session, wanted: CloseProsecution, *, actor: CourtActor, now: datetime
) -> Decided:
    """Record what came of a referral; whoever was told of it is told that it is over.

    :raises ServiceError: ``sanction.not_found``, ``record.stale``, ``sanction.wrong_state``,
        ``sanction.ineligible``.
    """
    act, on = Act.CLOSE_PROSECUTION, legal_day(now)
    sought = Sought(id=wanted.sanction_id, court_code=actor.court_code, to_change=True)
    made, broken = decided = breach_records.sanction(session, sought)
    moves.expect(made, wanted.version)
    moves.require(made, act)
    signed_on = None if made.signed_at is None else legal_day(made.signed_at)
    court = broken.matter.case.court_code
    eligibility.require(
        INELIGIBLE,
        (
            *eligibility.authority(act, actor, court_code=court),
            not_in_future({"closed_on": wanted.closed_on}, on=on),
            *breach.closing_findings(
                referred=made.kind == SanctionKind.REFERRAL,
                signed_on=signed_on,
                closed_on=wanted.closed_on,
            ),
        ),
    )
    moves.do(made, act)
    made.closed_on, made.closed_as = wanted.closed_on, wanted.outcome
    reason = mask_numbers_in_text(wanted.reason)
    over = bodies.ended(broken.who.reference(session), ground=wanted.outcome, on=on)
    kind = events.PROSECUTION_CLOSED
    journal(session, kind, decided, reason, actor=actor, now=now, said=over)
    return decided


def _broken(session: Session, wanted: DraftSanction, *, actor: CourtActor, now: datetime) -> Broken:
    """Return the breach that somebody is to be sanctioned for."""
    if wanted.report_id is not None:
        if wanted.breach_id is not None:
            raise eligibility.invalid("/property_report", "not_beside_a_breach")
        asked = Sought(id=wanted.report_id, court_code=actor.court_code, to_change=True)
        report, matter = capacity_records.found(session, PropertyReport, asked, "property_report")
        breach_made = report_breaches.breach_of(session, report, actor=actor, now=now)
        return Broken(breach_made, report, matter, Reporting(matter))
    if wanted.breach_id is None:
        raise eligibility.invalid("/breach", "required")
    sought = Sought(id=wanted.breach_id, court_code=actor.court_code, to_change=True)
    return breach_records.find(session, sought)


def _refuse_contradiction(wanted: DraftSanction) -> None:
    refers = wanted.kind is SanctionKind.REFERRAL
    fined = wanted.kind in (SanctionKind.FINE, SanctionKind.FINE_AND_DETENTION)
    detained = wanted.kind in (SanctionKind.DETENTION, SanctionKind.FINE_AND_DETENTION)
    for pointer, given, asked in (
        ("/fine", wanted.fine is not None, fined),
        ("/detention_days", wanted.detention_days > 0, detained),
        ("/referred_to", wanted.referred_to is not None, refers),
    ):
        if given != asked:
            raise eligibility.invalid(pointer, "required" if asked else "not_for_this_kind")
    # Nobody but the debtor reports property.
    if (refers or wanted.report_id is not None) and wanted.sanctioned is Sanctioned.BODY:
        raise eligibility.invalid("/sanctioned", "not_for_this_kind")


def journal(
    session: Session,
    kind: Kind,
    decided: Decided,
    reason: str,
    *,
    actor: CourtActor,
    now: datetime,
    said: Body | None = None,
) -> None:
    """Journal an act about a sanction or a referral.

    :param said: what those who are told of it are told besides.
    """
    made, broken = decided
    of_report = isinstance(broken.of, PropertyReport)
    punished = property_report.SANCTIONABLE.article if of_report else PUNISHED
    refers = made.kind == SanctionKind.REFERRAL
    what = {
        "sanction": {
            "breach": str(broken.breach.public_id),
            "kind": made.kind,
            "sanctioned": made.sanctioned,
            "fine": None if made.fine is None else str(made.fine),
            "detention_days": made.detention_days,
        }
    }
    breach_records.journal(
        session,
        kind,
        broken,
        made.public_id,
        {**(said or {}), **what},
        reason=reason,
        basis=REFERRED if refers else punished,
        actor=actor,
        now=now,
    )
