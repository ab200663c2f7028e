"""Taking what agencies answer (收录协助查询答复): every word is kept as it came, the latest whole
one counts, and nothing is taken that was not asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.cases import EnforcementCase
from registry.models.inquiries import InquiryAnswer, InquiryAsk, InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.rules import inquiry_answers, states
from registry.rules.policy import Policy
from registry.services.acts import records
from registry.services.acts.eligibility import invalid
from registry.services.acts.records import FRESH
from registry.services.cases import case_journal, case_states
from registry.services.rounds import inquiry_effects, inquiry_records
from registry.vault import Sealed, Vault
from schemas.free_text import mask_numbers_in_text
from schemas.inquiry_codes import CannotAnswer, InquiryKind, InquiryOutcome, RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """What an agency says of one kind, or one part of it.

    :ivar items: what it found, as :mod:`schemas.inquiry_items` describes it.
    """

    kind: InquiryKind
    outcome: InquiryOutcome
    as_of: date
    cause: CannotAnswer | None = None
    reason: str = ""
    reference: str | None = None
    part: int = 1
    last: bool = True
    items: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAnswers:
    """What an agency says of an inquiry.

    :ivar agency: its code.
    :ivar said_as: how it calls this answer, under which it may say the same again.
    """

    inquiry_id: UUID
    agency: str
    said_as: UUID
    answers: Sequence[GivenAnswer]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many answers were kept that were not known yet, which kinds still have none, and whether
    any of what was said came after its day; a correction of what was said in time did not.
    """

    kept: int
    unanswered: tuple[InquiryKind, ...]
    late: bool


def take(
    session: Session,
    order: GiveAnswers,
    *,
    actor: Actor,
    now: datetime,
    vault: Vault,
    policy: Policy,
) -> Taken:
    """Take an agency's answers: all of them, or none.

    :raises ServiceError: ``agency_inquiry.not_found`` for what this agency was not asked,
        ``agency_inquiry.withdrawn``, ``agency_inquiry.case_over``, ``request.invalid``,
        ``inquiry_answer.kind_not_asked``, ``inquiry_answer.said_otherwise``,
        ``inquiry_answer.part_missing``.
    """
    asked, inquiry = inquiry_records.ask(session, order.inquiry_id, order.agency)
    case = _lock(session, inquiry)
    session.refresh(inquiry)
    made = _require_open(session, inquiry)
    known = inquiry_records.words(session, asked)
    before, late = inquiry_records.as_rule(asked, known), _is_late(order, known, made, now=now)
    for place, given in enumerate(order.answers):
        _require_of_now(given, place, made, on=legal_day(now), policy=policy)
    kept = [
        word
        for given in order.answers
        if (word := _keep(session, asked, order, given, now=now, vault=vault)) is not None
    ]
    session.flush()
    after = inquiry_records.as_rule(asked, inquiry_records.words(session, asked))
    if kept:
        _journal(session, asked, inquiry, case, kept, late=late, actor=actor, now=now)
    if after.said != before.said:
        inquiry_effects.settle(session, inquiry, case, actor=actor, now=now)
    unanswered = after.kinds - after.said.keys()
    return Taken(len(kept), tuple(kind for kind in InquiryKind if kind in unanswered), late)


def opened(found: InquiryAnswer, vault: Vault) -> Mapping[str, Any]:
    """Return what an agency said beside its codes: ``reason``, ``reference`` and ``items``.

    :raises registry.vault.VaultError: when its key is gone or the row was altered.
    """
    plain = vault.open(Sealed(found.key_id, found.ciphertext), place=_place(found.public_id))
    said: Mapping[str, Any] = orjson.loads(plain)
    return said


def _is_late(
    order: GiveAnswers, known: inquiry_records.Words, made: InquiryRequest, *, now: datetime
) -> bool:
    awaited = {given.kind for given in order.answers}
    awaited -= inquiry_records.answered_in_time(known, made)
    return bool(awaited) and inquiry_answers.is_late(legal_day(now), made.due_on)


def _lock(session: Session, inquiry: PropertyInquiry) -> EnforcementCase:
    # Whichever court has the case by now: an answer is for whoever enforces it.
    chosen = select(EnforcementCase).where(EnforcementCase.id == inquiry.case_id)
    locked = chosen.with_for_update(key_share=True)
    return session.execute(locked, execution_options=FRESH).scalar_one()


