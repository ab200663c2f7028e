"""Batches (批次): the notices that one agency gets next, or got before, and their exact bytes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from partners import entries
from partners.audience import (
    Ending,
    HistoryItem,
    ending,
    live_records,
    narrowing,
    resumption,
    suspension,
    triggered,
    without_paused,
)
from partners.entries import EntryRow
from partners.notices import Told, notice_bytes
from partners.steps import STEPS, Step
from partners.versions import MeasuresInForce
from registry.vault import Vault
from schemas.codes import NoticeType
from schemas.measures import NoticeField

PAGE = 500
# Room for everything in a body but its notices.
ENVELOPE_BYTES = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An agency as the receiver of notices.

    :ivar in_force: its measures in force at a position.
    """

    code: str
    in_force: MeasuresInForce


@dataclass(slots=True)
class Gathered:
    """Notices and their bytes, in the order of the journal."""

    told: list[Told] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    size: int = ENVELOPE_BYTES


def told_of(session: Session, recipient: Recipient, rows: Sequence[EntryRow]) -> Iterator[Told]:
    """Yield what a recipient is told of entries, in order."""
    # What begins is told whatever was before; all else depends on it.
    looked_up = {
        row.subject_id
        for row in rows
        if STEPS.get(row.kind, Step.BEGINS) is not Step.BEGINS
        or row.kind == NoticeType.REPAIR_GRANTED
    }
    through = rows[-1].position if rows else 0
    histories = entries.histories(session, looked_up, through=through)
    for row in rows:
        told = _told(recipient, row, histories.get(row.subject_id, []))
        if told is not None:
            yield told


def gather(
    session: Session,
    vault: Vault,
    recipient: Recipient,
    *,
    fields: Collection[NoticeField],
    after: int,
    through: int,
    most: int | None = None,
    most_bytes: int | None = None,
) -> Gathered:
    """Gather the notices for a recipient from entries above one position and up to another.

    :param most: how many notices at most; absent for all of them.
    :param most_bytes: how large the body may become; one notice always fits.
    """
    gathered = Gathered()
    while after < through:
        rows = entries.page(session, after, through, limit=PAGE)
        chosen = list(told_of(session, recipient, rows))
        if most is not None:
            chosen = chosen[: most - len(gathered.told)]
        for told, part in _written(session, vault, chosen, fields):
            size = gathered.size + len(part) + 1
            if most_bytes is not None and gathered.told and size > most_bytes:
                return gathered
            gathered.told.append(told)
            gathered.parts.append(part)
            gathered.size = size
        if len(rows) < PAGE or len(gathered.told) == most:
            break
        after = rows[-1].position
    return gathered


def _written(
    session: Session, vault: Vault, chosen: Sequence[Told], fields: Collection[NoticeField]
) -> Iterator[tuple[Told, bytes]]:
    subjects = {told.subject_id for told in chosen if told.subject_id is not None}
    identities = entries.Identities(session, vault, subjects)
    codes = {told.body["case"]["court_code"] for told in chosen if "case" in told.body}
    names = entries.court_names(session, codes)
    for told in chosen:
        identity = (
            identities.open(told.subject_id, told.identity_version) if told.subject_id else None
        )
        yield told, notice_bytes(told, identity, fields, names)


def _told(recipient: Recipient, row: EntryRow, history: Sequence[HistoryItem]) -> Told | None:
    body: dict[str, Any] = orjson.loads(row.body)
    if row.kind == NoticeType.STREAM_TEST:
        return _as_told(row, body) if body["agency"] == recipient.code else None
    if row.kind == NoticeType.REPAIR_GRANTED:
        # Told to whoever was ever told of the listing; the liftings are asked for by what ended.
        left = ending(history, row.record_id, row.position, recipient.in_force)
        return None if left is None else _as_told(row, body, left=left)
    step = STEPS[row.kind]
    if step in (Step.ENDS, Step.SUSPENDS):
        means = ending if step is Step.ENDS else suspension
        end = means(history, row.record_id, row.position, recipient.in_force)
        return None if end is None else _as_told(row, body, end=end)
    if step is Step.PERMITS:
        return _as_told(row, body) if _is_concerned(recipient, row, body, history) else None
    apply = _to_apply(recipient, row, body, history)
    taken = (
        narrowing(history, row.record_id, row.position, recipient.in_force)
        if step is Step.CHANGES
        else None
    )
    return _as_told(row, body, apply=apply, end=taken) if apply or taken else None


def _is_concerned(
    recipient: Recipient, row: EntryRow, body: dict[str, Any], history: Sequence[HistoryItem]
) -> bool:
    """Tell whether a recipient carries out one of the acts that an exemption allows."""
    before = [item for item in history if item.position <= row.position]
    facts = live_records(before).get(row.record_id)
    acts = frozenset(body["exempted"]["acts"])
    measures = [m for m in recipient.in_force(row.position) if not acts.isdisjoint(m.acts)]
    return facts is not None and bool(triggered(measures, facts))


def _to_apply(
    recipient: Recipient, row: EntryRow, body: dict[str, Any], history: Sequence[HistoryItem]
) -> tuple[str, ...]:
    if STEPS[row.kind] is Step.RESUMES:
        return resumption(history, row.record_id, row.position, recipient.in_force)
    facts = entries.facts_of(row.kind, body)
    if STEPS[row.kind] is Step.BEGINS:
        return recipient.in_force.triggered(row.position, facts)
    before = [item for item in history if item.position <= row.position]
    measures = without_paused(recipient.in_force(row.position), before, row.record_id)
    return triggered(measures, facts)


def _as_told(
    row: EntryRow,
    body: dict[str, Any],
    *,
    apply: tuple[str, ...] = (),
    end: Ending | None = None,
    left: Ending | None = None,
) -> Told:
    record_id: UUID | None = row.record_id
    subject_id: UUID | None = row.subject_id
    return Told(
        position=row.position,
        id=row.id,
        type=NoticeType(row.kind),
        occurred_at=row.occurred_at,
        record_id=record_id,
        subject_id=subject_id,
        body=body,
        apply=apply,
        ending=end,
        left=left,
    )
