"""The calendar of the register (日历): what the program carries, with imported years in place of
carried ones.

It is read in the transaction that counts by it, so that a year which another process has imported
counts from its commit on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.calendars import CalendarYear
from registry.rules import arrangement_format, holiday_arrangements
from registry.rules.calendar import Calendar
from registry.rules.holiday_arrangements import Arrangement

# Year, papers, days off, weekend days worked: a row as it is kept.
_Row = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What the import of a year changes: nothing where the year is known as it comes.

    :ivar known: the arrangement that counts so far, if there is one.
    """

    known: Arrangement | None
    wanted: Arrangement

    @property
    def anything(self) -> bool:
        """Tell whether anything changes."""
        return self.known is None or _days(self.known) != _days(self.wanted)

    @property
    def more_off(self) -> tuple[date, ...]:
        """Return the days that are off now."""
        return _new(self.wanted.off, self.known.off if self.known else ())

    @property
    def less_off(self) -> tuple[date, ...]:
        """Return the days that are not off any more."""
        return _new(self.known.off if self.known else (), self.wanted.off)

    @property
    def more_worked(self) -> tuple[date, ...]:
        """Return the weekend days that are worked now."""
        known = self.known.working_weekends if self.known else ()
        return _new(self.wanted.working_weekends, known)

    @property
    def less_worked(self) -> tuple[date, ...]:
        """Return the weekend days that are not worked any more."""
        known = self.known.working_weekends if self.known else ()
        return _new(known, self.wanted.working_weekends)


def current(session: Session) -> Calendar:
    """Return the calendar that counts in the open transaction."""
    return _calendar(_rows(session))


def arrangements(session: Session) -> tuple[Arrangement, ...]:
    """Return the arrangement of every known year, first to last."""
    return _arrangements(_rows(session))


def change(session: Session, wanted: Arrangement) -> Change:
    """Return what an import of this arrangement would change."""
    known = {found.year: found for found in arrangements(session)}
    return Change(known.get(wanted.year), wanted)


def put(session: Session, wanted: Arrangement, *, actor: Actor, now: datetime) -> Change:
    """Let an arrangement count for its year, unless it does; return what that changes."""
    made = change(session, wanted)
    if not made.anything:
        return made
    kept = session.get(CalendarYear, wanted.year, with_for_update=True)
    if kept is None:
        kept = CalendarYear(year=wanted.year)
        session.add(kept)
    kept.papers = wanted.notice
    kept.off, kept.working_weekends = _written(wanted.off), _written(wanted.working_weekends)
    kept.imported_by, kept.imported_at = actor.name, now
    kept.recomputed_after = 0
    body = {
        "year": wanted.year,
        "papers": wanted.notice.split(),
        "off": sorted(day.isoformat() for day in wanted.off),
        "working_weekends": sorted(day.isoformat() for day in wanted.working_weekends),
        "replaces": made.known is not None,
    }
    append.record(
        session,
        Entry(
            kind=events.CALENDAR_IMPORTED,
            body=body,
            actor=actor,
            reason="导入年度节假日安排",
            basis=str(arrangement_format.READ.article),
            occurred_at=now,
        ),
    )
    return made


def is_carried(arrangement: Arrangement) -> bool:
    """Tell whether an arrangement is the one that the program carries."""
    return arrangement in holiday_arrangements.PUBLISHED


def _rows(session: Session) -> tuple[_Row, ...]:
    year = CalendarYear
    chosen = select(year.year, year.papers, year.off, year.working_weekends).order_by(year.year)
    with session.no_autoflush:
        found = session.execute(chosen)
        return tuple((row.year, row.papers, row.off, row.working_weekends) for row in found)


@lru_cache(maxsize=8)
def _calendar(rows: tuple[_Row, ...]) -> Calendar:
    return Calendar.of(_arrangements(rows))


def _arrangements(rows: tuple[_Row, ...]) -> tuple[Arrangement, ...]:
    by_year = {carried.year: carried for carried in holiday_arrangements.PUBLISHED}
    for year, papers, off, worked in rows:
        by_year[year] = Arrangement(year, papers, _read(off), _read(worked))
    return tuple(by_year[year] for year in sorted(by_year))


def _days(arrangement: Arrangement) -> tuple[frozenset[date], frozenset[date]]:
    return arrangement.off, arrangement.working_weekends


def _new(these: Iterable[date], those: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(set(these) - set(those)))


def _written(days: Iterable[date]) -> str:
    return orjson.dumps(sorted(days)).decode()


def _read(days: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, orjson.loads(days)))