def _require_open(session: Session, inquiry: PropertyInquiry) -> InquiryRequest:
    made = inquiry_records.request_of(session, inquiry)
    if made is None or made.state == RequestState.WITHDRAWN:
        raise ServiceError(ErrorKind.CONFLICT, "agency_inquiry.withdrawn")
    matter = records.matter_of(session, inquiry_records.debtor_of(inquiry))
    if states.has_ended(case_states.standing(matter)):
        # What nobody needs any more is not collected (Property Rules Art. 25).
        raise ServiceError(ErrorKind.CONFLICT, "agency_inquiry.case_over")
    return made


def _require_of_now(
    given: GivenAnswer, place: int, made: InquiryRequest, *, on: date, policy: Policy
) -> None:
    """Refuse an answer from data that are not there yet, or say nothing of what there is now."""
    if given.as_of > on:
        raise invalid(f"/answers/{place}/as_of", "in_future")
    if not inquiry_answers.is_current(given.outcome, given.as_of, made.requested_on, policy=policy):
        raise invalid(f"/answers/{place}/as_of", "data_too_old")


def _keep(
    session: Session,
    asked: InquiryAsk,
    order: GiveAnswers,
    given: GivenAnswer,
    *,
    now: datetime,
    vault: Vault,
) -> InquiryAnswer | None:
    kinds = inquiry_records.kinds_of(asked.kinds)
    if given.kind not in kinds:
        facts = {"kind": given.kind, "asked": inquiry_records.kinds_text(kinds)}
        raise ServiceError(ErrorKind.INVALID, "inquiry_answer.kind_not_asked", facts)
    plain = _plain(given)
    digest = sha256(_codes(given) + plain).digest()
    said = inquiry_records.words(session, asked).get(given.kind, ())
    own = [word for word in said if word.said_as == order.said_as]
    if _is_known(own, given, digest):
        return None
    word = _word(asked, order.said_as, given)
    sealed = vault.seal(plain, place=_place(word.public_id))
    word.key_id, word.ciphertext = sealed.key_id, sealed.ciphertext
    word.digest, word.received_at = digest, now
    session.add(word)
    session.flush()
    return word


def _is_known(own: Iterable[InquiryAnswer], given: GivenAnswer, digest: bytes) -> bool:
    """Tell whether an answer was said before under the same id; refuse what contradicts it."""
    facts = {"kind": given.kind, "part": given.part}
    parts = {word.part: word for word in own}
    known = parts.get(given.part)
    if known is not None:
        if known.digest != digest:
            raise ServiceError(ErrorKind.CONFLICT, "inquiry_answer.said_otherwise", facts)
        return True
    before = parts.get(given.part - 1)
    if (before is None) != (given.part == 1) or (before is not None and before.last):
        raise ServiceError(ErrorKind.CONFLICT, "inquiry_answer.part_missing", facts)
    return False


def _word(asked: InquiryAsk, said_as: UUID, given: GivenAnswer) -> InquiryAnswer:
    return InquiryAnswer(
        public_id=uuid4(),
        ask_id=asked.id,
        said_as=said_as,
        kind=given.kind,
        part=given.part,
        last=given.last,
        outcome=given.outcome,
        cause=given.cause,
        as_of=given.as_of,
        items=len(given.items),
        worth=inquiry_answers.has_worth(given.kind, given.items),
    )


def _plain(given: GivenAnswer) -> bytes:
    said = {
        "reason": mask_numbers_in_text(given.reason),
        "reference": given.reference,
        "items": given.items,
    }
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


def _codes(given: GivenAnswer) -> bytes:
    return orjson.dumps((given.outcome, given.as_of, given.cause, given.last))


def _place(answer_id: UUID) -> bytes:
    return b"inquiry_answer:" + answer_id.bytes


def _journal(
    session: Session,
    asked: InquiryAsk,
    inquiry: PropertyInquiry,
    case: EnforcementCase,
    kept: Sequence[InquiryAnswer],
    *,
    late: bool,
    actor: Actor,
    now: datetime,
) -> None:
    words = [
        {"answer": str(word.public_id), "kind": word.kind, "outcome": word.outcome}
        | {"part": word.part, "last": word.last, "items": word.items}
        for word in kept
    ]
    act = case_journal.Act(
        kind=events.INQUIRY_REPORTED,
        body={"inquiry": {"agency": asked.agency, "late": late, "answers": words}},
        reason="单位答复协助查询",
        basis=str(inquiry_effects.ASSISTANCE),
        about=records.matter_of(session, inquiry_records.debtor_of(inquiry)),
        record_id=inquiry.public_id,
    )
    case_journal.enter(session, case, act, actor=actor, now=now)
