"""Loading a measure catalogue (装载措施目录): what changed is ended and begun, never altered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.measures.catalogue import Body, CatalogueItem
from partners.models.agencies import Measure
from partners.services import adjustments
from registry import events
from registry.clock import legal_day
from registry.events import Kind
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.journal import JournalEntry
from schemas.codes import RestrictedAct
from schemas.measures import Binding, Mode, Source, Trigger

BASIS = "中办发〔2016〕64号"
JOB = Actor(name="job:expire-measures", via="scheduler")


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """What a loading changed: codes that began, were begun anew with other terms, or ended."""

    begun: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.begun or self.changed or self.ended)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a loading would do.

    :ivar wanted: the measures by their codes, without those that are over already.
    :ivar present: what is in force of the catalogue, by code.
    :ivar deciding: the codes for which it changes who is told to apply or to lift.
    """

    change: CatalogueChange
    wanted: Mapping[str, CatalogueItem]
    present: Mapping[str, Measure]
    deciding: frozenset[str]


def plan(session: Session, catalogue: str, items: Iterable[CatalogueItem], *, on: date) -> Plan:
    """Return what loading a catalogue on a legal day would change. Only reads.

    A measure that is to begin later is entered at once and applied to nobody until it is loaded
    again on its day or after: nothing is imposed by the passing of time.
    """
    wanted = {item.code: item for item in items if item.valid_to is None or item.valid_to >= on}
    present, waiting = _present(session, catalogue)
    due = {code for code in waiting if (present[code].valid_from or on) <= on}
    changed = tuple(
        code
        for code, row in present.items()
        if code in wanted and (code in due or _differs(row, wanted[code]))
    )
    change = CatalogueChange(
        begun=tuple(code for code in wanted if code not in present),
        changed=changed,
        ended=tuple(code for code in present if code not in wanted),
    )
    terms = {code: decides(item_of(row)) for code, row in present.items()}
    early = {code for code, item in wanted.items() if item.valid_from and item.valid_from > on}
    other = (
        code
        for code in changed
        if (code in early) != (code in waiting) or terms[code] != decides(wanted[code])
    )
    return Plan(change, wanted, present, frozenset((*change.begun, *other, *change.ended)))


def load(
    session: Session,
    catalogue: str,
    items: Iterable[CatalogueItem],
    *,
    actor: Actor,
    now: datetime,
) -> CatalogueChange:
    """Bring the measures in force in line with a catalogue; loading it again changes nothing.

    Records in force are adjusted afterwards, see :mod:`partners.services.adjustments`.

    :param catalogue: its name, such as ``go2016``.
    :return: what changed; journalled as one entry where there is anything.
    """
    planned = plan(session, catalogue, items, on=legal_day(now))
    change = planned.change
    if not change:
        return change
    entry = _entry(
        events.CATALOGUE_LOADED,
        catalogue,
        planned.wanted.values(),
        change,
        reason="装载措施目录",
        actor=actor,
        now=now,
    )
    append.record(session, entry)
    for code in (*change.changed, *change.ended):
        planned.present[code].until_entry = entry.id
    # What ends is written before what begins: a code is in force once at most.
    session.flush()
    for code in (*change.begun, *change.changed):
        session.add(_row(catalogue, planned.wanted[code], entry.id))
    adjustments.start(session, entry.id, planned.deciding, now=now)
    return change


def expire(session: Session, *, now: datetime) -> tuple[str, ...]:
    """End the measures whose last day is over, and return their codes; the records that they were
    applied to are adjusted afterwards. It only ends burdens.
    """
    over: dict[str, list[Measure]] = {}
    for row in session.scalars(
        select(Measure)
        .where(Measure.until_entry.is_(None), Measure.valid_to < legal_day(now))
        .order_by(Measure.id)
        .with_for_update()
    ):
        over.setdefault(row.catalogue, []).append(row)
    for catalogue, rows in over.items():
        codes = tuple(row.code for row in rows)
        entry = _entry(
            events.CATALOGUE_EXPIRED,
            catalogue,
            (),
            CatalogueChange((), (), codes),
            reason="措施有效期届满",
            actor=JOB,
            now=now,
        )
        append.record(session, entry)
        for row in rows:
            row.until_entry = entry.id
        adjustments.start(session, entry.id, codes, now=now)
    return tuple(row.code for rows in over.values() for row in rows)


