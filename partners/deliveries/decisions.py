"""Decisions (推送决策): what an answer does to a stream.

Pure: the moment and the chance in the pauses come in as values.
"""

from dataclasses import dataclass
from datetime import datetime

from partners.endpoints.attempts import Answer, narrowed, next_attempt, outcome_of, widened
from partners.schedules import Schedule, next_due
from partners.states import AttemptOutcome, StreamStatus

# An agency that refuses so many notices one after the other has another trouble than a notice.
MOST_REFUSED_IN_A_ROW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a stream stood before the attempt.

    :ivar refused_in_a_row: notices parked since something was accepted last.
    """

    failures: int
    batch_limit: int | None
    halted: bool
    refused_in_a_row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What becomes of a stream and its delivery.

    :ivar goes_on: whether the next attempt may follow at once.
    :ivar supersedes: whether the delivery is drawn up anew, smaller.
    :ivar parks: whether its one notice is put aside for a person.
    """

    outcome: AttemptOutcome
    status: StreamStatus
    reason: str
    failures: int
    batch_limit: int | None
    due_at: datetime
    goes_on: bool = False
    supersedes: bool = False
    parks: bool = False
    refused_in_a_row: int = 0


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

    A refused batch is narrowed down to the notice at fault, which is parked for a person, so that
    the rest goes on. A batch that is too large is halved likewise. An agency that refuses one
    notice after the other halts its stream instead.

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
            due_at=next_due(schedule, now),
            goes_on=True,
        )
    if outcome in _NARROWED:
        move = _narrow(answer, standing, schedule, notices=notices, now=now)
        if move is not None:
            return move
    failures = standing.failures + 1
    halted = standing.halted or outcome is not AttemptOutcome.RETRY
    return Move(
        outcome=outcome,
        status=StreamStatus.HALTED if halted else StreamStatus.RUNNING,
        reason=answer.label,
        failures=failures,
        batch_limit=standing.batch_limit,
        refused_in_a_row=standing.refused_in_a_row,
        due_at=next_attempt(
            failures,
            now=now,
            jitter=jitter,
            retry_after=answer.retry_after,
            probing=halted,
        ),
    )


_NARROWED = frozenset({AttemptOutcome.REFUSED, AttemptOutcome.TOO_LARGE})


def _narrow(
    answer: Answer, standing: Standing, schedule: Schedule, *, notices: int, now: datetime
) -> Move | None:
    """Return how a refused delivery is narrowed down, or nothing where the agency refuses all."""
    smaller = narrowed(notices)
    parks = smaller is None
    refused = standing.refused_in_a_row + (1 if parks else 0)
    if refused > MOST_REFUSED_IN_A_ROW:
        return None
    halted = standing.halted and not parks
    return Move(
        outcome=outcome_of(answer),
        status=StreamStatus.HALTED if halted else StreamStatus.RUNNING,
        reason=answer.label if halted else "",
        failures=0 if parks else standing.failures,
        batch_limit=widened(1, schedule.max_notices) if parks else smaller,
        due_at=now,
        goes_on=True,
        supersedes=not parks,
        parks=parks,
        refused_in_a_row=refused,
    )
