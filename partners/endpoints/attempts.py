"""Attempts (推送尝试): what an answer means, and when a stream that failed is tried again.

Pure: the moment and the chance in the pauses come in as values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Protocol

from partners.states import AttemptOutcome

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(hours=1)
# Trouble that a person has to see to is probed gently from the start.
FIRST_PROBE = timedelta(minutes=1)
# The longest that an agency may ask us to wait.
LONGEST_RETRY_AFTER = timedelta(hours=24)
_DOUBLINGS = 20

_RETRIED = frozenset({408, 429})
_REFUSED = frozenset({400, 422})
_TOO_LARGE = 413


class Trouble(Enum):
    """Why there is no answer to go by; the value says whether trying again may help."""

    UNREACHABLE = ("unreachable", AttemptOutcome.RETRY)
    TIMEOUT = ("timeout", AttemptOutcome.RETRY)
    CUT = ("cut", AttemptOutcome.RETRY)
    TLS = ("tls", AttemptOutcome.UNEXPECTED)
    ADDRESS = ("address", AttemptOutcome.UNEXPECTED)
    # We ended it ourselves, because the process ends: this says nothing about the agency.
    INTERRUPTED = ("interrupted", AttemptOutcome.RETRY)

    def __init__(self, label: str, outcome: AttemptOutcome) -> None:
        self.label = label
        self.outcome = outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back from one attempt.

    :ivar status: the HTTP status, where a whole answer came.
    :ivar body: the answer's body, cut at ``answer_limit``.
    :ivar is_long: whether more was to come than was read.
    :ivar trouble: set where there is no whole answer, and ``why`` what our own side says of it; no
        word of the peer is in that.
    :ivar milliseconds: how long the attempt took.
    """

    status: int | None = None
    body: bytes = b""
    is_long: bool = False
    retry_after: str | None = None
    trouble: Trouble | None = None
    why: str = ""
    milliseconds: int = 0

    @property
    def label(self) -> str:
        """Return the answer in a word or a few, for logs and for people."""
        if self.trouble is not None:
            return f"{self.trouble.label}: {self.why}" if self.why else self.trouble.label
        return f"status {self.status}"


def nothing() -> None:
    """Do nothing while an agency works at a request."""


class Transport(Protocol):
    """What carries a delivery to an agency (传输): :mod:`~partners.endpoints.transport` by HTTP."""

    def post(
        self,
        endpoint: str,
        headers: Mapping[str, str],
        body: bytes,
        *,
        answer_limit: int,
        meanwhile: Callable[[], None] = nothing,
    ) -> Answer:
        """Make one attempt; whatever goes wrong on the way is part of the answer.

        :param answer_limit: how many bytes of the answer are read at most.
        :param meanwhile: is called once the request has left and before the answer is waited for;
            its time counts, it holds nothing open when it comes back, and it never fails.
        """
        ...

    def close(self) -> None:
        """End what is under way, which then comes back as interrupted, and let go of everything."""
        ...


def outcome_of(answer: Answer) -> AttemptOutcome:
    """Return what an answer means for the delivery."""
    if answer.trouble is not None:
        return answer.trouble.outcome
    status = answer.status or 0
    if 200 <= status < 300:
        return AttemptOutcome.ACCEPTED
    if status in _RETRIED or 500 <= status < 600:
        return AttemptOutcome.RETRY
    if status in _REFUSED:
        return AttemptOutcome.REFUSED
    return AttemptOutcome.TOO_LARGE if status == _TOO_LARGE else AttemptOutcome.UNEXPECTED


def next_attempt(
    failures: int,
    *,
    now: datetime,
    jitter: float,
    retry_after: str | None = None,
    probing: bool = False,
) -> datetime:
    """Return when a stream is tried again: pauses grow by doubling up to an hour.

    :param failures: failures in a row, this one included.
    :param jitter: from 0 to 1: streams that failed together do not come back together.
    :param retry_after: the header of that name; the stream waits at least as long.
    :param probing: whether a person has to see to it, so that trying is a mere probe.
    """
    first = FIRST_PROBE if probing else FIRST_PAUSE
    doublings = min(max(failures, 1) - 1, _DOUBLINGS)
    pause = min(LONGEST_PAUSE, first * (1 << doublings)) * (0.5 + jitter / 2)
    return now + max(pause, _asked_for(retry_after, now))


def _asked_for(retry_after: str | None, now: datetime) -> timedelta:
    """Read Retry-After (RFC 9110 10.2.3): seconds, or a date."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        # Nobody means more digits than these, and Python would refuse thousands of them.
        seconds = int(text[:9])
        return min(timedelta(seconds=seconds), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return timedelta()
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return min(max(moment - now, timedelta()), LONGEST_RETRY_AFTER)


def narrowed(notices: int) -> int | None:
    """Return how many notices to try next after a refusal of so many; nothing is left of one."""
    return notices // 2 if notices > 1 else None


def widened(limit: int | None, most: int) -> int | None:
    """Return the limit after an acceptance: it doubles until it is no limit any more."""
    if limit is None or limit * 2 >= most:
        return None
    return limit * 2