def in_force(session: Session, catalogue: str) -> tuple[CatalogueItem, ...]:
    """Return a catalogue as it is loaded now."""
    present, _ = _present(session, catalogue)
    return tuple(item_of(row) for row in present.values())


def names(session: Session) -> list[str]:
    """Return the names of the catalogues of which anything is in force."""
    chosen = select(Measure.catalogue).where(Measure.until_entry.is_(None)).distinct()
    return list(session.scalars(chosen.order_by(Measure.catalogue)))


def decides(item: CatalogueItem) -> tuple[object, ...]:
    """Return what of a measure decides whom it is applied to."""
    return (
        item.binds,
        item.responsible,
        item.trigger,
        frozenset(item.acts),
        item.least_owed,
    )


def item_of(row: Measure) -> CatalogueItem:
    """Return a stored measure as a catalogue has it."""
    return CatalogueItem(
        code=row.code,
        part_of=row.part_of,
        category=row.category,
        category_zh=row.category_zh,
        category_en=row.category_en,
        name_zh=row.name_zh,
        name_en=row.name_en,
        binds=Binding(row.binds),
        responsible=row.responsible,
        trigger=Trigger(row.triggers),
        acts=tuple(RestrictedAct(act) for act in row.acts.split(",") if act),
        least_owed=row.least_owed,
        mode=Mode(row.mode),
        basis=row.basis,
        agencies=tuple(Body(*names) for names in orjson.loads(row.agencies)),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=Source(row.source),
    )


def _present(session: Session, catalogue: str) -> tuple[dict[str, Measure], frozenset[str]]:
    """Return the measures in force by code, and the codes of those entered before their day."""
    rows = session.execute(
        select(Measure, JournalEntry.recorded_at)
        .outerjoin(JournalEntry, JournalEntry.id == Measure.since_entry)
        .where(Measure.catalogue == catalogue, Measure.until_entry.is_(None))
        .order_by(Measure.id)
    ).all()
    early = frozenset(
        row.code
        for row, at in rows
        if at is not None and row.valid_from is not None and row.valid_from > legal_day(at)
    )
    return {row.code: row for row, _ in rows}, early


def _entry(
    kind: Kind,
    catalogue: str,
    items: Iterable[CatalogueItem],
    change: CatalogueChange,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Entry:
    body = {
        "catalogue": catalogue,
        # The rows may be looked at in the table; the digest says that these are they.
        "digest": sha256(orjson.dumps([_written(item) for item in items])).hexdigest(),
        "begun": list(change.begun),
        "changed": list(change.changed),
        "ended": list(change.ended),
    }
    return Entry(kind=kind, body=body, actor=actor, reason=reason, basis=BASIS, occurred_at=now)


def _content(item: CatalogueItem) -> dict[str, object]:
    """Return an item as the columns of its row."""
    return {
        "code": item.code,
        "part_of": item.part_of,
        "category": item.category,
        "category_zh": item.category_zh,
        "category_en": item.category_en,
        "name_zh": item.name_zh,
        "name_en": item.name_en,
        "agencies": _bodies_text(item.agencies),
        "binds": item.binds.value,
        "responsible": item.responsible,
        "triggers": item.trigger.value,
        "acts": ",".join(item.acts),
        "least_owed": item.least_owed,
        "mode": item.mode.value,
        "basis": item.basis,
        "valid_from": item.valid_from,
        "valid_to": item.valid_to,
        "source": item.source.value,
    }


def _written(item: CatalogueItem) -> dict[str, object]:
    content = _content(item)
    owed = content["least_owed"]
    return {**content, "least_owed": None if owed is None else str(owed)}


def _bodies_text(bodies: Sequence[Body]) -> str:
    return orjson.dumps([[body.code, body.name_zh, body.name_en] for body in bodies]).decode()


def _row(catalogue: str, item: CatalogueItem, entry_id: UUID) -> Measure:
    return Measure(catalogue=catalogue, since_entry=entry_id, until_entry=None, **_content(item))


def _differs(row: Measure, item: CatalogueItem) -> bool:
    return any(getattr(row, column) != value for column, value in _content(item).items())
