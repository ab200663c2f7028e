"""Standings (单位对记录的状态): what agencies were told of records, what they said of it, and what
they have to lift; of many records at once.

Computed from the journal, the measures in force at each position, and how far each stream has come.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries import parked
from partners.deliveries.batches import Recipient, told_of
from partners.measures.steps import STEPS, Step
from partners.measures.versions import measures_in_force
from partners.models.agencies import Agency
from partners.models.streams import StreamState
from partners.notices import entries
from partners.notices.among import among
from partners.notices.entry import Entry
from partners.notices.notices import Told
from partners.oversight.owed import Owed, Words, owed
from partners.receipts import kept_receipts
from partners.receipts.batch_receipts import task_of
from partners.receipts.receipt_words import Asked, Said, weigh
from partners.states import ParkState
from registry.models.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class Standing:
    """How one agency stands to one record.

    :ivar notices: what it was, or is to be, told of the record, in order; one at least.
    :ivar told: the ids of those that it has accepted.
    :ivar words: its words on them that count.
    :ivar liftings: since when it owes, or owed, the lifting of each measure.
    """

    agency: Agency
    record: UUID
    notices: Sequence[Told]
    told: Collection[UUID]
    words: Words
    liftings: tuple[Owed, ...]

    @property
    def is_ended(self) -> bool:
        """Tell whether the record has ended."""
        return STEPS[self.notices[-1].type] is Step.ENDS

    @property
    def waits_for(self) -> int | None:
        """Return the position of the end of the record, if the agency has still to accept it."""
        last = self.notices[-1]
        return last.position if self.is_ended and last.id not in self.told else None

    @property
    def open_since(self) -> datetime | None:
        """Return when that was asked for first which is not confirmed."""
        is_open = [each.since for each in self.liftings if each.confirmed_at is None]
        if not is_open and self.waits_for is None:
            return None
        return min(is_open, default=self.notices[-1].occurred_at)


def standings(session: Session, records: Collection[UUID]) -> Iterator[Standing]:
    """Yield how every agency stands to each record that it was, or will be, told of; by the codes
    of agencies, and of one agency by the order in which it was told.

    :param records: the public ids of listings and orders.
    """
    rows = _entries(session, records)
    streams = session.execute(
        select(Agency, StreamState.through)
        .join(StreamState, StreamState.agency_id == Agency.id)
        .order_by(Agency.code)
    ).all()
    in_force = measures_in_force(session, [agency.id for agency, _ in streams])
    for agency, through in streams:
        recipient = Recipient(code=agency.code, in_force=in_force[agency.id])
        notices = list(told_of(session, recipient, rows))
        if notices:
            yield from _of_agency(session, agency, through, notices)


def _entries(session: Session, records: Collection[UUID]) -> Sequence[Entry]:
    rows = session.execute(
        select(*entries.COLUMNS)
        .where(
            among(session, JournalEntry.record_id, records),
            JournalEntry.kind.in_(tuple(STEPS)),
        )
        .order_by(JournalEntry.position)
    )
    return [entries.entry_of(row) for row in rows]


def _of_agency(
    session: Session, agency: Agency, through: int, notices: Sequence[Told]
) -> Iterator[Standing]:
    kept_out = parked.states_of(session, agency.id, [notice.id for notice in notices])
    said: dict[UUID, list[Said]] = {}
    for one in kept_receipts.all_said(session, agency.id, [task_of(each) for each in notices]):
        said.setdefault(one.notice_id, []).append(one)
    for record, its in _by_record(notices).items():
        told = frozenset(
            notice.id
            for notice in its
            if notice.position <= through
            and kept_out.get(notice.id, ParkState.SENT) is ParkState.SENT
        )
        words = weigh([one for notice in its for one in said.get(notice.id, ())], _asked(its))
        yield Standing(agency, record, its, told, words, owed(its, words, told))


def _by_record(notices: Sequence[Told]) -> Mapping[UUID, Sequence[Told]]:
    by_record: dict[UUID, list[Told]] = {}
    for notice in notices:
        by_record.setdefault(notice.entry.record, []).append(notice)
    return by_record


def _asked(notices: Sequence[Told]) -> dict[tuple[UUID, str], Asked]:
    ever = {code for notice in notices for code in notice.apply}
    asked = {(notice.id, code): Asked.AGAIN for notice in notices for code in ever}
    asked |= {(notice.id, code): Asked.APPLY for notice in notices for code in notice.apply}
    for notice in notices:
        lift = () if notice.ending is None else notice.ending.lift
        asked |= {(notice.id, code): Asked.LIFT for code in lift}
    return asked
