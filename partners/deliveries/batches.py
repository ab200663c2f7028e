"""Batches (批次): the notices that one agency gets next, or got before, and their exact bytes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from partners.deliveries import beginnings
from partners.measures.adjusting import adjustment
from partners.measures.audience import (
    ending,
    narrowing,
    restored,
    resumption,
    suspension,
    without_paused,
)
from partners.measures.histories import HistoryItem, concerning, live_records
from partners.measures.settings import changed_measures
from partners.measures.steps import SETTINGS, STEPS, Step
from partners.measures.triggers import triggered
from partners.measures.versions import MeasuresInForce
from partners.notices import entries
from partners.notices.block import FEWEST, Block
from partners.notices.blocks import Blocks
from partners.notices.columns import Beginnings, Rows, told_together
from partners.notices.entry import Entry
from partners.notices.lines import with_line
from partners.notices.notices import Told
from registry import events
from registry.vault import Vault
from schemas.codes import NoticeType
from schemas.measures import NoticeField

# Room for everything in a body but its notices.
ENVELOPE_BYTES = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An agency as the receiver of notices.

    :ivar in_force: its measures in force at a position.
    """

    code: str
    in_force: MeasuresInForce


@dataclass(frozen=True, slots=True)
class Reader:
    """What the journal is read with: identities are opened by the vault."""

    vault: Vault
    blocks: Blocks


@dataclass(slots=True)
class Gathered:
    """Notices and their bytes, in the order of the journal."""

    told: Sequence[Told] = ()
    parts: list[bytes] = field(default_factory=list)
    size: int = ENVELOPE_BYTES


@dataclass(slots=True)
class Gathering(Gathered):
    """The same, gathered notice by notice."""

    told: list[Told] = field(default_factory=list)


def told_of(session: Session, recipient: Recipient, rows: Sequence[Entry]) -> Iterator[Told]:
    """Yield what a recipient is told of entries, in order."""
    if not rows:
        return
    apply_to = beginnings.FactsAlone(recipient.in_force, rows)
    if apply_to.suffice(rows):
        yield from apply_to.all_of(rows)
        return
    # What begins is told whatever was before; all else depends on it.
    looked_up = {
        row.subject
        for row in rows
        if row.facts is None and (row.kind in STEPS or row.kind == NoticeType.REPAIR_GRANTED)
    }
    histories = entries.histories(session, looked_up, through=rows[-1].position)
    for row in rows:
        if row.facts is None:
            history = concerning(histories.get(row.subject, ()), recipient.code)
            told = _told(recipient, row, history)
        else:
            apply = apply_to(row, row.facts)
            told = Told(row, apply) if apply else None
        if told is not None:
            yield told


def gather(
    session: Session,
    reader: Reader,
    recipient: Recipient,
    *,
    stream: UUID,
    erased: int,
    fields: Collection[NoticeField],
    after: int,
    through: int,
    most: int | None = None,
    most_bytes: int | None = None,
    passes: Callable[[Told], bool] | None = None,
) -> Gathered:
    """Gather the notices for a recipient from entries above one position and up to another.

    :param stream: the life of the journal that positions are of.
    :param erased: how often identities had been erased before anything was read for this.
    :param most: how many notices at most; absent for all of them.
    :param most_bytes: how large the body may become; one notice always fits.
    :param passes: tells of each notice, in order, whether it goes out in its place; all do where
        it is absent.
    """
    chosen: list[tuple[Block, Sequence[Told]]] = []
    room = most
    read = reader.blocks.beginnings_or_rows(session, stream, after, through, erased=erased)
    for block, rows in ((block, piece) for block, part in read for piece in _pieces(part, most)):
        told = _chosen(session, recipient, rows, passes)
        found = told[:room] if isinstance(told, Beginnings) else list(islice(told, room))
        if found:
            chosen.append((block, found))
        if room is not None:
            room -= len(found)
            if not room:
                break
    parts = reader.blocks.write(session, reader.vault, chosen, fields)
    return _fitting(_together([found for _, found in chosen]), parts, most_bytes)


def _pieces(part: Rows | Sequence[Entry], most: int | None) -> Iterable[Rows | Sequence[Entry]]:
    """Return a part in pieces of as much as a delivery may hold, so that nobody chooses from what
    has no room in it.
    """
    if not isinstance(part, Rows) or most is None or len(part) <= (size := max(most, FEWEST)):
        return (part,)
    return (part.between(start, start + size) for start in range(0, len(part), size))


def _chosen(
    session: Session,
    recipient: Recipient,
    rows: Rows | Sequence[Entry],
    passes: Callable[[Told], bool] | None,
) -> Beginnings | Iterator[Told]:
    """Return what a recipient is told of entries of a block, and what of it passes."""
    if isinstance(rows, Rows):
        found = beginnings.told_of_rows(recipient.in_force, rows) if passes is None else None
        if found is not None:
            return found
        rows = rows.entries()
    told = told_of(session, recipient, rows)
    return told if passes is None else filter(passes, told)


