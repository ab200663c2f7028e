"""The traps that courts, agencies and their systems have stepped into, each by its name."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Unpack

import pytest

from registry.rules import (
    after_round,
    appeals,
    authority,
    bars,
    calendar,
    capacity,
    clocks_of_lists,
    deadlines,
    lifting,
    procedure,
    public_credit,
    publication,
    removal,
    repair,
    restriction,
    round_closing,
    states,
    term,
)
from registry.rules.after_round import AfterRound, Clue, Inquiry
from registry.rules.assessment import Override, assess
from registry.rules.authority import Act, ActingPerson
from registry.rules.calendar import Due
from registry.rules.procedure import ActDates
from registry.rules.removal import RemovalFacts
from registry.rules.restriction import RestrictionFacts
from schemas.appeal_codes import Appealed
from schemas.case_codes import CapacityOutcome, EnforcementState, InquiryResult
from schemas.codes import (
    Ground,
    Initiative,
    ListingState,
    OrderState,
    RemovalGround,
    Role,
    ServiceMethod,
    SubjectKind,
)
from schemas.remedy_codes import Remainder, RepairPath, Severity
from schemas.restriction_codes import BoundPerson
from tests.rules.listings import Changes, listing

ON = date(2026, 3, 2)
CALENDAR = calendar.published()
ABLE, VIOLENT, _, REPORTING, _, SETTLEMENT = Ground
PAID = RemovalFacts(
    has_term=False, ends_on=None, owed=Decimal("98000.00"), confirmed=Decimal("98000.00")
)


def removable(ground: RemovalGround, facts: RemovalFacts, on: date = ON) -> bool:
    return assess(removal.removal_findings(ground, facts, on=on)).allowed


def listable(*on: Ground, **changes: Unpack[Changes]) -> bool:
    return assess(bars.bar_findings(replace(listing(**changes), grounds=on), on=ON)).allowed


def test_three_working_days_from_friday_13_february_2026_end_on_wednesday_25_february() -> None:
    due = deadlines.due(clocks_of_lists.REMOVAL_ON_GROUND, date(2026, 2, 13), CALENDAR)
    assert due == Due(date(2026, 2, 25), provisional=False)


def test_after_two_years_a_listing_on_article_1_1_does_not_disappear() -> None:
    ends_on = term.listing_ends_on(date(2016, 3, 2), (ABLE,))
    assert ends_on is None
    assert publication.is_public(ListingState.PUBLISHED, ends_on, on=date(2056, 3, 2))


@pytest.mark.parametrize("other", [ground for ground in Ground if ground is not ABLE])
def test_any_ground_beside_article_1_1_gives_a_term(other: Ground) -> None:
    assert term.listing_ends_on(ON, (ABLE, other)) == date(2028, 3, 2)


def test_a_term_from_29_february_ends_on_the_last_of_february() -> None:
    assert term.listing_ends_on(date(2024, 2, 29), (REPORTING,)) == date(2026, 2, 28)


def test_a_term_that_ends_on_a_holiday_ends_on_that_holiday() -> None:
    ends_on = term.listing_ends_on(date(2024, 10, 3), (REPORTING,))
    assert ends_on == date(2026, 10, 3)
    assert not publication.is_public(ListingState.PUBLISHED, ends_on, on=date(2026, 10, 4))


def test_paid_in_full_does_not_remove_a_listing_with_a_term_but_asks_for_an_early_decision() -> (
    None
):
    fixed = replace(PAID, has_term=True, ends_on=date(2028, 3, 2))
    assert removable(RemovalGround.PERFORMED, PAID)
    assert not removable(RemovalGround.PERFORMED, fixed)
    assert repair.leads_to(RepairPath.PERFORMED, has_term=True) == (RemovalGround.EARLY,)


def test_a_settlement_alone_removes_nothing() -> None:
    agreed = replace(PAID, settlement_reached=True)
    assert not removable(RemovalGround.SETTLEMENT_PERFORMED, agreed)
    assert removable(RemovalGround.SETTLEMENT_PERFORMED, replace(agreed, settlement_performed=True))


def test_closing_a_round_is_not_terminating_enforcement() -> None:
    closed = replace(PAID, round_closed_on=date(2025, 3, 2))
    assert not removable(RemovalGround.ENFORCEMENT_TERMINATED, closed)
    assert states.may(EnforcementState.ROUND_CLOSED, Act.RESUME_ENFORCEMENT)
    assert not states.may(EnforcementState.TERMINATED, Act.RESUME_ENFORCEMENT)


def test_closing_a_round_lifts_no_order_and_ends_no_debt() -> None:
    assert lifting.outlives_enforcement(EnforcementState.ROUND_CLOSED)
    left = repair.stays(RepairPath.UNABLE_AFTER_ROUND, debt_open=True, order_in_force=True)
    assert {Remainder.DEBT, Remainder.ORDER} <= set(left)


@pytest.mark.parametrize("answer", [InquiryResult.NO_REPLY, InquiryResult.FAILED])
def test_no_reply_and_failure_are_not_the_answer_nothing(answer: InquiryResult) -> None:
    closed_on = date(2025, 3, 2)
    empty = Inquiry(date(2025, 9, 2), InquiryResult.NOTHING_FOUND)
    after = AfterRound(closed_on, (empty, Inquiry(ON, answer)))
    assert not assess(after_round.removal_findings(after, on=ON)).allowed
    heard = AfterRound(closed_on, (empty, Inquiry(ON, InquiryResult.NOTHING_FOUND)))
    assert assess(after_round.removal_findings(heard, on=ON)).allowed


def test_a_clue_that_nobody_verified_keeps_a_listing() -> None:
    empty = tuple(Inquiry(day, InquiryResult.NOTHING_FOUND) for day in (date(2025, 9, 2), ON))
    after = AfterRound(date(2025, 3, 2), empty, (Clue(ON),))
    assert not assess(after_round.removal_findings(after, on=ON)).allowed


def test_an_unable_debtor_is_not_listed_for_refusing() -> None:
    assert capacity.barred_ground(CapacityOutcome.UNABLE) is ABLE
    assert not listable(ABLE, found_unable=True)
    assert listable(REPORTING, found_unable=True)


def test_who_was_found_unable_in_another_case_is_listed_for_a_judges_reason_alone() -> None:
    elsewhere = replace(listing(grounds=(ABLE,)), unable_elsewhere=("川0104",))
    found = bars.bar_findings(elsewhere, on=ON)
    rule, reason = bars.FOUND_UNABLE_ELSEWHERE.name, "本案查明有房屋出租"
    assert not assess(found).allowed
    assert not assess(found, overrides=[Override(rule, Role.CLERK, reason)]).allowed
    assert assess(found, overrides=[Override(rule, Role.JUDGE, reason)]).allowed
    assert listable(REPORTING, unable_elsewhere=("川0104",))


def test_exactly_three_months_are_not_more_than_three_months() -> None:
    assert round_closing.earliest_on(date(2026, 3, 2)) == date(2026, 6, 3)


@pytest.mark.parametrize("ground", Ground)
def test_security_bars_article_1_1_alone_and_holding_off_1_6_as_well(ground: Ground) -> None:
    assert listable(ground, adequate_security=True) is (ground is not ABLE)
    assert listable(ground, creditor_asks_to_hold_off=True) is (ground not in (ABLE, SETTLEMENT))


@pytest.mark.parametrize("ground", Ground)
def test_nobody_is_listed_for_an_entity_on_any_ground_but_may_be_restricted(
    ground: Ground,
) -> None:
    assert not listable(ground, person_behind_entity=True)
    assert BoundPerson.LEGAL_REPRESENTATIVE in restriction.bound_persons(SubjectKind.ORGANISATION)


@pytest.mark.parametrize("ground", Ground)
def test_a_minor_is_listed_on_no_ground_and_of_age_on_the_birthday(ground: Ground) -> None:
    young = replace(listing(grounds=(ground,)), birth_date=date(2008, 3, 2))
    assert not assess(bars.bar_findings(young, on=date(2026, 3, 1))).allowed
    assert assess(bars.bar_findings(young, on=ON)).allowed


def test_restricted_does_not_imply_listed_but_listed_implies_restricted() -> None:
    assert restriction.listing_has_order(listed=False, has_order=True).satisfied
    assert not restriction.listing_has_order(listed=True, has_order=False).satisfied


def test_a_restriction_needs_no_bad_faith() -> None:
    unable = RestrictionFacts(obligation_unperformed=True)
    assert assess(restriction.restriction_findings(unable)).allowed


def test_a_decision_that_was_signed_and_never_served_is_not_published() -> None:
    signed = ActDates(filed_on=ON, drafted_on=ON, signed_on=ON, published_on=ON)
    assert not assess(procedure.publication_findings(signed, on=ON)).allowed
    served = replace(signed, served_on=ON, service_method=ServiceMethod.ANNOUNCEMENT)
    assert assess(procedure.publication_findings(served, on=ON)).allowed


def test_the_creditors_bar_never_stops_the_court() -> None:
    barred_until = date(2026, 9, 2)
    facts = replace(listing(), initiative=Initiative.COURT, creditor_barred_until=barred_until)
    assert assess(bars.bar_findings(facts, on=ON)).allowed


def test_consent_removes_the_listing_and_not_the_order() -> None:
    assert lifting.outlives_listing(RemovalGround.CREDITOR_CONSENTS)
    assert not lifting.outlives_listing(RemovalGround.PERFORMED)


def test_revoking_correcting_and_removing_are_three_acts() -> None:
    became = {
        act: states.after(ListingState.PUBLISHED, act)
        for act in (Act.SIGN_REVOCATION, Act.SIGN_AMENDMENT, Act.SIGN_REMOVAL)
    }
    assert list(became.values()) == [
        ListingState.REVOKED,
        ListingState.PUBLISHED,
        ListingState.REMOVED,
    ]


def test_a_suspended_order_stays_visible_and_a_suspended_listing_does_not() -> None:
    assert publication.is_public(OrderState.SUSPENDED, None, on=ON)
    assert not publication.is_public(ListingState.SUSPENDED, None, on=ON)


@pytest.mark.parametrize("state", [ListingState.IN_GRACE, OrderState.IN_GRACE])
def test_nothing_in_grace_is_public(state: ListingState | OrderState) -> None:
    assert not publication.is_public(state, None, on=ON)


def test_a_transferred_case_is_closed_to_the_court_of_its_number() -> None:
    president = ActingPerson("wang", Role.PRESIDENT, "川0107")
    findings = authority.act_findings(Act.SIGN_LISTING, president, case_court_code="川0104")
    assert not assess(findings).allowed


@pytest.mark.parametrize("severity", Severity)
def test_no_tier_of_another_list_removes_a_court_listing(severity: Severity) -> None:
    assert public_credit.shown_until(severity, date(2016, 3, 2)) < ON
    assert publication.is_public(ListingState.PUBLISHED, None, on=ON)


def test_a_fine_and_an_exit_restriction_need_no_objection_before_the_court_above() -> None:
    days = [appeals.application_clock(about).limit for about in Appealed]
    assert days == [3, 10]
