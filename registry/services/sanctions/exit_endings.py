"""How an exit restriction ends (解除、撤销限制出境): by a lift, drafted with its ground, or by the
revocation of what should never have been; each is signed by another person.

Full performance obliges the court (Civil Procedure Law Art. 266): it opens a duty with a day, and
where enforcement ends with performance the restriction ends in the same commit.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.events import Kind
from registry.journal import bodies
from registry.journal.entry import Actor
from registry.models.exit_restrictions import ExitEnding, ExitRestriction
from registry.rules import exit_restriction, removal, revocation
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.rules.revocation import RevocationFacts
from registry.services.acts import eligibility, moves
from registry.services.acts.records import Matter, Sought
from registry.services.cases import recorded_facts
from registry.services.clocks import deadlines
from registry.services.facts import listing_law
from registry.services.sanctions import exit_records
from registry.services.sanctions.exit_orders import DecideEnding, DraftExitLift, DraftExitRevocation
from registry.services.sanctions.exit_records import Held, KnownSince
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.codes import DeadlineKind
from schemas.exit_codes import ExitEndingKind, ExitEndingState, ExitLiftGround
from schemas.free_text import mask_numbers_in_text

REVOKED = "revoked"
INELIGIBLE = "exit_ending.ineligible"
Ended = tuple[ExitEnding, ExitRestriction, Matter]


def draft_lift(
    session: Session, wanted: DraftExitLift, *, actor: CourtActor, now: datetime, vault: Vault
) -> Ended:
    """Draft the lift of an exit restriction; nothing ends by it.

    :raises ServiceError: ``exit_restriction.not_found``, ``exit_restriction.wrong_state``,
        ``exit_ending.ineligible``.
    """
    content = {
        "enforcement_completed": wanted.enforcement_completed,
        "full_security": wanted.full_security,
        "creditor_agrees": wanted.creditor_agrees,
    }
    made = _made(
        ExitEndingKind.LIFT, wanted.reason, content, ground=wanted.ground, actor=actor, now=now
    )
    return _draft(session, made, wanted.exit_id, actor=actor, now=now, vault=vault)


def draft_revocation(
    session: Session,
    wanted: DraftExitRevocation,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> Ended:
    """Draft the revocation of an exit restriction; nothing ends by it.

    :raises ServiceError: as for :func:`draft_lift`.
    """
    since, ordered_by = wanted.wrong_since, wanted.ordered_by
    content = {
        "wrong_since": since.isoformat() if since else None,
        "ordered_by": mask_numbers_in_text(ordered_by) if ordered_by else None,
        "facts": asdict(wanted.facts),
    }
    made = _made(ExitEndingKind.REVOCATION, wanted.reason, content, actor=actor, now=now)
    return _draft(session, made, wanted.exit_id, actor=actor, now=now, vault=vault)


def sign(
    session: Session, wanted: DecideEnding, *, actor: CourtActor, now: datetime, vault: Vault
) -> Ended:
    """Sign an ending, which carries it out.

    :raises ServiceError: ``exit_ending.not_found``, ``record.stale``,
        ``exit_ending.wrong_state``, ``exit_restriction.wrong_state``, ``exit_ending.ineligible``.
    """
    sought = Sought(id=wanted.ending_id, court_code=actor.court_code, to_change=True)
    made, found, matter = ended = exit_records.ending(session, sought)
    act = _signing(made)
    moves.expect(made, wanted.version)
    moves.require(made, act)
    moves.require(found, act)
    eligibility.require(
        INELIGIBLE,
        (
            *exit_records.authority(session, act, matter, actor, drafted_by=made.drafted_by),
            *_law(session, ended, on=legal_day(now), vault=vault),
        ),
    )
    moves.do(made, act)
    made.signed_by, made.signed_at = actor.staff_id, now
    ground = made.ground or REVOKED
    end(session, (found, matter), ground, made.reason, actor=actor.journal, now=now)
    return ended


def withdraw(session: Session, wanted: DecideEnding, *, actor: CourtActor, now: datetime) -> Ended:
    """Withdraw a draft that nobody has signed.

    :raises ServiceError: ``exit_ending.not_found``, ``record.stale``,
        ``exit_ending.wrong_state``, ``exit_ending.ineligible``.
    """
    act = Act.WITHDRAW_DRAFT
    sought = Sought(id=wanted.ending_id, court_code=actor.court_code, to_change=True)
    made, _, matter = ended = exit_records.ending(session, sought)
    moves.expect(made, wanted.version)
    moves.require(made, act)
    eligibility.require(INELIGIBLE, exit_records.authority(session, act, matter, actor))
    moves.do(made, act)
    reason = mask_numbers_in_text(wanted.reason)
    _journal(session, events.EXIT_ENDING_WITHDRAWN, ended, reason, actor=actor, now=now)
    return ended


def lift_all(session: Session, matter: Matter, *, reason: str, actor: Actor, now: datetime) -> None:
    """Lift every exit restriction for a debtor whose debt is performed.

    That the law obliges the court has been established.
    """
    for found in exit_records.in_force(session, matter.case):
        if found.debtor_id == matter.debtor.id:
            ground = ExitLiftGround.PERFORMED
            end(session, (found, matter), ground, reason, actor=actor, now=now)


def end(
    session: Session, held: Held, ground: str, reason: str, *, actor: Actor, now: datetime
) -> None:
    """End an exit restriction: whoever was told of it is told, and its duty is done."""
    found, _ = held
    on, revoked = legal_day(now), ground == REVOKED
    moves.do(found, Act.SIGN_REVOCATION if revoked else Act.SIGN_EXIT_LIFT)
    found.ended_on, found.end_ground = on, ground
    deadlines.close(session, found.public_id, DeadlineKind.LIFT_EXIT_RESTRICTION, on=on)
    kind = events.EXIT_RESTRICTION_REVOKED if revoked else events.EXIT_RESTRICTION_LIFTED
    body = bodies.ended(exit_records.reference(session, held), ground=ground, on=on)
    exit_records.journal(session, kind, held, body, reason=reason, actor=actor, now=now)


def opens_claim(made: ExitEnding, found: ExitRestriction) -> bool:
    """Tell whether a signed revocation opens a claim to state compensation."""
    is_signed = made.kind == ExitEndingKind.REVOCATION and made.signed_at is not None
    return is_signed and revocation.opens_claim(found.imposed_on)


def content_of(made: ExitEnding) -> dict[str, Any]:
    """Return what an ending rests on beside its ground."""
    content: dict[str, Any] = orjson.loads(made.content)
    return content


def _made(
    kind: ExitEndingKind,
    reason: str,
    content: Mapping[str, object],
    *,
    actor: CourtActor,
    now: datetime,
    ground: ExitLiftGround | None = None,
) -> ExitEnding:
    return ExitEnding(
        public_id=uuid4(),
        kind=kind,
        ground=ground,
        reason=mask_numbers_in_text(reason),
        content=orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode(),
        state=ExitEndingState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )


def _draft(
    session: Session,
    made: ExitEnding,
    exit_id: UUID,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> Ended:
    lifts = made.kind == ExitEndingKind.LIFT
    act, on = Act.DRAFT_EXIT_LIFT if lifts else Act.DRAFT_REVOCATION, legal_day(now)
    sought = Sought(id=exit_id, court_code=actor.court_code, to_change=True)
    found, matter = exit_records.find(session, sought)
    moves.require(found, act)
    made.exit_restriction_id = found.id
    ended = (made, found, matter)
    authority = exit_records.authority(session, act, matter, actor)
    law = _law(session, ended, on=on, vault=vault)
    eligibility.require(INELIGIBLE, (*authority, *law))
    session.add(made)
    session.flush()
    _journal(session, events.EXIT_ENDING_DRAFTED, ended, made.reason, actor=actor, now=now)
    return ended


def _signing(made: ExitEnding) -> Act:
    return Act.SIGN_EXIT_LIFT if made.kind == ExitEndingKind.LIFT else Act.SIGN_REVOCATION


def _law(session: Session, ended: Ended, *, on: date, vault: Vault) -> tuple[Finding, ...]:
    made, found, matter = ended
    content = content_of(made)
    if made.kind == ExitEndingKind.LIFT:
        ground = ExitLiftGround(made.ground or "")
        shown = _shown(session, ground, content, matter)
        return exit_restriction.lift_findings(ground, shown=shown)
    decided_on = found.imposed_on or on
    since = content["wrong_since"]
    wrong_since = date.fromisoformat(since) if since else None
    known = KnownSince(**content["facts"])
    then = exit_records.law(session, (found, matter), on=decided_on, vault=vault, known=known)
    facts = RevocationFacts(
        listed_on=decided_on,
        found=assess(then).barred_by,
        reason=made.reason,
        wrong_since=wrong_since,
        ordered_by=content["ordered_by"],
    )
    return (
        *revocation.revocation_findings(facts),
        not_in_future({"wrong_since": wrong_since}, on=on),
    )


def _shown(
    session: Session, ground: ExitLiftGround, content: Mapping[str, Any], matter: Matter
) -> bool:
    if ground is ExitLiftGround.SECURITY:
        return bool(content["full_security"])
    if ground is ExitLiftGround.CREDITOR_AGREES:
        return bool(content["creditor_agrees"])
    paid = listing_law.confirmed(session, matter.case.id)
    return (
        removal.is_performed(matter.case.amount, paid)
        or recorded_facts.is_completed(matter)
        or bool(content["enforcement_completed"])
    )


def _journal(
    session: Session, kind: Kind, ended: Ended, reason: str, *, actor: CourtActor, now: datetime
) -> None:
    made, found, matter = ended
    held = (found, matter)
    body = {
        **exit_records.reference(session, held).as_body(),
        "ending": {"id": str(made.public_id), "kind": made.kind, "ground": made.ground},
    }
    exit_records.journal(session, kind, held, body, reason=reason, actor=actor, now=now)
