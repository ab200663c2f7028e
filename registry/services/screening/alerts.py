"""Alerts (资格审查提示): what an asker is told of the rows that it watches, once for each change,
in the commit that notes that it was told.

Entries of the journal only say which rows to look at again. What is told is the difference between
how rows and public entries go together now and how they did when it was told last, so that looking
twice, late, or at an entry that changed nothing tells nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from registry import events
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.journal import JournalEntry
from registry.models.publication import PublicEntry
from registry.models.screenings import Screening, SubjectNumber
from registry.models.subjects import Subject
from registry.models.watches import (
    FRESH,
    ScreeningAlert,
    Watch,
    WatchedHit,
    WatchedNumber,
    WatchedRow,
)
from registry.rules import watching as law
from registry.services.screening import screening_matches, screening_results, watched_rows
from registry.services.screening.screening_matches import Hit
from registry.services.screening.watched_rows import Watched
from registry.vault import Vault
from schemas.codes import ListName
from schemas.screening_codes import AlertChange, Match, WatchState

ENTRIES_AT_ONCE = 500
FRESH_AT_ONCE = 2_000
# How many rows are opened and compared in one go.
ROWS_AT_ONCE = 2_000
ACTOR = Actor(name="job:watch", via="scheduler")
Pair = tuple[int, UUID]


@dataclass(frozen=True, slots=True)
class _Said:
    """What an alert says."""

    watched: Watched
    hit_id: UUID
    record_id: UUID
    list_name: ListName
    how: Match
    change: AlertChange
    case: Mapping[str, str] | None = None


def wait(session: Session, *, through: int) -> bool:
    """Tell whether there is anything to look at up to a position of the journal."""
    behind = select(Watch.screening_id).where(
        Watch.state == WatchState.WATCHING, Watch.position < through
    )
    fresh = select(WatchedRow.id).where(FRESH)
    return any(session.scalars(chosen.limit(1)).first() is not None for chosen in (behind, fresh))


def raise_some(session: Session, *, through: int, vault: Vault, now: datetime) -> bool:
    """Raise the alerts of the next entries of the journal, and tell whether some are left.

    :param through: how far the journal is read; the numbers of identities up to there are indexed.
    """
    # Whoever raises alerts has all watches: nobody else raises the same at the same moment.
    going_on = (
        select(Watch)
        .where(Watch.state == WatchState.WATCHING, Watch.position.is_not(None))
        .order_by(Watch.screening_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    watches = session.scalars(going_on).all()
    low = min((watch.position or 0 for watch in watches), default=through)
    to = min(low + ENTRIES_AT_ONCE, through)
    fresh = session.scalars(
        select(WatchedRow.id).where(FRESH).order_by(WatchedRow.id).limit(FRESH_AT_ONCE)
    ).all()
    rows = sorted({*fresh, *_touched(session, low, to, vault=vault)})
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[first : first + ROWS_AT_ONCE]
        for said in _look_at(session, some, vault=vault, now=now):
            _tell(session, said, now=now)
    session.execute(
        update(WatchedRow)
        .where(WatchedRow.id.in_(fresh))
        .values(fresh=False)
        .execution_options(synchronize_session=False)
    )
    for watch in watches:
        watch.position = max(watch.position or 0, to)
    return to < through or len(fresh) == FRESH_AT_ONCE


def of(
    session: Session, screening: Screening, *, after: int, limit: int
) -> Sequence[ScreeningAlert]:
    """Return the alerts of a watch in the order in which they were raised."""
    chosen = select(ScreeningAlert).where(
        ScreeningAlert.screening_id == screening.id, ScreeningAlert.id > after
    )
    return session.scalars(chosen.order_by(ScreeningAlert.id).limit(limit)).all()


def _touched(session: Session, after: int, through: int, *, vault: Vault) -> set[int]:
    """Return the rows that entries of the journal may change anything for."""
    about = session.execute(
        select(JournalEntry.subject_id, JournalEntry.record_id)
        .where(
            JournalEntry.position > after,
            JournalEntry.position <= through,
            JournalEntry.subject_id.is_not(None),
        )
        .distinct()
    ).all()
    if not about:
        return set()
    records = [record for _, record in about if record is not None]
    by_number = (
        select(WatchedNumber.row_id)
        .join(SubjectNumber, SubjectNumber.number_index == WatchedNumber.number_index)
        .join(Subject, Subject.id == SubjectNumber.subject_id)
        .where(Subject.public_id.in_({subject for subject, _ in about}))
    )
    by_record = select(WatchedHit.row_id).where(WatchedHit.record_id.in_(records))
    name_keys = session.scalars(
        select(PublicEntry.name_key).where(PublicEntry.public_id.in_(records)).distinct()
    )
    names = [watched_rows.name_index(vault, name_key) for name_key in name_keys]
    by_name = select(WatchedRow.id).where(WatchedRow.name_index.in_(names))
    return {key for chosen in (by_number, by_record, by_name) for key in session.scalars(chosen)}


def _look_at(
    session: Session, keys: Sequence[int], *, vault: Vault, now: datetime
) -> Iterable[_Said]:
    """Yield what changed about rows, and keep how they go together now."""
    opened = watched_rows.opened(session, keys, vault=vault)
    chosen = select(WatchedHit).where(WatchedHit.row_id.in_(keys))
    before = {(hit.row_id, hit.record_id): hit for hit in session.scalars(chosen)}
    for _, group in groupby(opened, key=lambda watched: watched.screening.id):
        rows = list(group)
        asked = screening_results.asked_of(rows[0].screening, now=now)
        entries = [watched.entry for watched in rows]
        hits = screening_matches.find(session, entries, asked, vault=vault)
        by_number = {watched.entry.row: watched for watched in rows}
        present = {(by_number[hit.entry.row].key, hit.record_id): hit for hit in hits}
        own = {watched.key for watched in rows}
        known = {pair: hit for pair, hit in before.items() if pair[0] in own}
        yield from _changes(session, {row.key: row for row in rows}, known, present)


def _changes(
    session: Session,
    rows: Mapping[int, Watched],
    known: Mapping[Pair, WatchedHit],
    present: Mapping[Pair, Hit],
) -> Iterable[_Said]:
    changed = law.changes(
        {pair: Match(hit.how) for pair, hit in known.items()},
        {pair: hit.how for pair, hit in present.items()},
    )
    for pair in changed.ended:
        hit = known[pair]
        yield _Said(
            rows[pair[0]],
            hit.public_id,
            hit.record_id,
            ListName(hit.list_name),
            Match(hit.how),
            AlertChange.ENDED,
        )
    _forget(session, [known[pair].id for pair in changed.ended])
    for pair in changed.begun:
        found = present[pair]
        hit_id = _kept(session, pair, known.get(pair), found)
        case = {
            "number": found.item["case_number"],
            "court_code": found.item["court"]["code"],
        }
        yield _Said(
            rows[pair[0]],
            hit_id,
            found.record_id,
            found.list_name,
            found.how,
            AlertChange.BEGUN,
            case,
        )


def _kept(session: Session, pair: Pair, known: WatchedHit | None, found: Hit) -> UUID:
    if known is not None:
        known.how = found.how
        return known.public_id
    made = WatchedHit(
        public_id=uuid4(),
        row_id=pair[0],
        record_id=pair[1],
        list_name=found.list_name,
        how=found.how,
    )
    session.add(made)
    session.flush()
    return made.public_id


def _forget(session: Session, keys: Collection[int]) -> None:
    if keys:
        session.execute(
            delete(WatchedHit)
            .where(WatchedHit.id.in_(keys))
            .execution_options(synchronize_session=False)
        )


def _tell(session: Session, said: _Said, *, now: datetime) -> None:
    """Keep an alert and enter it in the journal, where the stream of its agency takes it from."""
    screening, row = said.watched.screening, said.watched.entry.row
    alert = {
        "watch": str(screening.public_id),
        "row": row,
        "change": said.change,
        "match": said.how,
        "list": said.list_name,
        "entry": str(said.record_id),
    }
    body: dict[str, object] = {"asker": screening.asker, "alert": alert}
    if said.case is not None:
        body["case"] = said.case
    entry = Entry(
        kind=events.SCREENING_ALERT,
        body=body,
        actor=ACTOR,
        reason=screening.purpose,
        basis=str(law.CHANGES.article),
        occurred_at=now,
        # Of the row and the record together, and of nobody's own history.
        record_id=said.hit_id,
    )
    append.record(session, entry)
    session.add(
        ScreeningAlert(
            public_id=entry.id,
            screening_id=screening.id,
            row_number=row,
            hit_id=said.hit_id,
            record_id=said.record_id,
            list_name=said.list_name,
            how=said.how,
            change=said.change,
            raised_at=now,
        )
    )
