"""Decisions: what each outcome does to a stream."""

from datetime import timedelta

import pytest

from partners.attempts import Answer, Trouble
from partners.decisions import Move, Schedule, Standing, decide
from partners.states import StreamStatus
from tests.clocks import MORNING

SCHEDULE = Schedule(every=timedelta(minutes=5), max_notices=500)


def decided(answer: Answer, *, notices: int = 8, failures: int = 0, halted: bool = False) -> Move:
    standing = Standing(failures=failures, batch_limit=None, halted=halted)
    return decide(answer, standing, SCHEDULE, notices=notices, now=MORNING, jitter=1.0)


def test_an_acceptance_clears_every_trouble_and_goes_on() -> None:
    move = decided(Answer(status=200), failures=9, halted=True)
    assert (move.status, move.failures, move.goes_on) == (StreamStatus.RUNNING, 0, True)
    assert move.due_at == MORNING + SCHEDULE.every


def test_a_failure_waits_and_is_counted() -> None:
    move = decided(Answer(status=503), failures=2)
    assert (move.status, move.failures, move.goes_on) == (StreamStatus.RUNNING, 3, False)
    assert move.due_at == MORNING + timedelta(seconds=4)


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_refused_batch_is_drawn_up_anew_at_half_its_size_at_once(status: int) -> None:
    move = decided(Answer(status=status))
    assert (move.batch_limit, move.supersedes, move.goes_on) == (4, True, True)
    assert move.failures == 0


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_refused_notice_halts_the_stream_and_stays(status: int) -> None:
    move = decided(Answer(status=status), notices=1)
    assert (move.status, move.supersedes, move.goes_on) == (StreamStatus.HALTED, False, False)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=301),
        Answer(status=401),
        Answer(status=404),
        Answer(status=410),
        Answer(trouble=Trouble.TLS),
        Answer(trouble=Trouble.ADDRESS),
    ],
)
def test_what_nobody_expects_halts_and_is_probed(answer: Answer) -> None:
    move = decided(answer)
    assert move.status is StreamStatus.HALTED
    assert move.reason == answer.label
    assert move.due_at == MORNING + timedelta(minutes=1)


def test_a_halted_stream_runs_again_only_when_something_is_accepted() -> None:
    assert decided(Answer(status=503), halted=True).status is StreamStatus.HALTED
    assert decided(Answer(status=422), halted=True).status is StreamStatus.HALTED
