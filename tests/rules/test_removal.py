"""Removal: the seven grounds, listings with a term, early removal, and the order of the case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from registry.rules import removal
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.removal import RemovalFacts
from schemas.codes import RemovalGround
from tests.rules.cases import Case, Value, check_case, check_value

ON = date(2026, 11, 23)
OPEN = RemovalFacts(has_term=False, ends_on=None)
FIXED = RemovalFacts(has_term=True, ends_on=date(2026, 11, 22))
CLOSED_ON = date(2025, 11, 20)
ROUND_CLOSED = replace(
    OPEN,
    round_closed_on=CLOSED_ON,
    inquiries=(date(2026, 5, 20), date(2026, 11, 20)),
)
EARLY = replace(FIXED, reason="已主动申报全部财产", corrected_conduct=True)
RULED = replace(OPEN, ruling_number="(2026)川0199执7号之一", ruling_on=ON)

ARTICLE_10 = [ground for ground in RemovalGround if ground.startswith("LR10-")]


def found(ground: RemovalGround, facts: RemovalFacts, on: date = ON) -> tuple[Finding, ...]:
    return removal.removal_findings(ground, facts, on=on)


def paid(
    confirmed: str, owed: str | None = "98000.00", *, enforcement_completed: bool = False
) -> RemovalFacts:
    return replace(
        OPEN,
        owed=None if owed is None else Decimal(owed),
        confirmed=Decimal(confirmed),
        enforcement_completed=enforcement_completed,
    )


CASES = (
    Case(
        removal.NOT_FOR_A_TERM,
        "a listing without a term",
        True,
        lambda: found(RemovalGround.PERFORMED, paid("98000.00")),
    ),
    Case(
        removal.NOT_FOR_A_TERM,
        "a listing with a term, though paid in full",
        False,
        lambda: found(
            RemovalGround.PERFORMED, replace(paid("98000.00"), has_term=True, ends_on=ON)
        ),
    ),
    Case(
        removal.PERFORMED,
        "paid to the fen",
        True,
        lambda: found(RemovalGround.PERFORMED, paid("98000.00")),
    ),
    Case(
        removal.PERFORMED,
        "one fen short",
        False,
        lambda: found(RemovalGround.PERFORMED, paid("97999.99")),
    ),
    Case(
        removal.PERFORMED,
        "paid more than owed",
        True,
        lambda: found(RemovalGround.PERFORMED, paid("98000.01")),
    ),
    Case(
        removal.PERFORMED,
        "what is owed is unknown",
        False,
        lambda: found(RemovalGround.PERFORMED, paid("98000.00", owed=None)),
    ),
    Case(
        removal.PERFORMED,
        "enforced to the end by the court",
        True,
        lambda: found(RemovalGround.PERFORMED, paid("0", owed=None, enforcement_completed=True)),
    ),
    Case(
        removal.SETTLEMENT_PERFORMED,
        "reached and performed",
        True,
        lambda: found(
            RemovalGround.SETTLEMENT_PERFORMED,
            replace(OPEN, settlement_reached=True, settlement_performed=True),
        ),
    ),
    Case(
        removal.SETTLEMENT_PERFORMED,
        "a settlement alone is not enough",
        False,
        lambda: found(RemovalGround.SETTLEMENT_PERFORMED, replace(OPEN, settlement_reached=True)),
    ),
    Case(
        removal.SETTLEMENT_PERFORMED,
        "performance of a settlement that nobody recorded",
        False,
        lambda: found(RemovalGround.SETTLEMENT_PERFORMED, replace(OPEN, settlement_performed=True)),
    ),
    Case(
        removal.CREDITOR_CONSENTS,
        "applied in writing and agreed",
        True,
        lambda: found(
            RemovalGround.CREDITOR_CONSENTS,
            replace(OPEN, creditor_applied_in_writing=True, court_agrees=True),
        ),
    ),
    Case(
        removal.CREDITOR_CONSENTS,
        "applied and not agreed",
        False,
        lambda: found(
            RemovalGround.CREDITOR_CONSENTS, replace(OPEN, creditor_applied_in_writing=True)
        ),
    ),
    Case(
        removal.CREDITOR_CONSENTS,
        "no written application",
        False,
        lambda: found(RemovalGround.CREDITOR_CONSENTS, replace(OPEN, court_agrees=True)),
    ),
    Case(
        removal.NOTHING_FOUND,
        "two inquiries after the closing",
        True,
        lambda: found(RemovalGround.NOTHING_FOUND_AFTER_ROUND, ROUND_CLOSED),
    ),
    Case(
        removal.NOTHING_FOUND,
        "one of them on the day of the closing",
        False,
        lambda: found(
            RemovalGround.NOTHING_FOUND_AFTER_ROUND,
            replace(ROUND_CLOSED, inquiries=(CLOSED_ON, date(2026, 5, 20))),
        ),
    ),
    Case(
        removal.NOTHING_FOUND,
        "two entries of one day are one inquiry",
        False,
        lambda: found(
            RemovalGround.NOTHING_FOUND_AFTER_ROUND,
            replace(ROUND_CLOSED, inquiries=(date(2026, 5, 20), date(2026, 5, 20))),
        ),
    ),
    Case(
        removal.NOTHING_FOUND,
        "one of them in the future",
        False,
        lambda: found(RemovalGround.NOTHING_FOUND_AFTER_ROUND, ROUND_CLOSED, date(2026, 11, 19)),
    ),
    Case(
        removal.NOTHING_FOUND,
        "on the day of the second inquiry",
        True,
        lambda: found(RemovalGround.NOTHING_FOUND_AFTER_ROUND, ROUND_CLOSED, date(2026, 11, 20)),
    ),
    Case(
        removal.NOTHING_FOUND,
        "somebody gave an effective clue",
        False,
        lambda: found(
            RemovalGround.NOTHING_FOUND_AFTER_ROUND, replace(ROUND_CLOSED, effective_clue=True)
        ),
    ),
    Case(
        removal.NOTHING_FOUND,
        "the round was never closed",
        False,
        lambda: found(
            RemovalGround.NOTHING_FOUND_AFTER_ROUND, replace(ROUND_CLOSED, round_closed_on=None)
        ),
    ),
    *(
        case
        for rule, ground in (
            (removal.SUSPENDED, RemovalGround.SUSPENDED_BY_RULING),
            (removal.NOT_ENFORCED, RemovalGround.NOT_TO_BE_ENFORCED),
            (removal.TERMINATED, RemovalGround.ENFORCEMENT_TERMINATED),
        )
        for case in (
            Case(rule, "a ruling of today", True, partial(found, ground, RULED)),
            Case(rule, "no ruling", False, partial(found, ground, OPEN)),
            Case(
                rule,
                "a ruling without a number",
                False,
                partial(found, ground, replace(RULED, ruling_number="")),
            ),
            Case(
                rule,
                "a ruling of tomorrow",
                False,
                partial(found, ground, replace(RULED, ruling_on=date(2026, 11, 24))),
            ),
        )
    ),
    Case(
        removal.EARLY,
        "conduct corrected",
        True,
        lambda: found(RemovalGround.EARLY, EARLY),
    ),
    Case(
        removal.EARLY,
        "actively performed",
        True,
        lambda: found(
            RemovalGround.EARLY, replace(EARLY, corrected_conduct=False, actively_performs=True)
        ),
    ),
    Case(
        removal.EARLY,
        "neither performed nor corrected",
        False,
        lambda: found(RemovalGround.EARLY, replace(EARLY, corrected_conduct=False)),
    ),
    Case(
        removal.EARLY,
        "no reason stated",
        False,
        lambda: found(RemovalGround.EARLY, replace(EARLY, reason=" ")),
    ),
    Case(
        removal.EARLY,
        "a listing without a term too",
        True,
        lambda: found(RemovalGround.EARLY, replace(EARLY, has_term=False, ends_on=None)),
    ),
    Case(
        removal.TERM_OVER,
        "the day after the last day",
        True,
        lambda: found(RemovalGround.TERM_OVER, FIXED, date(2026, 11, 23)),
    ),
    Case(
        removal.TERM_OVER,
        "the last day",
        False,
        lambda: found(RemovalGround.TERM_OVER, FIXED, date(2026, 11, 22)),
    ),
    Case(
        removal.TERM_OVER,
        "a listing without a term never gets there",
        False,
        lambda: found(RemovalGround.TERM_OVER, OPEN),
    ),
)

VALUES = (
    *(
        Value(
            removal.LIFTS_RESTRICTION,
            f"{ground}",
            partial(removal.lifts_restriction, ground),
            ground in {RemovalGround.PERFORMED, RemovalGround.SETTLEMENT_PERFORMED},
        )
        for ground in RemovalGround
    ),
    Value(
        removal.CREDITOR_BAR,
        "six months",
        lambda: removal.creditor_bar_ends_on(RemovalGround.CREDITOR_CONSENTS, date(2026, 3, 2)),
        date(2026, 9, 2),
    ),
    Value(
        removal.CREDITOR_BAR,
        "from the end of August to the end of February",
        lambda: removal.creditor_bar_ends_on(RemovalGround.CREDITOR_CONSENTS, date(2026, 8, 31)),
        date(2027, 2, 28),
    ),
    *(
        Value(
            removal.CREDITOR_BAR,
            f"no bar after {ground}",
            partial(removal.creditor_bar_ends_on, ground, date(2026, 3, 2)),
            None,
        )
        for ground in RemovalGround
        if ground is not RemovalGround.CREDITOR_CONSENTS
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_removal_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_removal_has_the_effect_that_its_article_gives(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("ground", ARTICLE_10)
def test_no_ground_of_article_10_removes_a_listing_with_a_term(ground: RemovalGround) -> None:
    everything = replace(
        ROUND_CLOSED,
        has_term=True,
        ends_on=date(2027, 3, 2),
        enforcement_completed=True,
        settlement_reached=True,
        settlement_performed=True,
        creditor_applied_in_writing=True,
        court_agrees=True,
        ruling_number="(2026)川0199执7号之一",
        ruling_on=ON,
    )
    refused = assess(found(ground, everything))
    assert [finding.article for finding in refused.barred_by] == ["LR Art. 10 para 2"]
    assert refused.barred_by[0].facts["instead"] == "LR2-early,LR2-term"
    assert refused.barred_by[0].facts["ends_on"] == "2027-03-02"
    assert assess(found(ground, replace(everything, has_term=False, ends_on=None))).allowed


def test_paid_in_full_on_a_listing_for_false_reports_asks_for_an_early_decision() -> None:
    facts = replace(paid("98000.00"), has_term=True, ends_on=date(2027, 3, 2))
    assert not assess(found(RemovalGround.PERFORMED, facts)).allowed
    decided = replace(facts, actively_performs=True, reason="义务已全部履行")
    assert assess(found(RemovalGround.EARLY, decided)).allowed


@pytest.mark.parametrize("ground", RemovalGround)
def test_no_ground_removes_a_listing_of_which_nothing_is_known(ground: RemovalGround) -> None:
    assert not assess(found(ground, OPEN)).allowed
