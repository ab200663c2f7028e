"""Entries (台账条目) as streams read them: those that become notices, and histories of subjects."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

import orjson
from sqlalchemy import Row, Select, Table, bindparam, literal_column, select
from sqlalchemy.orm import Session

from partners.among import among
from partners.audience import HistoryItem, Pause
from partners.steps import ENDINGS, SETTINGS, STEPS, Step
from partners.triggers import RecordFacts
from registry.identity import Identity, unseal
from registry.models.courts import Court
from registry.models.journal import JournalEntry
from registry.models.subjects import Subject, SubjectIdentity
from registry.vault import Sealed, Vault
from schemas.codes import NoticeType, RestrictedAct, SubjectKind
from schemas.measures import Trigger

# Decisions that trigger what waits for them alone, by what their kinds begin with.
_OWN_TRIGGERS = {"exit_restriction": Trigger.EXIT_ORDER, "prosecution": Trigger.REFERRAL}
# What an agency is asked, and that it need not answer any more: no measure hangs on it.
INQUIRIES = (NoticeType.INQUIRY_REQUESTED.value, NoticeType.INQUIRY_WITHDRAWN.value)
# What an agency is told of a list that it watches: no measure hangs on that either.
ALERT = NoticeType.SCREENING_ALERT.value
TOLD_KINDS = (
    *STEPS,
    *sorted(SETTINGS),
    NoticeType.REPAIR_GRANTED.value,
    NoticeType.STREAM_TEST.value,
    *INQUIRIES,
    ALERT,
)

# How many rows are read at once.
PAGE = 500
#  Plain columns: mapped objects would cost more than everything else that is done with an entry.
COLUMNS = (
    JournalEntry.position,
    JournalEntry.id,
    JournalEntry.kind,
    JournalEntry.body,
    JournalEntry.subject_id,
    JournalEntry.record_id,
    JournalEntry.occurred_at,
)
EntryRow = Row[int, UUID, str, str, UUID | None, UUID | None, datetime]
_JOURNAL = cast(Table, JournalEntry.__table__).c
_BETWEEN = (
    select(*(_JOURNAL[column.key] for column in COLUMNS))
    .where(
        _JOURNAL.position > bindparam("after"),
        _JOURNAL.position <= bindparam("through"),
        # Written out, since they are our own words and the same every time.
        _JOURNAL.kind.in_([literal_column(f"'{kind}'") for kind in TOLD_KINDS]),
    )
    .order_by(_JOURNAL.position)
)


class Entry(NamedTuple):
    """An entry of the journal, its body read.

    :ivar facts: what of a beginning decides on measures but for ``owed``, one object for all that
        are equal; nothing for any other entry.
    """

    position: int
    id: UUID
    kind: str
    body: Mapping[str, Any]
    subject_id: UUID | None
    record_id: UUID | None
    occurred_at: datetime
    facts: RecordFacts | None
    owed: Decimal | None

    @property
    def record(self) -> UUID:
        """Return the record, which every entry has but the test of a stream."""
        return cast(UUID, self.record_id)

    @property
    def subject(self) -> UUID:
        """Return the subject, which every entry has but the test of a stream."""
        return cast(UUID, self.subject_id)


def between(session: Session, after: int, through: int) -> Sequence[Entry]:
    """Return entries that may become notices, above one position and up to another, in order."""
    # Through the connection: nothing is mapped, and the statement is made once.
    rows = session.connection().execute(_BETWEEN, {"after": after, "through": through})
    return [entry_of(row) for row in rows]


def at(session: Session, positions: Collection[int]) -> Sequence[Entry]:
    """Return the entries at certain positions, in order."""
    rows = session.execute(
        select(*COLUMNS).where(JournalEntry.position.in_(positions)).order_by(JournalEntry.position)
    )
    return [entry_of(row) for row in rows]


def is_anything_told(session: Session) -> bool:
    """Tell whether the journal says anything of a record that an agency may be told of."""
    chosen = select(JournalEntry.position).where(JournalEntry.kind.in_(tuple(STEPS))).limit(1)
    return session.execute(chosen).first() is not None


def withdrawn_inquiries(
    session: Session, positions: Collection[int], *, through: int
) -> frozenset[UUID]:
    """Return the inquiries asked for at certain positions that were withdrawn up to another."""
    asked = select(JournalEntry.record_id).where(
        JournalEntry.position.in_(positions),
        JournalEntry.kind == NoticeType.INQUIRY_REQUESTED,
    )
    records = {record for record in session.scalars(asked) if record is not None}
    if not records:
        return frozenset()
    withdrawn = select(JournalEntry.record_id).where(
        among(session, JournalEntry.record_id, records),
        JournalEntry.kind == NoticeType.INQUIRY_WITHDRAWN,
        JournalEntry.position <= through,
    )
    return frozenset(record for record in session.scalars(withdrawn) if record is not None)


def all_endings(session: Session, after: int, through: int) -> Iterator[Sequence[Entry]]:
    """Yield entries that end or suspend a record, page by page and in order."""
    while after < through:
        rows = session.execute(_page(ENDINGS, after, through).limit(PAGE)).all()
        yield [entry_of(row) for row in rows]
        after = rows[-1].position if len(rows) == PAGE else through


def entry_of(row: EntryRow) -> Entry:
    """Return a row of the journal with its body read."""
    position, entry_id, kind, text, subject_id, record_id, occurred_at = row
    body: dict[str, Any] = orjson.loads(text)
    begins = STEPS.get(kind) is Step.BEGINS
    facts, owed = (_common_facts(kind, body), _owed(body)) if begins else (None, None)
    return Entry(position, entry_id, kind, body, subject_id, record_id, occurred_at, facts, owed)


def _page(
    kinds: Collection[str], after: int, through: int
) -> Select[int, UUID, str, str, UUID | None, UUID | None, datetime]:
    return (
        select(*COLUMNS)
        .where(
            JournalEntry.position > after,
            JournalEntry.position <= through,
            JournalEntry.kind.in_(kinds),
        )
        .order_by(JournalEntry.position)
    )


def histories(
    session: Session, subject_ids: Collection[UUID], *, through: int
) -> dict[UUID, list[HistoryItem]]:
    """Return what happened to subjects' records up to a position, in order."""
    found: dict[UUID, list[HistoryItem]] = {subject_id: [] for subject_id in subject_ids}
    if not found:
        return found
    rows = session.execute(
        select(*COLUMNS)
        .where(
            among(session, JournalEntry.subject_id, found),
            JournalEntry.position <= through,
            JournalEntry.kind.in_(tuple(STEPS)),
        )
        .order_by(JournalEntry.position)
    )
    for row in rows:
        found[row.subject_id].append(history_item(row))
    return found