def _together(found: Sequence[Sequence[Told]]) -> Sequence[Told]:
    """Return notices of one stretch after the other."""
    if not found:
        return ()
    usual = [each for each in found if isinstance(each, Beginnings)]
    if len(usual) == len(found):
        return told_together(usual)
    return [told for each in found for told in each]


def _fitting(told: Sequence[Told], parts: list[bytes], most_bytes: int | None) -> Gathered:
    """Return so many notices as fit into a body; one always does."""
    size = ENVELOPE_BYTES + sum(map(len, parts)) + len(parts)
    if most_bytes is not None:
        while size > most_bytes and len(parts) > 1:
            size -= len(parts.pop()) + 1
    return Gathered(told if len(parts) == len(told) else told[: len(parts)], parts, size)


def _told(recipient: Recipient, row: Entry, history: Sequence[HistoryItem]) -> Told | None:
    body = row.body
    if row.kind == NoticeType.STREAM_TEST:
        return Told(row) if body["agency"] == recipient.code else None
    if row.kind in entries.INQUIRIES:
        # Exactly those are told who are asked, each of its own kinds.
        kinds = body["inquiry"]["asked"].get(recipient.code)
        return None if kinds is None else Told(row, kinds=tuple(kinds))
    if row.kind in entries.OF_WATCHES:
        # Whoever watches the list, and nobody else.
        return Told(row) if body["asker"] == f"agency:{recipient.code}" else None
    if row.kind == NoticeType.REPAIR_GRANTED:
        # Told to whoever was ever told of the listing; the liftings are asked for by what ended.
        left = ending(history, row.record, row.position, recipient.in_force)
        return None if left is None else Told(row, left=left)
    if row.kind in SETTINGS:
        return _settings(recipient, row)
    step = STEPS[row.kind]
    if row.kind == NoticeType.MEASURES_CHANGED:
        return _adjusted(recipient, row, history)
    if step in (Step.ENDS, Step.SUSPENDS):
        means = ending if step is Step.ENDS else suspension
        end = means(history, row.record, row.position, recipient.in_force)
        if end is None:
            return None
        again = restored(history, row.record, row.position, recipient.in_force)
        return Told(row, apply=again if step is Step.ENDS else (), ending=end)
    if step is Step.PERMITS:
        return Told(row) if _is_concerned(recipient, row, body, history) else None
    if step is Step.RESUMES:
        apply = resumption(history, row.record, row.position, recipient.in_force)
        return Told(row, apply=apply) if apply else None
    return _stated(recipient, row, step, history)


def _stated(
    recipient: Recipient, row: Entry, step: Step, history: Sequence[HistoryItem]
) -> Told | None:
    """Return what a recipient is told that a record is, where it triggers anything for it, or did:
    what is suspended for the time being is held all the same.
    """
    present, facts = recipient.in_force(row.position), entries.facts_of(row.kind, row.body)
    before = [item for item in history if item.position <= row.position]
    apply = triggered(without_paused(present, before, row.record), facts)
    if step is not Step.CHANGES:
        return Told(row, apply=apply) if triggered(present, facts) else None
    taken = narrowing(history, row.record, row.position, recipient.in_force)
    if not taken and not triggered(present, facts):
        return None
    return _held(Told(row, apply=apply, ending=taken), recipient, history)


def _held(told: Told, recipient: Recipient, history: Sequence[HistoryItem]) -> Told:
    before = [item for item in history if item.position <= told.position]
    return with_line(told, before, recipient.in_force(told.position))


def _settings(recipient: Recipient, row: Entry) -> Told | None:
    """Return what a change of a catalogue, or of agencies, changes for a recipient, if anything."""
    over = row.body["ended"] if row.kind == events.CATALOGUE_EXPIRED.name else ()
    measures = changed_measures(recipient.in_force, row.position, over)
    if measures is None:
        return None
    return Told(row, measures=measures)


def _adjusted(recipient: Recipient, row: Entry, history: Sequence[HistoryItem]) -> Told | None:
    """Return what a change of measures changes about one record, if anything."""
    if row.body["agency"] not in (None, recipient.code):
        return None
    codes = row.body["measures"]
    found = adjustment(history, row.record, row.position, codes, recipient.in_force)
    if found is None:
        return None
    apply, taken = found
    return _held(Told(row, apply=apply, ending=taken), recipient, history)


def _is_concerned(
    recipient: Recipient, row: Entry, body: Mapping[str, Any], history: Sequence[HistoryItem]
) -> bool:
    """Tell whether a recipient carries out one of the acts that an exemption allows."""
    before = [item for item in history if item.position <= row.position]
    facts = live_records(before).get(row.record)
    acts = frozenset(body["exempted"]["acts"])
    measures = [m for m in recipient.in_force(row.position) if not acts.isdisjoint(m.acts)]
    return facts is not None and bool(triggered(measures, facts))
