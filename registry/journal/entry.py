"""What an act hands to the journal, and the exact bytes that its leaf commits to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

import orjson

from registry.events import Kind

# Everything of an entry but its position, recording moment and leaf, in the form the drivers take.
DraftRow = tuple[str, str, int, str, str | None, str | None, str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts (经办人): a member of staff, a job, an operator at the command line, or an import.

    ``name`` is such as ``staff:<uuid>`` or ``job:end-terms``; ``via`` is the access key's prefix
    or the program.
    """

    name: str
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act to be journalled.

    ``body`` holds no name and no number; ``basis`` is the legal basis such as ``LR Art. 10(1)``.
    """

    kind: Kind
    body: Mapping[str, object]
    actor: Actor
    reason: str
    basis: str
    occurred_at: datetime
    subject_id: UUID | None = None
    record_id: UUID | None = None
    id: UUID = field(default_factory=uuid4)


def body_text(body: Mapping[str, object]) -> str:
    """Return the canonical JSON of a body: sorted keys, no white space, UTF-8."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()


def leaf_content(
    position: int,
    entry_id: str,
    kind: str,
    version: int,
    body: str,
    subject_id: str | None,
    record_id: str | None,
    actor: str,
    via: str,
    reason: str,
    basis: str,
    occurred_at: str,
    recorded_at: str,
) -> bytes:
    """Return the bytes that a leaf commits to: a JSON array of everything an entry says.

    Ids are 32 hex digits, moments as :func:`moment_text` writes them.
    """
    return orjson.dumps(
        (
            position,
            entry_id,
            kind,
            version,
            body,
            subject_id,
            record_id,
            actor,
            via,
            reason,
            basis,
            occurred_at,
            recorded_at,
        )
    )


def moment_text(moment: datetime) -> str:
    """Return a moment in UTC with microseconds, the form in which SQLite keeps it and leaves
    commit to it.
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
