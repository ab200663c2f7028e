"""Answers about what agencies were asked and said (协助查询答复), as
:mod:`schemas.court_inquiries` describes them.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from registry import asked_agencies
from registry.api import answers
from registry.api.answers import Answer
from registry.clock import SHANGHAI
from registry.models.cases import EnforcementCase
from registry.models.inquiries import InquiryAnswer, InquiryAsk, InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.models.views import ViewEntry
from registry.respondents import Respondent
from registry.services.acts import records
from registry.services.rounds import inquiry_answers, inquiry_duties, inquiry_records
from registry.services.rounds.inquiry_records import Standing
from registry.vault import Vault
from schemas.inquiry_codes import InquiryKind


def respondent(found: Respondent) -> Answer:
    """Return an agency that can be asked."""
    return {
        "agency": found.code,
        "name_zh": found.name_zh,
        "name_en": found.name_en,
        "kinds": _ordered(found.kinds),
    }


def request(session: Session, found: InquiryRequest, case: EnforcementCase, *, on: date) -> Answer:
    """Return a request with its inquiries, as they stand on a day."""
    people = records.staff_ids(session, found.requested_by, found.withdrawn_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "case": answers.case_named(case),
        "kinds": _ordered(inquiry_records.kinds_of(found.kinds)),
        "purpose": found.purpose,
        "necessity": found.necessity,
        "basis": found.basis,
        "urgent": found.urgent,
        "requested_on": found.requested_on,
        "due_on": found.due_on,
        "requested": answers.made_by(people, found.requested_by, found.requested_at),
        "withdrawn": answers.made_by(people, found.withdrawn_by, found.withdrawn_at),
        "withdrawal": found.withdrawal,
        "inquiries": [
            _inquiry(session, found, inquiry, on=on)
            for inquiry in inquiry_records.inquiries_of(session, found)
        ],
    }


def word(
    found: InquiryAnswer, asked: InquiryAsk, counting: Collection[int], *, vault: Vault
) -> Answer:
    """Return one word of an agency, opened.

    :param counting: keys of the words that count.
    """
    said = inquiry_answers.opened(found, vault)
    return {
        "id": found.public_id,
        "agency": asked.agency,
        "said_as": found.said_as,
        "kind": found.kind,
        "outcome": found.outcome,
        "cause": found.cause,
        "as_of": found.as_of,
        "part": found.part,
        "last": found.last,
        "counts": found.id in counting,
        **{name: said[name] for name in ("reason", "reference", "items")},
        "received_at": _moment(found.received_at),
    }


def view(found: ViewEntry) -> Answer:
    """Return that somebody has seen something."""
    return {
        "position": found.position,
        "actor": found.actor,
        "court": found.court_code,
        "purpose": found.purpose,
        "seen_at": _moment(found.seen_at),
    }


def _inquiry(session: Session, made: InquiryRequest, found: PropertyInquiry, *, on: date) -> Answer:
    matter = records.matter_of(session, inquiry_records.debtor_of(found))
    reached = asked_agencies.progress(session, found.public_id)
    awaiting = inquiry_duties.awaiting(session, found, on=on)
    return {
        "id": found.public_id,
        "version": found.version,
        "debtor": matter.debtor.public_id,
        "result": found.result,
        "answered_on": found.answered_on,
        "creditor_told_on": found.creditor_told_on,
        "complete": found.complete,
        "awaited": awaiting.awaited,
        "overdue": awaiting.overdue,
        "agencies": [
            _asked(standing)
            for standing in inquiry_records.standings(session, made, found, reached, on=on)
        ],
    }


def _asked(found: Standing) -> Answer:
    reached = found.progress
    return {
        "agency": found.ask.agency,
        "name_zh": found.ask.name_zh,
        "name_en": found.ask.name_en,
        "state": found.state,
        "overdue": found.overdue,
        "late": bool(found.late),
        "sent_at": _moment(reached.sent_at),
        "receipt_at": _moment(reached.said_at),
        "receipt_reason": reached.reason,
        "said": [
            _said(found, kind) for kind in _ordered(inquiry_records.kinds_of(found.ask.kinds))
        ],
    }


def _said(found: Standing, kind: InquiryKind) -> Answer:
    parts = found.counting.get(kind)
    last = parts[-1] if parts else None
    return {
        "kind": kind,
        "outcome": last.outcome if last else None,
        "cause": last.cause if last else None,
        "as_of": last.as_of if last else None,
        "items": sum(part.items for part in parts or ()),
        "received_at": _moment(last.received_at) if last else None,
        "contradicted": kind in found.contradicted,
        "late": kind in found.late,
    }


def _ordered(kinds: Collection[InquiryKind]) -> list[InquiryKind]:
    return [kind for kind in InquiryKind if kind in kinds]


def _moment(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(SHANGHAI)
