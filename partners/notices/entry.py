"""An entry (台账条目) as streams read it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

import orjson

from partners.measures.triggers import RecordFacts
from registry import raw
from registry.journal import usual
from registry.journal.usual import Said

# Makes a named tuple of its values in order: by their names it would cost as much as reading them.
make = tuple.__new__


class _Row(NamedTuple):
    position: int
    raw_id: UUID | str | bytes
    kind: str
    said: Mapping[str, Any] | str | None
    raw_subject: UUID | str | bytes | None
    raw_record: UUID | str | bytes | None
    raw_moment: datetime | str | bytes
    facts: RecordFacts | None = None
    usual: Said | None = None


class Entry(_Row):
    """An entry of the journal. Ids, moments and most bodies are made of what the store gave when
    they are asked for: of a thousand entries on their way to an agency nobody does.

    :ivar raw_id: the ids and the moment as values, or as :mod:`registry.raw` reads them.
    :ivar said: the body, or its text; nothing where only ``usual`` is known of it.
    :ivar facts: what of a beginning decides on measures but for ``owed``, one object for all that
        are equal; nothing for any other entry.
    :ivar usual: what :mod:`registry.journal.usual` found in the body of a usual beginning.
    """

    __slots__ = ()

    @property
    def body(self) -> Mapping[str, Any]:
        """Return the body, read."""
        said = self.said
        if said is None:
            return usual.body_of(self.kind, self.usual or ())
        return _read(said) if type(said) is str else said  # type: ignore[return-value]

    @property
    def id(self) -> UUID:
        """Return the entry's id, which is the notice's."""
        return raw.uuid_of(self.raw_id)

    @property
    def id_text(self) -> str:
        """Return the id as the wire has it."""
        return raw.text_of(self.raw_id)

    @property
    def subject_id(self) -> UUID | None:
        """Return the subject, if the entry has one."""
        return None if self.raw_subject is None else raw.uuid_of(self.raw_subject)

    @property
    def subject_text(self) -> str | None:
        """Return the subject's id as the wire has it."""
        return None if self.raw_subject is None else raw.text_of(self.raw_subject)

    @property
    def record_id(self) -> UUID | None:
        """Return the record, if the entry has one."""
        return None if self.raw_record is None else raw.uuid_of(self.raw_record)

    @property
    def record_text(self) -> str | None:
        """Return the record's id as the wire has it."""
        return None if self.raw_record is None else raw.text_of(self.raw_record)

    @property
    def occurred_at(self) -> datetime:
        """Return when it happened."""
        return raw.moment_of(self.raw_moment)

    @property
    def occurred_text(self) -> str:
        """Return when it happened as the wire has it."""
        return raw.moment_text(self.raw_moment)

    @property
    def owed(self) -> Decimal | None:
        """Return what is outstanding, where a listing says so."""
        return owed_in(self.body) if self.usual is None else usual.owed(self.usual)

    @property
    def record(self) -> UUID:
        """Return the record, which every entry has but the test of a stream."""
        return cast(UUID, self.record_id)

    @property
    def subject(self) -> UUID:
        """Return the subject, which every entry has but the test of a stream."""
        return cast(UUID, self.subject_id)


def owed_in(body: Mapping[str, Any]) -> Decimal | None:
    """Return what is outstanding by an entry's body, where a listing says so."""
    owed = body["listing"].get("amount_outstanding") if "listing" in body else None
    return None if owed is None else Decimal(owed)


@lru_cache(maxsize=1024)
def _read(text: str) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], orjson.loads(text))
