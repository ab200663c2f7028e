"""What a decision on an appeal brings about (复议决定的效力): a sanction is made less or revoked,
an exit restriction is revoked; whoever was told of that is told.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.breaches import Sanction
from registry.models.exit_restrictions import ExitRestriction
from registry.rules import appeal_decisions, revocation
from registry.rules.appeal_decisions import Weight
from registry.services.acts import moves
from registry.services.remedies import appeal_records
from registry.services.remedies.appeal_records import Found
from registry.services.sanctions import exit_endings, exit_records
from registry.services.sanctions.exit_records import Held
from schemas.act_codes import Act
from schemas.appeal_codes import AppealOutcome
from schemas.exit_codes import ExitState


def carry_out(
    session: Session,
    both: Found,
    outcome: AppealOutcome,
    left: Weight | None,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Do what the decision on an appeal says; that the law allows it has been established.

    :param left: what is left of a sanction that is changed.
    """
    found, about = both
    record = about.record
    if isinstance(record, ExitRestriction):
        if outcome is AppealOutcome.REVOKED:
            held, why = (record, about.matter), found.reason or ""
            _revoke_exit(session, held, why, actor=actor, now=now)
    elif outcome is AppealOutcome.REVOKED:
        _revoke_sanction(session, both, record, actor=actor, now=now)
    elif outcome is AppealOutcome.CHANGED and left is not None:
        _lessen(session, both, record, left, actor=actor, now=now)


def opens_claim(both: Found) -> bool:
    """Tell whether a decision on an appeal opens a claim to state compensation."""
    found, about = both
    if found.signed_at is None or found.outcome == AppealOutcome.DISMISSED:
        return False
    record = about.record
    begun = record.imposed_on if isinstance(record, ExitRestriction) else about.decided_on
    return revocation.opens_claim(begun)


def _lessen(
    session: Session,
    both: Found,
    made: Sanction,
    left: Weight,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    was = _said(made)
    moves.do(made, Act.CHANGE_ON_APPEAL)
    made.kind = appeal_decisions.lessened_kind(left)
    made.fine, made.detention_days = left.fine or None, left.detention_days
    said = {"before": was, "after": _said(made)}
    who, changed, reason = actor.journal, events.SANCTION_CHANGED, both[0].reason or ""
    appeal_records.journal(session, changed, both, reason, actor=who, now=now, said=said)


def _revoke_sanction(
    session: Session, both: Found, made: Sanction, *, actor: CourtActor, now: datetime
) -> None:
    moves.do(made, Act.REVOKE_ON_APPEAL)
    who, revoked, reason = actor.journal, events.SANCTION_REVOKED, both[0].reason or ""
    said = {"before": _said(made)}
    appeal_records.journal(session, revoked, both, reason, actor=who, now=now, said=said)


def _revoke_exit(
    session: Session, held: Held, reason: str, *, actor: CourtActor, now: datetime
) -> None:
    record, _ = held
    if record.state == ExitState.IN_FORCE:
        revoked = exit_endings.REVOKED
        exit_endings.end(session, held, revoked, reason, actor=actor.journal, now=now)
        return
    # It never bound anybody, and nobody was told.
    moves.do(record, Act.REVOKE_ON_APPEAL)
    record.ended_on, record.end_ground = legal_day(now), exit_endings.REVOKED
    body = exit_records.reference(session, held).as_body()
    dropped = events.EXIT_RESTRICTION_DROPPED
    exit_records.journal(session, dropped, held, body, reason=reason, actor=actor, now=now)


def _said(made: Sanction) -> dict[str, object]:
    fine = None if made.fine is None else str(made.fine)
    return {"kind": made.kind, "fine": fine, "detention_days": made.detention_days}
