"""States (状态) of streams, deliveries and attempts, as their tables hold them."""

from enum import StrEnum


class StreamStatus(StrEnum):
    """How a stream stands (推送流状态).

    A person pauses and resumes; an answer that nobody expects halts, which alarms and goes on
    trying the same delivery now and then.
    """

    RUNNING = "running"
    PAUSED = "paused"
    HALTED = "halted"


class DeliveryState(StrEnum):
    """The life of a delivery (推送状态)."""

    FROZEN = "frozen"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"


class AttemptOutcome(StrEnum):
    """What came of an attempt (推送尝试结果)."""

    ACCEPTED = "accepted"
    RETRY = "retry"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    UNEXPECTED = "unexpected"
