"""Inquiries after property (查控): what the court asked, of whom, and what came of it.

Silence and failure are states of their own and never count as "nothing found". An answer that has
come is not changed: who asks again makes another inquiry. What connected agencies are asked and
answer by themselves is in :mod:`registry.services.rounds.inquiry_requests`; to their inquiries a
clerk adds that the creditor was told.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.cases import EnforcementCase
from registry.models.proceedings import PropertyInquiry
from registry.rules import after_round, property_search
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, records
from registry.services.acts.records import Sought
from registry.services.capacity import capacity_flags
from registry.services.cases import case_journal, case_states, proceedings
from registry.services.rounds import case_duties
from schemas.act_codes import Act
from schemas.case_codes import EnforcementState, InquiryResult, InvestigationMeasure
from schemas.free_text import mask_numbers_in_text

Made = tuple[PropertyInquiry, EnforcementCase]
_BASIS = str(after_round.SCHEDULE.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of an inquiry, and when the creditor was told, where that has happened."""

    result: InquiryResult = InquiryResult.NO_REPLY
    answered_on: date | None = None
    note: str = ""
    creditor_told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInquiry:
    """An inquiry to be recorded, with its reply where there is one already.

    :ivar debtor_id: whose property was asked for; None for that of every debtor of the case.
    """

    case_id: UUID
    asked: str
    made_on: date
    means: InvestigationMeasure = InvestigationMeasure.NETWORK_INQUIRY
    debtor_id: UUID | None = None
    reply: Reply = Reply()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInquiry:
    """The reply to an inquiry, in the version that was seen."""

    inquiry_id: UUID
    version: int
    reply: Reply


def record(session: Session, order: RecordInquiry, *, actor: CourtActor, now: datetime) -> Made:
    """Record an inquiry; an answer does the open duty to inquire, and opens the next one.

    :raises ServiceError: ``case.not_found``, ``debtor.not_found``, ``case.wrong_state``,
        ``inquiry.ineligible``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    about = proceedings.debtor(session, case, order.debtor_id)
    case_states.require(EnforcementState(case.state), Act.RECORD_INQUIRY)
    made = PropertyInquiry(
        public_id=uuid4(),
        case_id=case.id,
        court_code=case.court_code,
        debtor_id=about.debtor.id if about else None,
        means=order.means,
        asked=mask_numbers_in_text(order.asked),
        made_on=order.made_on,
        entered_by=actor.staff_id,
        entered_at=now,
        version=1,
    )
    _put(made, order.reply)
    _require(made, case, actor, on=legal_day(now))
    session.add(made)
    session.flush()
    _journal(session, events.INQUIRY_RECORDED, made, case, actor=actor.journal, now=now)
    _flag_findings(session, made, case, actor=actor.journal, now=now)
    case_duties.refresh(session, case, on=legal_day(now))
    return made, case


def answer(session: Session, order: AnswerInquiry, *, actor: CourtActor, now: datetime) -> Made:
    """Enter the reply to an inquiry, or that the creditor was told of it.

    :raises ServiceError: ``inquiry.not_found``, ``record.stale``, ``case.wrong_state``,
        ``inquiry.answered``, ``inquiry.ineligible``.
    """
    sought = Sought(id=order.inquiry_id, court_code=actor.court_code, to_change=True)
    made, case = proceedings.inquiry(session, sought)
    proceedings.expect(made, order.version)
    authority = eligibility.authority(Act.RECORD_INQUIRY, actor, court_code=case.court_code)
    take_reply(session, made, case, order.reply, actor=actor.journal, now=now, authority=authority)
    return made, case


def take_reply(
    session: Session,
    made: PropertyInquiry,
    case: EnforcementCase,
    reply: Reply,
    *,
    actor: Actor,
    now: datetime,
    authority: tuple[Finding, ...] = (),
) -> None:
    """Take what came of an inquiry; the case is locked.

    :param authority: whether this person may enter it.
    :raises ServiceError: ``case.wrong_state``, ``inquiry.answered``,
        ``inquiry.asked_of_agencies``, ``inquiry.ineligible``.
    """
    case_states.require(EnforcementState(case.state), Act.RECORD_INQUIRY)
    if made.request_id is not None and not _is_same(made, reply):
        raise ServiceError(ErrorKind.CONFLICT, "inquiry.asked_of_agencies")
    if not _may_take(made, reply):
        raise ServiceError(ErrorKind.CONFLICT, "inquiry.answered", {"result": made.result})
    _put(made, reply)
    law = _law(made, case, on=legal_day(now))
    eligibility.require("inquiry.ineligible", (*authority, *law))
    made.version += 1
    session.flush()
    _journal(session, events.INQUIRY_ANSWERED, made, case, actor=actor, now=now)
    _flag_findings(session, made, case, actor=actor, now=now)
    case_duties.refresh(session, case, on=legal_day(now))


def _flag_findings(
    session: Session, made: PropertyInquiry, case: EnforcementCase, *, actor: Actor, now: datetime
) -> None:
    if made.result == InquiryResult.PROPERTY_FOUND:
        capacity_flags.after_search(session, case, made.debtor_id, actor=actor, now=now)


def _may_take(made: PropertyInquiry, reply: Reply) -> bool:
    known = InquiryResult(made.result)
    if not property_search.is_answered(known):
        return True
    # The answer stands; that the creditor was told of it may still be added, once.
    return _is_same(made, reply) and made.creditor_told_on is None


def _is_same(made: PropertyInquiry, reply: Reply) -> bool:
    same = reply.result == made.result and reply.answered_on in (None, made.answered_on)
    return same and not reply.note


def _put(made: PropertyInquiry, reply: Reply) -> None:
    made.result = reply.result
    made.answered_on = reply.answered_on or made.answered_on
    made.note = mask_numbers_in_text(reply.note) or made.note or ""
    made.creditor_told_on = reply.creditor_told_on


def _require(made: PropertyInquiry, case: EnforcementCase, actor: CourtActor, *, on: date) -> None:
    authority = eligibility.authority(Act.RECORD_INQUIRY, actor, court_code=case.court_code)
    eligibility.require("inquiry.ineligible", (*authority, *_law(made, case, on=on)))


def _law(made: PropertyInquiry, case: EnforcementCase, *, on: date) -> tuple[Finding, ...]:
    days = {
        "made_on": made.made_on,
        "answered_on": made.answered_on,
        "creditor_told_on": made.creditor_told_on,
    }
    result = InquiryResult(made.result)
    return (
        not_in_future(days, on=on),
        property_search.days_in_order(filed_on=case.filed_on, **days),
        *property_search.answer_findings(result, made.answered_on, made.creditor_told_on),
    )


def _journal(
    session: Session,
    kind: events.Kind,
    made: PropertyInquiry,
    case: EnforcementCase,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    told = made.creditor_told_on
    body = {
        "inquiry": {
            "means": made.means,
            "on": made.made_on.isoformat(),
            "result": made.result,
            "creditor_told_on": told.isoformat() if told else None,
        }
    }
    about = None if made.debtor_id is None else records.matter_of(session, made.debtor_id)
    act = case_journal.Act(
        kind=kind,
        body=body,
        reason=f"向{made.asked}查询财产",
        basis=_BASIS,
        about=about,
        record_id=made.public_id,
    )
    case_journal.enter(session, case, act, actor=actor, now=now)
