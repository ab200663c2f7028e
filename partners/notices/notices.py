"""Notices (通知): what one journal entry says to one agency, and the body that carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from partners.measures.audience import Ending
from partners.measures.settings import ChangedMeasures
from partners.measures.steps import SETTINGS
from partners.notices.entry import Entry
from schemas.codes import NoticeType
from schemas.notices import WIRE_VERSION

# The type of the notice that an entry becomes.
TYPES: Mapping[str, NoticeType] = {
    **{kind.value: kind for kind in NoticeType},
    **dict.fromkeys(SETTINGS, NoticeType.MEASURES_CHANGED),
}


class HeldAs(NamedTuple):
    """By which notice an agency holds a record from now on, as its canonical line (规范行) says;
    nothing where it holds it no more.
    """

    notice: UUID | None


class Told(NamedTuple):
    """An entry that an agency is told of.

    :ivar apply: the measures to apply, where the entry begins or changes a record.
    :ivar ending: what the end of a record means, where it ends or suspends one.
    :ivar measures: how the agency's measures changed, where that is what the entry is about.
    :ivar left: which measures a repair leaves, where it is about one.
    :ivar kinds: what the agency is asked, where it is an inquiry.
    :ivar line: by which notice it holds the record, where its type alone does not say so.
    """

    entry: Entry
    apply: tuple[str, ...] = ()
    ending: Ending | None = None
    measures: ChangedMeasures | None = None
    left: Ending | None = None
    kinds: tuple[str, ...] = ()
    line: HeldAs | None = None

    @property
    def position(self) -> int:
        """Return the entry's position."""
        return self.entry.position

    @property
    def id(self) -> UUID:
        """Return the notice's id, which is the entry's."""
        return self.entry.id

    @property
    def type(self) -> NoticeType:
        """Return what the wire calls it."""
        return TYPES[self.entry.kind]

    @property
    def occurred_at(self) -> datetime:
        """Return when it happened."""
        return self.entry.occurred_at

    @property
    def record_id(self) -> UUID | None:
        """Return the record that it is about; changed settings are about none."""
        return None if self.entry.kind in SETTINGS else self.entry.record_id

    @property
    def subject_id(self) -> UUID | None:
        """Return the subject that it is about."""
        return self.entry.subject_id

    @property
    def body(self) -> Mapping[str, Any]:
        """Return the entry's body, as :mod:`registry.journal.bodies` builds it; that of changed
        settings is no part of the notice.
        """
        return {} if self.entry.kind in SETTINGS else self.entry.body


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands around the notices of a delivery.

    :ivar replay: whether they are sent again beside the stream, which moves nothing.
    """

    agency: str
    stream: UUID
    delivery: UUID
    after: int
    through: int
    replay: bool = False


def batch_bytes(envelope: Envelope, notices: Sequence[bytes]) -> bytes:
    """Return the body of a delivery."""
    head = orjson.dumps(
        {
            "type": "notices",
            "version": WIRE_VERSION,
            "agency": envelope.agency,
            "stream": str(envelope.stream),
            "delivery": str(envelope.delivery),
            "after": envelope.after,
            "through": envelope.through,
            **({"replay": True} if envelope.replay else {}),
        }
    )
    return b'%s,"notices":[%s]}' % (head[:-1], b",".join(notices))
