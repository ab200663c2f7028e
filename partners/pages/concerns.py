"""Concerns (需要关注的情况): what of a stream a person should look at. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from partners.oversight.status import StreamReport
from partners.states import StreamStatus

LONG_WAIT = timedelta(minutes=15)
LONG_UNCONFIRMED = timedelta(days=1)


class Concern(StrEnum):
    """What a person should look at (需要关注)."""

    HALTED = "halted"
    UNPROVEN = "unproven"
    FAILING = "failing"
    PARKED = "parked"
    WAITING = "waiting"
    UNCONFIRMED = "unconfirmed"
    UNANSWERED = "unanswered"
    RECEIPTS = "receipts"


def concerns_of(stream: StreamReport, *, now: datetime) -> tuple[Concern, ...]:
    """Return what of a stream a person should look at, the gravest first."""
    is_late = stream.waiting_since is not None and now - stream.waiting_since > LONG_WAIT
    # What waits by its schedule waits on purpose.
    is_due = stream.due_at <= now or stream.failures > 0
    lifted_since = stream.unconfirmed_since
    found = {
        Concern.HALTED: stream.state == StreamStatus.HALTED,
        Concern.UNPROVEN: stream.state == StreamStatus.UNPROVEN,
        Concern.FAILING: stream.state == StreamStatus.RUNNING and stream.failures > 0,
        # An agency that has retired is sent nothing any more.
        Concern.PARKED: stream.parked > 0 and stream.state != StreamStatus.RETIRED,
        Concern.WAITING: is_late and is_due and stream.state != StreamStatus.RETIRED,
        Concern.UNCONFIRMED: lifted_since is not None and now - lifted_since > LONG_UNCONFIRMED,
        Concern.UNANSWERED: stream.inquiries_overdue > 0,
        Concern.RECEIPTS: stream.receipt_faults is not None,
    }
    return tuple(concern for concern, is_there in found.items() if is_there)
