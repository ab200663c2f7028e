"""Drafts (推送草案): deliveries that were drawn up and not yet frozen, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from partners.deliveries.batches import Reader
from partners.deliveries.decisions import Standing
from partners.measures.versions import AgencyFieldList
from partners.notices.notices import Told
from partners.schedules import Schedule
from partners.states import DeliveryKind
from schemas.receipts import MOST_RECEIPTS

# What an answer may hold: something for a start, and room for the receipts of every notice, a few
# of each at least.
ANSWER_BYTES = 65_536
RECEIPT_BYTES, LEAST_RECEIPTS = 256, 4


class StreamChangedError(Exception):
    """The journal has begun another life: positions mean something else now, and the agency has to
    reconcile first.
    """


@dataclass(frozen=True, slots=True)
class Sender:
    """What a delivery is drawn up with.

    :ivar reader: reads the journal.
    :ivar fresh_id: the id of the delivery, should a new one be drawn up.
    :ivar most: how many notices whoever asks wants at most.
    """

    reader: Reader
    fresh_id: UUID
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendStep:
    """How far a work of sending again (补发) comes.

    :ivar after: the position up to which the journal was told again, of a replay.
    :ivar records: those that are done.
    """

    resend_id: int
    after: int = 0
    records: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A delivery as it goes out.

    :ivar stream: the life of the journal that its positions are of.
    :ivar scanned: where the cursor stands; ``scanned_after`` is where the delivery begins.
    :ivar erased: how often identities had been erased when this was drawn up.
    :ivar excluded: what lies within the boundaries and is held, because its record is parked.
    :ivar held: the records of which anything was kept out when this was drawn up.
    :ivar kept_out: how many notices were kept out of the agency's stream by then.
    :ivar rows: of a delivery of released notices, their rows; ``over`` those that say nothing more.
    :ivar resend_id: the work of sending again that it is part of.
    :ivar measures: how many measures the agency has, each of which a notice may name.
    :ivar standing: how the stream stands, and ``schedule`` what the agency wants.
    :ivar posted_at: when the last request left for the agency.
    :ivar frozen_id: the row, where it was frozen already.
    :ivar supersedes: the row that it replaces, where an earlier one must not be repeated.
    """

    public_id: UUID
    stream: UUID
    kind: DeliveryKind = DeliveryKind.STREAM
    agency_code: str
    scanned: int
    after: int
    through: int
    scanned_after: int
    erased: int
    fields: AgencyFieldList
    told: Sequence[Told]
    excluded: tuple[Told, ...] = ()
    held: frozenset[UUID] = frozenset()
    kept_out: int = 0
    rows: tuple[int, ...] = ()
    over: tuple[int, ...] = ()
    resend_id: int | None = None
    body: bytes
    measures: int
    standing: Standing
    schedule: Schedule
    posted_at: datetime | None
    frozen_id: int | None = None
    supersedes: int | None = None

    @property
    def digest(self) -> bytes:
        """Return the digest of the body."""
        return sha256(self.body).digest()

    @property
    def answer_limit(self) -> int:
        """Return how many bytes of an answer are read."""
        receipts = min(MOST_RECEIPTS, len(self.told) * max(self.measures, LEAST_RECEIPTS))
        return ANSWER_BYTES + RECEIPT_BYTES * receipts


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """What is noted without anything being sent: the journal up to a position holds nothing for
    the agency but what is held.

    :ivar scanned: where the cursor stands, and ``to`` where it goes.
    :ivar over: rows of released notices that say nothing more.
    :ivar resend: how far a work of sending again has come without anything being sent.
    """

    scanned: int
    to: int
    excluded: tuple[Told, ...] = ()
    held: frozenset[UUID] = frozenset()
    over: tuple[int, ...] = ()
    resend: ResendStep | None = None
    supersedes: int | None = None
