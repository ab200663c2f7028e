"""Breaches of an order (违反限制消费令): reported by anybody, recorded by the court, and verified
by another person. One that was shown is ground Listing Rules Art. 1(5), and can be sanctioned.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.bound_persons import BoundSubject
from registry.models.breaches import Breach
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.rules import breach, reported_breach
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Sought
from registry.services.restrictions import bound_persons, restriction_pauses
from registry.services.sanctions import breach_records
from registry.services.sanctions.breach_records import Broken
from schemas.act_codes import Act
from schemas.breach_codes import BreachSource, BreachState
from schemas.codes import RestrictedAct
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import PermissionState

INELIGIBLE = "breach.ineligible"
_HELD = (PermissionState.GRANTED, PermissionState.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBreach:
    """A breach as it was reported.

    :ivar person_id: the person bound for an entity whose it was; None where it was the debtor's.
    :ivar allowed_by: the code of the agency that let it happen, where one did.
    """

    order_id: UUID
    person_id: UUID | None
    source: BreachSource
    received_on: date
    happened_on: date
    act: RestrictedAct
    content: str
    evidence: str
    allowed_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyBreach:
    """What the verification of a breach came to, in the version that was seen."""

    breach_id: UUID
    version: int
    shown: bool
    verified_on: date
    outcome: str


def record(
    session: Session,
    wanted: RecordBreach,
    *,
    actor: CourtActor,
    now: datetime,
    is_agency: Callable[[Session, str], bool],
) -> Broken:
    """Record a breach that somebody reported; nobody is sanctioned by it.

    :param is_agency: tells whether an agency is, or once was, connected under a code.
    :raises ServiceError: ``restriction.not_found``, ``bound_person.not_found``,
        ``breach.agency_unknown``, ``breach.ineligible``.
    """
    allowed_by = wanted.allowed_by
    if allowed_by is not None and not is_agency(session, allowed_by):
        facts = {"allowed_by": mask_numbers_in_text(allowed_by)}
        raise ServiceError(ErrorKind.INVALID, "breach.agency_unknown", facts)
    sought = Sought(id=wanted.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    person = wanted.person_id
    made = Breach(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        order_id=order.id,
        person_id=None if person is None else bound_persons.find(session, order, person).id,
        source=wanted.source,
        received_on=wanted.received_on,
        happened_on=wanted.happened_on,
        act=wanted.act,
        content=mask_numbers_in_text(wanted.content),
        evidence=mask_numbers_in_text(wanted.evidence),
        allowed_by=allowed_by,
        state=BreachState.RECORDED,
        entered_by=actor.staff_id,
        entered_at=now,
        outcome="",
        version=1,
    )
    restrained = breach_records.offender(session, made, order, matter)
    broken = Broken(made, order, matter, restrained)
    days = {"received_on": made.received_on, "happened_on": made.happened_on}
    eligibility.require(
        INELIGIBLE,
        (
            *eligibility.authority(Act.RECORD_BREACH, actor, court_code=matter.case.court_code),
            not_in_future(days, on=legal_day(now)),
            *reported_breach.receipt_findings(
                happened_on=made.happened_on, received_on=made.received_on
            ),
            *_under_order(broken.breach, restrained.record, order),
        ),
    )
    session.add(made)
    session.flush()
    _journal(session, broken, actor=actor, now=now, reason="收到违反限制消费令的线索")
    return broken


def verify(session: Session, wanted: VerifyBreach, *, actor: CourtActor, now: datetime) -> Broken:
    """Enter what the verification of a breach came to.

    :raises ServiceError: ``breach.not_found``, ``record.stale``, ``breach.wrong_state``,
        ``breach.ineligible``.
    """
    act = Act.VERIFY_BREACH if wanted.shown else Act.DISMISS_BREACH
    sought = Sought(id=wanted.breach_id, court_code=actor.court_code, to_change=True)
    broken = breach_records.find(session, sought)
    made, court = broken.breach, broken.matter.case.court_code
    moves.expect(made, wanted.version)
    moves.require(made, act)
    recorder = records.staff_id(session, made.entered_by)
    shown: tuple[Finding, ...] = ()
    if wanted.shown:
        shown = reported_breach.shown_findings(permitted=_is_permitted(session, broken))
    eligibility.require(
        INELIGIBLE,
        (
            *eligibility.authority(act, actor, court_code=court, drafter=recorder),
            not_in_future({"verified_on": wanted.verified_on}, on=legal_day(now)),
            *reported_breach.day_findings(
                received_on=made.received_on, verified_on=wanted.verified_on
            ),
            *shown,
        ),
    )
    made.outcome, made.verified_on = mask_numbers_in_text(wanted.outcome), wanted.verified_on
    made.verified_by, made.verified_at = actor.staff_id, now
    moves.do(made, act)
    _journal(session, broken, actor=actor, now=now, reason=made.outcome)
    return broken


def _under_order(
    made: Breach, bound: RestrictionOrder | BoundSubject, order: RestrictionOrder
) -> tuple[Finding, ...]:
    return reported_breach.under_order_findings(
        happened_on=made.happened_on,
        bound_since=bound.imposed_on,
        bound_until=bound.lifted_on,
        forbidden=made.act in order.acts.split(","),
    )


def _is_permitted(session: Session, broken: Broken) -> bool:
    """Tell whether the court had allowed this act to this person on that day."""
    day, found = broken.breach.happened_on, broken.breach
    asked = session.scalars(
        select(Permission).where(
            Permission.order_id == found.order_id,
            Permission.person_id.is_(None)
            if found.person_id is None
            else Permission.person_id == found.person_id,
            Permission.state.in_(_HELD),
            Permission.starts_on <= day,
            Permission.ends_on >= day,
        )
    )
    return any(found.act in restriction_pauses.acts_allowed(one) for one in asked)


def _journal(
    session: Session, broken: Broken, *, actor: CourtActor, now: datetime, reason: str
) -> None:
    made = broken.breach
    recorded = made.state == BreachState.RECORDED
    said = {
        "breach": {
            "order": str(broken.of.public_id),
            "source": made.source,
            "act": made.act,
            "happened_on": made.happened_on.isoformat(),
            "state": made.state,
        }
    }
    breach_records.journal(
        session,
        events.BREACH_RECORDED if recorded else events.BREACH_VERIFIED,
        broken,
        made.public_id,
        said,
        reason=reason,
        basis=breach.UNDER_ORDER.article,
        actor=actor,
        now=now,
    )
