"""Answers to debtors (本人查询答复): their own records in words; interface and pages share them."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from registry import confirmations
from registry.clock import legal_day
from registry.i18n import Language
from registry.models.cases import Payment
from registry.public.citations import cited
from registry.rules import property_report, repair
from registry.rules.articles import Article, Instrument
from registry.rules.own_records import Choice
from registry.services.acts import records
from registry.services.facts import certificate_facts, listing_law
from registry.services.repairs.own_records import Decision, Due, ExitHeld, OwnRecords
from registry.services.sanctions import exit_endings, sanctions
from registry.services.sanctions.own_sanctions import SanctionServed
from schemas.amounts import format_amount
from schemas.breach_codes import SanctionState
from schemas.codes import (
    Bearer,
    DeadlineKind,
    Ground,
    ListingState,
    ListName,
    OrderState,
    PaymentState,
    RemovalGround,
    RestrictedAct,
)
from schemas.exit_codes import ExitCapacity, ExitLiftGround, ExitState
from schemas.labels import label
from schemas.restriction_codes import LiftGround, SanctionKind

Answer = dict[str, Any]
_ENDS: tuple[type[StrEnum], ...] = (RemovalGround, LiftGround, ExitLiftGround)


def of(session: Session, found: OwnRecords, language: Language) -> Answer:
    """Return what a debtor is told of himself."""
    case = found.matter.case
    court = records.court(session, case.court_code)
    paid = listing_law.confirmed(session, case.id)
    return {
        "name": found.identity.name,
        "id_number_masked": certificate_facts.masked_number(found.identity),
        "case": {
            "number": case.number,
            "court": {"code": court.code, "name": court.name},
            "filed_on": case.filed_on,
            "obligation": case.obligation,
            "amount": None if case.amount is None else format_amount(case.amount),
            "paid": format_amount(paid),
            "outstanding": None if case.amount is None else format_amount(case.amount - paid),
        },
        "decisions": [_decision(session, one, language) for one in found.decisions],
        "exit_restrictions": [_exit(session, one, language) for one in found.exits],
        "sanctions": [_sanction(one, language) for one in found.sanctions],
        "payments": [payment(one, language) for one in found.payments],
    }


def payment(found: Payment, language: Language) -> Answer:
    """Return a payment as its debtor is told it."""
    state = PaymentState(found.state)
    return {
        "id": found.public_id,
        "state": state,
        "label": label(state, language),
        "counts": state is PaymentState.CONFIRMED,
        "amount": format_amount(found.amount),
        "paid_on": found.paid_on,
        "decision": found.decision,
    }


def _decision(session: Session, found: Decision, language: Language) -> Answer:
    is_listing = found.list_name is ListName.DISHONEST
    states: type[StrEnum] = ListingState if is_listing else OrderState
    codes: type[StrEnum] = Ground if is_listing else RestrictedAct
    return {
        "id": found.id,
        "list": found.list_name,
        "state": _worded(states(found.state), language),
        "grounds": [
            {**_worded(codes(code), language), "article": cited(_article(code), language)}
            for code in found.codes
        ],
        "reason": found.reason,
        "decided_on": found.decided_on,
        "served_on": found.served_on,
        "grace_ends_on": found.grace_ends_on,
        "grace_provisional": found.grace_provisional,
        "begun_on": found.begun_on,
        "ends_on": found.ends_on,
        "ended_on": found.ended_on,
        "end_ground": _end(found.end_ground, language),
        "dates": [_due(one, language) for one in found.dates],
        "choices": [_choice(one, language) for one in found.choices],
        "agencies": _agencies(session, found, language),
    }


def _exit(session: Session, found: ExitHeld, language: Language) -> Answer:
    return {
        "id": found.id,
        "capacity": _worded(ExitCapacity(found.capacity), language),
        "himself": found.himself,
        "state": _worded(ExitState(found.state), language),
        "reason": found.reason,
        "decided_on": found.decided_on,
        "served_on": found.served_on,
        "begun_on": found.begun_on,
        "ended_on": found.ended_on,
        "end_ground": _end(found.end_ground, language),
        "opens_claim": found.end_ground == exit_endings.REVOKED and found.begun_on is not None,
        "dates": [_due(one, language) for one in found.dates],
        "agencies": _agencies(session, found, language),
    }


def _sanction(found: SanctionServed, language: Language) -> Answer:
    article = property_report.SANCTIONABLE.article if found.of_report else sanctions.PUNISHED
    return {
        "id": found.id,
        "kind": _worded(SanctionKind(found.kind), language),
        "article": cited(article, language),
        "fine": None if found.fine is None else format_amount(found.fine),
        "detention_days": found.detention_days,
        "state": _worded(SanctionState(found.state), language),
        "reason": found.reason,
        "decided_on": found.decided_on,
        "served_on": found.served_on,
        "appeal_until": found.appeal_until,
        "opens_claim": found.opens_claim,
    }


def _agencies(session: Session, found: Decision | ExitHeld, language: Language) -> list[Answer]:
    """Return what the court itself sees of the agencies of a decision that has ended; of one that
    goes on, those that have something to lift.
    """
    chinese = language is Language.CHINESE
    told = [
        one
        for one in confirmations.of_record(session, found.id)
        if found.ended_on is not None or one.since is not None
    ]
    return [
        {
            "agency": one.name_zh if chinese else one.name_en,
            "told_on": _day(one.told_at),
            "confirmed_on": _day(one.confirmed_at),
            "unconfirmed_since": _day(one.since),
            "due_on": one.due_on,
            "is_late": one.is_late,
        }
        for one in told
    ]


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else legal_day(moment)


def _article(code: str) -> Article:
    """Return the article that a ground or an act is an item of, as its code says."""
    head, item = code.split("-")
    is_ground = head == "LR1"
    instrument = Instrument.LISTING_RULES if is_ground else Instrument.CONSUMPTION_RULES
    return Article(instrument, 1 if is_ground else 3, item=int(item))


def _end(ground: str | None, language: Language) -> Answer | None:
    """Return by what a decision ended; what was revoked ended on no ground of its own."""
    if ground is None:
        return None
    for kind in _ENDS:
        if ground in {end.value for end in kind}:
            return _worded(kind(ground), language)
    said = "已撤销" if language is Language.CHINESE else "Revoked"
    return {"code": ground, "label": said}


def _worded(code: StrEnum, language: Language) -> Answer:
    return {"code": code, "label": label(code, language)}


def _due(found: Due, language: Language) -> Answer:
    bearer = Bearer(found.bearer)
    return {
        "kind": found.kind,
        "label": label(DeadlineKind(found.kind), language),
        "bearer": bearer,
        "bearer_label": label(bearer, language),
        "due_on": found.due_on,
        "provisional": found.provisional,
    }


def _choice(found: Choice, language: Language) -> Answer:
    return {
        "what": found.what,
        "label": label(found.what, language),
        "article": cited(found.basis, language),
        "until": found.until,
        "paths": [
            {
                **_worded(path, language),
                "documents": _all(repair.documents_needed(path), language),
            }
            for path in found.paths
        ],
    }


def _all(codes: Sequence[StrEnum], language: Language) -> list[Answer]:
    return [_worded(code, language) for code in codes]
