"""Closing a round (终结本次执行程序): the five conditions, the creditor told and heard, and the way
of approval; drafted by one person and signed by another.

The register fills in what it knows itself: the filing, the orders and listings of every debtor, and
whether a clue is still to be verified. The round is closed on the day of the signature, from which
the five years of inquiries run.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.cases import EnforcementCase
from registry.models.proceedings import CaseRuling, PropertyClue
from registry.rules import round_closing, rulings
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.rules.property_search import days_in_order
from registry.rules.round_closing import ClosingFacts
from registry.services.acts import records
from registry.services.acts.records import Matter, Sought
from registry.services.capacity import capacity_records, report_breaches
from registry.services.cases import debtors, enforcement_notices, proceedings
from registry.services.facts import restriction_facts
from registry.services.restrictions import restrictions
from registry.services.rounds import case_duties, ruling_effects, unanswered_inquiries
from registry.services.rounds import rulings as case_rulings
from registry.services.rounds.rulings import Ruled, SignRuling
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.case_codes import (
    ClosingRoute,
    EnforcementState,
    InvestigationMeasure,
    ReportConduct,
    RulingKind,
    RulingState,
)
from schemas.codes import Role
from schemas.free_text import mask_numbers_in_text

KINDS = frozenset({RulingKind.ROUND_CLOSING})
_DAYS = ("creditor_told_on", "creditor_heard_on", "creditor_signed_on", "panel_verified_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingStatement:
    """What a clerk states of the conditions, which the register cannot know by itself.

    :ivar listing_due: the debtors who meet the conditions of a listing.
    """

    report: ReportConduct
    route: ClosingRoute
    notice_issued: bool = False
    report_ordered: bool = False
    report_sanctioned: bool = False
    listing_due: tuple[UUID, ...] = ()
    measures: tuple[InvestigationMeasure, ...] = ()
    network_reaches_all: bool = False
    enforceable_property: bool = False
    debtor_missing: bool = False
    debtor_searched: bool = False
    obstruction: bool = False
    obstruction_answered: bool = False
    creditor_told_on: date | None = None
    creditor_heard_on: date | None = None
    ruling_states: tuple[str, ...] = ()
    creditor_signed_on: date | None = None
    panel_verified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClosing:
    """The closing of a round to be drafted."""

    case_id: UUID
    number: str
    reason: str
    statement: ClosingStatement


def draft(session: Session, order: DraftClosing, *, actor: CourtActor, now: datetime) -> Ruled:
    """Draft the closing of a round; the round stays open.

    :raises ServiceError: ``case.not_found``, ``debtor.not_found``, ``case.wrong_state``,
        ``ruling.ineligible`` with every condition that is not met.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    for debtor_id in order.statement.listing_due:
        proceedings.debtor(session, case, debtor_id)
    made = CaseRuling(
        public_id=uuid4(),
        case_id=case.id,
        kind=RulingKind.ROUND_CLOSING,
        number=mask_numbers_in_text(order.number),
        reason=mask_numbers_in_text(order.reason),
        content=orjson.dumps(asdict(order.statement), option=orjson.OPT_SORT_KEYS).decode(),
        state=RulingState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    # The president approves by signing, which is still to come.
    law = _law(session, made, case, on=legal_day(now), approved=True)
    act = Act.DRAFT_ROUND_CLOSING
    ruling_effects.enter(session, made, case, law, actor=actor, now=now, act=act)
    return made, case


def sign(
    session: Session, order: SignRuling, *, actor: CourtActor, now: datetime, vault: Vault
) -> Ruled:
    """Sign the closing of a round, which closes it today; the first inquiry falls due.

    :raises ServiceError: ``ruling.not_found``, ``record.stale``, ``ruling.wrong_state``,
        ``case.wrong_state``, ``ruling.ineligible``.
    """
    made, case = case_rulings.to_sign(session, order, KINDS, actor=actor)
    on = legal_day(now)
    made.ruled_on = on
    law = _law(session, made, case, on=on, approved=actor.role is Role.PRESIDENT)
    ruling_effects.bring_about(session, made, case, law, actor=actor, now=now, vault=vault)
    return made, case


def read_statement(content: str) -> ClosingStatement:
    """Return what was stated with a closing."""
    kept: dict[str, Any] = orjson.loads(content)
    for name in _DAYS:
        kept[name] = date.fromisoformat(kept[name]) if kept[name] else None
    kept["listing_due"] = tuple(UUID(each) for each in kept["listing_due"])
    kept["measures"] = tuple(InvestigationMeasure(each) for each in kept["measures"])
    kept["ruling_states"] = tuple(kept["ruling_states"])
    kept["report"], kept["route"] = ReportConduct(kept["report"]), ClosingRoute(kept["route"])
    return ClosingStatement(**kept)


def _law(
    session: Session, made: CaseRuling, case: EnforcementCase, *, on: date, approved: bool
) -> tuple[Finding, ...]:
    stated = read_statement(made.content)
    days = {name: getattr(stated, name) for name in _DAYS}
    found = [
        not_in_future(days, on=on),
        days_in_order(filed_on=case.filed_on, told=days[_DAYS[0]], heard=days[_DAYS[1]]),
        *rulings.ruling_findings(case_rulings.facts_of(session, made, case, on)),
    ]
    for facts in _facts(session, stated, case, approved=approved):
        # What holds of the whole case is said once.
        of_debtor = round_closing.closing_findings(facts, on=on)
        found.extend(finding for finding in of_debtor if finding not in found)
    return tuple(found)


def _facts(
    session: Session, stated: ClosingStatement, case: EnforcementCase, *, approved: bool
) -> Iterator[ClosingFacts]:
    matters: list[Matter | None] = [
        matter
        for matter in debtors.of_case(session, case)
        if matter.debtor.state == EnforcementState.OPEN
    ]
    for matter in matters or [None]:
        yield _facts_of(session, stated, case, matter, approved=approved)


def _facts_of(
    session: Session,
    stated: ClosingStatement,
    case: EnforcementCase,
    matter: Matter | None,
    *,
    approved: bool,
) -> ClosingFacts:
    due = matter is not None and matter.debtor.public_id in stated.listing_due
    # What is on record of notice and report prevails over what the clerk states.
    noticed = enforcement_notices.facts_of(session, case) is not None
    reports = capacity_records.reports_of(session, matter.debtor.id) if matter else ()
    report = reports[-1] if reports else None
    return ClosingFacts(
        filed_on=case.filed_on,
        notice_issued=noticed or stated.notice_issued,
        report_ordered=report is not None or stated.report_ordered,
        report=stated.report if report is None else capacity_records.report_facts(report).conduct,
        report_sanctioned=(
            stated.report_sanctioned
            if report is None
            else report_breaches.is_sanctioned(session, report)
        ),
        restricted=matter is not None and restrictions.in_force(session, matter) is not None,
        listing_conditions_met=due,
        listed=matter is not None and _is_listed(session, matter),
        measures=_measures(session, stated, case),
        network_reaches_all=stated.network_reaches_all,
        unanswered_inquiries=unanswered_inquiries.count(session, case),
        enforceable_property=stated.enforceable_property,
        debtor_missing=stated.debtor_missing,
        debtor_searched=stated.debtor_searched,
        obstruction=stated.obstruction,
        obstruction_answered=stated.obstruction_answered,
        creditor_told=stated.creditor_told_on is not None,
        creditor_heard=stated.creditor_heard_on is not None,
        ruling_states=frozenset(stated.ruling_states),
        route=stated.route,
        creditor_signed=stated.creditor_signed_on is not None,
        panel_verified=stated.panel_verified_on is not None,
        president_approved=approved,
    )


def _measures(
    session: Session, stated: ClosingStatement, case: EnforcementCase
) -> frozenset[InvestigationMeasure]:
    clues = proceedings.of_case(session, PropertyClue, case)
    unverified = any(clue.effective is None for clue in clues)
    # Nobody has checked the clues of a case in which one is still to be verified.
    without = {InvestigationMeasure.CLUES_CHECKED} if unverified else set()
    return frozenset(stated.measures) - without


def _is_listed(session: Session, matter: Matter) -> bool:
    standing = case_duties.standing_listings(session, matter)
    return any(restriction_facts.makes_mandatory(listing) for listing in standing)
