"""Adjusting (措施调整): live records are brought in line with measures that changed, page by page.

An entry is written for every record of which some agency is to apply or lift something; what each
is told follows from it as from any other entry. Records that begin later are told rightly anyway.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries.faults import AdjustPoint, Faulter, never
from partners.measures.adjusting import changes
from partners.measures.histories import HistoryItem, bearing_on, concerning, live_records
from partners.measures.steps import STEPS, Step
from partners.measures.versions import MeasuresInForce, measures_in_force
from partners.models.adjustments import Adjustment
from partners.models.agencies import Agency, AgencyMeasure
from partners.notices import entries
from registry import events
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.journal import JournalEntry, JournalHead

BASIS = "中办发〔2016〕64号"
JOB = Actor(name="job:adjust-records", via="scheduler")
# Each page is one commit; nobody else enters anything meanwhile.
PAGE = 100
_BEGINNINGS = tuple(kind for kind, step in STEPS.items() if step is Step.BEGINS)
# What an adjustment repeats of the entry that said last how its record stands.
_REPEATED = (
    *("case", "subject_kind", "identity", "identified"),
    *("listing", "restriction", "bound", "exit_restriction", "prosecution", "record_kind"),
)


def start(
    session: Session,
    entry_id: UUID,
    measures: Collection[str],
    *,
    agency: str | None = None,
    now: datetime,
) -> None:
    """Have the records in force looked at because of measures that changed; nothing where no agency
    is, or was, responsible for any of them.

    :param entry_id: the entry that changed them.
    :param agency: the one agency that it concerns, where a catalogue has not changed.
    """
    if not measures or not _agencies(session, measures, agency):
        return
    session.add(
        Adjustment(
            entry_id=entry_id,
            agency=agency,
            measures=",".join(sorted(measures)),
            scanned=0,
            written=0,
            begun_at=now,
            done_at=None,
        )
    )


def is_wanted(session: Session) -> bool:
    """Tell whether some change was not looked through yet."""
    return bool(session.scalars(select(Adjustment.id).where(Adjustment.done_at.is_(None))).first())


def advance(session: Session, *, now: datetime, fault: Faulter = never) -> bool:
    """Look at the next page of records of the oldest change, and tell whether there was one.

    The journal's head is locked first, so that what is entered is true where it stands.

    :param fault: what is called at the points where tests make a process fail.
    """
    size = session.execute(
        select(JournalHead.size).where(JournalHead.id == 1).with_for_update()
    ).scalar_one()
    work = session.scalars(
        select(Adjustment)
        .where(Adjustment.done_at.is_(None))
        .order_by(Adjustment.id)
        .limit(1)
        .with_for_update()
    ).one_or_none()
    if work is None:
        return False
    cause = session.scalars(
        select(JournalEntry.position).where(JournalEntry.id == work.entry_id)
    ).one()
    fault(AdjustPoint.CHOSEN)
    rows = _beginnings(session, after=work.scanned, through=cause)
    for record in _concerned(session, work, rows, size=size):
        append.record(session, _entry(record, work, now=now))
        work.written += 1
        fault(AdjustPoint.ENTERED)
    work.scanned = rows[-1].position if rows else cause
    if len(rows) < PAGE:
        work.scanned, work.done_at = cause, now
    session.flush()
    fault(AdjustPoint.MOVED)
    return True


@dataclass(frozen=True, slots=True)
class _Record:
    """A live record, and the entry that said last how it stands."""

    id: UUID
    subject_id: UUID
    kind: str
    body: Mapping[str, Any]


def _beginnings(session: Session, *, after: int, through: int) -> Sequence[entries.EntryRow]:
    return session.execute(
        select(*entries.COLUMNS)
        .where(
            JournalEntry.position > after,
            JournalEntry.position <= through,
            JournalEntry.kind.in_(_BEGINNINGS),
        )
        .order_by(JournalEntry.position)
        .limit(PAGE)
    ).all()


def _concerned(
    session: Session, work: Adjustment, rows: Sequence[entries.EntryRow], *, size: int
) -> Iterator[_Record]:
    """Yield the records that began in a page and of which some agency is to be told."""
    codes = work.measures.split(",")
    agencies = _agencies(session, codes, work.agency)
    in_force = measures_in_force(session, agencies)
    known_as = {agency.id: agency.code for agency in session.scalars(select(Agency))}
    views = [(known_as[agency_id], in_force[agency_id]) for agency_id in agencies]
    subjects = {row.subject_id for row in rows if row.subject_id is not None}
    histories = entries.histories(session, subjects, through=size)
    standing: dict[int, UUID] = {}
    for row in rows:
        history = bearing_on(histories.get(row.subject_id, []), row.record_id)
        last = _last_stand(history, row)
        if last is not None and _is_told(history, row, codes, views, size + 1):
            standing[last] = row.subject_id
    for entry in session.execute(
        select(*entries.COLUMNS)
        .where(JournalEntry.position.in_(standing))
        .order_by(JournalEntry.position)
    ):
        yield _Record(
            entry.record_id, standing[entry.position], entry.kind, orjson.loads(entry.body)
        )


def _last_stand(history: Sequence[HistoryItem], row: entries.EntryRow) -> int | None:
    """Return the position that said last how a record stands, if it is live and began with this
    very entry: one that began twice is looked at once.
    """
    own = [item for item in history if item.record_id == row.record_id and item.facts is not None]
    if row.record_id not in live_records(history):
        return None
    begun = [item.position for item in own if item.step is Step.BEGINS]
    return own[-1].position if begun and begun[-1] == row.position else None


def _is_told(
    history: Sequence[HistoryItem],
    row: entries.EntryRow,
    codes: Collection[str],
    agencies: Collection[tuple[str, MeasuresInForce]],
    position: int,
) -> bool:
    found = (
        changes(concerning(history, agency), row.record_id, position, codes, in_force)
        for agency, in_force in agencies
    )
    return any(any(each) for each in found)


def _agencies(session: Session, measures: Collection[str], agency: str | None) -> Sequence[int]:
    """Return the agencies that are, or were, responsible for any of these measures."""
    query = select(AgencyMeasure.agency_id).where(AgencyMeasure.measure_code.in_(measures))
    if agency is not None:
        query = query.join(Agency, Agency.id == AgencyMeasure.agency_id).where(
            Agency.code == agency
        )
    return session.scalars(query.distinct()).all()


def _entry(record: _Record, work: Adjustment, *, now: datetime) -> Entry:
    repeated = {name: record.body[name] for name in _REPEATED if name in record.body}
    return Entry(
        kind=events.MEASURES_CHANGED,
        body={
            "record_kind": record.kind,
            **repeated,
            "change": str(work.entry_id),
            "agency": work.agency,
            "measures": work.measures.split(","),
        },
        actor=JOB,
        reason="措施变更后调整",
        basis=BASIS,
        occurred_at=now,
        subject_id=record.subject_id,
        record_id=record.id,
    )
