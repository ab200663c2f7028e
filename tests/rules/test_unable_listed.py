"""Listings of those found unable: what is proposed, until when, and what may be kept."""

from datetime import date, timedelta
from functools import partial

import pytest

from registry.rules import bars, capacity, unable_listed
from registry.rules.assessment import assess
from registry.rules.clocks_of_cases import LISTING_OF_UNABLE
from registry.rules.clocks_of_lists import REVOCATION
from schemas.case_codes import CapacityOutcome, ProposedEnding
from schemas.codes import Ground
from tests.rules.cases import Case, Value, check_case, check_value
from tests.rules.listings import listing

PUBLISHED = date(2026, 3, 2)
ALONE = (Ground.REFUSES_THOUGH_ABLE,)
BESIDE = (Ground.REFUSES_THOUGH_ABLE, Ground.EVADES)
REVOKE, REMOVE, RECONSIDER = ProposedEnding


def given(
    grounds: tuple[Ground, ...] = ALONE,
    since: date | None = None,
    published_on: date | None = PUBLISHED,
) -> ProposedEnding | None:
    return unable_listed.proposed(grounds, published_on=published_on, unable_since=since)


CASES = (
    *(
        Case(
            unable_listed.WRONG_IS_REVOKED,
            f"kept against the proposal to {proposal}",
            proposal is not REVOKE,
            partial(unable_listed.keeping_findings, proposal, "待终本后查询"),
        )
        for proposal in ProposedEnding
    ),
    Case(
        unable_listed.REASON_STATED,
        "a reason",
        True,
        lambda: unable_listed.keeping_findings(RECONSIDER, "另有规避执行情形"),
    ),
    Case(
        unable_listed.REASON_STATED,
        "none",
        False,
        lambda: unable_listed.keeping_findings(RECONSIDER, " "),
    ),
)
VALUES = (
    *(
        Value(unable_listed.PROPOSED, says, partial(given, grounds, since), expected)
        for says, grounds, since, expected in (
            ("unable since the day of publication", ALONE, PUBLISHED, REVOKE),
            ("unable since the day before", ALONE, PUBLISHED - timedelta(days=1), REVOKE),
            ("unable since the day after", ALONE, PUBLISHED + timedelta(days=1), REMOVE),
            ("since when, nobody could tell", ALONE, None, REMOVE),
            ("another ground beside it", BESIDE, PUBLISHED, RECONSIDER),
            ("other grounds alone", (Ground.EVADES,), PUBLISHED, None),
        )
    ),
    Value(
        unable_listed.PROPOSED,
        "never published",
        lambda: given(since=PUBLISHED, published_on=None),
        REMOVE,
    ),
    *(
        Value(
            unable_listed.CLOCK,
            proposal,
            partial(unable_listed.clock, proposal),
            REVOCATION if proposal is REVOKE else LISTING_OF_UNABLE,
        )
        for proposal in ProposedEnding
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_listing_is_kept_as_its_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_finding_of_inability_proposes(value: Value) -> None:
    check_value(value)


def test_found_unable_bars_article_1_1_and_no_other_ground() -> None:
    barred = capacity.barred_ground(CapacityOutcome.UNABLE)
    for ground in Ground:
        facts = listing(grounds=(ground,), found_unable=True)
        assert assess(bars.bar_findings(facts, on=PUBLISHED)).allowed is (ground is not barred)
