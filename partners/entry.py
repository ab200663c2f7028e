"""An entry (台账条目) as streams read it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from partners import raw
from partners.triggers import RecordFacts


class Entry:
    """An entry of the journal, its body read. Ids and moments are made of what the store gave when
    they are asked for: of a thousand entries on their way to an agency nobody does.

    :param entry_id: the ids and the moment as values, or as :mod:`partners.raw` reads them.
    :ivar facts: what of a beginning decides on measures but for ``owed``, one object for all that
        are equal; nothing for any other entry.
    """

    __slots__ = (
        "_id",
        "_occurred_at",
        "_record",
        "_subject",
        "_text",
        "body",
        "facts",
        "kind",
        "position",
    )

    def __init__(
        self,
        position: int,
        entry_id: UUID | str,
        kind: str,
        body: Mapping[str, Any],
        subject_id: UUID | str | None,
        record_id: UUID | str | None,
        occurred_at: datetime | str,
        facts: RecordFacts | None = None,
    ) -> None:
        self.position, self.kind, self.body = position, kind, body
        self._id, self._subject, self._record = entry_id, subject_id, record_id
        self._occurred_at = occurred_at
        self._text: str | None = None
        self.facts = facts

    @property
    def id(self) -> UUID:
        """Return the entry's id, which is the notice's."""
        return raw.uuid_of(self._id)

    @property
    def id_text(self) -> str:
        """Return the id as the wire has it; every agency that is told of it needs it."""
        if self._text is None:
            self._text = raw.text_of(self._id)
        return self._text

    @property
    def subject_id(self) -> UUID | None:
        """Return the subject, if the entry has one."""
        return None if self._subject is None else raw.uuid_of(self._subject)

    @property
    def subject_hex(self) -> str | None:
        """Return the subject's id as 32 hexadecimal digits."""
        return None if self._subject is None else raw.hex_of(self._subject)

    @property
    def subject_text(self) -> str | None:
        """Return the subject's id as the wire has it."""
        return None if self._subject is None else raw.text_of(self._subject)

    @property
    def record_id(self) -> UUID | None:
        """Return the record, if the entry has one."""
        return None if self._record is None else raw.uuid_of(self._record)

    @property
    def record_text(self) -> str | None:
        """Return the record's id as the wire has it."""
        return None if self._record is None else raw.text_of(self._record)

    @property
    def occurred_at(self) -> datetime:
        """Return when it happened."""
        return raw.moment_of(self._occurred_at)

    @property
    def occurred_text(self) -> str:
        """Return when it happened as the wire has it."""
        return raw.moment_text(self._occurred_at)

    @property
    def owed(self) -> Decimal | None:
        """Return what is outstanding, where a listing says so."""
        return owed_in(self.body)

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
