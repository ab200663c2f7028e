"""Decisions (推送决策): what an answer does to a stream.

Pure: the moment and the chance in the pauses come in as values.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from partners.attempts import Answer, narrowed, next_attempt, outcome_of, widened
from partners.states import AttemptOutcome, StreamStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When and how much an agency wants to be sent."""

    every: timedelta
    max_notices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a stream stood before the attempt."""

    failures: int
    batch_limit: int | None
    halted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What becomes of a stream and its delivery.

    :ivar goes_on: whether the next attempt may follow at once.
    :ivar supersedes: whether the delivery is drawn up anew, smaller.
    """

    outcome: AttemptOutcome
    status: StreamStatus
    reason: str
    failures: int
    batch_limit: int | None
    due_at: datetime
    goes_on: bool = False
    supersedes: bool = False


def decide(
    answer: Answer,
    standing: Standing,
    schedule: Schedule,
    *,
    notices: int,
    now: datetime,
    jitter: float,
) -> Move:
    """Decide what an answer does to a stream.

    A refused batch is narrowed down to the notice at fault; there the stream halts, so that
    nothing is skipped unseen. A batch that is too large is halved likewise.

    :param notices: how many the delivery held.
    :param jitter: from 0 to 1, for the pauses.
    """
    outcome = outcome_of(answer)
    if outcome is AttemptOutcome.ACCEPTED:
        return Move(
            outcome=outcome,
            status=StreamStatus.RUNNING,
            reason="",
            failures=0,
            batch_limit=widened(standing.batch_limit, schedule.max_notices),
            due_at=now + schedule.every,
            goes_on=True,
        )
    smaller = narrowed(notices)
    if outcome in {AttemptOutcome.REFUSED, AttemptOutcome.TOO_LARGE} and smaller is not None:
        return Move(
            outcome=outcome,
            status=StreamStatus.HALTED if standing.halted else StreamStatus.RUNNING,
            reason=answer.label,
            failures=standing.failures,
            batch_limit=smaller,
            due_at=now,
            goes_on=True,
            supersedes=True,
        )
    failures = standing.failures + 1
    halted = standing.halted or outcome is not AttemptOutcome.RETRY
    return Move(
        outcome=outcome,
        status=StreamStatus.HALTED if halted else StreamStatus.RUNNING,
        reason=answer.label,
        failures=failures,
        batch_limit=standing.batch_limit,
        due_at=next_attempt(
            failures,
            now=now,
            jitter=jitter,
            retry_after=answer.retry_after,
            probing=halted,
        ),
    )
