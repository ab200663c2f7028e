"""Removal: the seven grounds, listings with a term, early removal, and the order of the case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from registry.rules import removal
from registry.rules.assessment import assess
from registry.rules.findings import Finding, Rule
from registry.rules.removal import RemovalFacts
from schemas.codes import RemovalGround
from tests.rules.cases import Case, Value, check_case, check_value

ON, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
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


GROUND_OF = {
    removal.NOT_FOR_A_TERM.name: RemovalGround.PERFORMED,
    removal.PERFORMED.name: RemovalGround.PERFORMED,
    removal.SETTLEMENT_PERFORMED.name: RemovalGround.SETTLEMENT_PERFORMED,
    removal.CREDITOR_CONSENTS.name: RemovalGround.CREDITOR_CONSENTS,
    removal.NOTHING_FOUND.name: RemovalGround.NOTHING_FOUND_AFTER_ROUND,
    removal.SUSPENDED.name: RemovalGround.SUSPENDED_BY_RULING,
    removal.NOT_ENFORCED.name: RemovalGround.NOT_TO_BE_ENFORCED,
    removal.TERMINATED.name: RemovalGround.ENFORCEMENT_TERMINATED,
    removal.EARLY.name: RemovalGround.EARLY,
    removal.TERM_OVER.name: RemovalGround.TERM_OVER,
}


def row(rule: Rule, says: str, satisfied: bool, facts: RemovalFacts, on: date = ON) -> Case:
    """Return the case of removing a listing, on the ground that the rule is about."""
    return Case(rule, says, satisfied, partial(found, GROUND_OF[rule.name], facts, on))


CASES = (
    row(removal.NOT_FOR_A_TERM, "a listing without a term", True, paid("98000.00")),
    row(
        removal.NOT_FOR_A_TERM,
        "a listing with a term, though paid in full",
        False,
        replace(paid("98000.00"), has_term=True, ends_on=ON),
    ),
    row(removal.PERFORMED, "paid to the fen", True, paid("98000.00")),
    row(removal.PERFORMED, "one fen short", False, paid("97999.99")),
    row(removal.PERFORMED, "paid more than owed", True, paid("98000.01")),
    row(removal.PERFORMED, "what is owed is unknown", False, paid("98000.00", owed=None)),
    row(
        removal.PERFORMED,
        "enforced to the end by the court",
        True,
        paid("0", owed=None, enforcement_completed=True),
    ),
    row(
        removal.SETTLEMENT_PERFORMED,
        "reached and performed",
        True,
        replace(OPEN, settlement_reached=True, settlement_performed=True),
    ),
    row(
        removal.SETTLEMENT_PERFORMED,
        "a settlement alone is not enough",
        False,
        replace(OPEN, settlement_reached=True),
    ),
    row(
        removal.SETTLEMENT_PERFORMED,
        "performance of a settlement that nobody recorded",
        False,
        replace(OPEN, settlement_performed=True),
    ),
    row(
        removal.CREDITOR_CONSENTS,
        "applied in writing and agreed",
        True,
        replace(OPEN, creditor_applied_in_writing=True, court_agrees=True),
    ),
    row(
        removal.CREDITOR_CONSENTS,
        "applied and not agreed",
        False,
        replace(OPEN, creditor_applied_in_writing=True),
    ),
    row(
        removal.CREDITOR_CONSENTS, "no written application", False, replace(OPEN, court_agrees=True)
    ),
    row(removal.NOTHING_FOUND, "two inquiries after the closing", True, ROUND_CLOSED),
    row(
        removal.NOTHING_FOUND,
        "one of them on the day of the closing",
        False,
        replace(ROUND_CLOSED, inquiries=(CLOSED_ON, date(2026, 5, 20))),
    ),
    row(
        removal.NOTHING_FOUND,
        "two entries of one day are one inquiry",
        False,
        replace(ROUND_CLOSED, inquiries=(date(2026, 5, 20), date(2026, 5, 20))),
    ),
    row(
        removal.NOTHING_FOUND, "one of them in the future", False, ROUND_CLOSED, date(2026, 11, 19)
    ),
    row(
        removal.NOTHING_FOUND,
        "on the day of the second inquiry",
        True,
        ROUND_CLOSED,
        date(2026, 11, 20),
    ),
    row(
        removal.NOTHING_FOUND,
        "somebody gave an effective clue",
        False,
        replace(ROUND_CLOSED, effective_clue=True),
    ),
    row(
        removal.NOTHING_FOUND,
        "the round was never closed",
        False,
        replace(ROUND_CLOSED, round_closed_on=None),
    ),
    *(
        case
        for rule in (removal.SUSPENDED, removal.NOT_ENFORCED, removal.TERMINATED)
        for case in (
            row(rule, "a ruling of today", True, RULED),
            row(rule, "no ruling", False, OPEN),
            row(rule, "a ruling without a number", False, replace(RULED, ruling_number="")),
            row(rule, "a ruling of tomorrow", False, replace(RULED, ruling_on=TOMORROW)),
        )
    ),
    row(removal.EARLY, "conduct corrected", True, EARLY),
    row(
        removal.EARLY,
        "actively performed",
        True,
        replace(EARLY, corrected_conduct=False, actively_performs=True),
    ),
    row(
        removal.EARLY,
        "neither performed nor corrected",
        False,
        replace(EARLY, corrected_conduct=False),
    ),
    row(removal.EARLY, "no reason stated", False, replace(EARLY, reason=" ")),
    row(
        removal.EARLY,
        "a listing without a term too",
        True,
        replace(EARLY, has_term=False, ends_on=None),
    ),
    row(removal.TERM_OVER, "the day after the last day", True, FIXED, date(2026, 11, 23)),
    row(removal.TERM_OVER, "the last day", False, FIXED, date(2026, 11, 22)),
    row(removal.TERM_OVER, "a listing without a term never gets there", False, OPEN),
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
    assert refused.barred_by[0].facts == {
        "ground": ground.value,
        "has_term": "yes",
        "ends_on": "2027-03-02",
        "instead": "LR2-early,LR2-term",
    }
    assert assess(found(ground, replace(everything, has_term=False, ends_on=None))).allowed


@pytest.mark.parametrize(
    ("facts", "stated"),
    [
        (OPEN, {"owed": "unknown", "confirmed": "0", "enforcement_completed": "no"}),
        (
            paid("97999.99"),
            {"owed": "98000.00", "confirmed": "97999.99", "enforcement_completed": "no"},
        ),
    ],
)
def test_what_is_owed_and_confirmed_stands_in_the_finding(
    facts: RemovalFacts, stated: dict[str, str]
) -> None:
    for_no_term, performed = found(RemovalGround.PERFORMED, facts)
    assert for_no_term.facts == {"ground": "LR10-1", "has_term": "no"}
    assert performed.facts == stated


def test_a_reason_alone_removes_nothing_early() -> None:
    assert not assess(found(RemovalGround.EARLY, replace(FIXED, reason="情况特殊"))).allowed


def test_paid_in_full_on_a_listing_for_false_reports_asks_for_an_early_decision() -> None:
    facts = replace(paid("98000.00"), has_term=True, ends_on=date(2027, 3, 2))
    assert not assess(found(RemovalGround.PERFORMED, facts)).allowed
    decided = replace(facts, actively_performs=True, reason="义务已全部履行")
    assert assess(found(RemovalGround.EARLY, decided)).allowed


@pytest.mark.parametrize("ground", RemovalGround)
def test_no_ground_removes_a_listing_of_which_nothing_is_known(ground: RemovalGround) -> None:
    assert not assess(found(ground, OPEN)).allowed
