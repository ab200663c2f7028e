"""Asking agencies about property (请求协助查询): a court asks connected agencies about debtors of
one case, and withdraws what it asked.

There is one inquiry for each debtor, so that what an agency is told is about one person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.journal import bodies
from registry.models.cases import EnforcementCase
from registry.models.inquiries import InquiryAsk, InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.respondents import Respondent
from registry.rules import inquiry_answers, inquiry_requests
from registry.rules.inquiry_requests import AskedAbout, RequestFacts
from registry.rules.policy import Policy
from registry.services.acts import eligibility, moves, plans, records
from registry.services.acts.records import Matter, Sought
from registry.services.cases import case_journal, case_states, proceedings
from registry.services.clocks import calendars
from registry.services.parties import subjects
from registry.services.rounds import inquiry_duties, inquiry_records
from registry.services.rounds.inquiry_records import kinds_text
from schemas.act_codes import Act
from schemas.case_codes import EnforcementState, InquiryResult, InvestigationMeasure
from schemas.codes import SubjectKind
from schemas.free_text import mask_numbers_in_text
from schemas.inquiry_codes import InquiryKind, RequestState

LONGEST_ASKED = 255
Requested = tuple[InquiryRequest, EnforcementCase]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInquiry:
    """What a court asks.

    :ivar id: what the request is to be called; what was asked as that before is not asked again.
    :ivar debtors: debtors of the case, by their public ids.
    :ivar agencies: codes of those who are asked; None for all that answer a kind.
    :ivar necessity: why what is no property is asked for.
    """

    case_id: UUID
    debtors: tuple[UUID, ...]
    kinds: frozenset[InquiryKind]
    purpose: str
    agencies: tuple[str, ...] | None = None
    necessity: str = ""
    urgent: bool = False
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest:
    """A request to be withdrawn, in the version that was seen, and why."""

    request_id: UUID
    version: int
    reason: str


def request(
    session: Session,
    order: RequestInquiry,
    *,
    known: Sequence[Respondent],
    actor: CourtActor,
    now: datetime,
    policy: Policy,
) -> Requested:
    """Ask agencies about debtors of a case.

    :param known: who can be asked.

    :raises ServiceError: ``case.not_found``, ``debtor.not_found``, ``case.wrong_state``,
        ``inquiry_request.agency_unknown``, ``inquiry_request.asked_otherwise``,
        ``inquiry_request.ineligible``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    earlier = inquiry_records.asked_before(session, case, order.id)
    if earlier is not None:
        _require_the_same(earlier, order)
        return earlier, case
    about = [_debtor(session, case, debtor_id) for debtor_id in order.debtors]
    case_states.require(EnforcementState(case.state), Act.REQUEST_INQUIRY)
    asked = _asked(order, known)
    on = legal_day(now)
    due = inquiry_requests.due(on, calendars.current(session), urgent=order.urgent, policy=policy)
    plans.foresee(answers_due_on=due.on)
    facts = _facts(session, order, case, about, asked, on=on)
    eligibility.require(
        "inquiry_request.ineligible",
        (
            *eligibility.authority(Act.REQUEST_INQUIRY, actor, court_code=case.court_code),
            *inquiry_requests.findings(facts, on=on, policy=policy),
        ),
    )
    made = _request(session, order, case, due.on, actor=actor, now=now)
    for matter in about:
        inquiry = _inquiry(session, made, matter, asked, order.kinds)
        journal(session, events.INQUIRY_REQUESTED, made, inquiry, matter, asked, actor, now=now)
    inquiry_duties.refresh(session, case, on=on)
    return made, case


def withdraw(
    session: Session, order: WithdrawRequest, *, actor: CourtActor, now: datetime
) -> Requested:
    """Withdraw a request; every agency that was asked is told, and nobody answers it any more.

    :raises ServiceError: ``inquiry_request.not_found``, ``record.stale``,
        ``inquiry_request.wrong_state``, ``inquiry_request.ineligible``.
    """
    sought = Sought(id=order.request_id, court_code=actor.court_code, to_change=True)
    made, case = inquiry_records.request(session, sought)
    moves.expect(made, order.version)
    moves.require(made, Act.WITHDRAW_INQUIRY)
    authority = eligibility.authority(Act.WITHDRAW_INQUIRY, actor, court_code=case.court_code)
    eligibility.require("inquiry_request.ineligible", authority)
    moves.do(made, Act.WITHDRAW_INQUIRY)
    made.withdrawn_by, made.withdrawn_at = actor.staff_id, now
    made.withdrawal = mask_numbers_in_text(order.reason)
    for inquiry in inquiry_records.inquiries_of(session, made):
        matter = records.matter_of(session, inquiry_records.debtor_of(inquiry))
        asked = inquiry_records.asks_of(session, inquiry)
        journal(session, events.INQUIRY_WITHDRAWN, made, inquiry, matter, asked, actor, now=now)
    inquiry_duties.refresh(session, case, on=legal_day(now))
    return made, case


