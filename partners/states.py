"""States (状态) of streams, deliveries and attempts, as their tables hold them."""

from enum import StrEnum


class StreamStatus(StrEnum):
    """How a stream stands (推送流状态).

    A person pauses and resumes; an answer that nobody expects halts, which alarms and goes on
    trying the same delivery now and then. Nothing is sent while no endpoint is proven, nor to an
    agency that has none and takes what waits by itself, nor to one that has retired.
    """

    RUNNING = "running"
    PAUSED = "paused"
    HALTED = "halted"
    AWAITING_SNAPSHOT = "awaiting_snapshot"
    UNPROVEN = "unproven"
    PULLING = "pulling"
    RETIRED = "retired"


# Why a stream halts once its journal began another life; an operator reads it as it stands.
STREAM_CHANGED = "台账已更换，须取得快照 The journal has another stream id: take a snapshot"
# In these a stream stands still, whoever holds its lease, until somebody lets it go on.
STILL = (StreamStatus.PAUSED, StreamStatus.AWAITING_SNAPSHOT, StreamStatus.RETIRED)
# An agency without a proven endpoint may take what waits by itself.
WITHOUT_ENDPOINT = (StreamStatus.UNPROVEN, StreamStatus.PULLING)
# In these nothing is sent, and no answer that is still under way ends them.
AT_REST = (*STILL, *WITHOUT_ENDPOINT)


class SnapshotState(StrEnum):
    """The life of a snapshot (快照状态)."""

    PREPARING = "preparing"
    READY = "ready"
    CONFIRMED = "confirmed"
    EXPIRED = "expired"


class EndpointState(StrEnum):
    """How an endpoint stands (接收地址状态): one in use, proven ones beside it."""

    UNPROVEN = "unproven"
    STANDBY = "standby"
    IN_USE = "in_use"
    RETIRED = "retired"


class DeliveryState(StrEnum):
    """The life of a delivery (推送状态)."""

    FROZEN = "frozen"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    # One notice that the agency refuses: it is parked.
    REFUSED = "refused"


class DeliveryKind(StrEnum):
    """What a delivery is of (推送种类): the stream itself, or what is sent beside it without moving
    the cursor.
    """

    STREAM = "stream"
    RELEASED = "released"
    RESENT = "resent"


class ResendKind(StrEnum):
    """What is sent again (补发种类): a stretch of the journal, or records that differ."""

    REPLAY = "replay"
    RECORDS = "records"


class ResendState(StrEnum):
    """The life of a work of sending again (补发状态)."""

    WAITING = "waiting"
    DONE = "done"
    # The journal began another life, or a person gave it up.
    CANCELLED = "cancelled"


class ParkState(StrEnum):
    """The life of a notice that is kept out of its place in the stream (搁置状态).

    ``parked`` is one that the agency refused, ``held`` a later one of the same record, ``released``
    one that waits to be sent again. ``closed`` is one that a person has kept from the agency,
    ``over`` one of which nothing was left to tell.
    """

    PARKED = "parked"
    HELD = "held"
    RELEASED = "released"
    SENT = "sent"
    CLOSED = "closed"
    OVER = "over"


class AttemptOutcome(StrEnum):
    """What came of an attempt (推送尝试结果)."""

    ACCEPTED = "accepted"
    RETRY = "retry"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    UNEXPECTED = "unexpected"
