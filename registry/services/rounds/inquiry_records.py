"""Records of what agencies are asked and answer (协助查询记录): finding them, and what counts.

Of several answers of an agency on one kind the latest that is whole counts; an answer in parts is
whole when its last part is there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.cases import EnforcementCase
from registry.models.inquiries import InquiryAnswer, InquiryAsk, InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.respondents import Progress, Respondent
from registry.rules import inquiry_answers
from registry.rules.inquiry_answers import Asked, Handling, Said
from registry.services.acts import records
from registry.services.acts.records import FRESH, Sought
from schemas.inquiry_codes import AskState, InquiryKind, InquiryOutcome, RequestState

Words = Mapping[InquiryKind, Sequence[InquiryAnswer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an asked agency stands: what counts of its answers by kind, what it contradicted, and
    what it first answered after the day on which that was due.
    """

    ask: InquiryAsk
    state: AskState
    overdue: bool
    progress: Progress
    counting: Words
    contradicted: frozenset[InquiryKind]
    late: frozenset[InquiryKind]


def request(session: Session, sought: Sought) -> tuple[InquiryRequest, EnforcementCase]:
    """Return a request with its case.

    :raises ServiceError: ``inquiry_request.not_found``.
    """
    path = (
        select(EnforcementCase.id)
        .join(InquiryRequest, InquiryRequest.case_id == EnforcementCase.id)
        .where(InquiryRequest.public_id == sought.id)
    )
    key = records.case_key(session, path, sought, "inquiry_request")
    case = session.get_one(EnforcementCase, key, populate_existing=True)
    chosen = select(InquiryRequest).where(InquiryRequest.public_id == sought.id)
    return session.execute(chosen, execution_options=FRESH).scalar_one(), case


def requests_of(session: Session, case: EnforcementCase) -> Sequence[InquiryRequest]:
    """Return the requests in a case, as they were made."""
    chosen = select(InquiryRequest).where(InquiryRequest.case_id == case.id)
    return session.scalars(chosen.order_by(InquiryRequest.id), execution_options=FRESH).all()


def asked_before(
    session: Session, case: EnforcementCase, request_id: UUID | None
) -> InquiryRequest | None:
    """Return what was asked in a case under an id that the request itself named, if it was."""
    chosen = select(InquiryRequest).where(
        InquiryRequest.public_id == request_id, InquiryRequest.case_id == case.id
    )
    return session.execute(chosen, execution_options=FRESH).scalar_one_or_none()


def inquiries_of(session: Session, made: InquiryRequest) -> Sequence[PropertyInquiry]:
    """Return the inquiries of a request, one for each debtor."""
    chosen = select(PropertyInquiry).where(PropertyInquiry.request_id == made.id)
    return session.scalars(chosen.order_by(PropertyInquiry.id), execution_options=FRESH).all()


def request_of(session: Session, inquiry: PropertyInquiry) -> InquiryRequest | None:
    """Return the request of an inquiry; none where a clerk has recorded it."""
    if inquiry.request_id is None:
        return None
    chosen = select(InquiryRequest).where(InquiryRequest.id == inquiry.request_id)
    return session.execute(chosen, execution_options=FRESH).scalar_one()


def asks_of(session: Session, inquiry: PropertyInquiry) -> Sequence[InquiryAsk]:
    """Return the agencies that are asked in an inquiry, by code."""
    chosen = select(InquiryAsk).where(InquiryAsk.inquiry_id == inquiry.id)
    return session.scalars(chosen.order_by(InquiryAsk.agency)).all()


def ask(session: Session, inquiry_id: UUID, agency: str) -> tuple[InquiryAsk, PropertyInquiry]:
    """Return what one agency is asked in an inquiry.

    :raises ServiceError: ``agency_inquiry.not_found``, also for one that others are asked.
    """
    found = session.execute(
        select(InquiryAsk, PropertyInquiry)
        .join(PropertyInquiry, PropertyInquiry.id == InquiryAsk.inquiry_id)
        .where(PropertyInquiry.public_id == inquiry_id, InquiryAsk.agency == agency)
    ).one_or_none()
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "agency_inquiry.not_found")
    return found[0], found[1]


def debtor_of(inquiry: PropertyInquiry) -> int:
    """Return the debtor whom an inquiry of a request is about."""
    if inquiry.debtor_id is None:
        raise ValueError("a request is about a debtor each time")
    return inquiry.debtor_id


def words(session: Session, asked: InquiryAsk) -> Words:
    """Return every word of an agency on each kind, as they came."""
    chosen = select(InquiryAnswer).where(InquiryAnswer.ask_id == asked.id)
    found: dict[InquiryKind, list[InquiryAnswer]] = {}
    for answer in session.scalars(chosen.order_by(InquiryAnswer.id)):
        found.setdefault(InquiryKind(answer.kind), []).append(answer)
    return found


