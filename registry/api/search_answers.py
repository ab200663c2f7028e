"""Answers about inquiries, clues and referrals (查控、线索、移送答复), as
:mod:`schemas.court_round_answers` describes them.
"""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from registry.api import answers, round_answers
from registry.api.answers import Answer
from registry.models.cases import EnforcementCase
from registry.models.proceedings import CaseRuling, PropertyClue, PropertyInquiry
from registry.rules import bankruptcy
from registry.services.acts import records
from registry.services.cases import proceedings
from registry.services.clocks import calendars
from registry.services.rounds import bankruptcy_referrals, inquiry_duties, inquiry_records
from schemas.case_codes import BankruptcyStage
from schemas.inquiry_codes import RequestState


def inquiry(session: Session, found: PropertyInquiry, case: EnforcementCase, *, on: date) -> Answer:
    """Return an inquiry as it stands on a day."""
    people = records.staff_ids(session, found.entered_by)
    request = inquiry_records.request_of(session, found)
    awaiting = inquiry_duties.awaiting(session, found, on=on)
    return {
        "id": found.public_id,
        "version": found.version,
        "case": answers.case_named(case),
        "debtor": _debtor(session, found.debtor_id),
        "means": found.means,
        "asked": found.asked,
        "made_on": found.made_on,
        "result": found.result,
        "answered_on": found.answered_on,
        "note": found.note,
        "creditor_told_on": found.creditor_told_on,
        "request": request.public_id if request else None,
        "complete": found.complete,
        "due_on": awaiting.due_on,
        "awaited": awaiting.awaited,
        "overdue": awaiting.overdue,
        "withdrawn": request is not None and request.state == RequestState.WITHDRAWN,
        "entered": answers.made_by(people, found.entered_by, found.entered_at),
    }


def clue(session: Session, found: PropertyClue, case: EnforcementCase) -> Answer:
    """Return a clue."""
    people = records.staff_ids(session, found.entered_by, found.verified_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "case": answers.case_named(case),
        "debtor": _debtor(session, found.debtor_id),
        "source": found.source,
        "received_on": found.received_on,
        "concrete": found.concrete,
        "urgent": found.urgent,
        "content": found.content,
        "entered": answers.made_by(people, found.entered_by, found.entered_at),
        "effective": found.effective,
        "verified_on": found.verified_on,
        "outcome": found.outcome,
        "verified": answers.made_by(people, found.verified_by, found.verified_at),
    }


def referral(session: Session, made: CaseRuling, case: EnforcementCase) -> Answer:
    """Return a referral with the ruling that made it."""
    found = proceedings.referral_of(session, made.id)
    stage = BankruptcyStage(found.stage) if found else None
    effect = bankruptcy.effect(stage) if stage else None
    received_on = found.received_on if found else None
    calendar = calendars.current(session)
    content = bankruptcy_referrals.content_of(made)
    return {
        "id": made.public_id,
        "version": found.version if found else made.version,
        "ruling": round_answers.ruling(session, made, case),
        "debtor": content["debtor"],
        "referred_to": content["referred_to"],
        "stage": stage,
        "received_on": received_on,
        "answer_due_on": bankruptcy.answer_due(received_on, calendar).on if received_on else None,
        "answered_on": found.answered_on if found else None,
        "answer_number": found.answer_number if found else None,
        "declared_on": found.declared_on if found else None,
        "declaration_number": found.declaration_number if found else None,
        "preservation_lifted": effect.preservation_lifted if effect else False,
        "leads_to": effect.enforcement if effect else None,
    }


def _debtor(session: Session, key: int | None) -> UUID | None:
    return None if key is None else records.matter_of(session, key).debtor.public_id
