"""Loading a measure catalogue (装载措施目录): what changed is ended and begun, never altered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.catalogue import CatalogueItem
from partners.models.agencies import Measure
from registry import events
from registry.journal import append
from registry.journal.entry import Actor, Entry

BASIS = "中办发〔2016〕64号"


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """What a loading changed: codes that began, were begun anew with other terms, or ended."""

    begun: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.begun or self.changed or self.ended)


def load(
    session: Session,
    catalogue: str,
    items: Iterable[CatalogueItem],
    *,
    actor: Actor,
    now: datetime,
) -> CatalogueChange:
    """Bring the measures in force in line with a catalogue; loading it again changes nothing.

    :param catalogue: its name, such as ``go2016``.
    :return: what changed; journalled as one entry where there is anything.
    """
    wanted = {item.code: item for item in items}
    present = {
        row.code: row
        for row in session.scalars(
            select(Measure).where(Measure.catalogue == catalogue, Measure.until_entry.is_(None))
        )
    }
    change = CatalogueChange(
        begun=tuple(code for code in wanted if code not in present),
        changed=tuple(
            code for code, row in present.items() if code in wanted and _differs(row, wanted[code])
        ),
        ended=tuple(code for code in present if code not in wanted),
    )
    if not change:
        return change
    entry = _entry(catalogue, wanted.values(), change, actor=actor, now=now)
    append.record(session, entry)
    for code in (*change.changed, *change.ended):
        present[code].until_entry = entry.id
    # What ends is written before what begins: a code is in force once at most.
    session.flush()
    for code in (*change.begun, *change.changed):
        session.add(_row(catalogue, wanted[code], entry.id))
    return change


def _entry(
    catalogue: str,
    items: Iterable[CatalogueItem],
    change: CatalogueChange,
    *,
    actor: Actor,
    now: datetime,
) -> Entry:
    body = {
        "catalogue": catalogue,
        # The rows may be looked at in the table; the digest says that these are they.
        "digest": sha256(orjson.dumps([_content(item) for item in items])).hexdigest(),
        "begun": list(change.begun),
        "changed": list(change.changed),
        "ended": list(change.ended),
    }
    return Entry(
        kind=events.CATALOGUE_LOADED,
        body=body,
        actor=actor,
        reason="装载措施目录",
        basis=BASIS,
        occurred_at=now,
    )


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
        "agencies": item.agencies,
        "binds": item.binds.value,
        "responsible": item.responsible,
        "triggers": item.trigger.value,
        "acts": ",".join(item.acts),
        "mode": item.mode.value,
        "basis": item.basis,
    }


def _row(catalogue: str, item: CatalogueItem, entry_id: UUID) -> Measure:
    return Measure(catalogue=catalogue, since_entry=entry_id, until_entry=None, **_content(item))


def _differs(row: Measure, item: CatalogueItem) -> bool:
    return any(getattr(row, column) != value for column, value in _content(item).items())
