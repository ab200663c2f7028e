"""Attempts: what each answer means, and how long a stream waits."""

from datetime import timedelta

import pytest

from partners.endpoints.attempts import Answer, Trouble, narrowed, next_attempt, outcome_of, widened
from partners.states import AttemptOutcome
from tests.clocks import MORNING

ACCEPTED, RETRY = AttemptOutcome.ACCEPTED, AttemptOutcome.RETRY
REFUSED, TOO_LARGE = AttemptOutcome.REFUSED, AttemptOutcome.TOO_LARGE
UNEXPECTED = AttemptOutcome.UNEXPECTED


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, ACCEPTED),
        (202, ACCEPTED),
        (204, ACCEPTED),
        (299, ACCEPTED),
        (199, UNEXPECTED),
        (300, UNEXPECTED),
        (301, UNEXPECTED),
        (302, UNEXPECTED),
        (307, UNEXPECTED),
        (400, REFUSED),
        (401, UNEXPECTED),
        (403, UNEXPECTED),
        (404, UNEXPECTED),
        (408, RETRY),
        (409, UNEXPECTED),
        (410, UNEXPECTED),
        (413, TOO_LARGE),
        (422, REFUSED),
        (429, RETRY),
        (500, RETRY),
        (503, RETRY),
        (599, RETRY),
        (600, UNEXPECTED),
    ],
)
def test_a_status_means_one_thing(status: int, outcome: AttemptOutcome) -> None:
    assert outcome_of(Answer(status=status)) is outcome


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (Trouble.UNREACHABLE, RETRY),
        (Trouble.TIMEOUT, RETRY),
        (Trouble.CUT, RETRY),
        (Trouble.TLS, UNEXPECTED),
        (Trouble.ADDRESS, UNEXPECTED),
    ],
)
def test_no_answer_is_retried_unless_a_person_has_to_see_to_it(
    trouble: Trouble, outcome: AttemptOutcome
) -> None:
    assert outcome_of(Answer(trouble=trouble)) is outcome


def test_an_answer_that_was_cut_is_no_acceptance_whatever_its_status() -> None:
    assert outcome_of(Answer(status=200, trouble=Trouble.CUT)) is RETRY


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(1, 1), (2, 2), (3, 4), (7, 64), (12, 2048), (13, 3600), (100, 3600), (10**6, 3600)],
)
def test_pauses_double_up_to_an_hour(failures: int, seconds: int) -> None:
    longest = next_attempt(failures, now=MORNING, jitter=1.0)
    shortest = next_attempt(failures, now=MORNING, jitter=0.0)
    assert longest - MORNING == timedelta(seconds=seconds)
    assert shortest - MORNING == timedelta(seconds=seconds / 2)


def test_a_probe_waits_a_minute_at_first() -> None:
    assert next_attempt(1, now=MORNING, jitter=1.0, probing=True) - MORNING == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 1),
        ("86400", 86_400),
        ("999999", 86_400),
        ("9" * 5000, 86_400),
        ("Mon, 02 Mar 2026 01:05:00 GMT", 300),
        ("Mon, 02 Mar 2026 00:00:00 GMT", 1),
        ("Tue, 01 Jan 2036 00:00:00 GMT", 86_400),
        ("soon", 1),
        ("-5", 1),
        ("", 1),
        (None, 1),
        ("１２０", 1),
    ],
)
def test_retry_after_is_waited_for_within_a_day(header: str | None, seconds: int) -> None:
    due_at = next_attempt(1, now=MORNING, jitter=1.0, retry_after=header)
    assert due_at - MORNING == timedelta(seconds=seconds)


def test_a_batch_is_halved_down_to_one_notice() -> None:
    assert [narrowed(notices) for notices in (500, 3, 2, 1)] == [250, 1, 1, None]


def test_a_limit_doubles_until_it_is_none() -> None:
    assert [widened(limit, 500) for limit in (None, 1, 249, 250, 500)] == [None, 2, 498, None, None]
