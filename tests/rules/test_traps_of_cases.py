"""The traps of cases, orders and their days, each by its name; those of the lists are beside it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from registry.rules import (
    after_round,
    breach,
    calendar,
    exit_restriction,
    property_report,
    restricted_acts,
    restriction,
    round_closing,
    suspension,
)
from registry.rules.after_round import AfterRound, Inquiry
from registry.rules.assessment import assess
from registry.rules.breach import SanctionFacts
from registry.rules.calendar import Calendar, Due
from registry.rules.holiday_arrangements import PUBLISHED
from registry.rules.suspension import SuspensionFacts
from schemas.case_codes import EnforcementState, InquiryResult, ReportConduct
from schemas.case_numbers import is_enforcement_case, parse_case_number
from schemas.codes import Ground, OrderState, RestrictedAct, SubjectKind
from schemas.restriction_codes import (
    BoundPerson,
    SanctionKind,
    SeatClass,
    SuspensionCause,
    TrainPrefix,
    Travel,
)
from tests.rules.permissions import COMPLETE

MONDAY = date(2026, 3, 2)
JOURNEY = SuspensionFacts(
    state=OrderState.IN_FORCE,
    individual=True,
    travel=(Travel.FLIGHTS,),
    cause=SuspensionCause.OWN_ILLNESS,
    urgent=True,
    starts_on=date(2026, 9, 2),
    ends_on=date(2026, 10, 2),
    application=COMPLETE,
)


def lets_travel(facts: SuspensionFacts) -> bool:
    return assess(suspension.suspension_findings(facts)).allowed


def test_a_g_train_is_refused_whole_and_any_other_from_first_class_on() -> None:
    assert all(restricted_acts.is_seat_refused(TrainPrefix.G, seat) for seat in SeatClass)
    for prefix in (TrainPrefix.D, TrainPrefix.C):
        assert not restricted_acts.is_seat_refused(prefix, SeatClass.SECOND)
        assert restricted_acts.is_seat_refused(prefix, SeatClass.FIRST)


def test_a_private_school_with_normal_fees_is_open_to_the_children_of_a_debtor() -> None:
    assert not restricted_acts.is_high_fee_school(Decimal(9000), Decimal(9000))
    assert restricted_acts.is_high_fee_school(Decimal("9000.01"), Decimal(9000))


def test_a_temporary_lift_is_for_planes_and_high_speed_trains_and_for_no_holiday() -> None:
    assert lets_travel(JOURNEY)
    assert not lets_travel(replace(JOURNEY, travel=(Travel.FLIGHTS, Travel.SOFT_SLEEPERS)))
    assert not lets_travel(replace(JOURNEY, cause=None))


def test_a_temporary_lift_is_one_month_though_its_last_day_is_a_holiday() -> None:
    # 2 October is a holiday; nothing is added for it, and travel is refused on the third.
    assert not lets_travel(replace(JOURNEY, ends_on=date(2026, 10, 3)))
    assert suspension.resumes_on(JOURNEY.ends_on) == date(2026, 10, 3)


def test_false_medical_proof_once_is_no_journey_ever_again() -> None:
    abused = replace(JOURNEY, application=replace(COMPLETE, abused_before=True))
    assert not lets_travel(abused)


def test_controllers_are_restricted_for_an_entity_and_never_kept_from_leaving_for_it() -> None:
    bound = restriction.bound_persons(SubjectKind.ORGANISATION)
    assert BoundPerson.ACTUAL_CONTROLLER in bound
    kept = exit_restriction.may_bind(SubjectKind.ORGANISATION, incapable=False)
    assert {one.value for one in kept} == {
        "legal_representative",
        "principal",
        "directly_responsible",
    }


def test_prosecution_needs_a_sanction_before_the_breach_and_not_on_its_day() -> None:
    assert not breach.sanctioned_before((MONDAY,), breach_on=MONDAY)
    assert breach.sanctioned_before((MONDAY - timedelta(days=1),), breach_on=MONDAY)


def test_a_fine_of_a_person_and_of_a_unit_are_not_the_same_fine() -> None:
    fine = SanctionFacts(SanctionKind.FINE, SubjectKind.NATURAL, True, fine=Decimal(100_001))
    assert not assess(breach.sanction_findings(fine)).allowed
    unit = replace(fine, subject=SubjectKind.ORGANISATION)
    assert assess(breach.sanction_findings(unit)).allowed


def test_a_late_report_is_a_ground_though_it_proves_true_but_not_for_a_good_reason() -> None:
    assert property_report.breach_ground(ReportConduct.LATE) is Ground.BREACHES_REPORTING
    assert property_report.breach_ground(ReportConduct.LATE, excused=True) is None


def test_the_sixth_inquiry_from_31_august_is_on_31_august_and_not_on_the_28th() -> None:
    days = after_round.inquiry_days(date(2025, 8, 31))
    assert (len(days), days[0], days[5], days[-1]) == (
        10,
        date(2026, 2, 28),
        date(2028, 8, 31),
        date(2030, 8, 31),
    )


def test_two_inquiries_on_one_day_are_one() -> None:
    twice = (Inquiry(MONDAY, InquiryResult.NOTHING_FOUND),) * 2
    after = AfterRound(date(2025, 8, 31), twice)
    assert after_round.counting_days(after, on=MONDAY) == (MONDAY,)


def test_a_round_closed_thirty_years_ago_is_resumed_on_application() -> None:
    assert after_round.may_apply_to_resume(date(1996, 3, 2), on=MONDAY)


def test_a_closed_round_that_is_resumed_is_public_no_more() -> None:
    assert after_round.is_shown(EnforcementState.ROUND_CLOSED)
    assert not after_round.is_shown(EnforcementState.OPEN)


def test_a_round_is_closed_the_day_after_three_months_even_from_30_november() -> None:
    # The three months end on the last of February, which must be over.
    assert round_closing.earliest_on(date(2025, 11, 30)) == date(2026, 3, 1)


@pytest.mark.parametrize("type_code", ["执异", "执复", "执监", "执保"])
def test_a_remedy_or_a_preservation_carries_no_listing(type_code: str) -> None:
    assert not is_enforcement_case(parse_case_number(f"(2025)川0107{type_code}12号"))


def test_brackets_blanks_leading_zeros_and_zi_di_name_one_case() -> None:
    old, blanks = "（2025）川0107执字第00123号", "(2025) 川0107 执 123 号"
    spellings = (old, blanks, "(2025)川0107执123号之二")
    assert {parse_case_number(each).normal for each in spellings} == {"(2025)川0107执123号"}


def test_a_saturday_that_is_worked_counts_and_a_monday_that_is_off_does_not() -> None:
    days = calendar.published()
    assert days.is_working_day(date(2026, 2, 14))
    assert not days.is_working_day(date(2026, 2, 16))


def test_a_day_in_a_year_that_is_not_arranged_says_so_until_it_is() -> None:
    friday = date(2026, 12, 31)
    assert calendar.working_days_after(friday, 3, calendar.published()).provisional
    known = Calendar.of(PUBLISHED)
    assert calendar.working_days_after(date(2026, 2, 13), 3, known) == Due(
        date(2026, 2, 25), provisional=False
    )


def test_every_act_that_a_way_of_travelling_falls_under_is_one_of_the_nine() -> None:
    trains = restricted_acts.act_of_travel(Travel.HIGH_SPEED_TRAINS)
    assert trains is RestrictedAct.HIGH_SPEED_TRAINS
    others = {restricted_acts.act_of_travel(way) for way in Travel} - {trains}
    assert others == {RestrictedAct.FLIGHTS_AND_BERTHS}
