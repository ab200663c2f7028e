"""Receipts (反馈): what agencies say became of measures, and how it is read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from marshmallow import ValidationError
from marshmallow.exceptions import SCHEMA

from partners.notices.notices import Told
from partners.receipts import answer_faults, batch_receipts, whole_answers
from partners.receipts.answer_faults import AnswerFault
from partners.receipts.batch_receipts import USUAL, Stretch, moment_of
from schemas.codes import Outcome
from schemas.free_text import mask_numbers_in_text
from schemas.receipts import MOST_MEASURE, MOST_RECEIPTS, ReceiptInAnswerSchema, lacks_reason

# So many fields are named, each with so many characters: what is not known has any name.
MOST_NAMED, MOST_NAME = 10, 40
_SCHEMA = ReceiptInAnswerSchema(many=True)
_OUTCOMES: Mapping[str, Outcome] = {outcome.value: outcome for outcome in Outcome}
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSaid:
    """One receipt as an agency said it."""

    notice_id: UUID
    measure: str
    outcome: Outcome
    reason: str
    stated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answered:
    """The receipts in an answer: those that can be read, and what is wrong with the rest.

    :ivar faults: how many are wrong, those that reject without a reason included.
    :ivar fault: what is wrong with the first of them.
    :ivar detail: how the delivery came to be accepted, where no answer says so.
    :ivar stretches: notices of which all was done; ``receipts`` are of other ones.
    """

    receipts: tuple[ReceiptSaid, ...] = ()
    faults: int = 0
    fault: AnswerFault | None = None
    detail: str = ""
    stretches: tuple[Stretch, ...] = ()


def read_answer(
    body: bytes,
    told: Sequence[Told] = (),
    left_out: Sequence[int] = (),
    *,
    is_long: bool = False,
) -> Answered:
    """Read the receipts in the answer to a delivery; whatever cannot be read is counted as fault
    and holds nothing up.

    :param told: the notices of the delivery, in order.
    :param left_out: positions between them, ascending, whose notices did not go out with them.
    :param is_long: whether the answer was longer than what was read of it.
    """
    if not body.strip():
        return Answered()
    if is_long:
        return _unread(answer_faults.TOO_LONG)
    if not left_out and (whole := whole_answers.stretch_of(body, told)) is not None:
        return Answered(stretches=(whole,))
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return _unread(answer_faults.NO_JSON)
    if not isinstance(answer, dict):
        return _unread(answer_faults.NO_OBJECT)
    said = answer.get("receipts", [])
    if not isinstance(said, list) or len(said) > MOST_RECEIPTS:
        return _unread(answer_faults.NO_LIST, most_receipts=MOST_RECEIPTS)
    stretches, others = batch_receipts.split(said, told, left_out)
    return replace(read_list(others, among=said), stretches=stretches)


def _unread(code: str, **facts: int) -> Answered:
    return Answered(faults=1, fault=AnswerFault(code, facts))


def read_list(said: Sequence[Any], *, among: Sequence[Any] | None = None) -> Answered:
    """Read receipts one by one: those that are wrong do not spoil the others.

    :param among: all receipts that they came with, by whose order the wrong one is told.
    """
    usual = [_usual(item) for item in said]
    if all(usual):
        return Answered(tuple(filter(None, usual)))
    try:
        return Answered(tuple(said_of(item) for item in _SCHEMA.load(said)))
    except ValidationError as error:
        messages: dict[Any, Any] = dict(error.messages_dict)
        wrong = {index for index in messages if isinstance(index, int)}
        first = min(wrong) if wrong else 0
        fault = _unreadable(said[first], among or said, messages.get(first))
    good = [item for index, item in enumerate(said) if index not in wrong]
    receipts = tuple(said_of(item) for item in _SCHEMA.load(good)) if wrong else ()
    return Answered(receipts, faults=max(len(wrong), 1), fault=fault)


def _unreadable(item: Any, among: Sequence[Any], fields: object) -> AnswerFault:
    """Return which receipt cannot be read, and in which fields; what an agency wrote into them, or
    called those that nobody knows, may be anything.
    """
    number = next(number for number, one in enumerate(among) if one is item)
    wrong = sorted({*map(str, fields)} - {SCHEMA}) if isinstance(fields, dict) else []
    named = [mask_numbers_in_text(name)[:MOST_NAME] for name in wrong[:MOST_NAMED]]
    return AnswerFault(
        answer_faults.UNREADABLE, {"pointer": f"/receipts/{number}", "receipt_fields": named}
    )


def _usual(item: Any) -> ReceiptSaid | None:
    """Return a receipt of the shape that machines send by the thousand, read without its schema,
    which takes ten times as long; nothing where it is of any other shape, whatever the reason.
    """
    if type(item) is not dict or not item.keys() <= USUAL:
        return None
    notice, measure, outcome = map(item.get, ("notice", "measure", "outcome"))
    if not (type(notice) is type(measure) is type(outcome) is str):
        return None
    if not (_UUID(notice) and 0 < len(measure) <= MOST_MEASURE and outcome in _OUTCOMES):
        return None
    stated_at = moment_of(item.get("at"))
    if stated_at is None and item.get("at") is not None:
        return None
    return ReceiptSaid(
        notice_id=UUID(notice),
        measure=measure,
        outcome=_OUTCOMES[outcome],
        reason="",
        stated_at=stated_at,
    )


def lacking_reasons(answered: Answered) -> Answered:
    """Return an answer with what it rejects without a reason among its faults."""
    found = [one for one in answered.receipts if lacks_reason(one.outcome, one.reason)]
    if not found:
        return answered
    first = AnswerFault(answer_faults.REASON_MISSING, {"notice": str(found[0].notice_id)})
    return replace(answered, faults=answered.faults + len(found), fault=answered.fault or first)


def said_of(item: Mapping[str, Any]) -> ReceiptSaid:
    """Return a receipt that was read by its schema; numbers in its reason are masked."""
    return ReceiptSaid(
        notice_id=item["notice"],
        measure=item["measure"],
        outcome=item["outcome"],
        reason=mask_numbers_in_text(item["reason"]),
        stated_at=item["at"],
    )
