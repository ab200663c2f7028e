"""Words of agencies: which counts, whether it answers what was asked, and what contradicts it."""

from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest

from partners.receipts.receipt_words import Asked, Said, Word, is_contradictory, weigh
from schemas.codes import Outcome
from tests.clocks import MORNING

BEGUN, ENDED = UUID(int=1), UUID(int=2)
C1 = "go2016.C1"
ASKED = {(BEGUN, C1): Asked.APPLY, (ENDED, C1): Asked.LIFT}


def said(outcome: str, notice: UUID = BEGUN, at: int = 0, got: int = 0, measure: str = C1) -> Said:
    stated, received = (MORNING + timedelta(minutes=minutes) for minutes in (at, got))
    return Said(notice, measure, Outcome(outcome), "", stated, received)


def word(*words: Said, notice: UUID = BEGUN, measure: str = C1) -> Word:
    return weigh(words, ASKED)[notice, measure]


@pytest.mark.parametrize(
    ("notice", "outcome", "fits"),
    [
        (BEGUN, "applied", True),
        (BEGUN, "not_applicable", True),
        (BEGUN, "rejected", True),
        (BEGUN, "lifted", False),
        (ENDED, "lifted", True),
        (ENDED, "not_applicable", True),
        (ENDED, "rejected", True),
        (ENDED, "applied", False),
    ],
)
def test_a_word_answers_what_was_asked_or_something_else(
    notice: UUID, outcome: str, fits: bool
) -> None:
    found = word(said(outcome, notice), notice=notice)
    assert (found.fits, is_contradictory(found)) == (fits, not fits)


def test_a_word_on_a_measure_that_was_not_named_answers_nothing() -> None:
    assert not word(said("applied", measure="go2016.G6"), measure="go2016.G6").fits


def test_the_word_stated_last_counts_in_whatever_order_words_come() -> None:
    words = [said("applied", at=1, got=9), said("rejected", at=2, got=5), said("applied", at=3)]
    for shuffled in permutations(words):
        found = word(*shuffled)
        assert (found.said.stated_at, found.before) == (words[2].stated_at, (Outcome.REJECTED,))
        assert is_contradictory(found)


def test_of_two_words_of_one_moment_the_one_received_later_counts() -> None:
    assert word(said("applied", got=1), said("rejected", got=2)).said.outcome == "rejected"


def test_a_word_that_is_repeated_contradicts_nothing() -> None:
    assert not is_contradictory(word(said("applied"), said("applied", at=5)))


@pytest.mark.parametrize(("applied_at", "reopens"), [(1, False), (3, False), (4, True)])
def test_a_measure_applied_after_it_was_lifted_is_not_lifted(
    applied_at: int, reopens: bool
) -> None:
    found = word(said("applied", at=applied_at), said("lifted", ENDED, at=3))
    assert (found.reopens, is_contradictory(found)) == (reopens, reopens)
