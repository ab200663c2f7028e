"""Receipts (反馈): what agencies say became of measures, and how it is read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from marshmallow import ValidationError

from partners.notices.notices import Told
from partners.receipts import batch_receipts, whole_answers
from partners.receipts.batch_receipts import USUAL, Stretch, moment_of
from schemas.codes import Outcome
from schemas.free_text import mask_numbers_in_text
from schemas.receipts import MOST_MEASURE, MOST_RECEIPTS, ReceiptInAnswerSchema, lacks_reason

# What agencies and operators are told of an answer, in both languages.
TOO_LONG = "应答过长，没有读取 The answer is too long to be read."
NO_JSON = "应答不是 JSON The answer is not JSON."
NO_OBJECT = "应答不是对象 The answer is not an object."
NO_LIST = f"receipts 不是列表或者超过 {MOST_RECEIPTS} 条 `receipts` is no list, or too long."
_WRONG = "receipts[%d] 有误 is wrong: %s"
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
    :ivar stretches: notices of which all was done; ``receipts`` are of other ones.
    """

    receipts: tuple[ReceiptSaid, ...] = ()
    faults: int = 0
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
        return Answered(faults=1, detail=TOO_LONG)
    if not left_out and (whole := whole_answers.stretch_of(body, told)) is not None:
        return Answered(stretches=(whole,))
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Answered(faults=1, detail=NO_JSON)
    if not isinstance(answer, dict):
        return Answered(faults=1, detail=NO_OBJECT)
    said = answer.get("receipts", [])
    if not isinstance(said, list) or len(said) > MOST_RECEIPTS:
        return Answered(faults=1, detail=NO_LIST)
    stretches, others = batch_receipts.split(said, told, left_out)
    return replace(read_list(others), stretches=stretches)


def read_list(said: Sequence[Any]) -> Answered:
    """Read receipts one by one: those that are wrong do not spoil the others."""
    usual = [_usual(item) for item in said]
    if all(usual):
        return Answered(tuple(filter(None, usual)))
    try:
        return Answered(tuple(said_of(item) for item in _SCHEMA.load(said)))
    except ValidationError as error:
        messages: dict[Any, Any] = dict(error.messages_dict)
        wrong = {index for index in messages if isinstance(index, int)}
        first = min(wrong) if wrong else 0
        fields = messages.get(first, {})
        # Names of fields only: what an agency wrote into them may be anything.
        named = ", ".join(sorted(map(str, fields))) if isinstance(fields, dict) else ""
        detail = _WRONG % (first, named[:200])
    good = [item for index, item in enumerate(said) if index not in wrong]
    receipts = tuple(said_of(item) for item in _SCHEMA.load(good)) if wrong else ()
    return Answered(receipts, faults=max(len(wrong), 1), detail=detail)


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
    first = found[0].notice_id
    detail = f"不予采取而没有说明理由 Rejected without a reason: {first}"
    return replace(answered, faults=answered.faults + len(found), detail=answered.detail or detail)


def said_of(item: Mapping[str, Any]) -> ReceiptSaid:
    """Return a receipt that was read by its schema; numbers in its reason are masked."""
    return ReceiptSaid(
        notice_id=item["notice"],
        measure=item["measure"],
        outcome=item["outcome"],
        reason=mask_numbers_in_text(item["reason"]),
        stated_at=item["at"],
    )