def _require_the_same(earlier: InquiryRequest, order: RequestInquiry) -> None:
    said = (earlier.kinds, earlier.purpose, earlier.urgent)
    if said != (kinds_text(order.kinds), mask_numbers_in_text(order.purpose), order.urgent):
        raise ServiceError(ErrorKind.CONFLICT, "inquiry_request.asked_otherwise")


def _debtor(session: Session, case: EnforcementCase, debtor_id: UUID) -> Matter:
    found = proceedings.debtor(session, case, debtor_id)
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "debtor.not_found")
    return found


def _asked(order: RequestInquiry, known: Sequence[Respondent]) -> list[Respondent]:
    by_code = {respondent.code: respondent for respondent in known}
    if order.agencies is None:
        return [found for found in known if found.kinds & order.kinds]
    unknown = sorted(set(order.agencies) - by_code.keys())
    if unknown:
        raise ServiceError(ErrorKind.INVALID, "inquiry_request.agency_unknown", {"of": unknown})
    return [by_code[code] for code in order.agencies]


def _facts(
    session: Session,
    order: RequestInquiry,
    case: EnforcementCase,
    about: Sequence[Matter],
    asked: Sequence[Respondent],
    *,
    on: date,
) -> RequestFacts:
    closing = case_states.last_closing(session, case)
    today = select(func.count()).where(
        InquiryRequest.case_id == case.id, InquiryRequest.requested_on == on
    )
    return RequestFacts(
        about=tuple(
            AskedAbout(
                case_states.standing(matter),
                SubjectKind(matter.subject.kind),
                matter.subject.number_index is not None,
            )
            for matter in about
        ),
        kinds=order.kinds,
        asked={found.code: found.kinds & order.kinds for found in asked},
        purpose=order.purpose,
        necessity=order.necessity,
        closed_on=closing.ruled_on if closing else None,
        today=session.execute(today).scalar_one(),
    )


def _request(
    session: Session,
    order: RequestInquiry,
    case: EnforcementCase,
    due_on: date,
    *,
    actor: CourtActor,
    now: datetime,
) -> InquiryRequest:
    basis = inquiry_requests.basis(EnforcementState(case.state))
    made = InquiryRequest(
        public_id=order.id or uuid4(),
        case_id=case.id,
        kinds=kinds_text(order.kinds),
        purpose=mask_numbers_in_text(order.purpose),
        necessity=mask_numbers_in_text(order.necessity),
        basis="; ".join(map(str, basis)),
        urgent=order.urgent,
        requested_on=legal_day(now),
        due_on=due_on,
        state=RequestState.OPEN,
        requested_by=actor.staff_id,
        requested_at=now,
        withdrawal="",
        version=1,
    )
    session.add(made)
    session.flush()
    return made


def _inquiry(
    session: Session,
    made: InquiryRequest,
    matter: Matter,
    asked: Sequence[Respondent],
    kinds: frozenset[InquiryKind],
) -> PropertyInquiry:
    inquiry = PropertyInquiry(
        public_id=uuid4(),
        case_id=made.case_id,
        court_code=matter.case.court_code,
        request_id=made.id,
        debtor_id=matter.debtor.id,
        means=InvestigationMeasure.NETWORK_INQUIRY,
        complete=inquiry_answers.covers_network(kinds),
        asked="、".join(found.name_zh for found in asked)[:LONGEST_ASKED],
        made_on=made.requested_on,
        result=InquiryResult.NO_REPLY,
        note="",
        entered_by=made.requested_by,
        entered_at=made.requested_at,
        version=1,
    )
    session.add(inquiry)
    session.flush()
    for found in asked:
        session.add(
            InquiryAsk(
                inquiry_id=inquiry.id,
                agency=found.code,
                name_zh=found.name_zh,
                name_en=found.name_en,
                kinds=kinds_text(found.kinds & kinds),
            )
        )
    session.flush()
    return inquiry


def journal(
    session: Session,
    kind: Kind,
    made: InquiryRequest,
    inquiry: PropertyInquiry,
    matter: Matter,
    asked: Sequence[Respondent | InquiryAsk],
    actor: CourtActor,
    *,
    now: datetime,
    reason: str = "",
) -> None:
    """Enter that agencies are asked about a debtor, or need not answer any more.

    :param reason: why, where the request itself does not say.
    """
    body = bodies.inquiry(
        subjects.reference(session, matter),
        request_id=made.public_id,
        basis=made.basis,
        urgent=made.urgent,
        due_on=made.due_on,
        asked=inquiry_records.asked_body(asked, made.kinds),
    )
    act = case_journal.Act(
        kind=kind,
        body=body,
        reason=reason or made.withdrawal or made.purpose,
        basis=made.basis,
        about=matter,
        record_id=inquiry.public_id,
    )
    case_journal.enter(session, matter.case, act, actor=actor.journal, now=now)
