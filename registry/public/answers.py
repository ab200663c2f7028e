"""Answers (查询答复): stored items with their codes in words; interface and pages share them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from registry.db import db, end_reading
from registry.errors import ErrorKind, ServiceError
from registry.i18n import Language
from registry.public import cursors
from registry.public.cursors import Position
from registry.search.query import NameQuery, Shelf, find_by_name, find_one
from schemas.codes import Ground, ListName, Performance, RestrictedAct, Sex, SubjectKind
from schemas.labels import label
from schemas.provinces import province_named
from schemas.restriction_codes import BoundPerson

Entry = dict[str, Any]
Worded = Callable[[str, Language], Entry]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: its entries, how many match in all, how many came before, the next cursor."""

    entries: list[Entry]
    total: int
    shown_before: int
    next: str | None

    @property
    def first(self) -> int:
        """Return the number of the first entry on this page, counted from one."""
        return self.shown_before + 1

    @property
    def last(self) -> int:
        """Return the number of the last entry on this page."""
        return self.shown_before + len(self.entries)


def entries_of(
    query: NameQuery, *, after: str | None, size: int, on: date, key: bytes, language: Language
) -> Answer:
    """Return one page of the entries that a query finds.

    Nothing is read any more once this returns, so a client that takes its answer slowly holds
    nothing up.

    :param after: the cursor of the page before.
    :param on: the legal day of the question.
    :param key: what cursors are sealed with.
    :raises ServiceError: ``cursor.invalid``.
    """
    begun = cursors.read(after, query, key=key) if after else None
    place = begun.place if begun else None
    hits = find_by_name(db.session(), query, on=on, after=place, size=size)
    end_reading()
    before = begun.shown if begun else 0
    following = Position(hits.next, before + len(hits.items)) if hits.next else None
    return Answer(
        [_WORDED[query.shelf](item, language) for item in hits.items],
        hits.total,
        before,
        cursors.write(following, query, key=key) if following else None,
    )


def entry_of(entry_id: str, *, on: date, language: Language, shelf: Shelf = Shelf.ENTRIES) -> Entry:
    """Return one entry.

    :raises ServiceError: ``entry.not_found``, the same for an entry that was removed, for one
        that is not public yet or any more, and for an id that never was.
    """
    item = find_one(db.session(), _as_uuid(entry_id), on=on, shelf=shelf)
    end_reading()
    if item is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "entry.not_found")
    return _WORDED[shelf](item, language)


def labelled(item: str, language: Language) -> Entry:
    """Return a stored item with its codes in words added to it."""
    entry: Entry = orjson.loads(item)
    # Entries that were written before persons were shown have no word of it.
    entry.setdefault("bound_for", None)
    entry["labels"] = _labels(entry, language)
    return entry


def labelled_round(item: str, language: Language) -> Entry:
    """Return the stored item of a closed round with its codes in words added to it."""
    entry: Entry = orjson.loads(item)
    entry["labels"] = {
        "kind": label(SubjectKind(entry["kind"]), language),
        "province": _province(entry["province"], language),
    }
    return entry


_WORDED: Mapping[Shelf, Worded] = {
    Shelf.ENTRIES: labelled,
    Shelf.CLOSED_ROUNDS: labelled_round,
}


def _labels(entry: Mapping[str, Any], language: Language) -> dict[str, Any]:
    sex, performance = entry["sex"], entry["performance"]["state"]
    bound_for = entry["bound_for"]
    return {
        "list": label(ListName(entry["list"]), language),
        "kind": label(SubjectKind(entry["kind"]), language),
        "sex": label(Sex(sex), language) if sex else None,
        "province": _province(entry["province"], language),
        "grounds": [label(Ground(ground), language) for ground in entry["grounds"]],
        "acts": [label(RestrictedAct(act), language) for act in entry["acts"]],
        "capacity": label(BoundPerson(bound_for["capacity"]), language) if bound_for else None,
        "performance": label(Performance(performance), language) if performance else None,
    }


def _province(name: str, language: Language) -> str | None:
    # The Supreme Court lies in no province.
    found = province_named(name)
    if found is None:
        return None
    return found.short_name if language is Language.CHINESE else found.english_name


def _as_uuid(text: str) -> UUID:
    # What is no id at all is looked up all the same, as one that nobody has: the answer tells
    # nothing either way.
    try:
        found = UUID(text)
    except ValueError:
        return UUID(int=0)
    return found if str(found) == text.lower() else UUID(int=0)
