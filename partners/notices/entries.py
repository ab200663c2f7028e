"""Entries (台账条目) as streams read them: those that become notices, and histories of subjects."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Row,
    Select,
    String,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from partners.measures.histories import Adjusted, HistoryItem, Pause
from partners.measures.steps import ENDINGS, FIRST, SETTINGS, STEPS, Step
from partners.measures.triggers import RecordFacts
from partners.notices.among import among
from partners.notices.entry import Entry, make, owed_in
from registry import raw
from registry.journal import usual
from registry.journal.usual import ACTS, IDENTIFIED, SUBJECT_KIND, Said
from registry.models.journal import JournalEntry
from registry.prepared import Prepared
from schemas.codes import NoticeType, RestrictedAct, SubjectKind
from schemas.measures import Trigger

# Decisions that trigger what waits for them alone, by what their kinds begin with.
_OWN_TRIGGERS = {"exit_restriction": Trigger.EXIT_ORDER, "prosecution": Trigger.REFERRAL}
# What an agency is asked, and that it need not answer any more: no measure hangs on it.
INQUIRIES = (NoticeType.INQUIRY_REQUESTED.value, NoticeType.INQUIRY_WITHDRAWN.value)
# What an agency is told of a list that it watches: no measure hangs on that either.
ALERT = NoticeType.SCREENING_ALERT.value
OF_WATCHES = (ALERT, NoticeType.WATCH_ENDS_SOON.value)
TOLD_KINDS = (
    *STEPS,
    *sorted(SETTINGS),
    NoticeType.REPAIR_GRANTED.value,
    NoticeType.STREAM_TEST.value,
    *INQUIRIES,
    *OF_WATCHES,
)

# How many rows are read at once.
PAGE = 500
#  Plain columns: mapped objects would cost more than everything else that is done with an entry.
COLUMNS = (
    JournalEntry.position,
    JournalEntry.id,
    JournalEntry.kind,
    JournalEntry.body,
    JournalEntry.subject_id,
    JournalEntry.record_id,
    JournalEntry.occurred_at,
)
EntryRow = Row[int, UUID, str, str, UUID | None, UUID | None, datetime]
# What is told whatever was before. A listing that goes on is not: its order may be suspended.
_BEGINNINGS = frozenset(map(str, FIRST))


@lru_cache
def _between(engine: str) -> Prepared:
    """Return the statement that reads a stretch."""
    position = raw.columns_of(JournalEntry).position
    chosen = position > bindparam("after"), position <= bindparam("through")
    return Prepared(_told(engine).where(*chosen), is_raw=True)


@lru_cache
def _among(engine: str) -> Prepared:
    """Return the statement that reads certain positions."""
    position = raw.columns_of(JournalEntry).position
    wanted = bindparam("wanted", type_=String())
    listed = func.json_each(wanted).table_valued("value").c.value
    chosen = (
        position.in_(select(listed))
        if engine == "sqlite"
        else position == any_(cast(wanted, ARRAY(BigInteger())))
    )
    return Prepared(_told(engine).where(chosen), is_raw=True)


def _told(engine: str) -> Select[*tuple[Any, ...]]:
    """Return a statement that is made once, and nothing is made of what it finds that is not asked
    for.
    """
    entry = raw.columns_of(JournalEntry)
    return (
        select(
            entry.position,
            raw.id_column(entry.id, engine),
            entry.kind,
            entry.body,
            raw.id_column(entry.subject_id, engine),
            raw.id_column(entry.record_id, engine),
            raw.moment_column(entry.occurred_at, engine),
        )
        # Written out, since they are our own words and the same every time.
        .where(entry.kind.in_([literal_column(f"'{kind}'") for kind in TOLD_KINDS]))
        .order_by(entry.position)
    )


def between(session: Session, after: int, through: int) -> Sequence[Entry]:
    """Return entries that may become notices, above one position and up to another, in order."""
    statement = _between(session.get_bind().dialect.name)
    return _read(session, statement, {"after": after, "through": through})


def among_positions(session: Session, positions: Sequence[int]) -> Sequence[Entry]:
    """Return those entries at certain positions that may become notices, in order."""
    engine = session.get_bind().dialect.name
    # As text: a list of numbers would be looked through one by one on its way.
    listed = ",".join(map(str, positions))
    wanted = f"[{listed}]" if engine == "sqlite" else f"{{{listed}}}"
    return _read(session, _among(engine), {"wanted": wanted})


def usual_at(session: Session, positions: Sequence[int]) -> Sequence[Entry]:
    """Return the usual beginnings at certain positions, in order."""
    return [row for row in among_positions(session, positions) if row.usual is not None]


def _read(session: Session, statement: Prepared, values: Mapping[str, object]) -> Sequence[Entry]:
    rows = statement.rows(session, values)
    kinds = [row[2] if row[4] and row[5] else "" for row in rows]
    found = usual.read(kinds, [row[3] for row in rows])
    return [
        entry_of(row) if said is None else make(Entry, (*row, facts, said))
        for row, said, facts in zip(rows, found, _usual_facts(kinds, found), strict=True)
    ]


def at(session: Session, positions: Collection[int]) -> Sequence[Entry]:
    """Return the entries at certain positions, in order."""
    rows = session.execute(
        select(*COLUMNS).where(JournalEntry.position.in_(positions)).order_by(JournalEntry.position)
    )
    return [entry_of(row) for row in rows]


def is_anything_told(session: Session) -> bool:
    """Tell whether the journal says anything of a record that an agency may be told of."""
    chosen = select(JournalEntry.position).where(JournalEntry.kind.in_(tuple(STEPS))).limit(1)
    return session.execute(chosen).first() is not None


def withdrawn_inquiries(
    session: Session, positions: Collection[int], *, through: int
) -> frozenset[UUID]:
    """Return the inquiries asked for at certain positions that were withdrawn up to another."""
    asked = select(JournalEntry.record_id).where(
        JournalEntry.position.in_(positions),
        JournalEntry.kind == NoticeType.INQUIRY_REQUESTED,
    )
    records = {record for record in session.scalars(asked) if record is not None}
    if not records:
        return frozenset()
    withdrawn = select(JournalEntry.record_id).where(
        among(session, JournalEntry.record_id, records),
        JournalEntry.kind == NoticeType.INQUIRY_WITHDRAWN,
        JournalEntry.position <= through,
    )
    return frozenset(record for record in session.scalars(withdrawn) if record is not None)


def all_endings(session: Session, after: int, through: int) -> Iterator[Sequence[Entry]]:
    """Yield entries that end or suspend a record, page by page and in order."""
    while after < through:
        rows = session.execute(_page(ENDINGS, after, through).limit(PAGE)).all()
        yield [entry_of(row) for row in rows]
        after = rows[-1].position if len(rows) == PAGE else through


def entry_of(row: EntryRow | Row[*tuple[Any, ...]] | tuple[Any, ...]) -> Entry:
    """Return a row of the journal with its body read."""
    position, entry_id, kind, text, subject_id, record_id, occurred_at = row
    body = orjson.loads(text)
    facts = _common_facts(kind, body) if kind in _BEGINNINGS else None
    return Entry(position, entry_id, kind, body, subject_id, record_id, occurred_at, facts)


def _page(
    kinds: Collection[str], after: int, through: int
) -> Select[int, UUID, str, str, UUID | None, UUID | None, datetime]:
    return (
        select(*COLUMNS)
        .where(
            JournalEntry.position > after,
            JournalEntry.position <= through,
            JournalEntry.kind.in_(kinds),
        )
        .order_by(JournalEntry.position)
    )


def histories(
    session: Session, subject_ids: Collection[UUID], *, through: int
) -> dict[UUID, list[HistoryItem]]:
    """Return what happened to subjects' records up to a position, in order."""
    found: dict[UUID, list[HistoryItem]] = {subject_id: [] for subject_id in subject_ids}
    if not found:
        return found
    rows = session.execute(
        select(*COLUMNS)
        .where(
            among(session, JournalEntry.subject_id, found),
            JournalEntry.position <= through,
            JournalEntry.kind.in_(tuple(STEPS)),
        )
        .order_by(JournalEntry.position)
    )
    for row in rows:
        found[row.subject_id].append(history_item(row))
    return found


