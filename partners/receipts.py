"""Receipts (反馈): what agencies say became of measures; every word is kept, the latest counts."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import orjson
from marshmallow import ValidationError
from sqlalchemy import Table, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from partners.models.streams import Lifting, Receipt
from registry.models.journal import JournalEntry
from schemas.codes import Outcome
from schemas.free_text import mask_numbers_in_text
from schemas.receipts import MOST_MEASURE, MOST_RECEIPTS, ReceiptSchema

# An agency that has nothing to lift has lifted all there is.
CONFIRMS = frozenset({Outcome.LIFTED, Outcome.NOT_APPLICABLE})
_SCHEMA = ReceiptSchema(many=True)
_USUAL = frozenset({"notice", "measure", "outcome", "at"})
_OUTCOMES: Mapping[str, Outcome] = {outcome.value: outcome for outcome in Outcome}
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.A
).fullmatch


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
    """The receipts in an answer: those that can be read, and what is wrong with the rest."""

    receipts: tuple[ReceiptSaid, ...] = ()
    faults: int = 0
    detail: str = ""


def read_answer(body: bytes, *, is_long: bool = False) -> Answered:
    """Read the receipts in the answer to a delivery; whatever cannot be read is counted as fault
    and holds nothing up.

    :param is_long: whether the answer was longer than what was read of it.
    """
    if not body.strip():
        return Answered()
    if is_long:
        return Answered(faults=1, detail="the answer is too long to be read")
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Answered(faults=1, detail="the answer is not JSON")
    if not isinstance(answer, dict):
        return Answered(faults=1, detail="the answer is not an object")
    said = answer.get("receipts", [])
    if not isinstance(said, list) or len(said) > MOST_RECEIPTS:
        return Answered(faults=1, detail="receipts: not a list, or too long a one")
    return read_list(said)


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
        detail = f"receipts: the one at {first} is wrong: {named[:200]}"
    good = [item for index, item in enumerate(said) if index not in wrong]
    receipts = tuple(said_of(item) for item in _SCHEMA.load(good)) if wrong else ()
    return Answered(receipts, faults=max(len(wrong), 1), detail=detail)


def _usual(item: Any) -> ReceiptSaid | None:
    """Return a receipt of the shape that machines send by the thousand, read without its schema,
    which takes ten times as long; nothing where it is of any other shape, whatever the reason.
    """
    if type(item) is not dict or not item.keys() <= _USUAL:
        return None
    notice, measure, outcome = map(item.get, ("notice", "measure", "outcome"))
    if not (type(notice) is type(measure) is type(outcome) is str):
        return None
    if not (_UUID(notice) and 0 < len(measure) <= MOST_MEASURE and outcome in _OUTCOMES):
        return None
    at = item.get("at")
    if at is not None and not (type(at) is str and _MOMENT(at)):
        return None
    try:
        stated_at = None if at is None else datetime.fromisoformat(at)
    except ValueError:
        return None
    return ReceiptSaid(
        notice_id=UUID(notice),
        measure=measure,
        outcome=_OUTCOMES[outcome],
        reason="",
        stated_at=stated_at,
    )


def said_of(item: Mapping[str, Any]) -> ReceiptSaid:
    """Return a receipt that was read by its schema; numbers in its reason are masked."""
    return ReceiptSaid(
        notice_id=item["notice"],
        measure=item["measure"],
        outcome=item["outcome"],
        reason=mask_numbers_in_text(item["reason"]),
        stated_at=item["at"],
    )


def only_known(
    session: Session, answered: Answered, *, own: Collection[UUID], through: int
) -> Answered:
    """Return an answer's receipts without those of notices that were never sent; they are faults.

    :param own: ids of notices that were sent for certain.
    :param through: the position up to which the agency was sent what is for it.
    """
    others = {said.notice_id for said in answered.receipts if said.notice_id not in own}
    unknown = others - known(session, others, through=through)
    if not unknown:
        return answered
    kept = tuple(said for said in answered.receipts if said.notice_id not in unknown)
    return Answered(
        kept,
        faults=answered.faults + len(answered.receipts) - len(kept),
        detail=answered.detail or "receipts: of notices that were never sent",
    )


def known(session: Session, ids: Collection[UUID], *, through: int) -> set[UUID]:
    """Return which of these are entries up to a position, so that they may have been sent."""
    found: set[UUID] = set()
    for chunk in chunks(sorted(ids), 500):
        found |= set(
            session.scalars(
                select(JournalEntry.id).where(
                    JournalEntry.id.in_(chunk), JournalEntry.position <= through
                )
            )
        )
    return found


def store(
    session: Session, agency_id: int, receipts: Collection[ReceiptSaid], *, now: datetime
) -> None:
    """Keep receipts; one that is known already is not kept twice.

    :param receipts: of notices that this agency was sent.
    """
    if not receipts:
        return
    rows = [
        {
            "agency_id": agency_id,
            "notice_id": receipt.notice_id,
            "measure_code": receipt.measure,
            "outcome": receipt.outcome.value,
            "reason": receipt.reason,
            # A clock that is fast must not make a word the last one for ever.
            "stated_at": min(receipt.stated_at or now, now),
            "received_at": now,
        }
        for receipt in receipts
    ]
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    # The table and not its class: nothing is mapped, and thousands come at once.
    session.execute(insert(cast(Table, Receipt.__table__)).on_conflict_do_nothing(), rows)
    _settle(session, agency_id, {receipt.notice_id for receipt in receipts}, now=now)


def latest(session: Session, agency_id: int, notice_ids: Collection[UUID]) -> list[Receipt]:
    """Return the word that counts on every measure of notices: the one stated last."""
    found: dict[tuple[UUID, str], Receipt] = {}
    for chunk in chunks(sorted(notice_ids), 500):
        rows = session.scalars(
            select(Receipt)
            .where(Receipt.agency_id == agency_id, Receipt.notice_id.in_(chunk))
            .order_by(Receipt.stated_at, Receipt.id)
        )
        found |= {(row.notice_id, row.measure_code): row for row in rows}
    return list(found.values())


def _settle(
    session: Session, agency_id: int, notice_ids: Collection[UUID], *, now: datetime
) -> None:
    """Bring the liftings that these notices asked for in line with the latest word on them."""
    asked: dict[tuple[UUID, str], Lifting] = {}
    for chunk in chunks(sorted(notice_ids), 500):
        rows = session.scalars(
            select(Lifting).where(Lifting.agency_id == agency_id, Lifting.notice_id.in_(chunk))
        )
        asked |= {(row.notice_id, row.measure_code): row for row in rows}
    if not asked:
        return
    for receipt in latest(session, agency_id, {notice_id for notice_id, _ in asked}):
        lifting = asked.get((receipt.notice_id, receipt.measure_code))
        if lifting is None:
            continue
        confirmed = receipt.outcome in CONFIRMS
        if confirmed != (lifting.confirmed_at is not None):
            session.execute(
                update(Lifting)
                .where(
                    Lifting.agency_id == agency_id,
                    Lifting.notice_id == lifting.notice_id,
                    Lifting.measure_code == lifting.measure_code,
                )
                .values(confirmed_at=now if confirmed else None)
                .execution_options(synchronize_session=False)
            )


def chunks(ids: Sequence[UUID], size: int) -> Iterable[Sequence[UUID]]:
    """Yield ids, so many at a time as one statement may name."""
    return (ids[at : at + size] for at in range(0, len(ids), size))
