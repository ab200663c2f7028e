"""Exit restrictions (限制出境), Civil Procedure Law Art. 266: drafted on the creditor's application
or on the court's own motion, signed by the president, served, and imposed.

No listing and no order brings one with it. It binds from its imposition, from which the agencies
that carry it out are told; it may be served before or after.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.journal import bodies
from registry.models.exit_restrictions import ExitRestriction
from registry.rules import clocks_of_appeals, exit_restriction
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Sought
from registry.services.cases import debtors
from registry.services.clocks import deadlines
from registry.services.sanctions import exit_records
from registry.services.sanctions.exit_orders import (
    ChangeExitRestriction,
    DraftExitRestriction,
)
from registry.services.sanctions.exit_records import Held
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.deadline_codes import RecordKind
from schemas.exit_codes import ExitCapacity, ExitState
from schemas.free_text import mask_numbers_in_text

_LIVING = (ExitState.DRAFT, ExitState.SIGNED, ExitState.IN_FORCE)
INELIGIBLE = "exit_restriction.ineligible"


def draft(
    session: Session,
    wanted: DraftExitRestriction,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> Held:
    """Draft an exit restriction; nobody is bound by it.

    :raises ServiceError: ``debtor.not_found``, ``request.invalid``, ``exit_restriction.exists``,
        ``exit_restriction.ineligible``.
    """
    act, on = Act.DRAFT_EXIT_RESTRICTION, legal_day(now)
    sought = Sought(id=wanted.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    _refuse_contradiction(wanted)
    found = ExitRestriction(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        subject_id=matter.subject.id,
        identity_version=matter.debtor.identity_version,
        capacity=wanted.capacity,
        incapable=wanted.incapable,
        initiative=wanted.initiative,
        applied_on=wanted.applied_on,
        necessity=mask_numbers_in_text(wanted.necessity),
        reason=mask_numbers_in_text(wanted.reason),
        state=ExitState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    held = (found, matter)
    eligibility.require(
        INELIGIBLE,
        (
            *exit_records.authority(session, act, matter, actor),
            *exit_records.law(session, held, on=on, vault=vault),
            not_in_future({"applied_on": wanted.applied_on}, on=on),
        ),
    )
    if wanted.person is not None:
        enrolled = debtors.enrol_person(session, matter.case, wanted.person, now=now, vault=vault)
        found.subject_id, found.identity_version = enrolled.subject.id, enrolled.version
    _refuse_twice(session, found)
    session.add(found)
    session.flush()
    _journal(session, events.EXIT_RESTRICTION_DRAFTED, held, actor=actor, now=now)
    return held


def sign(
    session: Session,
    wanted: ChangeExitRestriction,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> Held:
    """Put the president's signature under an exit restriction, the law tested again.

    :raises ServiceError: ``exit_restriction.not_found``, ``record.stale``,
        ``exit_restriction.wrong_state``, ``exit_restriction.ineligible``.
    """
    act = Act.SIGN_EXIT_RESTRICTION
    found, matter = held = _to_change(session, wanted, act, actor)
    eligibility.require(
        INELIGIBLE,
        (
            *exit_records.authority(session, act, matter, actor, drafted_by=found.drafted_by),
            *exit_records.law(session, held, on=legal_day(now), vault=vault),
        ),
    )
    moves.do(found, act)
    found.signed_by, found.signed_at = actor.staff_id, now
    _journal(session, events.EXIT_RESTRICTION_SIGNED, held, actor=actor, now=now)
    return held


def impose(
    session: Session,
    wanted: ChangeExitRestriction,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> Held:
    """Put a signed exit restriction into force, and tell whoever carries it out.

    :raises ServiceError: as for :func:`sign`.
    """
    act, on = Act.IMPOSE_EXIT_RESTRICTION, legal_day(now)
    found, matter = held = _to_change(session, wanted, act, actor)
    eligibility.require(
        INELIGIBLE,
        (
            *exit_records.authority(session, act, matter, actor),
            *exit_records.law(session, held, on=on, vault=vault),
        ),
    )
    # Set before the state, which one in force may not have without.
    found.imposed_on = on
    moves.do(found, act)
    tell(session, events.EXIT_RESTRICTION_IMPOSED, held, found.reason, actor=actor, now=now)
    return held


def serve(
    session: Session, wanted: ChangeExitRestriction, *, actor: CourtActor, now: datetime
) -> Held:
    """Record how and when an exit restriction was served on the person whom it binds.

    :raises ServiceError: ``exit_restriction.not_found``, ``record.stale``,
        ``exit_restriction.wrong_state``, ``exit_restriction.served``,
        ``exit_restriction.ineligible``.
    """
    act, on = Act.SERVE_EXIT_RESTRICTION, legal_day(now)
    found, matter = held = _to_change(session, wanted, act, actor)
    if found.served_on is not None:
        facts = {"served_on": found.served_on}
        raise ServiceError(ErrorKind.CONFLICT, "exit_restriction.served", facts)
    signed_on = None if found.signed_at is None else legal_day(found.signed_at)
    eligibility.require(
        INELIGIBLE,
        (
            *exit_records.authority(session, act, matter, actor),
            *exit_restriction.service_findings(signed_on, wanted.served_on),
            not_in_future({"served_on": wanted.served_on}, on=on),
        ),
    )
    moves.do(found, act)
    found.service_method, found.served_on = wanted.method, wanted.served_on
    if wanted.served_on is not None:
        clock, record = clocks_of_appeals.EXIT_APPEAL, RecordKind.EXIT_RESTRICTION
        received = wanted.served_on
        deadlines.start(session, clock, found.public_id, matter.case, on=received, record=record)
    _journal(session, events.EXIT_RESTRICTION_SERVED, held, actor=actor, now=now)
    return held


def drop(
    session: Session,
    wanted: ChangeExitRestriction,
    act: Act,
    *,
    actor: CourtActor,
    now: datetime,
) -> Held:
    """Let an exit restriction come to nothing before it binds anybody.

    :param act: the withdrawal of a draft, or the dropping of what is signed.
    :raises ServiceError: as for :func:`sign`.
    """
    found, matter = held = _to_change(session, wanted, act, actor)
    eligibility.require(INELIGIBLE, exit_records.authority(session, act, matter, actor))
    moves.do(found, act)
    found.ended_on = legal_day(now)
    reason = mask_numbers_in_text(wanted.reason)
    _journal(session, events.EXIT_RESTRICTION_DROPPED, held, actor=actor, now=now, reason=reason)
    return held


def tell(
    session: Session, kind: Kind, held: Held, reason: str, *, actor: CourtActor, now: datetime
) -> None:
    """Tell whoever carries it out what an exit restriction says."""
    found, matter = held
    body = bodies.exit_restriction(
        exit_records.reference(session, held),
        capacity=found.capacity,
        debtor=matter.subject.public_id,
        imposed_on=found.imposed_on or legal_day(now),
    )
    exit_records.journal(session, kind, held, body, reason=reason, actor=actor, now=now)


def _to_change(
    session: Session, wanted: ChangeExitRestriction, act: Act, actor: CourtActor
) -> Held:
    sought = Sought(id=wanted.exit_id, court_code=actor.court_code, to_change=True)
    found, matter = exit_records.find(session, sought)
    moves.expect(found, wanted.version)
    moves.require(found, act)
    return found, matter


def _refuse_contradiction(wanted: DraftExitRestriction) -> None:
    named, himself = wanted.person is not None, wanted.capacity is ExitCapacity.DEBTOR
    if named and himself:
        raise eligibility.invalid("/person", "not_for_debtors")
    if not named and not himself:
        raise eligibility.invalid("/person", "required")


def _refuse_twice(session: Session, found: ExitRestriction) -> None:
    known = session.scalars(
        select(ExitRestriction).where(
            ExitRestriction.debtor_id == found.debtor_id,
            ExitRestriction.subject_id == found.subject_id,
            ExitRestriction.state.in_(_LIVING),
        )
    ).first()
    if known is not None:
        facts = {"exit_restriction": known.public_id, "state": known.state}
        raise ServiceError(ErrorKind.CONFLICT, "exit_restriction.exists", facts)


def _journal(
    session: Session,
    kind: Kind,
    held: Held,
    *,
    actor: CourtActor,
    now: datetime,
    reason: str | None = None,
) -> None:
    found, matter = held
    body = {
        **exit_records.reference(session, held).as_body(),
        "capacity": found.capacity,
        "debtor": str(matter.subject.public_id),
        "initiative": found.initiative,
    }
    why = reason or found.reason
    exit_records.journal(session, kind, held, body, reason=why, actor=actor, now=now)
