"""Working lists for watches off (增减名单作业): rows are taken into a watch or out of it a thousand
at a time, each piece in a transaction of its own with how far it has come.

A list is read again from its beginning when somebody goes on with it, as lists that are compared
are; two processes on one list are harmless.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice

import orjson
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.db import db, end_reading, transaction
from registry.errors import ErrorKind, ServiceError
from registry.journal import read
from registry.journal.entry import Actor
from registry.models.screenings import Screening
from registry.models.watch_lists import WatchList
from registry.models.watches import Watch
from registry.runtime import Runtime
from registry.screening import in_turn, lists, rows
from registry.screening.columns import Columns
from registry.screening.pieces import Pieces
from registry.screening.working import MOST_ROWS
from registry.services.screening import changed_rows, watch_lists, watches
from registry.services.screening.changed_rows import RowAnswer
from registry.services.screening.screening_matches import Entry
from schemas.screening_codes import ListFormat, RowsChange

ACTOR = Actor(name="job:watch", via="scheduler")
ROWS_AT_ONCE = 1_000
FORGOTTEN_AT_ONCE = 20


@dataclass(slots=True)
class _Source:
    """A list whose parts are read one by one, each in a reading of its own."""

    runtime: Runtime
    key: int
    form: ListFormat
    columns: Columns
    parts: int
    done: int

    def piece(self, number: int) -> bytes:
        session = db.session()
        row_list, _ = watch_lists.by_key(session, self.key)
        found = watch_lists.part(session, row_list, number, vault=self.runtime.vault)
        end_reading()
        return found

    def entries(self, *, on: date) -> Iterator[Entry]:
        lines = lists.read(self.form, Pieces(self.piece, self.parts), self.columns)
        return (rows.entry_of(line, on=on) for line in islice(lines, self.done, None))


def work_off(runtime: Runtime, *, rows_at_once: int = ROWS_AT_ONCE) -> None:
    """Take in or out what every list that waits says, the oldest first."""

    def change(source: _Source) -> None:
        _work_off(source, rows_at_once)

    in_turn.work_off(partial(_next, runtime), change, _end)


def forget_rows(runtime: Runtime) -> None:
    """Erase what became of each row of lists that have been over for as long as policy says."""
    before = runtime.now() - timedelta(days=runtime.policy.screening_kept_days)
    forgotten = FORGOTTEN_AT_ONCE
    while forgotten == FORGOTTEN_AT_ONCE:
        with transaction() as session:
            forgotten = watch_lists.forget(session, before=before, limit=FORGOTTEN_AT_ONCE)


def ready(session: Session, watch: Watch, screening: Screening) -> None:
    """Make a watch whose list was read to its end ready for more rows."""
    # Rows at the end of the list that nobody can watch have their numbers too.
    watch.last_row = max(watch.last_row, screening.rows_done)
    if watch.position is None:
        # Its list held nothing: what is entered from now on concerns its rows.
        watch.position = read.head(session).size


def _next(runtime: Runtime, besides: frozenset[int]) -> _Source | None:
    session, source = db.session(), None
    found = watch_lists.next_one(session, besides=besides)
    if found is not None:
        _, screening = watch_lists.by_key(session, found.id)
        columns = Columns(orjson.loads(screening.columns))
        form = ListFormat(found.format)
        source = _Source(runtime, found.id, form, columns, found.parts, found.rows_done)
    end_reading()
    return source


def _work_off(source: _Source, rows_at_once: int) -> None:
    coming = source.entries(on=legal_day(source.runtime.now()))
    while entries := list(islice(coming, rows_at_once)):
        if source.done + len(entries) > MOST_ROWS:
            facts = {"most": MOST_ROWS}
            raise ServiceError(ErrorKind.TOO_LARGE, "screening_list.too_many_rows", facts)
        if not _keep(source, entries):
            return
        source.done += len(entries)
    _end(source)


def _keep(source: _Source, entries: Sequence[Entry]) -> bool:
    """Do what rows say and keep their answers; tell whether the list is still ours to go on with.

    :raises ServiceError: ``watch.is_over``, ``watch.too_many_rows``.
    """
    with transaction() as session:
        found = watch_lists.is_at(session, source.key, source.done)
        if found is None:
            return False
        row_list, screening = found
        watch = watches.going_on(session, screening, is_read=True)
        ready(session, watch, screening)
        answers = _changed(session, screening, watch, row_list, entries, runtime=source.runtime)
        watch_lists.keep(session, row_list, answers)
    return True


def _changed(
    session: Session,
    screening: Screening,
    watch: Watch,
    row_list: WatchList,
    entries: Sequence[Entry],
    *,
    runtime: Runtime,
) -> Sequence[RowAnswer]:
    vault, policy = runtime.vault, runtime.policy
    if row_list.change == RowsChange.ADD:
        return changed_rows.add(session, screening, watch, entries, vault=vault, policy=policy)
    return changed_rows.drop(session, screening, watch, entries, vault=vault)


def _end(source: _Source, failure: ServiceError | None = None) -> None:
    with transaction() as session:
        found = watch_lists.is_at(session, source.key, source.done)
        if found is not None:
            row_list, screening = found
            now = source.runtime.now()
            watch_lists.finish(session, row_list, screening, failure=failure, actor=ACTOR, now=now)
