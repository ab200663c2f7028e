"""Kept receipts (反馈的保存): every word of agencies, and the liftings that rest on the latest."""

from collections.abc import Collection
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from partners.models.streams import Lifting, Receipt
from partners.notices.among import among
from partners.receipts import batch_receipts, liftings
from partners.receipts.batch_receipts import Task
from partners.receipts.receipt_words import CONFIRMS, Said
from partners.receipts.receipts import ReceiptSaid
from registry.models.journal import JournalEntry
from registry.upserts import insert_into
from schemas.codes import Outcome


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
    # The table and not its class: nothing is mapped, and thousands come at once.
    table = cast(Table, Receipt.__table__)
    session.execute(insert_into(session, table).on_conflict_do_nothing(), rows)
    _settle(session, agency_id, {receipt.notice_id for receipt in receipts}, now=now)


def all_said(session: Session, agency_id: int, tasks: Collection[Task]) -> list[Said]:
    """Return everything that an agency said of notices, those words first that came first.

    :param tasks: the notices with what each asked for.
    """
    rows = _rows(session, agency_id, {task.notice_id for task in tasks})
    in_batches = batch_receipts.words(session, agency_id, tasks)
    return sorted((*in_batches, *rows), key=lambda one: one.received_at)


def latest(session: Session, agency_id: int, tasks: Collection[Task]) -> list[Said]:
    """Return the word that counts on every measure of notices: the one stated last."""
    return _last(all_said(session, agency_id, tasks))


def _rows(session: Session, agency_id: int, notice_ids: Collection[UUID]) -> list[Said]:
    rows = session.execute(
        select(
            Receipt.notice_id,
            Receipt.measure_code,
            Receipt.outcome,
            Receipt.reason,
            Receipt.stated_at,
            Receipt.received_at,
        )
        .where(Receipt.agency_id == agency_id, among(session, Receipt.notice_id, notice_ids))
        .order_by(Receipt.id)
    )
    return [
        Said(notice_id, code, Outcome(outcome), reason, stated_at, received_at)
        for notice_id, code, outcome, reason, stated_at, received_at in rows
    ]


def is_taken_back(session: Session, lifting: Lifting, *, at: datetime) -> bool:
    """Tell whether a measure that was applied at a moment had been lifted before, as an agency said
    of what it was asked to lift, and was not lifted again after it.
    """
    said = [
        *_rows(session, lifting.agency_id, [lifting.notice_id]),
        *_in_batches(session, lifting.agency_id, [lifting]),
    ]
    confirmed = [
        one for one in said if one.measure == lifting.measure_code and one.outcome in CONFIRMS
    ]
    was_lifted = any(one.outcome is Outcome.LIFTED and one.stated_at < at for one in confirmed)
    return was_lifted and not any(one.stated_at > at for one in confirmed)


def _last(said: Collection[Said]) -> list[Said]:
    ordered = sorted(said, key=lambda one: (one.stated_at, one.received_at))
    return list({(word.notice_id, word.measure): word for word in ordered}.values())


def _settle(
    session: Session, agency_id: int, notice_ids: Collection[UUID], *, now: datetime
) -> None:
    """Bring the liftings that these notices asked for in line with the latest word on them."""
    rows = session.scalars(
        select(Lifting).where(
            Lifting.agency_id == agency_id, among(session, Lifting.notice_id, notice_ids)
        )
    )
    asked = {(row.notice_id, row.measure_code): row for row in rows}
    if not asked:
        return
    said = _rows(session, agency_id, {notice_id for notice_id, _ in asked})
    doubted = [
        lifting
        for word in _last(said)
        if word.outcome not in CONFIRMS
        and (lifting := asked.get((word.notice_id, word.measure))) is not None
        and lifting.confirmed_at is not None
    ]
    confirmed_of: set[UUID] = set()
    # Where a batch receipt covers a lifting, it was confirmed by it, and only that may change.
    for word in _last([*_in_batches(session, agency_id, doubted), *said]):
        lifting = asked.get((word.notice_id, word.measure))
        confirmed = word.outcome in CONFIRMS
        if lifting is not None and confirmed != (lifting.confirmed_at is not None):
            liftings.confirm(session, lifting, now if confirmed else None)
            confirmed_of.update((lifting.record_id,) if confirmed else ())
    liftings.wake(session, confirmed_of, agency_id=agency_id)


def _in_batches(session: Session, agency_id: int, asked: Collection[Lifting]) -> list[Said]:
    if not asked:
        return []
    ids = {lifting.notice_id for lifting in asked}
    rows = session.execute(
        select(JournalEntry.id, JournalEntry.position).where(among(session, JournalEntry.id, ids))
    )
    positions = {row.id: row.position for row in rows}
    tasks = [
        Task(
            lifting.notice_id, positions[lifting.notice_id], {lifting.measure_code: Outcome.LIFTED}
        )
        for lifting in asked
    ]
    return list(batch_receipts.words(session, agency_id, tasks))
