"""Proving (验账): recomputes every leaf and every root, and says where the journal was altered,
if it was.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from registry import events
from registry.journal import lives, read, sealed_texts
from registry.journal.entry import DraftRow, leaf_content, moment_text
from registry.journal.heads import is_signed_by
from registry.journal.merkle import Edge, leaf_digest
from registry.models.journal import JournalEntry, TreeHead
from registry.models.sealed_texts import SealedText

PAGE = 5_000

EntryRow = Row[
    tuple[
        int,
        UUID,
        str,
        int,
        str,
        UUID | None,
        UUID | None,
        str,
        str,
        str,
        str,
        datetime,
        datetime,
        bytes,
        bool,
        bytes | None,
        int,
        int,
    ]
]


@dataclass(frozen=True, slots=True)
class KeptHead:
    """What a signed head said that was kept elsewhere: how large the journal was, and its root of
    32 bytes.
    """

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: how many entries were read, and each fault with its position."""

    entries: int
    heads: int
    faults: tuple[str, ...]


def verify(
    session: Session,
    public_bytes: bytes,
    *,
    kept: KeptHead | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Verdict:
    """Recompute the whole journal.

    Entries that are appended meanwhile are left for the next time.

    :param public_bytes: the public key that tree heads must be signed with.
    :param kept: a head that the journal has to agree with, whatever was restored since.
    :param progress: told the number of entries read so far.
    """
    # Signed heads first: whatever they cover is in the journal by the time its size is read.
    heads = {head.size: head for head in session.scalars(select(TreeHead))}
    last = read.head(session)
    known = lives.all_of(session)
    faults: list[str] = []
    edge, silences = Edge(), _Silences()
    for row in _rows(session, last.size):
        expected = edge.size + 1
        if row.position != expected:
            faults.append(f"缺少序号 {expected} position {expected} is missing")
            break
        draft = _draft(row)
        content = leaf_content(row.position, *draft, moment_text(row.recorded_at))
        if leaf_digest(content) != row.leaf:
            faults.append(_altered(row.position))
        if row.has_text and not sealed_texts.agrees(row.said, row.position, draft):
            faults.append(_says_otherwise(row.position))
        faults += [_says_otherwise(text) for text in silences.wrong_at(row)]
        edge.append(row.leaf)
        if row.position % PAGE == 0:
            progress(row.position)
        head = heads.get(row.position)
        if head is not None and head.root != edge.root():
            faults.append(_differs("签名", "signed", head.size))
        if kept is not None and row.position == kept.size and kept.root != edge.root():
            faults.append(_differs("另存", "kept", kept.size))
    faults += [
        f"{head.size} 条处的签名无效 the signature at size {head.size} is bad"
        for head in heads.values()
        if not is_signed_by(head, known.at(head.size).hex, public_bytes)
    ]
    faults += [_beyond("签名", "signed", size, last.size) for size in heads if size > last.size]
    if not faults and (last.size != edge.size or last.edge != edge.pack()):
        faults.append("首部与各条不符 the head does not match the entries")
    if kept is not None and kept.size > last.size:
        faults.append(_beyond("另存", "kept", kept.size, last.size))
    return Verdict(edge.size, len(heads), tuple(faults))


class _Silences:
    """Follows what texts say of the entries beside them: that no agency is ever told of those."""

    def __init__(self) -> None:
        self._silent = 0
        self._text = 0
        self._through = 0

    def wrong_at(self, row: EntryRow) -> Iterator[int]:
        """Yield the positions of texts that an entry shows to be wrong."""
        is_silent = events.is_silent(row.kind)
        if not is_silent and row.position <= self._through:
            yield self._text
        if row.has_text:
            if row.silent_before > self._silent:
                yield row.position
            self._text, self._through = row.position, row.position + row.silent_after
        self._silent = self._silent + 1 if is_silent else 0


def _altered(position: int) -> str:
    return f"序号 {position} 被改动 the entry at position {position} was altered"


def _says_otherwise(position: int) -> str:
    return (
        f"序号 {position} 的封存文本与台账不符 "
        f"the sealed text at position {position} says otherwise than the journal"
    )


def _differs(zh: str, en: str, size: int) -> str:
    return f"{zh}的 {size} 条根值不符 the {en} root at size {size} differs"


def _beyond(zh: str, en: str, size: int, last: int) -> str:
    return (
        f"{zh}的台账有 {size} 条，现只有 {last} 条 "
        f"the {en} size {size} is beyond the journal, which ends at {last}"
    )


def _rows(session: Session, through: int) -> Iterator[EntryRow]:
    position = 0
    while True:
        page = session.execute(
            select(
                *JournalEntry.__table__.columns,
                SealedText.position.is_not(None).label("has_text"),
                SealedText.said,
                SealedText.silent_before,
                SealedText.silent_after,
            )
            .outerjoin(SealedText, SealedText.position == JournalEntry.position)
            .where(JournalEntry.position > position, JournalEntry.position <= through)
            .order_by(JournalEntry.position)
            .limit(PAGE)
        ).all()
        yield from cast(Sequence[EntryRow], page)
        if len(page) < PAGE:
            return
        position = page[-1].position


def _draft(row: EntryRow) -> DraftRow:
    return (
        row.id.hex,
        row.kind,
        row.version,
        row.body,
        row.subject_id.hex if row.subject_id else None,
        row.record_id.hex if row.record_id else None,
        row.actor,
        row.via,
        row.reason,
        row.basis,
        moment_text(row.occurred_at),
    )
