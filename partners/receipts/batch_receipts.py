"""Batch receipts (整批反馈): one row for what an agency says of a stretch of a delivery in one
voice, namely that everything was done as asked.

Nearly every answer is of that kind. What was asked can be computed from the journal at any time, so
a stretch of positions and a moment keep every word of it; whatever else an agency says is kept word
by word, in rows of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.streams import BatchReceipt
from partners.notices.notices import Told
from partners.receipts.receipt_words import Said
from registry.prepared import Prepared, Writes, row_of
from schemas.codes import Outcome
from schemas.receipts import is_possible

# A receipt of these fields and no other says no more than what was done, and when.
USUAL = frozenset({"notice", "measure", "outcome", "at"})
# So few notices are no dearer word by word.
FEWEST = 16
# A stretch is no longer than so many positions, so that few have to be looked at for one of them.
LONGEST = 10_000
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.A
).fullmatch
_KEEP = Prepared(row_of(BatchReceipt))
_APPLIED, _LIFTED = Outcome.APPLIED.value, Outcome.LIFTED.value
_NOT_AS_ASKED = object()


class Stretch(NamedTuple):
    """Notices of a delivery, by the positions of the first and the last, of which an agency said
    that all was done.

    :ivar stated_at: when it was done, as the agency says; absent where it does not.
    """

    first: int
    last: int
    notices: int
    stated_at: datetime | None


class Task(NamedTuple):
    """What a notice asked for: its measures with what becomes of them when all is done."""

    notice_id: UUID
    position: int
    done: Mapping[str, Outcome]


def moment_of(text: Any) -> datetime | None:
    """Read a moment as machines state it, RFC 3339 with its offset; nothing of any other shape."""
    if type(text) is not str or not _MOMENT(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if is_possible(moment) else None


def task_of(told: Told) -> Task:
    """Return what a notice asked for."""
    done = dict.fromkeys(told.apply, Outcome.APPLIED)
    if told.ending is not None:
        done |= dict.fromkeys(told.ending.lift, Outcome.LIFTED)
    return Task(told.id, told.position, done)


def split(
    said: Sequence[Any], told: Sequence[Told], left_out: Sequence[int] = ()
) -> tuple[tuple[Stretch, ...], Sequence[Any]]:
    """Part the receipts in an answer into stretches of which all was done, and the other ones.

    :param said: receipts as they came, of whatever shape.
    :param told: the notices of the delivery, in order.
    :param left_out: positions between them, ascending, whose notices did not go out with them.
    """
    by_notice: dict[str, list[Any]] = {}
    for item in said:
        if type(item) is dict and type(notice := item.get("notice")) is str:
            by_notice.setdefault(notice, []).append(item)
    stretches: list[Stretch] = []
    whole: set[str] = set()
    for at, notices in _alike(by_notice, told, left_out):
        stated_at = moment_of(at)
        if len(notices) < FEWEST or (at is not None and stated_at is None):
            continue
        first, last = notices[0].position, notices[-1].position
        stretches.append(Stretch(first, last, len(notices), stated_at))
        whole.update(str(notice.id) for notice in notices)
    if not stretches:
        return (), said
    others = [item for item in said if type(item) is not dict or not _is_of(item, whole)]
    return tuple(stretches), others


def _is_of(item: Mapping[str, Any], notices: Collection[str]) -> bool:
    notice = item.get("notice")
    return type(notice) is str and notice in notices


def _alike(
    by_notice: Mapping[str, list[Any]], told: Sequence[Told], left_out: Sequence[int]
) -> Iterator[tuple[Any, list[Told]]]:
    """Yield neighbouring notices of which all was done at the same stated moment."""
    alike: list[Told] = []
    common: Any = _NOT_AS_ASKED
    for notice in told:
        items = by_notice.get(str(notice.id), [])
        if not items and not notice.apply and notice.ending is None:
            # Nothing was asked, and nothing is said.
            continue
        at = _as_asked(notice, items)
        if alike and (at != common or _is_apart(alike, notice.position, left_out)):
            yield common, alike
            alike = []
        if at is not _NOT_AS_ASKED:
            alike.append(notice)
            common = at
    if alike:
        yield common, alike


def _is_apart(alike: Sequence[Told], position: int, left_out: Sequence[int]) -> bool:
    if position - alike[0].position >= LONGEST:
        return True
    return bisect_left(left_out, alike[-1].position) != bisect_left(left_out, position)


def _as_asked(notice: Told, items: Sequence[Mapping[str, Any]]) -> Any:
    """Return the moment that receipts state, if they say that all of a notice was done and no more;
    absent where they state none.
    """
    lift = () if notice.ending is None else notice.ending.lift
    if not items or len(items) != len(notice.apply) + len(lift):
        return _NOT_AS_ASKED
    at = items[0].get("at")
    codes, begun = (*notice.apply, *lift), len(notice.apply)
    for number, item in enumerate(items):
        outcome = _APPLIED if number < begun else _LIFTED
        if not (
            item.get("measure") == codes[number]
            and item.get("outcome") == outcome
            and item.get("at") == at
            and item.keys() <= USUAL
        ):
            return _NOT_AS_ASKED
    return at


def keep(
    writes: Writes,
    agency_id: int,
    delivery_id: int,
    stretches: Sequence[Stretch],
    *,
    now: datetime,
) -> None:
    """Keep what an agency said of stretches of a delivery, with what else is to be written."""
    for stretch in stretches:
        said = {
            "agency_id": agency_id,
            "delivery_id": delivery_id,
            "first_position": stretch.first,
            "last_position": stretch.last,
            "notices": stretch.notices,
            # A clock that is fast must not make a word the last one for ever.
            "stated_at": min(stretch.stated_at or now, now),
            "received_at": now,
        }
        writes.add(_KEEP, said)


def is_within(position: int, stretches: Sequence[Stretch]) -> bool:
    """Tell whether the notice at a position is in one of the stretches, which are in order."""
    at = bisect_right(stretches, position, key=lambda stretch: stretch.first) - 1
    return at >= 0 and position <= stretches[at].last


def words(session: Session, agency_id: int, tasks: Collection[Task]) -> Iterator[Said]:
    """Yield what an agency said of notices by batch receipts, word by word."""
    for near in _near(sorted(tasks, key=lambda task: task.position)):
        rows = session.execute(
            select(
                BatchReceipt.first_position,
                BatchReceipt.last_position,
                BatchReceipt.stated_at,
                BatchReceipt.received_at,
            )
            .where(
                BatchReceipt.agency_id == agency_id,
                BatchReceipt.last_position >= near[0].position,
                BatchReceipt.last_position < near[-1].position + LONGEST,
                BatchReceipt.first_position <= near[-1].position,
            )
            .order_by(BatchReceipt.id)
        ).all()
        for task in near:
            for first, last, stated_at, received_at in rows:
                if not first <= task.position <= last:
                    continue
                for code, outcome in task.done.items():
                    yield Said(task.notice_id, code, outcome, "", stated_at, received_at)


def _near(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Yield tasks in groups that are no further apart than the longest stretch."""
    near: list[Task] = []
    for task in tasks:
        if near and task.position - near[0].position >= LONGEST:
            yield near
            near = []
        near.append(task)
    if near:
        yield near
