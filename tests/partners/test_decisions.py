"""Decisions: what each outcome does to a stream."""

from datetime import timedelta

import pytest

from partners.deliveries.decisions import Move, Standing, decide
from partners.endpoints.attempts import Answer, Trouble
from partners.schedules import Schedule
from partners.states import StreamStatus
from tests.clocks import MORNING

SCHEDULE = Schedule(every=timedelta(minutes=5), max_notices=500)


def decided(
    answer: Answer,
    *,
    notices: int = 8,
    failures: int = 0,
    halted: bool = False,
    refused: int = 0,
) -> Move:
    standing = Standing(
        failures=failures, batch_limit=None, halted=halted, refused_in_a_row=refused
    )
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
@pytest.mark.parametrize("halted", [False, True])
def test_a_notice_that_is_refused_alone_is_parked_and_the_rest_goes_on(
    status: int, halted: bool
) -> None:
    move = decided(Answer(status=status), notices=1, failures=3, halted=halted)
    assert (move.status, move.parks, move.supersedes) == (StreamStatus.RUNNING, True, False)
    assert (move.goes_on, move.failures, move.due_at) == (True, 0, MORNING)
    # The next batch is small: others of the same kind may follow.
    assert (move.batch_limit, move.refused_in_a_row) == (2, 1)


@pytest.mark.parametrize(("before", "parks"), [(0, True), (4, True), (5, False), (6, False)])
def test_an_agency_that_refuses_everything_halts_its_stream_and_nothing_more_is_parked(
    before: int, parks: bool
) -> None:
    move = decided(Answer(status=422), notices=1, refused=before)
    assert (move.parks, move.goes_on) == (parks, parks)
    assert (move.status is StreamStatus.HALTED) is not parks
    assert move.refused_in_a_row == (before + 1 if parks else before)


def test_an_acceptance_ends_the_row_of_refusals_and_a_failure_does_not() -> None:
    assert decided(Answer(status=200), refused=3).refused_in_a_row == 0
    assert decided(Answer(status=503), refused=3).refused_in_a_row == 3
    assert decided(Answer(status=422), refused=3).refused_in_a_row == 3


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
