"""Receipts (反馈) that agencies hand in apart from their answers to deliveries: kept, and what they
take back is open again.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partners.models.streams import Lifting, StreamState
from partners.notices.among import among
from partners.receipts import answerable, kept_receipts, repeated
from partners.receipts.answerable import Misfit
from partners.receipts.receipt_files import FileFault, FileReceipt, Read
from partners.receipts.receipts import ReceiptSaid
from registry.models.journal import JournalEntry
from schemas.codes import Outcome

NOTICE, MEASURE = ("notice",), ("measure",)


def keep(session: Session, agency_id: int, said: Collection[ReceiptSaid], *, now: datetime) -> None:
    """Keep receipts of notices that the agency was sent.

    A measure that is said to be applied because of a record, after it was said to be lifted when
    that record ended, is not lifted: its lifting is open again.
    """
    kept_receipts.store(session, agency_id, said, now=now)
    applied = {
        (one.notice_id, one.measure): min(one.stated_at or now, now)
        for one in said
        if one.outcome is Outcome.APPLIED
    }
    if not applied:
        return
    found = session.execute(_confirmed(session, agency_id, {notice_id for notice_id, _ in applied}))
    for notice_id, lifting in found:
        stated_at = applied.get((notice_id, lifting.measure_code))
        if stated_at is not None and kept_receipts.was_lifted(session, lifting, before=stated_at):
            lifting.confirmed_at = None


def _confirmed(
    session: Session, agency_id: int, notice_ids: Collection[UUID]
) -> Select[UUID, Lifting]:
    """Return the liftings that were confirmed of the records of notices."""
    return (
        select(JournalEntry.id, Lifting)
        .join(Lifting, Lifting.record_id == JournalEntry.record_id)
        .where(
            among(session, JournalEntry.id, notice_ids),
            Lifting.agency_id == agency_id,
            Lifting.confirmed_at.is_not(None),
        )
    )


def keep_lines(
    session: Session, agency_id: int, lines: Sequence[Read], *, now: datetime
) -> list[FileFault]:
    """Keep the receipts of some lines of a file, and return the lines that hold none, in order:
    those that could not be read, and those that answer nothing that the agency was told. What the
    agency has said before is not kept again.
    """
    said = [line.said for line in lines if isinstance(line, FileReceipt)]
    through = session.get_one(StreamState, agency_id).scanned
    wrong = {
        misfit.said: misfit
        for misfit in answerable.misfits(session, agency_id, said, through=through)
    }
    fitting = [one for one in said if one not in wrong]
    keep(session, agency_id, repeated.anew(session, agency_id, fitting), now=now)
    return [
        line if isinstance(line, FileFault) else _fault(line.line, wrong[line.said])
        for line in lines
        if isinstance(line, FileFault) or line.said in wrong
    ]


def _fault(line: int, misfit: Misfit) -> FileFault:
    return (
        FileFault(line, NOTICE) if misfit.named is None else FileFault(line, MEASURE, misfit.named)
    )
