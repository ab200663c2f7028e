"""Service of sanctions (送达罚款、拘留决定): how and when the decision reached whom it punishes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.rules import breach, clocks_of_appeals
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, moves
from registry.services.acts.records import Sought
from registry.services.clocks import deadlines
from registry.services.sanctions import breach_records, sanctions
from registry.services.sanctions.sanctions import Decided
from schemas.act_codes import Act
from schemas.codes import ServiceMethod
from schemas.deadline_codes import RecordKind
from schemas.restriction_codes import SanctionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSanction:
    """The service of a sanction, in the version that was seen."""

    sanction_id: UUID
    version: int
    method: ServiceMethod
    served_on: date


def serve(session: Session, wanted: ServeSanction, *, actor: CourtActor, now: datetime) -> Decided:
    """Record the service of a fine or a detention; from then on the debtor reads of his own,
    and the days for an appeal run.

    :raises ServiceError: ``sanction.not_found``, ``record.stale``, ``sanction.wrong_state``,
        ``sanction.served``, ``sanction.ineligible``.
    """
    act = Act.SERVE_SANCTION
    sought = Sought(id=wanted.sanction_id, court_code=actor.court_code, to_change=True)
    made, broken = decided = breach_records.sanction(session, sought)
    moves.expect(made, wanted.version)
    moves.require(made, act)
    if made.served_on is not None:
        facts = {"served_on": made.served_on}
        raise ServiceError(ErrorKind.CONFLICT, "sanction.served", facts)
    court = broken.matter.case.court_code
    eligibility.require(
        sanctions.INELIGIBLE,
        (
            *eligibility.authority(act, actor, court_code=court),
            not_in_future({"served_on": wanted.served_on}, on=legal_day(now)),
            *breach.service_findings(
                referral=made.kind == SanctionKind.REFERRAL,
                signed_on=None if made.signed_at is None else legal_day(made.signed_at),
                served_on=wanted.served_on,
            ),
        ),
    )
    moves.do(made, act)
    made.service_method, made.served_on = wanted.method, wanted.served_on
    clock, record, on = clocks_of_appeals.SANCTION_APPEAL, RecordKind.SANCTION, wanted.served_on
    deadlines.start(session, clock, made.public_id, broken.matter.case, on=on, record=record)
    reason = "送达罚款、拘留决定"
    sanctions.journal(session, events.SANCTION_SERVED, decided, reason, actor=actor, now=now)
    return decided
