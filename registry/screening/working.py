"""Comparing (比对作业): lists are worked off a few thousand rows at a time, each piece in a
transaction of its own with how far it has come, so that a process that is killed loses one piece.

A list is read again from its beginning when somebody goes on with it: reading is cheap, and what is
done is skipped. Two processes on one list are harmless: the later of two equal pieces is dropped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import islice

import orjson

from registry.clock import legal_day
from registry.db import db, end_reading, transaction
from registry.errors import ErrorKind, ServiceError
from registry.journal import read
from registry.journal.entry import Actor
from registry.runtime import Runtime
from registry.screening import in_turn, lists, rows
from registry.screening.columns import Columns
from registry.screening.pieces import Pieces
from registry.services.parties import subject_numbers
from registry.services.screening import (
    screening_matches,
    screening_results,
    screenings,
    watches,
)
from registry.services.screening.screening_matches import Asked, Entry
from registry.services.screening.screening_results import Piece
from schemas.screening_codes import ListFormat

ACTOR = Actor(name="job:screen", via="scheduler")
MOST_ROWS = 1_000_000
ROWS_AT_ONCE = 5_000
INDEXED_AT_ONCE = 1_000
ERASED_AT_ONCE = 20
# A list that nobody hands in is waited for so long.
WAITED = timedelta(days=1)


@dataclass(slots=True)
class _Source:
    """A list whose parts are read one by one, each in a reading of its own."""

    runtime: Runtime
    key: int
    form: ListFormat
    columns: Columns
    parts: int
    asked: Asked
    done: int
    read: int = field(default=0)

    def piece(self, number: int) -> bytes:
        session = db.session()
        screening = screenings.by_key(session, self.key)
        found = screenings.part(session, screening, number, vault=self.runtime.vault)
        end_reading()
        self.read = number + 1
        return found

    def entries(self, *, on: date) -> Iterator[Entry]:
        lines = lists.read(self.form, Pieces(self.piece, self.parts), self.columns)
        return (rows.entry_of(line, on=on) for line in islice(lines, self.done, None))


def index_numbers(runtime: Runtime) -> None:
    """Index the numbers of identities that came in since this was done last."""
    indexed = INDEXED_AT_ONCE
    while indexed == INDEXED_AT_ONCE:
        with transaction() as session:
            indexed = subject_numbers.index_some(
                session, vault=runtime.vault, limit=INDEXED_AT_ONCE
            )


def _nothing() -> None:
    """Do nothing: nobody waits for a piece."""


def work_off(
    runtime: Runtime,
    *,
    rows_at_once: int = ROWS_AT_ONCE,
    after_each: Callable[[], None] = _nothing,
) -> None:
    """Compare every list that waits, the oldest first.

    :param after_each: called when a piece is kept.
    """

    def compare(source: _Source) -> None:
        index_numbers(runtime)
        _compare(source, rows_at_once, after_each)

    in_turn.work_off(partial(_next, runtime), compare, _end)


def erase_old(runtime: Runtime) -> None:
    """Erase what came of screenings once it was kept for as long as policy says, and cancel those
    whose list never came.
    """
    now = runtime.now()
    kept = timedelta(days=runtime.policy.screening_kept_days)
    erased = ERASED_AT_ONCE
    while erased == ERASED_AT_ONCE:
        with transaction() as session:
            over = screening_results.expired(session, before=now - kept, limit=ERASED_AT_ONCE)
            for screening in over:
                screenings.erase(session, screening, actor=ACTOR, now=now)
            never = screening_results.abandoned(
                session, before=legal_day(now - WAITED), limit=ERASED_AT_ONCE
            )
            for screening in never:
                screenings.cancel(session, screening, actor=ACTOR, reason="未提交名单", now=now)
            erased = max(len(over), len(never))


def _next(runtime: Runtime, besides: frozenset[int]) -> _Source | None:
    found = screening_results.next_one(db.session(), besides=besides)
    source = None
    if found is not None:
        source = _Source(
            runtime,
            found.id,
            ListFormat(found.format or ""),
            Columns(orjson.loads(found.columns)),
            found.parts,
            screening_results.asked_of(found, now=runtime.now()),
            found.rows_done,
        )
    end_reading()
    return source


def _compare(source: _Source, rows_at_once: int, after_each: Callable[[], None]) -> None:
    coming = source.entries(on=source.asked.on)
    while entries := list(islice(coming, rows_at_once)):
        if source.done + len(entries) > MOST_ROWS:
            facts = {"most": MOST_ROWS}
            raise ServiceError(ErrorKind.TOO_LARGE, "screening_list.too_many_rows", facts)
        if not _keep(source, entries):
            return
        source.done += len(entries)
        after_each()
    _end(source)


def _keep(source: _Source, entries: Sequence[Entry]) -> bool:
    """Compare rows and keep what was found; tell whether the list is still ours to go on with."""
    vault = source.runtime.vault
    position = read.head(db.session()).size
    found = screening_matches.find(db.session(), entries, source.asked, vault=vault)
    with transaction() as session:
        screening = screening_results.is_at(session, source.key, source.done)
        if screening is None:
            return False
        policy = source.runtime.policy
        watches.require_room(session, screening, policy, more=len(entries))
        piece = Piece(source.done, entries, found, source.read, position)
        screening_results.keep(session, screening, piece, vault=vault)
    return True


def _end(source: _Source, failure: ServiceError | None = None) -> None:
    now = source.runtime.now()
    with transaction() as session:
        screening = screening_results.is_at(session, source.key, source.done)
        if screening is None:
            return
        if failure is None:
            screening_results.finish(session, screening, actor=ACTOR, now=now)
        else:
            screening_results.fail(
                session, screening, failure.code, failure.facts, actor=ACTOR, now=now
            )