def wholes(said: Sequence[InquiryAnswer]) -> Sequence[Sequence[InquiryAnswer]]:
    """Return the whole answers among the words on one kind, each with its parts, as they ended."""
    parts: dict[UUID, list[InquiryAnswer]] = {}
    ended = []
    for word in said:
        parts.setdefault(word.said_as, []).append(word)
        if word.last:
            ended.append(parts[word.said_as])
    return ended


def counting(said: Words) -> Words:
    """Return what counts of the words on each kind: the whole answer that ended last."""
    whole = {kind: wholes(words_on) for kind, words_on in said.items()}
    return {kind: ended[-1] for kind, ended in whole.items() if ended}


def answered_in_time(said: Words, made: InquiryRequest) -> frozenset[InquiryKind]:
    """Return the kinds of which a first whole answer came in time; who corrects one of these later
    is not late.
    """
    first = {kind: ended[0][-1] for kind, words_on in said.items() if (ended := wholes(words_on))}
    return frozenset(
        kind
        for kind, word in first.items()
        if not inquiry_answers.is_late(legal_day(word.received_at), made.due_on)
    )


def counting_of(session: Session, asks: Mapping[int, InquiryAsk]) -> frozenset[int]:
    """Return the keys of the words that count of the agencies' answers."""
    return frozenset(
        part.id
        for asked in asks.values()
        for parts in counting(words(session, asked)).values()
        for part in parts
    )


def as_rule(asked: InquiryAsk, said: Words) -> Asked:
    """Return what an agency was asked and what counts of its answers as the rules take it."""
    return Asked(
        agency=asked.agency,
        kinds=kinds_of(asked.kinds),
        said={kind: Said(*_gist(parts)) for kind, parts in counting(said).items()},
    )


def standings(
    session: Session,
    made: InquiryRequest,
    inquiry: PropertyInquiry,
    reached: Mapping[str, Progress],
    *,
    on: date,
) -> Sequence[Standing]:
    """Return how every agency stands that is asked in an inquiry of a request.

    :param reached: how far it got with each, by code.
    """
    return [
        _standing(session, made, asked, reached.get(asked.agency, Progress()), on=on)
        for asked in asks_of(session, inquiry)
    ]


def _gist(parts: Sequence[InquiryAnswer]) -> tuple[InquiryOutcome, bool]:
    return InquiryOutcome(parts[0].outcome), any(part.worth for part in parts)


def kinds_text(kinds: Iterable[InquiryKind]) -> str:
    """Write kinds as they are stored: each once, in the order of their list."""
    wanted = set(kinds)
    return ",".join(kind for kind in InquiryKind if kind in wanted)


def kinds_of(text: str) -> frozenset[InquiryKind]:
    """Read stored kinds."""
    return frozenset(InquiryKind(code) for code in text.split(",") if code)


def asked_body(asked: Sequence[Respondent | InquiryAsk], kinds: str) -> Mapping[str, Sequence[str]]:
    """Return who is asked what, as the journal has it: each is told of its own kinds only."""
    wanted = kinds_of(kinds)
    return {_code(each): kinds_text(_kinds(each) & wanted).split(",") for each in asked}


def _code(each: Respondent | InquiryAsk) -> str:
    return each.code if isinstance(each, Respondent) else each.agency


def _kinds(each: Respondent | InquiryAsk) -> frozenset[InquiryKind]:
    return each.kinds if isinstance(each, Respondent) else kinds_of(each.kinds)


def _standing(
    session: Session, made: InquiryRequest, asked: InquiryAsk, reached: Progress, *, on: date
) -> Standing:
    said = words(session, asked)
    rule = as_rule(asked, said)
    overdue = inquiry_answers.is_late(on, made.due_on) and inquiry_answers.is_awaited([rule])
    handling = Handling(
        withdrawn=made.state == RequestState.WITHDRAWN,
        sent=reached.sent_at is not None,
        accepted=reached.accepted is True,
        rejected=reached.accepted is False,
        overdue=overdue,
    )
    contradicted = {
        kind for kind, spoken in said.items() if len({_gist(parts) for parts in wholes(spoken)}) > 1
    }
    return Standing(
        ask=asked,
        state=inquiry_answers.ask_state(rule, handling),
        overdue=overdue and not handling.withdrawn,
        progress=reached,
        counting=counting(said),
        contradicted=frozenset(contradicted),
        late=frozenset(kind for kind in counting(said) if kind not in answered_in_time(said, made)),
    )
