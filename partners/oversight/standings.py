"""Standings (单位对记录的状态): what agencies were told of records, what they said of it, and what
they have to lift; of many records at once.

Computed from the journal, the measures in force at each position, how far each stream has come, and
the snapshots that agencies have confirmed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries import kept_back
from partners.deliveries.batches import Recipient, told_of
from partners.measures.histories import HistoryItem
from partners.measures.steps import STEPS, Step
from partners.measures.versions import measures_in_force
from partners.models.agencies import Agency
from partners.models.streams import StreamState
from partners.notices import entries
from partners.notices.among import among
from partners.notices.entry import Entry
from partners.notices.notices import Told
from partners.oversight import copies
from partners.oversight.copies import Copy
from partners.oversight.owed import Owed, Words, owed
from partners.receipts import kept_receipts
from partners.receipts.batch_receipts import task_of
from partners.receipts.receipt_words import Asked, Said, weigh
from partners.states import ParkState, StreamStatus
from registry.journal import read
from registry.models.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class Standing:
    """How one agency stands to one record.

    :ivar notices: what it was, or is to be, told of the record, in order; one at least.
    :ivar told: the ids of those that it has accepted, or has by a snapshot.
    :ivar words: its words on them that count.
    :ivar liftings: since when it owes, or owed, the lifting of each measure.
    :ivar by_copy: since when it has those by a snapshot that it has so, and ``alone`` the ids of
        those that nothing but a snapshot tells it.
    """

    agency: Agency
    record: UUID
    notices: Sequence[Told]
    told: Collection[UUID]
    words: Words
    liftings: tuple[Owed, ...]
    by_copy: Mapping[UUID, datetime]
    alone: frozenset[UUID]

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
    if not rows:
        return
    found = session.execute(
        select(Agency, StreamState)
        .join(StreamState, StreamState.agency_id == Agency.id)
        .order_by(Agency.code)
    ).all()
    in_force = measures_in_force(session, [agency.id for agency, _ in found])
    taken = copies.confirmed(session, [agency for agency, _ in found])
    histories = _Histories(session, rows)
    for agency, stream in found:
        recipient = Recipient(code=agency.code, in_force=in_force[agency.id])
        its = list(taken.get(agency.id, ()))
        if stream.state == StreamStatus.AWAITING_SNAPSHOT:
            its.append(Copy(histories.through, None))
        copied = copies.lines(rows, histories.all(), recipient.in_force, its) if its else {}
        notices, alone = copies.merged(told_of(session, recipient, rows), copied)
        if notices:
            known = _Known(agency, stream.through, its, copied, alone)
            yield from _of_agency(session, known, notices)


class _Histories:
    """Histories of the subjects of entries, read when they are asked for first."""

    def __init__(self, session: Session, rows: Sequence[Entry]) -> None:
        self._session = session
        self._subjects = {row.subject for row in rows}
        self._found: Mapping[UUID, Sequence[HistoryItem]] | None = None
        self.through = read.head(session).size

    def all(self) -> Mapping[UUID, Sequence[HistoryItem]]:
        """Return them, up to the journal's present end."""
        if self._found is None:
            self._found = entries.histories(self._session, self._subjects, through=self.through)
        return self._found


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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an agency beside its notices.

    :ivar through: up to where its stream has come.
    :ivar its: its snapshots, ``copied`` the notices in them, and ``alone`` the ids of those that
        nothing else tells it.
    """

    agency: Agency
    through: int
    its: Sequence[Copy]
    copied: Mapping[UUID, tuple[Told, Copy]]
    alone: frozenset[UUID]

    def copied_at(self, notice: Told) -> datetime | None:
        """Return since when the agency has a notice by a snapshot, whose position is at or above
        it, or in which alone it stands; nothing where it has not.
        """
        if notice.id in self.alone:
            return self.copied[notice.id][1].confirmed_at
        above = (copy for copy in self.its if copy.position >= notice.position)
        return min((copy.confirmed_at for copy in above if copy.confirmed_at), default=None)

    def is_told(
        self, notice: Told, by_copy: Mapping[UUID, datetime], kept_out: ParkState | None
    ) -> bool:
        """Tell whether the agency has a notice, by a snapshot or by its stream.

        :param kept_out: whether, and how, it is kept out of the stream.
        """
        if notice.id in by_copy:
            return True
        is_due = notice.id not in self.alone and notice.position <= self.through
        return is_due and kept_out in (None, ParkState.SENT)


def _of_agency(session: Session, known: _Known, notices: Sequence[Told]) -> Iterator[Standing]:
    agency = known.agency
    kept_out = kept_back.states_of(session, agency.id, [notice.id for notice in notices])
    said: dict[UUID, list[Said]] = {}
    for one in kept_receipts.all_said(session, agency.id, [task_of(each) for each in notices]):
        said.setdefault(one.notice_id, []).append(one)
    by_copy = {notice.id: at for notice in notices if (at := known.copied_at(notice))}
    for record, its in _by_record(notices).items():
        if not any(notice.apply or notice.ending for notice in its):
            # Told of what is suspended for the time being, it has nothing to do about it yet.
            continue
        told = frozenset(
            notice.id for notice in its if known.is_told(notice, by_copy, kept_out.get(notice.id))
        )
        words = weigh([one for notice in its for one in said.get(notice.id, ())], _asked(its))
        liftings = owed(its, words, told)
        yield Standing(agency, record, its, told, words, liftings, by_copy, known.alone)


def _by_record(notices: Sequence[Told]) -> Mapping[UUID, Sequence[Told]]:
    by_record: dict[UUID, list[Told]] = {}
    for notice in notices:
        by_record.setdefault(notice.entry.record, []).append(notice)
    return by_record


def _asked(notices: Sequence[Told]) -> dict[tuple[UUID, str], Asked]:
    ever = {code for notice in notices for code in notice.apply}
    asked = {(notice.id, code): Asked.AGAIN for notice in notices for code in ever}
    taken_away: set[str] = set()
    for notice in reversed(notices):
        # What was taken away later is asked to be lifted where the notice is sent again.
        going = [code for code in notice.apply if code not in taken_away]
        asked |= {(notice.id, code): Asked.APPLY for code in going}
        lift = () if notice.ending is None else notice.ending.lift
        asked |= {(notice.id, code): Asked.LIFT for code in lift}
        taken_away.update(lift)
    return asked