def history_item(row: EntryRow) -> HistoryItem:
    """Return an entry as part of its subject's history."""
    step = STEPS[row.kind]
    if step is Step.ENDS:
        return HistoryItem(row.position, step, row.record_id, None)
    body = orjson.loads(row.body)
    if step is Step.PERMITS:
        permission = UUID(body["exempted"]["permission"])
        return HistoryItem(row.position, step, row.record_id, None, permission=permission)
    if step in (Step.SUSPENDS, Step.RESUMES):
        return HistoryItem(row.position, step, row.record_id, None, _pause(row.record_id, body))
    facts, adjusts = facts_of(row.kind, body), row.kind == NoticeType.MEASURES_CHANGED
    return HistoryItem(row.position, step, row.record_id, facts, adjusts=adjusts)


def _pause(record_id: UUID, body: Mapping[str, Any]) -> Pause:
    stated = body.get("suspended") or body["resumed"]
    return Pause(
        acts=frozenset(RestrictedAct(act) for act in stated["acts"]),
        records=(record_id, *(UUID(listing) for listing in stated["listings"])),
    )


def facts_of(kind: str, body: Mapping[str, Any]) -> RecordFacts:
    """Return what of an entry's body decides on measures."""
    return replace(_common_facts(kind, body), owed=_owed(body))


def _owed(body: Mapping[str, Any]) -> Decimal | None:
    owed = body["listing"].get("amount_outstanding") if "listing" in body else None
    return None if owed is None else Decimal(owed)


def _common_facts(kind: str, body: Mapping[str, Any]) -> RecordFacts:
    kind = body.get("record_kind", kind)
    restriction = body.get("restriction")
    return _facts(
        kind.partition(".")[0],
        body["subject_kind"],
        identified=body["identified"],
        acts=tuple(restriction["acts"]) if restriction else (),
        for_entity="bound" in body,
    )


@lru_cache(maxsize=4096)
def _facts(
    record: str, subject_kind: str, *, identified: bool, acts: tuple[str, ...], for_entity: bool
) -> RecordFacts:
    """Return one object for all facts that are equal: few differ, and a journal is full of each."""
    return RecordFacts(
        restriction=record == "restriction",
        subject_kind=SubjectKind(subject_kind),
        identified=identified,
        acts=frozenset(RestrictedAct(act) for act in acts),
        for_entity=for_entity,
        own=_OWN_TRIGGERS.get(record),
    )


class Identities:
    """Identities of subjects, opened when they are asked for.

    :param subject_ids: the subjects that will be asked for.
    """

    def __init__(self, session: Session, vault: Vault, subject_ids: Collection[UUID]) -> None:
        self._vault = vault
        self._sealed: dict[tuple[UUID, int], Sealed] = {}
        if not subject_ids:
            return
        rows = session.execute(
            select(
                Subject.public_id,
                SubjectIdentity.version,
                SubjectIdentity.key_id,
                SubjectIdentity.ciphertext,
            )
            .join(SubjectIdentity, SubjectIdentity.subject_id == Subject.id)
            .where(among(session, Subject.public_id, subject_ids))
        )
        for public_id, version, key_id, ciphertext in rows:
            self._sealed[public_id, version] = Sealed(key_id, ciphertext)

    def open(self, subject_id: UUID, version: int) -> Identity | None:
        """Return one version of an identity, or nothing where it was erased.

        :raises registry.vault.VaultError: when it is there and cannot be opened.
        """
        sealed = self._sealed.get((subject_id, version))
        if sealed is None:
            return None
        return unseal(self._vault, sealed, subject_id=subject_id, version=version)


def court_names(session: Session, codes: Collection[str]) -> dict[str, str]:
    """Return the names of courts by their codes."""
    if not codes:
        return {}
    rows = session.execute(select(Court.code, Court.name).where(Court.code.in_(codes)))
    return {row.code: row.name for row in rows}
