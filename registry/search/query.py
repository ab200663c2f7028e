"""The public query (公开查询): the entries of one name, newest first, and one entry by its id;
closed rounds are asked for in the same way and found by themselves.

Both look at the dates of an entry themselves, so that it is gone on the day after its term even if
no job has run. What they return is the stored item, which was masked when it was written: nothing
hidden passes through here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, select, true, tuple_
from sqlalchemy.orm import Session

from registry.models.publication import ClosedRound, PublicEntry
from schemas.codes import ListName, SubjectKind

Line = type[PublicEntry] | type[ClosedRound]


class Shelf(StrEnum):
    """Where a question looks: nothing of one shelf is ever found on the other."""

    ENTRIES = "entries"
    CLOSED_ROUNDS = "closed_rounds"


_TABLES: Mapping[Shelf, Line] = {
    Shelf.ENTRIES: PublicEntry,
    Shelf.CLOSED_ROUNDS: ClosedRound,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameQuery:
    """What is asked: a folded name, and where wanted list, kind, province and court.

    Closed rounds are in no list.
    """

    shelf: Shelf = Shelf.ENTRIES
    name_key: str
    list_name: ListName | None = None
    kind: SubjectKind | None = None
    province: str | None = None
    court_code: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of entries: the one that was shown last."""

    published_on: date
    id: int


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of stored items as JSON texts, how many there are in all, and the place to go on
    from.
    """

    items: Sequence[str]
    total: int
    next: Place | None


def find_by_name(
    session: Session, query: NameQuery, *, on: date, after: Place | None, size: int
) -> Hits:
    """Return a page of the entries that bear exactly this name, newest first.

    :param on: the legal day of the question.
    :param after: the last entry of the page before; a deep page costs what the first one does.
    :param size: how many entries a page holds.
    """
    line, matching = _TABLES[query.shelf], _matching(query, on)
    counted = select(func.count().label("total")).select_from(line).where(matching).subquery()
    page = (
        select(line.id, line.published_on, line.item)
        .where(matching, _below(line, after))
        .order_by(line.published_on.desc(), line.id.desc())
        # One more than the page holds tells whether another follows.
        .limit(size + 1)
        .subquery()
    )
    # One statement, so that count and page are of one moment; the join keeps the count where the
    # page is empty.
    rows = session.execute(
        select(counted.c.total, page.c.id, page.c.published_on, page.c.item)
        .select_from(counted.outerjoin(page, true()))
        .order_by(page.c.published_on.desc(), page.c.id.desc())
    ).all()
    shown = [row for row in rows if row.id is not None]
    more = len(shown) > size
    shown = shown[:size]
    last = Place(shown[-1].published_on, shown[-1].id) if more else None
    return Hits([row.item for row in shown], rows[0].total, last)


def find_one(
    session: Session, public_id: UUID, *, on: date, shelf: Shelf = Shelf.ENTRIES
) -> str | None:
    """Return the stored item of an entry that the public may see on a day.

    One that was removed, one whose term is over and one that never was are the same: None, after
    the same one read.
    """
    line = _TABLES[shelf]
    return session.execute(
        select(line.item).where(line.public_id == public_id, _in_force(line, on))
    ).scalar_one_or_none()


def _matching(query: NameQuery, on: date) -> ColumnElement[bool]:
    line = _TABLES[query.shelf]
    wanted = {line.kind: query.kind, line.province: query.province}
    wanted[line.court_code] = query.court_code
    if line is PublicEntry:
        wanted[PublicEntry.list_name] = query.list_name
    narrowed = [column == value for column, value in wanted.items() if value is not None]
    return and_(line.name_key == query.name_key, _in_force(line, on), *narrowed)


def _in_force(line: Line, on: date) -> ColumnElement[bool]:
    # A closed round has no term: it is there until the case stands otherwise.
    if line is ClosedRound:
        return true()
    return PublicEntry.in_term(on)


def _below(line: Line, place: Place | None) -> ColumnElement[bool]:
    if place is None:
        return true()
    return tuple_(line.published_on, line.id) < tuple_(
        literal(place.published_on), literal(place.id)
    )
