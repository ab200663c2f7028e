"""Rows that are taken into a watch and out of it (增减名单行): by number, or by name where there is
no number; a name alone never takes out a row that has a number, which may be a namesake's.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.identity import number_index
from registry.models.screenings import Screening
from registry.models.watches import Watch, WatchedNumber, WatchedRow
from registry.rules.policy import Policy
from registry.services.screening import watched_rows, watches
from registry.services.screening.screening_matches import Entry
from registry.vault import Vault
from schemas.names import fold_name
from schemas.screening_codes import RowFault, RowOutcome

# By which a row is found: the blind index of a number, or of a name alone.
_Key = tuple[str, bytes]
_NUMBER, _NAME = "number", "name"
_Known = dict[_Key, set[int]]


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What became of a row of a list.

    :ivar row: its number in the list that was handed in.
    :ivar watched_row: its number among the rows that are watched, or were.
    :ivar reason: what is wrong with it; a row that is added all the same is watched by its name.
    """

    row: int
    outcome: RowOutcome
    watched_row: int | None = None
    reason: RowFault | None = None


def add(
    session: Session,
    screening: Screening,
    watch: Watch,
    entries: Sequence[Entry],
    *,
    vault: Vault,
    policy: Policy,
) -> Sequence[RowAnswer]:
    """Take rows into a watch that are not there yet; what goes with them is told by alerts.

    :raises ServiceError: ``watch.too_many_rows``, and then none was taken in.
    """
    known = _known(session, screening, entries, vault=vault)
    answers: list[RowAnswer] = []
    fresh: list[Entry] = []
    for entry in entries:
        if not watched_rows.may_be_compared(entry, names=screening.names):
            reason = entry.fault or RowFault.EMPTY
            answers.append(RowAnswer(entry.row, RowOutcome.FAULTY, reason=reason))
            continue
        keys = _keys(entry, vault=vault)
        before = set[int]().union(*(known[key] for key in keys))
        if before:
            answers.append(RowAnswer(entry.row, RowOutcome.ALREADY_WATCHED, min(before)))
            continue
        number = watch.last_row + len(fresh) + 1
        fresh.append(replace(entry, row=number))
        for key in keys:
            known[key].add(number)
        answers.append(RowAnswer(entry.row, RowOutcome.ADDED, number, entry.fault))
    watches.require_room(session, screening, policy, more=len(fresh))
    watched_rows.keep(session, screening, watch, fresh, vault=vault, fresh=True)
    return answers


def drop(
    session: Session, screening: Screening, watch: Watch, entries: Sequence[Entry], *, vault: Vault
) -> Sequence[RowAnswer]:
    """Take rows out of a watch, each with all that has its number."""
    known = _known(session, screening, entries, vault=vault)
    answers: list[RowAnswer] = []
    dropped: set[int] = set()
    for entry in entries:
        if (fault := _cannot_be_found(entry)) is not None:
            answers.append(RowAnswer(entry.row, RowOutcome.FAULTY, reason=fault))
            continue
        found = set[int]().union(*(known[key] for key in _keys(entry, vault=vault)))
        gone = found - dropped
        outcome = RowOutcome.DROPPED if gone else RowOutcome.NOT_WATCHED
        answers.append(RowAnswer(entry.row, outcome, min(gone) if gone else None))
        dropped |= gone
    watched_rows.drop(session, watch, dropped)
    return answers


def _cannot_be_found(entry: Entry) -> RowFault | None:
    if entry.fault is None or (entry.fault is RowFault.NUMBER_MISSING and entry.name):
        return None
    # A number that cannot be read was meant to say who: the name alone may be somebody else's.
    return entry.fault


def _keys(entry: Entry, *, vault: Vault) -> Collection[_Key]:
    if entry.numbers:
        return {(_NUMBER, number_index(vault, kind, number)) for kind, number in entry.numbers}
    name_key = fold_name(entry.name or "")
    return {(_NAME, watched_rows.name_index(vault, name_key))}


def _known(
    session: Session, screening: Screening, entries: Sequence[Entry], *, vault: Vault
) -> _Known:
    """Return the numbers of the watched rows by what entries are found by."""
    wanted = {key for entry in entries for key in _keys(entry, vault=vault)}
    by_kind = {
        kind: [index for of_kind, index in wanted if of_kind == kind] for kind in (_NUMBER, _NAME)
    }
    numbers = (
        select(WatchedNumber.number_index, WatchedRow.row_number)
        .join(WatchedRow, WatchedRow.id == WatchedNumber.row_id)
        .where(
            WatchedRow.screening_id == screening.id,
            WatchedNumber.number_index.in_(by_kind[_NUMBER]),
        )
    )
    has_number = select(WatchedNumber.row_id).where(WatchedNumber.row_id == WatchedRow.id).exists()
    names = select(WatchedRow.name_index, WatchedRow.row_number).where(
        WatchedRow.screening_id == screening.id,
        WatchedRow.name_index.in_(by_kind[_NAME]),
        ~has_number,
    )
    found: _Known = defaultdict(set)
    for kind, chosen in ((_NUMBER, numbers), (_NAME, names)):
        for index, row in session.execute(chosen):
            if index is not None:
                found[kind, index].add(row)
    return found
