"""Appending (入账): an act's entries get their positions as the last thing before its commit.

The head row is locked from there to the commit, so positions are gap-free and in commit order: a
reader that has seen
position n never later finds a new entry at or below n.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.orm import Session

from registry.bulk import insert_rows
from registry.journal import sealed_texts
from registry.journal.entry import DraftRow, Entry, body_text, leaf_content, moment_text
from registry.journal.merkle import Edge, leaf_digest
from registry.models.journal import JournalEntry, JournalHead
from registry.vault import Vault

PENDING = "journal entries"
COLUMNS = (
    "position",
    "id",
    "kind",
    "version",
    "body",
    "subject_id",
    "record_id",
    "actor",
    "via",
    "reason",
    "basis",
    "occurred_at",
    "recorded_at",
    "leaf",
)


def record(session: Session, entry: Entry) -> None:
    """Hand an entry to the journal; it is written in the commit of the open transaction, or not
    at all.
    """
    session.info.setdefault(PENDING, []).append(_draft(entry))


def record_drafts(session: Session, drafts: Iterable[DraftRow]) -> None:
    """Hand many entries over at once, already in the drivers' form (see :data:`DraftRow`)."""
    session.info.setdefault(PENDING, []).extend(drafts)


def discard(session: Session) -> None:
    """Forget what was handed over; called when the transaction is rolled back."""
    session.info.pop(PENDING, None)


def seal(session: Session, vault: Vault, *, recorded_at: datetime) -> None:
    """Write what is pending, if anything, as the last statements before a commit, and with it the
    sealed texts of usual beginnings.

    :param recorded_at: the moment of recording.
    """
    drafts = session.info.get(PENDING)
    if not drafts:
        return
    session.flush()
    connection = session.connection()
    positions = append_rows(connection, drafts, recorded_at=recorded_at)
    sealed_texts.write(connection, vault, positions, drafts)
    discard(session)


def append_rows(
    connection: Connection, drafts: Sequence[DraftRow], *, recorded_at: datetime
) -> range:
    """Append entries under the head's lock and return their positions."""
    head: Table = JournalHead.__table__  # type: ignore[assignment]
    row = connection.execute(
        select(head.c.size, head.c.edge).where(head.c.id == 1).with_for_update()
    ).one()
    edge = Edge(row.size, row.edge)
    recorded = moment_text(recorded_at)
    first = row.size + 1
    rows = []
    for position, draft in enumerate(drafts, first):
        leaf = leaf_digest(leaf_content(position, *draft, recorded))
        edge.append(leaf)
        rows.append((position, *draft, recorded, leaf))
    table: Table = JournalEntry.__table__  # type: ignore[assignment]
    insert_rows(connection, table, COLUMNS, rows)
    connection.execute(update(head).where(head.c.id == 1).values(size=edge.size, edge=edge.pack()))
    return range(first, first + len(rows))


def _draft(entry: Entry) -> DraftRow:
    return (
        entry.id.hex,
        entry.kind.name,
        entry.kind.version,
        body_text(entry.body),
        entry.subject_id.hex if entry.subject_id else None,
        entry.record_id.hex if entry.record_id else None,
        entry.actor.name,
        entry.actor.via,
        entry.reason,
        entry.basis,
        moment_text(entry.occurred_at),
    )
