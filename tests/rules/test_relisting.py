"""Relisting: one listing at a time, new conduct after a term, and the creditor's six months."""

from datetime import date
from functools import partial

import pytest

from registry.rules import bars, relisting, removal
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.relisting import Earlier
from schemas.codes import Initiative, ListingState, RemovalGround
from tests.rules.cases import Case, check_case
from tests.rules.listings import listing

REMOVED_ON = date(2026, 3, 2)
PAID = Earlier(ListingState.REMOVED, had_term=False, ended_by=RemovalGround.PERFORMED)
TERM_OVER = Earlier(ListingState.REMOVED, had_term=True, ended_by=RemovalGround.TERM_OVER)
EARLY = Earlier(ListingState.REMOVED, had_term=True, ended_by=RemovalGround.EARLY)
LIVING = {"draft", "signed", "in_grace", "published", "suspended", "unpublished"}


def found(*earlier: Earlier, new_conduct: bool = False) -> tuple[Finding, ...]:
    return relisting.relisting_findings(earlier, conduct_since_removal=new_conduct)


CASES = (
    Case(relisting.ONE_AT_A_TIME, "never listed before", True, found),
    Case(relisting.ONE_AT_A_TIME, "removed before", True, lambda: found(PAID)),
    *(
        Case(
            relisting.ONE_AT_A_TIME,
            f"one that is {state}",
            state not in LIVING,
            partial(found, PAID, Earlier(state, had_term=False)),
        )
        for state in ListingState
    ),
    Case(
        relisting.NEW_CONDUCT_AFTER_A_TERM,
        "removed because it was paid, without a term",
        True,
        lambda: found(PAID),
    ),
    Case(
        relisting.NEW_CONDUCT_AFTER_A_TERM,
        "its term was over and nothing happened since",
        False,
        lambda: found(TERM_OVER),
    ),
    Case(
        relisting.NEW_CONDUCT_AFTER_A_TERM,
        "its term was over when it was imported",
        False,
        lambda: found(Earlier(ListingState.ENDED, had_term=True)),
    ),
    Case(
        relisting.NEW_CONDUCT_AFTER_A_TERM,
        "ended early and nothing happened since",
        False,
        lambda: found(PAID, EARLY),
    ),
    Case(
        relisting.NEW_CONDUCT_AFTER_A_TERM,
        "its term was over and there is new conduct",
        True,
        lambda: found(TERM_OVER, new_conduct=True),
    ),
    Case(
        relisting.NEW_CONDUCT_AFTER_A_TERM,
        "early removal of a listing without a term",
        True,
        lambda: found(Earlier(ListingState.REMOVED, had_term=False, ended_by=RemovalGround.EARLY)),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_relisting_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize(
    ("applied_on", "initiative", "allowed"),
    [
        (date(2026, 3, 2), Initiative.CREDITOR, False),
        (date(2026, 9, 1), Initiative.CREDITOR, False),
        (date(2026, 9, 2), Initiative.CREDITOR, False),
        (date(2026, 9, 3), Initiative.CREDITOR, True),
        (None, Initiative.CREDITOR, False),
        (date(2026, 3, 3), Initiative.COURT, True),
        (None, Initiative.COURT, True),
    ],
)
def test_the_bar_of_six_months_holds_for_the_creditor_and_never_for_the_court(
    applied_on: date | None, initiative: Initiative, allowed: bool
) -> None:
    until = removal.creditor_bar_ends_on(RemovalGround.CREDITOR_CONSENTS, REMOVED_ON)
    facts = listing(initiative=initiative, applied_on=applied_on, creditor_barred_until=until)
    assert assess(bars.bar_findings(facts, on=date(2026, 9, 3))).allowed is allowed


def test_the_bar_does_not_move_off_a_holiday() -> None:
    # 2 October 2026 is a holiday; a bar is no procedural period.
    assert removal.creditor_bar_ends_on(RemovalGround.CREDITOR_CONSENTS, date(2026, 4, 2)) == date(
        2026, 10, 2
    )
