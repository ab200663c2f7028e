"""Flags on a finding (重新审查提示): what came in against it calls for a person and switches
nothing.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.journal.entry import Actor
from registry.models.capacity import CapacityAssessment
from registry.models.cases import Debtor, EnforcementCase
from registry.rules import evidence
from registry.rules.articles import Article, Instrument
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.capacity import capacity_duties, capacity_journal
from registry.services.facts import capacity_findings
from schemas.case_codes import Bearing, CapacityFlag, CapacityOutcome

BASIS = Article(Instrument.REGISTER_RULES, 9)


def after_evidence(
    session: Session,
    matter: Matter,
    bearing: Bearing,
    *,
    actor: CourtActor | Actor,
    now: datetime,
    withdrawn: bool = False,
) -> None:
    """Flag the finding on a debtor if an item came in against it, or was withdrawn from under
    it.
    """
    finding = capacity_findings.current(session, matter.debtor.id)
    if finding is None:
        return
    outcome = CapacityOutcome(finding.outcome)
    flag = evidence.flag_of_evidence(outcome, bearing, withdrawn=withdrawn)
    _raise(session, finding, matter, flag, actor=actor, now=now)


def after_sign(
    session: Session, matter: Matter, *, actor: CourtActor | Actor, now: datetime
) -> None:
    """Flag the finding on a debtor if it is one of inability."""
    finding = capacity_findings.current(session, matter.debtor.id)
    if finding is None:
        return
    flag = evidence.flag_of_sign(CapacityOutcome(finding.outcome))
    _raise(session, finding, matter, flag, actor=actor, now=now)


def after_search(
    session: Session,
    case: EnforcementCase,
    debtor_id: int | None,
    *,
    actor: CourtActor | Actor,
    now: datetime,
) -> None:
    """Flag findings of inability in a case where an inquiry or a clue has shown property.

    :param debtor_id: whose property it is; None for that of any debtor of the case.
    """
    chosen = select(Debtor.id).where(Debtor.case_id == case.id).order_by(Debtor.id)
    if debtor_id is not None:
        chosen = chosen.where(Debtor.id == debtor_id)
    for key in session.scalars(chosen).all():
        matter = records.matter_of(session, key)
        after_evidence(session, matter, Bearing.ABILITY, actor=actor, now=now)


def _raise(
    session: Session,
    finding: CapacityAssessment,
    matter: Matter,
    flag: CapacityFlag | None,
    *,
    actor: CourtActor | Actor,
    now: datetime,
) -> None:
    # The first reason to look again stays; the evidence itself shows the rest.
    if flag is None or finding.flag is not None:
        return
    finding.flag, finding.flagged_on = flag, legal_day(now)
    finding.version += 1
    capacity_duties.bring_forward(session, finding, matter, on=legal_day(now))
    capacity_journal.record(
        session,
        events.CAPACITY_FLAGGED,
        finding.public_id,
        matter,
        {"flag": flag, "outcome": finding.outcome},
        actor=actor,
        now=now,
        basis=BASIS,
    )