def history_item(row: EntryRow) -> HistoryItem:
    """Return an entry as part of its subject's history."""
    step = STEPS[row.kind]
    if step is Step.ENDS:
        return HistoryItem(row.position, step, row.record_id, None)
    body = orjson.loads(row.body)
    if step is Step.PERMITS:
        permission = UUID(body["exempted"]["permission"])
        return HistoryItem(row.position, step, row.record_id, None, permission=permission)
    if step in (Step.SUSPENDS, Step.RESUMES):
        return HistoryItem(row.position, step, row.record_id, None, _pause(row.record_id, body))
    facts, adjusts = facts_of(row.kind, body), None
    if row.kind == NoticeType.MEASURES_CHANGED:
        adjusts = Adjusted(frozenset(body["measures"]), body["agency"])
    return HistoryItem(row.position, step, row.record_id, facts, adjusts=adjusts, entry=row.id)


def _pause(record_id: UUID, body: Mapping[str, Any]) -> Pause:
    stated = body.get("suspended") or body["resumed"]
    return Pause(
        acts=frozenset(RestrictedAct(act) for act in stated["acts"]),
        records=(record_id, *(UUID(listing) for listing in stated["listings"])),
    )


def facts_of(kind: str, body: Mapping[str, Any]) -> RecordFacts:
    """Return what of an entry's body decides on measures."""
    return replace(_common_facts(kind, body), owed=owed_in(body))


def _common_facts(kind: str, body: Mapping[str, Any]) -> RecordFacts:
    restriction = body.get("restriction")
    acts = tuple(restriction["acts"]) if restriction else ()
    kind = body.get("record_kind", kind)
    return _facts((kind, body["subject_kind"], body["identified"], acts, "bound" in body))


def _usual_facts(
    kinds: Sequence[str], found: Sequence[Said | None]
) -> Sequence[RecordFacts | None]:
    """Return what decides on measures of usual beginnings, one object for all that are equal."""
    parts = [
        said and (kind, said[SUBJECT_KIND], said[IDENTIFIED], said[ACTS])
        for kind, said in zip(kinds, found, strict=True)
    ]
    known = {each: facts_said(*each) if each else None for each in set(parts)}
    return [known[each] for each in parts]


def facts_said(kind: str, subject_kind: bytes, identified: bytes, acts: bytes) -> RecordFacts:
    """Return what decides on measures by parts of what a usual beginning says."""
    restricted = tuple(orjson.loads(acts)) if acts else ()
    return _facts((kind, subject_kind.decode(), identified == b"true", restricted, False))


@lru_cache(maxsize=4096)
def _facts(said: tuple[str, str, bool, tuple[str, ...], bool]) -> RecordFacts:
    """Return one object for all facts that are equal: few differ, and a journal is full of each."""
    kind, subject_kind, identified, acts, for_entity = said
    record = kind.partition(".")[0]
    return RecordFacts(
        restriction=record == "restriction",
        subject_kind=SubjectKind(subject_kind),
        identified=identified,
        acts=frozenset(RestrictedAct(act) for act in acts),
        for_entity=for_entity,
        own=_OWN_TRIGGERS.get(record),
    )
